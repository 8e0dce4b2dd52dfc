"""sources.yaml: what is understood, and what a person is told who wrote something else."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from dateline.sources import catalog

PROJECT = Path(__file__).resolve().parents[2]

GOOD = """
sources:
  - name: example
    kind: feed
    where: https://news.example/rss
    publisher: The Example
    country: NO
    language: en
    schedule: every 30 minutes
    rights: spans
  - {name: desk, kind: folder, where: desk/incoming}
"""


def entry(**fields):
    known = {"name": "example", "kind": "feed", "where": "https://news.example/rss"}
    lines = [f"    {name}: {value}" for name, value in {**known, **fields}.items() if value is not None]
    return "sources:\n  -" + "\n".join(lines)[3:]


def test_reads_what_is_right():
    found = catalog.check(GOOD)
    assert found.problems == ()
    example, desk = found.sources
    assert (example.country, example.rights, example.seconds) == ("NO", "spans", 1800)
    assert (desk.kind, desk.publisher, desk.rights, desk.seconds) == ("folder", None, "full", 900)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param(entry(kind="rss"), 3, "write feed, sitemap", id="unknown kind"),
        pytest.param(entry(where="news.example/rss"), 4, "begin it with https://", id="address without its scheme"),
        pytest.param(entry(where=None), 2, "`where` is missing: add it", id="missing"),
        pytest.param(entry(langage="en"), 5, "did you mean `language`?", id="misspelt"),
        pytest.param(entry(color="red"), 5, "the fields are name, kind, where", id="no field at all"),
        pytest.param(entry(country="UK"), 5, "the United Kingdom is GB", id="no country code"),
        pytest.param(entry(language="english"), 5, "two small letters", id="language in words"),
        pytest.param(entry(schedule="sometimes"), 5, "every 15 minutes, hourly", id="schedule"),
        pytest.param(entry(name="The Example"), 2, "small letters", id="name"),
        pytest.param(entry(days="many"), 5, "Number of days", id="days"),
        pytest.param(entry(rights="some"), 5, "write full or spans", id="rights"),
        pytest.param(entry(kind="s3", where="bucket/a"), 4, "s3://bucket/folder/", id="s3"),
        pytest.param(entry(kind="folder"), 4, "a path on this machine", id="folder with an address"),
        pytest.param(entry() + "\n" + entry().partition("\n")[2], 5, "taken by line 2", id="a name twice"),
        pytest.param(entry() + "\n    kind: feed", 5, "there twice", id="a field twice"),
        pytest.param("sources:\n  - just words", 2, "begin it with `- name:`", id="no fields"),
        pytest.param("feeds:\n  - a", 1, "begin with `sources:`", id="another word on top"),
        pytest.param("", 1, "begin with `sources:`", id="empty"),
        pytest.param("sources:\n  - name: a\n   kind: feed", 3, "indented alike", id="indentation"),
        pytest.param(entry() + "\nmore: 1", 5, "unknown field `more`", id="more on top"),
    ],
)
def test_names_the_line_and_the_remedy(text, line, says):
    [problem] = catalog.check(text).problems
    assert problem.line == line
    assert says in problem.message


def test_one_wrong_source_does_not_take_the_others_along():
    found = catalog.check(GOOD.replace("country: NO", "country: Norway"))
    assert [source.name for source in found.sources] == ["desk"]
    assert [problem.line for problem in found.problems] == [7]


def test_an_empty_field_counts_as_not_said():
    assert catalog.check(entry(publisher="")).sources[0].publisher is None


@pytest.mark.parametrize(
    ("schedule", "seconds"),
    [("hourly", 3600), ("daily", 86_400), ("every hour", 3600), ("every 6 hours", 21_600), ("every 2 days", 172_800), ("weekly", 604_800)],
)
def test_schedules(schedule, seconds):
    assert catalog.check(entry(schedule=schedule)).sources[0].seconds == seconds


def test_paths_are_relative_to_the_file(tmp_path):
    (tmp_path / "sources.yaml").write_text(GOOD)
    assert catalog.load(tmp_path / "sources.yaml").sources[1].where == str(tmp_path / "desk" / "incoming")
    assert catalog.load(tmp_path / "nowhere.yaml").sources == ()


def test_the_schema_is_fresh():
    assert (PROJECT / "sources.schema.json").read_text(encoding="utf-8") == catalog.schema(), "run: make docs"


def test_the_example_is_right_and_fits_the_schema():
    text = (PROJECT / "sources.example.yaml").read_text(encoding="utf-8")
    assert catalog.check(text).problems == ()
    assert {s.kind for s in catalog.check(text).sources} == {"feed", "sitemap", "articles", "folder", "archive", "s3"}
    schema = json.loads(catalog.schema())
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(yaml.safe_load(text))) == []

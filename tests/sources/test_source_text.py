"""Plain text: where the date comes from, what a sidecar says, and what is refused."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import discover, read

BODY = "Fighting went on in the north of the city."


def read_one(folder: Path, published: date | None = None, **knobs: Any) -> Document | Rejected:
    (file,) = discover([folder]).files
    (found,) = read(file, source_name="test", published=published, limits=Settings(**knobs))
    return found


@pytest.mark.parametrize(
    ("name", "text", "sidecar", "published", "expected"),
    [
        pytest.param("a.txt", BODY, None, date(2016, 1, 1), (date(2016, 1, 1), "input"), id="default"),
        pytest.param("a-2016-12-14.txt", BODY, None, date(2016, 1, 1), (date(2016, 12, 14), "filename"), id="name before default"),
        pytest.param("a-2016-12-14.txt", BODY, {"published": "2016-12-13"}, None, (date(2016, 12, 13), "input"), id="sidecar before name"),
        pytest.param("a.txt", f"14 December 2016\n\n{BODY}", None, date(2016, 1, 1), (date(2016, 12, 14), "dateline"), id="date line"),
        pytest.param("2016/12/14/a.txt", BODY, None, date(2016, 1, 1), (date(2016, 12, 14), "path"), id="folders"),
    ],
)
def test_dates_a_text(
    tmp_path: Path, name: str, text: str, sidecar: dict[str, str] | None, published: date | None, expected: tuple[date, str]
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if sidecar:
        path.with_suffix(".json").write_text(json.dumps(sidecar))
    found = read_one(tmp_path, published)
    assert isinstance(found, Document)
    assert (found.published, found.published_from) == expected
    assert found.text == text


def test_takes_what_a_sidecar_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.json").write_text(
        json.dumps(
            {
                "published": "2016-12-14T10:30:00Z",
                "title": "A title",
                "publisher": {"name": "The Example"},
                "url": "https://news.example/a",
                "language": "en",
                "authors": ["Ann Bell", "Carl Dee"],
                "section": "World",
            }
        )
    )
    found = read_one(tmp_path)
    assert found == Document(
        source_name="test",
        source_kind="text",
        source_id="a.txt",
        text=BODY,
        url="https://news.example/a",
        publisher="The Example",
        title="A title",
        section="World",
        bylines=("Ann Bell", "Carl Dee"),
        language="en",
        published=datetime(2016, 12, 14, 10, 30, tzinfo=UTC),
        published_from="input",
    )


@pytest.mark.parametrize(
    ("content", "sidecar", "reason"),
    [
        pytest.param(BODY.encode(), None, "undated", id="no date anywhere"),
        pytest.param(BODY.encode(), '{"published": "3/4/2016"}', "undated", id="a date that names no day"),
        pytest.param(BODY.encode(), "{broken", "broken_json", id="broken sidecar"),
        pytest.param(BODY.encode(), "[1]", "broken_json", id="sidecar that is no object"),
        pytest.param(b" \n\t ", None, "empty", id="white space"),
        pytest.param(bytes(range(256)), None, "binary", id="bytes"),
        pytest.param(b"<html><body>Page</body></html>", None, "not_text", id="web page"),
        pytest.param(b"long " * 100, None, "too_large", id="too long"),
    ],
)
def test_refuses_with_a_reason_and_a_remedy(tmp_path: Path, content: bytes, sidecar: str | None, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    if sidecar:
        (tmp_path / "a.json").write_text(sidecar)
    found = read_one(tmp_path, max_document_chars=300)
    assert isinstance(found, Rejected)
    assert (found.reason, found.stage) == (reason, "read")
    assert found.detail
    assert found.remedy


def test_a_stated_but_unreadable_date_is_not_replaced_by_the_default(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.json").write_text('{"published": "3/4/2016"}')
    found = read_one(tmp_path, published=date(2020, 1, 1))
    assert isinstance(found, Rejected)
    assert "3/4/2016" in found.detail


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    found = read_one(tmp_path, max_file_bytes=10)
    assert isinstance(found, Rejected)
    assert found.reason == "too_large"


def test_a_file_that_has_gone_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (file,) = discover([tmp_path]).files
    (tmp_path / "a.txt").unlink()
    (found,) = read(file, source_name="test", published=None, limits=Settings())
    assert isinstance(found, Rejected)
    assert found.reason == "unreadable"

"""The command line: sql, show, doctor. (`extract` is tested in whole runs.)"""

import json

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.settings import settings

runner = CliRunner()


@pytest.fixture(autouse=True)
def own_root(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path / "root"))
    monkeypatch.setenv("COLUMNS", "200")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        pytest.param("csv", "n,word\n1,\n", id="CSV, null is empty"),
        pytest.param("json", '{"n": 1, "word": null}\n', id="one object a line"),
    ],
)
def test_sql_prints_rows(output, expected):
    done = runner.invoke(app, ["sql", "SELECT 1 AS n, NULL AS word", "--format", output])
    assert (done.exit_code, done.stdout) == (0, expected)


def test_sql_writes_no_formula_into_csv():
    done = runner.invoke(app, ["sql", "SELECT '=1+1' AS a, '-5 dead' AS b, -5 AS c, 'plain' AS d", "--format", "csv"])
    assert done.stdout == "a,b,c,d\n'=1+1,'-5 dead,-5,plain\n"


def test_sql_without_a_query_reads_many():
    done = runner.invoke(app, ["sql", "--format", "csv"], input="SELECT 1 AS a;\nSELECT\n  2 AS b;\nnonsense;\nSELECT 3 AS c\n")
    assert done.stdout == "a\n1\nb\n2\nc\n3\n"
    assert "Parser Error" in done.stderr
    assert done.exit_code == 0


def test_sql_knows_every_dataset_before_there_is_any_data():
    done = runner.invoke(app, ["sql", "SELECT count(*) AS n FROM events JOIN articles USING (article_id)", "--format", "json"])
    assert json.loads(done.stdout) == {"n": 0}


def test_sql_says_what_is_wrong_with_a_query():
    done = runner.invoke(app, ["sql", "SELECT nothing FROM nowhere"])
    assert done.exit_code == 2
    assert "nowhere" in done.stderr


def test_sql_shows_brackets_as_they_are():
    done = runner.invoke(app, ["sql", "SELECT '[red]not markup[/red]' AS words"])
    assert "[red]not markup[/red]" in done.stdout


def test_sql_repeats_brackets_of_a_wrong_query_as_they_are():
    done = runner.invoke(app, ["sql", "SELECT 1 FROM [/red]"])
    assert done.exit_code == 2
    assert "[/red]" in done.stderr


def test_show_marks_an_article_and_stores_nothing(tmp_path):
    file = tmp_path / "raid-2024-03-05.txt"
    file.write_text("Gunmen attacked a police post in the town of Baidoa in Somalia on Monday, killing three officers, police said.\n")
    done = runner.invoke(app, ["show", str(file)])
    assert done.exit_code == 0, done.output
    assert "ASSAULT" in done.stdout
    assert "Gunmen attacked a police post" in done.stdout
    assert not (tmp_path / "root").exists()


@pytest.mark.parametrize(
    ("name", "content", "status", "message"),
    [
        pytest.param("missing.txt", None, 2, "missing.txt", id="no such file"),
        pytest.param(
            "undated.txt", "Gunmen attacked a police post in Baidoa, killing three officers, police said.", 1, "undated", id="no date"
        ),
    ],
)
def test_show_says_why_it_cannot(tmp_path, name, content, status, message):
    if content is not None:
        (tmp_path / name).write_text(content)
    done = runner.invoke(app, ["show", str(tmp_path / name)])
    assert done.exit_code == status
    assert message in done.stderr


def test_doctor_finds_this_installation_fit():
    done = runner.invoke(app, ["doctor"])
    assert done.exit_code == 0, done.output
    assert "FAIL" not in done.stdout


def test_doctor_says_what_to_do_about_a_root_that_cannot_be_written(monkeypatch):
    monkeypatch.setenv("DATELINE_ROOT", "/proc/dateline")
    settings.cache_clear()
    done = runner.invoke(app, ["doctor"])
    assert done.exit_code == 1
    assert "DATELINE_ROOT" in done.stdout

"""A backfill is cut into chunks once, and goes on where it stopped."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import store
from dateline.articles import from_table
from dateline.pipelines import backfill
from dateline.settings import settings


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty root in force."""
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path / "root"))
    settings.cache_clear()
    yield tmp_path / "root"
    settings.cache_clear()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Ten articles on ten days, and a line that is none."""
    lines = [
        json.dumps({"id": f"a{n}", "text": f"The council of town {n} met on Monday to talk about the bridge.", "published": f"2016-03-{n + 1:02}"})
        for n in range(10)
    ]  # fmt: skip
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join([*lines[:5], "{broken", *lines[5:]]), encoding="utf-8")
    return file


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the chunks that were sent through the steps, which do nothing here."""
    names: list[str] = []

    def take(run_id: str, path: Path, chunk: backfill.Chunk) -> set[str]:
        names.append(chunk.name)
        return {chunk.first}

    monkeypatch.setattr(backfill, "_take", take)
    return names


def test_chunks_hold_the_articles_of_the_days_asked_for(root: Path, archive: Path) -> None:
    parts = backfill.plan("run", inputs=[str(archive)], date_from="2016-03-02", date_to="2016-03-09", chunk_size=3)
    chunks = [Path(path) for part in parts for path in part]
    days = [[a.published_date.day for a in from_table(store.staging.read_table(chunk / "articles.parquet"))] for chunk in chunks]
    assert [sorted(part) for part in days] == [[2, 3, 4], [5, 6, 7], [8, 9]]
    assert sum(store.staging.read_table(chunk / "quarantine.parquet").num_rows for chunk in chunks) == 1


def test_asked_for_again_only_the_rest_is_done(root: Path, archive: Path, taken: list[str]) -> None:
    parts = backfill.plan("run", inputs=[str(archive)], chunk_size=4)
    backfill.take("run", parts[0])
    assert taken == ["chunk-00000"]
    rest = backfill.plan("again", inputs=[str(archive)], chunk_size=4)
    assert rest == parts[1:]
    said = []
    for part in parts:  # also those that are done, as a cleared task would
        backfill.take("again", part, on_done=lambda progress: said.append((progress.chunks_done, progress.articles_done)))
    assert taken == ["chunk-00000", "chunk-00001", "chunk-00002"]
    assert said == [(2, 8), (3, 10)]
    assert backfill.plan("again", inputs=[str(archive)], chunk_size=4) == []
    assert backfill.finish(parts).rows == {"articles": 10}
    assert not list(root.rglob("_state/backfills/*/chunk-*")), "no text stays behind"


def test_reading_that_broke_off_begins_anew(root: Path, archive: Path) -> None:
    parts = backfill.plan("run", inputs=[str(archive)], chunk_size=4)
    (Path(parts[0][0]).parent / "order.json").unlink()
    assert backfill.plan("again", inputs=[str(archive)], chunk_size=4) == parts


def test_another_range_or_another_file_is_another_backfill(root: Path, archive: Path, taken: list[str]) -> None:
    for part in backfill.plan("run", inputs=[str(archive)]):
        backfill.take("run", part)
    assert backfill.plan("other", inputs=[str(archive)], date_to="2016-03-04")
    archive.write_text(archive.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert backfill.plan("changed", inputs=[str(archive)])
    assert len(backfill.all_progress(root)) == 3


def test_published_days_are_put_together_to_chunks_newest_first(root: Path, archive: Path) -> None:
    [[path]] = backfill.plan("run", inputs=[str(archive)])
    with store.publishing(root):
        store.merge(root, "articles", store.staging.read_table(Path(path) / "articles.parquet"), replaced=())
    parts = backfill.plan("again", reprocess=True, date_from="2016-03-02", date_to="2016-03-08", chunk_size=3)
    order = json.loads((Path(parts[0][0]).parent / "order.json").read_text(encoding="utf-8"))
    assert [(chunk["first"], chunk["last"], chunk["articles"]) for chunk in order["chunks"]] == [
        ("2016-03-06", "2016-03-08", 3),
        ("2016-03-03", "2016-03-05", 3),
        ("2016-03-02", "2016-03-02", 1),
    ]


@pytest.mark.parametrize(("inputs", "reprocess"), [pytest.param([], False, id="neither"), pytest.param(["x"], True, id="both")])
def test_either_an_archive_or_published_days(root: Path, inputs: list[str], reprocess: bool) -> None:
    with pytest.raises(ValueError, match="either"):
        backfill.plan("run", inputs=inputs, reprocess=reprocess)


def test_progress_says_how_long_it_will_take() -> None:
    text = backfill.Progress("id", 3, 20, 1_500, 9_800, 7_000.0).text
    assert text == "3 of 20 chunks, 1,500 of 9,800 articles, about 1.9 hours left"

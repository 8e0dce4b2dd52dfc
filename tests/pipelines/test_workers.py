"""One bad article never takes the others with it."""

import os
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from deadly import dies_on_poison, raises_on_poison

from dateline.pipelines.workers import _pool, extract_all

ARTICLES = [{"article_id": f"a{i:02d}", "text": "poison" if i == 5 else "fine"} for i in range(20)]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_article_that_raises_is_reported_with_its_traceback(tmp_path, processes):
    outcomes = {o.article_id: o for o in extract_all(ARTICLES, tmp_path, raises_on_poison, processes=processes)}
    assert outcomes.keys() == {a["article_id"] for a in ARTICLES}
    assert [o.article_id for o in outcomes.values() if o.error] == ["a05"]
    assert "ValueError: cannot cope" in outcomes["a05"].error


def test_an_article_that_kills_its_process_fails_alone(tmp_path):
    outcomes = list(extract_all(ARTICLES, tmp_path, dies_on_poison, processes=2))
    assert sorted(o.article_id for o in outcomes) == [a["article_id"] for a in ARTICLES], "one outcome each"
    failed = [o for o in outcomes if o.rows is None]
    assert [o.article_id for o in failed] == ["a05"]
    assert "died twice" in failed[0].error


def test_a_process_that_died_before_the_work_was_handed_out_stops_nothing(tmp_path):
    """Between two shards, or while the chunks of one are still being handed out: handing out raises, not the waiting."""
    pool = _pool(2, None)
    with pytest.raises(BrokenProcessPool):
        pool.submit(os._exit, 9).result()
    outcomes = list(extract_all(ARTICLES, tmp_path, raises_on_poison, processes=2))
    assert sorted(o.article_id for o in outcomes) == [a["article_id"] for a in ARTICLES]
    assert [o.article_id for o in outcomes if o.error] == ["a05"]


def test_a_task_that_is_killed_twice_by_the_same_article_goes_on_without_it(tmp_path):
    script = (
        "import sys; from pathlib import Path; from deadly import dies_on_poison; from dateline.pipelines.workers import extract_all\n"
        "articles = [{'article_id': f'a{i:02d}', 'text': 'poison' if i == 5 else 'fine'} for i in range(20)]\n"
        "print(sum(o.rows is None for o in extract_all(articles, Path(sys.argv[1]), dies_on_poison, processes=1)))"
    )
    tries = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            env={"PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        for _ in range(3)
    ]
    assert [t.returncode for t in tries] == [9, 9, 0]
    assert tries[2].stdout.strip() == "1"


def test_workers_end_with_the_process_that_started_them(tmp_path):
    script = (
        "import os, sys; from pathlib import Path; from deadly import says_who; from dateline.pipelines.workers import extract_all\n"
        "articles = [{'article_id': f'a{i:02d}', 'text': 'fine'} for i in range(20)]\n"
        "if __name__ == '__main__':\n"
        "    outcomes = list(extract_all(articles, Path(sys.argv[1]), says_who, processes=2))\n"
        "    print(*{row['pid'] for o in outcomes for row in o.rows['mentions']}, flush=True)\n"
        "    os._exit(0)"
    )
    said = tmp_path / "said"  # a pipe would stay open as long as the workers
    with said.open("w") as out:
        command = [sys.executable, "-c", script, str(tmp_path / "notes")]
        subprocess.run(command, env={"PYTHONPATH": str(Path(__file__).parent)}, stdout=out, check=True)
    workers = [int(pid) for pid in said.read_text().split()]
    assert workers
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]

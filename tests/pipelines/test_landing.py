"""The landing folder: what waits, and what was taken."""

import os
import time

from dateline.pipelines import landing, taken


def put(folder, name, text="news", age_seconds=60.0):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text)
    then = time.time() - age_seconds
    os.utime(path, (then, then))
    return path


def test_no_folder_nothing_waits(tmp_path):
    assert landing.waiting(tmp_path, tmp_path / "landing", 0) == []


def test_a_file_that_still_changes_is_left_alone_whatever_its_own_time_says(tmp_path):
    put(tmp_path / "landing", "old-looking.txt", age_seconds=1000)
    assert landing.waiting(tmp_path, tmp_path / "landing", settle_seconds=30) == []
    assert len(landing.waiting(tmp_path, tmp_path / "landing", settle_seconds=0)) == 1


def test_hidden_files_and_what_is_done_are_left_alone(tmp_path):
    put(tmp_path / "landing", ".hidden")
    put(tmp_path / "landing" / "done", "a.txt")
    wanted = put(tmp_path / "landing" / "below", "b.txt")
    assert landing.waiting(tmp_path, tmp_path / "landing", 0) == [wanted]


def test_a_taken_file_does_not_wait_again_even_when_touched(tmp_path):
    path = put(tmp_path / "landing", "a.txt")
    taken.remember(tmp_path, [taken.describe(path)])
    assert landing.waiting(tmp_path, tmp_path / "landing", 0) == []
    os.utime(path)
    assert landing.waiting(tmp_path, tmp_path / "landing", 0) == []


def test_a_taken_file_with_new_content_waits_again(tmp_path):
    path = put(tmp_path / "landing", "a.txt", text="news")
    taken.remember(tmp_path, [taken.describe(path)])
    path.write_text("mews")  # the same size
    assert landing.waiting(tmp_path, tmp_path / "landing", 0) == [path]


def test_what_is_remembered_stays_when_more_is_taken(tmp_path):
    paths = [put(tmp_path / "landing", f"{i}.txt") for i in range(300)]
    taken.remember(tmp_path, [taken.describe(p) for p in paths[:150]])
    taken.remember(tmp_path, [taken.describe(p) for p in paths[150:]])
    assert landing.waiting(tmp_path, tmp_path / "landing", 0) == []

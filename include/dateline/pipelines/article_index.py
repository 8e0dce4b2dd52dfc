"""The index below `_state/near_duplicates`: which articles are known, of which day and version, and what their words are.

It follows from the articles, published and waiting, and is written after them. Whatever broke off in between, or was changed by
hand, is seen by the versions of the days' files and made good: the cost follows the days that changed, not history.
"""

import json
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline import articles, store
from dateline.paths import remove_folder, version_of, write_whole

_SEEN = "seen.json"
_COLUMNS = ["article_id", "text_sha256"]
_PUBLISHED, _WAITING = "articles", "_incoming/articles"
_Stamps = dict[str, str]  # file below the root → its version


def folder(root: Path) -> Path:
    return root / "_state" / "near_duplicates"


def catch_up(root: Path) -> int:
    """Bring the index in line with the articles; how many it didn't know. Takes the lock on the root.

    Reads the days whose files changed since it was last called, two columns of them, and whole rows of unknown articles only. An
    index of an older format, or none, is made anew from all days.
    """
    with store.publishing(root):
        index = folder(root)
        try:
            articles.known(index, ())
        except articles.StaleIndexError:
            remove_folder(index)
        seen_file = index / _SEEN
        seen: _Stamps = json.loads(seen_file.read_text(encoding="utf-8")) if seen_file.exists() else {}
        now = _stamps(root)
        changed = sorted(file for file, stamp in now.items() if seen.get(file) != stamp)
        if not changed and len(seen) == len(now):
            return 0
        waiting = set(store.read(root / "_incoming", "articles", columns=["article_id"])["article_id"].to_pylist())
        added = 0
        for file in changed:
            base = root if file.startswith(_PUBLISHED) else root / "_incoming"
            added += _add_unknown(
                base, date.fromisoformat(Path(file).parent.name.removeprefix("day=")), index, waiting if base == root else ()
            )
        write_whole(seen_file, json.dumps(now, sort_keys=True))
        return added


def days_of(root: Path, ids: Collection[str]) -> dict[str, date]:
    """The days of those articles that are known, of the version that came last: where a new version waits, that one's."""
    catch_up(root)
    return {article_id: known.day for article_id, known in articles.known(folder(root), ids).items()}


def _stamps(root: Path) -> _Stamps:
    """The state of every day's file, published and waiting, by what the file system says of it."""
    files = (path for below in (_PUBLISHED, _WAITING) for path in (root / below).glob("day=*/part-0.parquet"))
    return {path.relative_to(root).as_posix(): version_of(path) for path in files}


def _add_unknown(base: Path, day: date, index: Path, elsewhere: Collection[str]) -> int:
    """Put a day's articles into the index that it doesn't know in this version, but for those whose newer version lies elsewhere."""
    rows = store.read(base, "articles", days=[day], columns=_COLUMNS).to_pylist()
    known = articles.known(index, (row["article_id"] for row in rows))
    unknown = [
        row["article_id"]
        for row in rows
        if row["article_id"] not in elsewhere
        and (row["article_id"] not in known or known[row["article_id"]].version != articles.version_of(row["text_sha256"]))
    ]
    if unknown:
        table = store.read(base, "articles", days=[day])
        articles.remember(articles.from_table(table.filter(pc.is_in(table["article_id"], value_set=pa.array(unknown, pa.string())))), index)
    return len(unknown)

"""How many simple facts of annotated feeds the feed reader gets right, and whether it reads them all.

    python benchmarks/feed_facts.py FOLDER_OF_FEEDS FACTS.jsonl [AT_LEAST]

Each line of FACTS.jsonl names a file (`feed_path`, relative to the folder that FACTS.jsonl lies in), the headers that it came
with and the facts (`gold.facts`: `entries[0].title` → value). A fact is right when the reader's value is equal to it.
Exit status 1 when a feed crashes the reader, or fewer than AT_LEAST facts are right.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

from dateline.sources.feeds import NoFeedError, parse, read_feed

BASE = "http://127.0.0.1:8097/"  # where the feeds' own relative addresses expect them to be served


def main() -> int:
    """See the module's docstring."""
    folder, facts_file = map(Path, sys.argv[1:3])
    at_least = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    right, wrong, kinds, crashes = 0, [], Counter[str](), []
    started = time.process_time()
    for line in facts_file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = facts_file.parent / row["feed_path"]
        headers = {name.strip().lower(): value.strip() for name, _, value in (h.partition(":") for h in row["gold"]["header"])}
        body = path.read_bytes()
        try:
            kinds[_kind(body, BASE + path.name, headers)] += 1
            entries = parse(body, BASE + path.name, headers).entries
        except Exception as error:  # noqa: BLE001, whatever it raises is a finding
            crashes.append(f"{path.name}: {error!r}")
            continue
        for name, value in row["gold"]["facts"].items():
            found = entries[0].get(name.partition(".")[2]) if entries else None
            if found == value:
                right += 1
            else:
                wrong.append(f"{path.name}: {name} is {found!r:.80}, not {value!r:.80}")
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    print("\n".join(wrong + crashes))
    print(f"feeds in the folder {files}, read {sum(kinds.values())}, crashes {len(crashes)}; {dict(kinds)}")
    print(f"facts right: {right} of {right + len(wrong)}; {time.process_time() - started:.1f} s")
    return 1 if crashes or sum(kinds.values()) < files or right < at_least else 0


def _kind(body: bytes, url: str, headers: dict[str, str]) -> str:
    try:
        return "feeds" if read_feed(body, url, headers) else "feeds without links to articles"
    except NoFeedError:
        return "no feeds"


if __name__ == "__main__":
    sys.exit(main())

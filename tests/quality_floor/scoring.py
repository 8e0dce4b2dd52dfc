"""Extracted rows against expected items, counted over all texts (microaverage).

Two kinds of score: F1 of the things found (`Counted.found` is set), and the share that is right among the things that
were matched (`found` is None). An item that is `optional` and whatever is found in its place are left out of both.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.quality_floor.annotated import Annotated, Item, any_of

Row = Mapping[str, Any]
Pair = tuple[Item, Row]
HAPPENED = frozenset({"asserted", "historical"})
ARTICLES = frozenset({"a", "an", "the", "s"})
LONGEST_EVIDENCE = 400  # characters; a longer span points at nothing


@dataclass(slots=True)
class Counted:
    """How many were right, of how many expected, and of how many found (None where there is nothing to over-find)."""

    right: int = 0
    expected: int = 0
    found: int | None = None

    def add(self, right: int, expected: int, found: int | None = None) -> None:
        self.right += right
        self.expected += expected
        if found is not None:
            self.found = (self.found or 0) + found

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def score(self) -> float:
        """F1, or the share that is right."""
        if self.found is None:
            return self.recall
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0


Scores = dict[str, Counted]


def score(pairs: Iterable[tuple[Annotated, Mapping[str, Sequence[Row]]]]) -> Scores:
    """Scores over texts with the rows extracted from each, by name of the score in the order of the table."""
    scores: Scores = defaultdict(Counted)
    for annotated, rows in pairs:
        for dataset, judge in JUDGES.items():
            if dataset in annotated.expected:
                judge(annotated.expected[dataset], rows[dataset], annotated.text, scores)
    return dict(sorted(scores.items(), key=lambda entry: NAMES.index(entry[0])))


def _events(items: Sequence[Item], rows: Sequence[Row], text: str, scores: Scores) -> None:
    happened = [row for row in rows if row["factuality"] in HAPPENED]
    expected = [item for item in items if _facts(item) & HAPPENED]
    # Where readers may take an event for future or for done, either is right and neither is asked for.
    required = [item for item in expected if not item.get("optional") and _facts(item) <= HAPPENED]
    pairs = _match(expected, happened, text, _same_type)
    right = [pair for pair in pairs if pair[0] in required]
    excused = [row for row in happened if _is_excused(row, [i for i in items if i not in required], [r for _, r in right], text)]
    scores["events, asserted"].add(len(right), len(required), len(happened) - len(excused))

    grounded = [row for row in happened if any(_nearness(item, row, text) > 0 for item in items)]
    scores["asserted events not out of nothing"].add(len(grounded), len(happened))
    for item in items:
        if not _facts(item) & HAPPENED:
            scores["what did not happen not shown as happened"].add(not _is_shown(item, expected, happened, text), 1)

    for item, row in _match(items, rows, text, _same_type):
        if not item.get("optional"):
            for name, is_right in _event_details(item, row).items():
                scores[name].add(is_right, 1)
    if any(item.get("main") for item in items):
        first = [row for row in rows if row["event_rank"] == 1]
        mains = [item for item in items if item.get("main")]
        scores["main event ranked first"].add(bool(_match(mains, first, text, _same_type)), 1)


def match_events(items: Sequence[Item], rows: Sequence[Row], text: str) -> list[Pair]:
    """Expected and found events of one type on overlapping words, one to one."""
    return _match(items, rows, text, _same_type)


def is_event_right(item: Item, row: Row) -> bool:
    """Factuality and doer, of an event matched by its type."""
    return row["factuality"] in _facts(item) and _is_name(item.get("actor"), row["actor_text"], row["actor_name"])


def _event_details(item: Item, row: Row) -> dict[str, bool]:
    """What is right of a matched event. Where nothing is said, nothing may be given."""
    details = {
        "event factuality": row["factuality"] in _facts(item),
        "event actor": _is_name(item.get("actor"), row["actor_text"], row["actor_name"]),
        "event recipient": _is_name(item.get("recipient"), row["recipient_text"], row["recipient_name"]),
        "event place": _is_place(item.get("place"), row["place_text"], row["place_name"]),
        "event country": row["country"] in any_of(item.get("country")),
        "event date": _is_day(item.get("date_start"), row["date_start"]),
        "event killed": _toll(row, "killed") in any_of(item.get("killed")),
        "event injured": _toll(row, "injured") in any_of(item.get("injured")),
    }
    if "mode" in item:
        details["event mode"] = row["event_mode"] in any_of(item["mode"])
    if "denied_by" in item:
        details["event denied by"] = _is_name(item["denied_by"], row["denied_by"])
    return details


def _figures(items: Sequence[Item], rows: Sequence[Row], text: str, scores: Scores) -> None:
    def is_same(item: Item, row: Row) -> bool:
        return row["metric"] in any_of(item["metric"]) and all(row[bound] in any_of(item.get(bound)) for bound in ("low", "best", "high"))

    pairs = _count("figures", items, rows, text, is_same, scores)
    for item, row in pairs:
        scores["figure attributed to"].add(_is_name(item.get("attributed_to"), row["attributed_to"]), 1)
        scores["figure scope"].add(row["scope"] in any_of(item.get("scope", "incident")), 1)
        scores["figure qualifier"].add(row["qualifier"] in any_of(item["qualifier"]), 1)


def _quotes(items: Sequence[Item], rows: Sequence[Row], text: str, scores: Scores) -> None:
    direct = [row for row in rows if row["quote_kind"] == "direct"]

    def is_same(item: Item, row: Row) -> bool:
        return _words(item["quote"]) == _words(row["quote_text"])

    pairs = _count("quotes", items, direct, text, is_same, scores)
    by_speaker = sum(_is_name(item["speaker"], row["speaker_name"], row["speaker_text"]) for item, row in pairs)
    scores["quotes with speaker"].add(by_speaker, len(_required(items)), len(direct))


def _places(items: Sequence[Item], rows: Sequence[Row], text: str, scores: Scores) -> None:
    distinct = {(row["name"], row["country"]): row for row in _last_first(rows) if not row["is_metonym"]}

    def is_same(item: Item, row: Row) -> bool:
        return _is_place(item["text"], row["text"]) and row["country"] in any_of(item["country"])

    pairs = _count("places with country", items, list(distinct.values()), text, is_same, scores)
    for item, row in pairs:
        scores["place kind"].add(row["place_kind"] in any_of(item["kind"]), 1)


def _times(items: Sequence[Item], rows: Sequence[Row], text: str, scores: Scores) -> None:
    distinct = {(row["text"].lower(), row["timex_value"]): row for row in _last_first(rows)}

    def is_same(item: Item, row: Row) -> bool:
        return row["timex_value"] in map(str, any_of(item["timex_value"]))

    pairs = _count("times by value", items, list(distinct.values()), text, is_same, scores)
    for item, row in pairs:
        if "date_start" in item:
            is_right = _is_day(item["date_start"], row["date_start"]) and _is_day(item["date_end"], row["date_end"])
            scores["time as days"].add(is_right, 1)


def _mentions(items: Sequence[Item], rows: Sequence[Row], text: str, scores: Scores) -> None:
    """Only some mentions are annotated: whether they are found with their type and role, not what else is."""
    for item in items:
        same = [row for row in rows if _is_place(item["text"], row["text"]) and row["mention_type"] == item["type"]]
        scores["mentions with type"].add(bool(same), 1)
        if same and "role_title" in item:
            scores["mention role"].add(any(_is_name(item["role_title"], row["role_title"]) for row in same), 1)


JUDGES: dict[str, Callable[[Sequence[Item], Sequence[Row], str, Scores], None]] = {
    "events": _events,
    "figures": _figures,
    "quotes": _quotes,
    "places": _places,
    "times": _times,
    "mentions": _mentions,
}
NAMES = [
    "events, asserted",
    "asserted events not out of nothing",
    "what did not happen not shown as happened",
    "main event ranked first",
    "event factuality",
    "event mode",
    "event actor",
    "event recipient",
    "event place",
    "event country",
    "event date",
    "event killed",
    "event injured",
    "event denied by",
    "figures",
    "figure qualifier",
    "figure scope",
    "figure attributed to",
    "quotes",
    "quotes with speaker",
    "places with country",
    "place kind",
    "times by value",
    "time as days",
    "mentions with type",
    "mention role",
]


def _count(
    name: str, items: Sequence[Item], rows: Sequence[Row], text: str, is_same: Callable[[Item, Row], bool], scores: Scores
) -> list[Pair]:
    """Count one F1 and return the pairs that match and are required."""
    pairs = _match(items, rows, text, is_same)
    right = [pair for pair in pairs if not pair[0].get("optional")]
    optional = [item for item in items if item.get("optional")]
    excused = [row for row in rows if _is_excused(row, optional, [r for _, r in right], text)]
    scores[name].add(len(right), len(_required(items)), len(rows) - len(excused))
    return right


def _match(items: Sequence[Item], rows: Sequence[Row], text: str, is_same: Callable[[Item, Row], bool]) -> list[Pair]:
    """One-to-one, what is required before what is optional, then the closest spans first."""
    near = [(bool(item.get("optional")), -_nearness(item, row, text), i, j) for i, item in enumerate(items) for j, row in enumerate(rows)]
    pairs: list[Pair] = []
    taken_items: set[int] = set()
    taken_rows: set[int] = set()
    for _, distance, i, j in sorted(near):
        if distance < 0 and i not in taken_items and j not in taken_rows and is_same(items[i], rows[j]):
            taken_items.add(i)
            taken_rows.add(j)
            pairs.append((items[i], rows[j]))
    return pairs


def _nearness(item: Item, row: Row, text: str) -> float:
    """Overlap of the row's span with the words of the item, as a share of the longer one; 0 where they don't touch."""
    start, end = row["char_start"], row["char_end"]
    if end - start > LONGEST_EVIDENCE:
        return 0.0
    return max((weight * max(min(end, e) - max(start, s), 0) / max(end - start, e - s) for s, e, weight in _spans(item, text)), default=0.0)


def _spans(item: Item, text: str) -> list[tuple[int, int, float]]:
    """Where the item's words stand, and their weight: evidence before other tellings; a name or a time wherever it occurs."""
    if "evidence" in item:
        words = [(item["evidence"], 1.0), *((told, 0.5) for told in item.get("also_told", []))]
    else:
        words = [(item.get("quote") or item["text"], 1.0)]
    return [(found.start(), found.end(), weight) for w, weight in words for found in re.finditer(re.escape(w), text, re.IGNORECASE)]


def _is_excused(row: Row, others: Sequence[Item], right: Sequence[Row], text: str) -> bool:
    return row not in right and any(_nearness(item, row, text) > 0 for item in others if item.get("optional") or _facts(item) & HAPPENED)


def _is_shown(item: Item, expected: Sequence[Item], happened: Sequence[Row], text: str) -> bool:
    """Whether an asserted row has its trigger on the trigger of something that didn't happen."""
    taken = {id(row) for _, row in _match(expected, happened, text, _same_type)}
    return any(
        _nearness(item, row, text) > 0 and row["trigger_text"].lower() in _triggers(item) for row in happened if id(row) not in taken
    )


def _triggers(item: Item) -> str:
    return " ".join(any_of(item["trigger"])).lower()


def _same_type(item: Item, row: Row) -> bool:
    return row["event_type"] in any_of(item["type"])


def _facts(item: Item) -> set[str]:
    return set(any_of(item.get("factuality", "asserted")))


def _required(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if not item.get("optional")]


def _last_first(rows: Iterable[Row]) -> list[Row]:
    """So that of equal names or times the first in the text is kept."""
    return sorted(rows, key=lambda row: row["char_start"], reverse=True)


def _words(text: str | None) -> list[str]:
    return [word for word in re.findall(r"\w+", (text or "").lower()) if word not in ARTICLES]


def _is_name(expected: Any, *found: str | None) -> bool:
    """Half of the shorter one's words in common, and a quarter of the longer one's; or nothing, where nothing is said."""
    given = [set(_words(name)) for name in found if name]
    for name in any_of(expected):
        if name is None:
            if not given:
                return True
            continue
        asked = set(_words(name))
        if any(2 * len(asked & g) >= min(len(asked), len(g)) and 4 * len(asked & g) >= max(len(asked), len(g)) for g in given if g):
            return True
    return False


def _is_place(expected: Any, *found: str | None) -> bool:
    """The same words, or the words of one within the other ("Zamfara", "Zamfara state"); or nothing, where nothing is said."""
    given = [f" {' '.join(_words(name))} " for name in found if name]
    for name in any_of(expected):
        if name is None:
            if not given:
                return True
            continue
        asked = f" {' '.join(_words(name))} "
        if any(asked in g or g in asked for g in given):
            return True
    return False


def _is_day(expected: Any, found: Any) -> bool:
    return (None if found is None else str(found)) in [None if day is None else str(day) for day in any_of(expected)]


def _toll(row: Row, metric: str) -> int | None:
    best: int | None = row[f"{metric}_best"]
    return best

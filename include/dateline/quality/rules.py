"""What a rule over several columns or datasets is, and the vocabulary to say one.

Great Expectations looks at columns; whatever needs more is computed beforehand as one boolean column per rule, in which it
then expects nothing but true.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Booleans: TypeAlias = pa.Array | pa.ChunkedArray | Sequence[bool]


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules may look up beside the table that they check."""

    texts: Mapping[str, str]  # by article_id
    text_hashes: Mapping[str, str]  # text_sha256 by article_id
    # dataset → its key → article_id, of the datasets that others refer to
    parents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    taken: Mapping[str, Collection[str]] = field(default_factory=dict)  # dataset → keys of published rows of other articles


Holds = Callable[[pa.Table, Facts], Booleans]  # of each row: true where it is right


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule over the rows of a dataset."""

    name: str  # what is wrong where it doesn't hold; goes into the quarantine as the reason
    columns: tuple[str, ...]  # what it looks at
    notes: str  # why
    holds: Holds
    severity: str = "critical"
    is_waivable: bool = False  # whether a person may let a row pass: it is about likelihood, not about what every row promises


def one_of(table: pa.Table, columns: Collection[str]) -> pa.ChunkedArray:
    """Where at least one of the columns has a value."""
    found = pc.is_valid(table[next(iter(columns))])
    for column in columns:
        found = pc.or_(found, pc.is_valid(table[column]))
    return found


def or_null(condition: pa.ChunkedArray) -> pa.ChunkedArray:
    """A comparison in which a value that isn't there contradicts nothing."""
    return pc.fill_null(condition, True)


def implies(condition: pa.ChunkedArray, consequence: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.or_(pc.invert(pc.fill_null(condition, False)), pc.fill_null(consequence, False))


def in_order(*columns: str) -> Holds:
    """Each column is at most the ones after it, wherever two are present."""

    def holds(table: pa.Table, _: Facts) -> Booleans:
        pairs = [(low, high) for n, low in enumerate(columns) for high in columns[n + 1 :]]
        result = or_null(pc.less_equal(table[pairs[0][0]], table[pairs[0][1]]))
        for low, high in pairs[1:]:
            result = pc.and_(result, or_null(pc.less_equal(table[low], table[high])))
        return result

    return holds


def present_together(*columns: str) -> Holds:
    """All of the columns have a value, or none has."""

    def holds(table: pa.Table, _: Facts) -> Booleans:
        first = pc.is_valid(table[columns[0]])
        result = pc.equal(first, first)
        for column in columns[1:]:
            result = pc.and_(result, pc.equal(first, pc.is_valid(table[column])))
        return result

    return holds


def equal(one: str, other: str) -> Holds:
    return lambda table, _: or_null(pc.equal(table[one], table[other]))


def belongs(part: str, whole: str, parts_by_whole: Mapping[str, Collection[str]]) -> Holds:
    """A value of one column is among those that the other column's value allows."""
    allowed = {(w, p) for w, parts in parts_by_whole.items() for p in parts}

    def holds(table: pa.Table, _: Facts) -> Booleans:
        pairs = zip(table[whole].to_pylist(), table[part].to_pylist(), strict=True)
        return [p is None or (w, p) in allowed for w, p in pairs]

    return holds


def value_in(column: str, codes: Callable[[], Collection[str]]) -> Holds:
    """A value is one of the codes, which are looked up when they are needed."""
    return lambda table, _: pc.or_(pc.is_null(table[column]), pc.is_in(table[column], pa.array(sorted(codes()))))


def items_in(column: str, codes: Collection[str]) -> Holds:
    """Every item of a list is one of the codes, and none is there twice."""
    allowed = frozenset(codes)

    def holds(table: pa.Table, _: Facts) -> Booleans:
        return [items is None or (allowed.issuperset(items) and len(set(items)) == len(items)) for items in table[column].to_pylist()]

    return holds


def span_in_text(start: str, end: str) -> Holds:
    """The span holds at least one character of the article's text; without a span both ends are null."""

    def holds(table: pa.Table, facts: Facts) -> Booleans:
        columns = (table[name].to_pylist() for name in ("article_id", start, end))
        return [
            (a is None) == (b is None) and (a is None or _is_inside(a, b, facts.texts.get(article)))
            for article, a, b in zip(*columns, strict=True)
        ]

    return holds


def words_at(words: str, start: str, end: str) -> Holds:
    """The words are exactly `articles.text[start:end]`; without words there is no span. A span outside the text has its own rule."""

    def holds(table: pa.Table, facts: Facts) -> Booleans:
        columns = (table[name].to_pylist() for name in ("article_id", words, start, end))
        return [_stand_at(facts.texts.get(article), said, a, b) for article, said, a, b in zip(*columns, strict=True)]

    return holds


def words_anywhere(words: str) -> Holds:
    """The words occur in the article's text."""

    def holds(table: pa.Table, facts: Facts) -> Booleans:
        pairs = zip(table["article_id"].to_pylist(), table[words].to_pylist(), strict=True)
        return [said is None or article not in facts.texts or said in facts.texts[article] for article, said in pairs]

    return holds


def parent_exists(column: str, dataset: str) -> Holds:
    """What the column refers to is a row of the same article. Holds where that dataset isn't in the batch."""

    def holds(table: pa.Table, facts: Facts) -> Booleans:
        if dataset not in facts.parents:
            return [True] * table.num_rows
        known = facts.parents[dataset]
        pairs = zip(table["article_id"].to_pylist(), table[column].to_pylist(), strict=True)
        return [reference is None or known.get(reference) == article for article, reference in pairs]

    return holds


def items_exist(column: str, dataset: str) -> Holds:
    """Every item of a list is a row of that dataset. Holds where that dataset isn't known."""

    def holds(table: pa.Table, facts: Facts) -> Booleans:
        known = facts.parents.get(dataset)
        return [known is None or items is None or known.keys() >= set(items) for items in table[column].to_pylist()]

    return holds


def is_free(dataset: str, key: str) -> Holds:
    """The key isn't that of a published row of another article."""

    def holds(table: pa.Table, facts: Facts) -> Booleans:
        taken = pa.array(sorted(facts.taken.get(dataset, ())), pa.string())
        return pc.invert(pc.is_in(table[key], value_set=taken))

    return holds


def _is_inside(start: int, end: int, text: str | None) -> bool:
    """Whether a span holds a character of the text; a text that isn't known contradicts nothing."""
    return 0 <= start < end and (text is None or end <= len(text))


def _stand_at(text: str | None, words: str | None, start: int | None, end: int | None) -> bool:
    if words is None or start is None or end is None:
        return words is None and start is None and end is None
    return text is None or not _is_inside(start, end, text) or text[start:end] == words

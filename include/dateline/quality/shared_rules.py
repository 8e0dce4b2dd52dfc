"""Rules that follow from a contract, and those that several datasets share."""

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import Dataset
from dateline.contracts.base import FLOAT
from dateline.contracts.codes import MODES_BY_TYPE
from dateline.contracts.common import ISO_COUNTRY
from dateline.contracts.countries import iso3_by_iso2
from dateline.quality.countries import countries, languages
from dateline.quality.rules import (
    Booleans,
    Facts,
    Holds,
    Rule,
    belongs,
    implies,
    in_order,
    is_free,
    items_in,
    one_of,
    parent_exists,
    present_together,
    span_in_text,
    value_in,
    words_at,
)

CODES_BY_CONVENTION = {ISO_COUNTRY: countries, "ISO 639-1": languages}


def from_contract(dataset: Dataset) -> tuple[Rule, ...]:
    """The rules that a contract implies: references, spans, codes in lists, numbers that are numbers."""
    rules = []
    if "char_start" in dataset.names:
        notes = "An id stands for one row, also among those published earlier."
        rules += [ARTICLE_UNKNOWN, TEXT_CHANGED, Rule(f"{dataset.key}_taken", (dataset.key,), notes, is_free(dataset.name, dataset.key))]
    for start, end in sorted({("char_start", "char_end")}.union((start, end) for _, start, end in dataset.spans)):
        if start in dataset.names:
            name = f"{start.replace('char_start', 'span')}_outside_text"
            rules.append(Rule(name, (start, end), "A span holds at least one character of the text.", span_in_text(start, end)))
    for words, start, end in dataset.spans:
        rules.append(
            Rule(
                f"{words}_not_at_span",
                (words, start, end),
                "Every value can be shown: these are the words of the article between the offsets.",
                words_at(words, start, end),
            )
        )
    for reference, parent, _ in dataset.parents:
        if parent != "articles":  # an article may have been published earlier
            notes = f"It refers to a row of `{parent}` of the same article."
            rules.append(Rule(f"{reference}_unknown", (reference, "article_id"), notes, parent_exists(reference, parent)))
    for column in dataset.columns:
        if not column.nullable and pa.types.is_nested(column.type):
            rules.append(Rule(f"{column.name}_missing", (column.name,), "Every row has it.", _present(column.name)))
        if codes := CODES_BY_CONVENTION.get(column.convention or ""):
            # No `value_set`: Great Expectations copies it 75 times for each expectation.
            notes = f"Only codes of {column.convention}."
            rules.append(Rule(f"{column.name}_unknown_code", (column.name,), notes, value_in(column.name, codes)))
        if column.codes and pa.types.is_list(column.type):
            rules.append(
                Rule(f"{column.name}_unknown_code", (column.name,), "Only listed codes, each once.", items_in(column.name, column.codes))
            )
    floats = tuple(
        column.name for column in dataset.columns if column.type == FLOAT and column.nullable
    )  # NaN where none may be null is missing
    if floats:
        rules.append(Rule("not_finite", floats, "Null means 'not said'; NaN and infinity mean nothing.", _finite(floats)))
    return tuple(rules)


def _present(column: str) -> Holds:
    return lambda table, _: pc.is_valid(table[column])


def _finite(columns: tuple[str, ...]) -> Holds:
    def holds(table: pa.Table, _: Facts) -> Booleans:
        result = pa.array([True] * table.num_rows)
        for column in columns:
            result = pc.and_(result, pc.fill_null(pc.is_finite(table[column]), True))
        return result

    return holds


ARTICLE_UNKNOWN = Rule(
    "article_unknown",
    ("article_id",),
    "A row without its article can't be shown.",
    lambda table, facts: [article in facts.text_hashes for article in table["article_id"].to_pylist()],
)
TEXT_CHANGED = Rule(
    "text_changed",
    ("article_id", "text_sha256"),
    "Offsets count the code points of one version of the text.",
    lambda table, facts: [
        facts.text_hashes.get(article, text_hash) == text_hash
        for article, text_hash in zip(table["article_id"].to_pylist(), table["text_sha256"].to_pylist(), strict=True)
    ],
)

HALF_A_POINT = Rule("half_a_point", ("latitude", "longitude"), "A point has two coordinates.", present_together("latitude", "longitude"))
DATES_REVERSED = Rule("dates_reversed", ("date_start", "date_end"), "A range begins before it ends.", in_order("date_start", "date_end"))
DATE_PREC_MISSING = Rule(
    "date_prec_missing",
    ("date_start", "date_end", "date_prec"),
    "A date without its precision looks exact.",
    lambda table, _: implies(one_of(table, ("date_start", "date_end")), pc.is_valid(table["date_prec"])),
)
WHERE_PREC_MISSING = Rule(
    "where_prec_missing",
    ("place_name", "country", "latitude", "where_prec"),
    "A place without its precision looks exact.",
    lambda table, _: implies(one_of(table, ("place_name", "country", "latitude")), pc.is_valid(table["where_prec"])),
)
COUNTRY_CODES_DISAGREE = Rule(
    "country_codes_disagree",
    ("country", "country_iso3"),
    "Two codes of one country.",
    lambda table, _: [
        iso3_by_iso2().get(iso2, iso3) == iso3 if iso2 else iso3 is None
        for iso2, iso3 in zip(table["country"].to_pylist(), table["country_iso3"].to_pylist(), strict=True)
    ],
)
MODE_OF_ANOTHER_TYPE = Rule(
    "mode_of_another_type",
    ("event_type", "event_mode"),
    "PLOVER's modes belong to types.",
    belongs("event_mode", "event_type", MODES_BY_TYPE),
)


def toll_order(prefix: str) -> Rule:
    """low ≤ best ≤ high of one toll, or of a figure (prefix '')."""
    columns = (f"{prefix}low", f"{prefix}best", f"{prefix}high")
    return Rule(f"{prefix}bounds_reversed", columns, "low ≤ best ≤ high wherever two are present.", in_order(*columns))

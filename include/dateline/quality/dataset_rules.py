"""The rules of each dataset beyond what its contract implies."""

import hashlib
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import Dataset
from dateline.contracts.codes import ACLED_SUB_EVENTS_BY_TYPE, QUAD_BY_TYPE, SECTORS, TOLL_METRICS
from dateline.quality.countries import countries
from dateline.quality.rules import (
    Booleans,
    Facts,
    Holds,
    Rule,
    belongs,
    equal,
    implies,
    in_order,
    items_exist,
    one_of,
    or_null,
    present_together,
    words_anywhere,
)
from dateline.quality.shared_rules import (
    COUNTRY_CODES_DISAGREE,
    DATE_PREC_MISSING,
    DATES_REVERSED,
    HALF_A_POINT,
    MODE_OF_ANOTHER_TYPE,
    WHERE_PREC_MISSING,
    from_contract,
    toll_order,
)

ONE_DAY = timedelta(days=1)


def rules_of(dataset: Dataset) -> tuple[Rule, ...]:
    """All rules of a dataset."""
    return (*from_contract(dataset), *_OWN.get(dataset.name, ()))


def _text_hashes_hold(table: pa.Table, _: Facts) -> Booleans:
    columns = (table[name].to_pylist() for name in ("rights", "text", "text_sha256"))
    return [
        rights != "full" or text is None or hashlib.sha256(text.encode()).hexdigest() == digest
        for rights, text, digest in zip(*columns, strict=True)
    ]


def _published_days_agree(table: pa.Table, _: Facts) -> Booleans:
    day = table["published_at"].cast(pa.date32())
    early = pc.less_equal(pc.subtract(table["published_date"], pa.scalar(ONE_DAY)), day)
    late = pc.less_equal(pc.subtract(day, pa.scalar(ONE_DAY)), table["published_date"])
    return or_null(pc.and_(early, late))


def _starts_before_publication(table: pa.Table, _: Facts) -> Booleans:
    has_happened = pc.is_in(table["factuality"], pa.array(["asserted", "historical"]))
    latest = pc.add(table["published_date"], pa.scalar(ONE_DAY))
    return pc.or_(pc.invert(has_happened), or_null(pc.less_equal(table["date_start"], latest)))


def _qualifier_agrees(table: pa.Table, _: Facts) -> Booleans:
    columns = (table[name].to_pylist() for name in ("qualifier", "low", "best", "high"))
    return [_bounds_fit(*row) for row in zip(*columns, strict=True)]


def _bounds_fit(qualifier: str, low: int | None, best: int | None, high: int | None) -> bool:
    """Whether the bounds are those that the qualifier stands for (the reading guide's table)."""
    match qualifier:
        case "exact":
            return low is not None and low == best == high
        case "at_least" | "more_than":
            return low is not None and low == best and high is None
        case "at_most" | "less_than":
            return best is not None and best == high and low is None
        case "about":
            return best is not None and low is None and high is None
        case "range":
            return low is not None and high is not None and best is None
        case "vague":
            return low is not None and best is None and high is None
    return True  # an unknown qualifier is another rule's


def _value_in_evidence(table: pa.Table, facts: Facts) -> Booleans:
    columns = (table[name].to_pylist() for name in ("article_id", "value_text", "char_start", "char_end"))
    return [
        None in (value, start, end) or article not in facts.texts or not 0 <= start < end or value in facts.texts[article][start:end]
        for article, value, start, end in zip(*columns, strict=True)
    ]


def _parties_hold(role: str) -> Holds:
    def holds(table: pa.Table, facts: Facts) -> Booleans:
        pairs = zip(table["article_id"].to_pylist(), table[role].to_pylist(), strict=True)
        return [all(_party_holds(party, facts.texts.get(article)) for party in parties or ()) for article, parties in pairs]

    return holds


def _party_holds(party: dict[str, Any], text: str | None) -> bool:
    start, end = party["char_start"], party["char_end"]
    return (
        (text is None or text[start:end] == party["text"])
        and (party["country"] is None or party["country"] in countries())
        and (party["sector"] is None or party["sector"] in SECTORS)
    )


def _first_party_leads(role: str) -> Holds:
    def holds(table: pa.Table, _: Facts) -> Booleans:
        pairs = zip(table[f"{role}_text"].to_pylist(), table[f"{role}s"].to_pylist(), strict=True)
        return [words == (parties[0]["text"] if parties else None) for words, parties in pairs]

    return holds


def _as_written(column: str, severity: str = "critical") -> Rule:
    notes = "The column promises the words as written."
    return Rule(f"{column}_not_in_text", (column,), notes, words_anywhere(column), severity)


def _toll_rules(metric: str) -> tuple[Rule, ...]:
    numbers = tuple(f"{metric}_{bound}" for bound in ("low", "best", "high"))
    source = f"{metric}_from"
    return (
        toll_order(f"{metric}_"),
        Rule(
            f"{metric}_without_source",
            (*numbers, source),
            "A number always says where it comes from.",
            lambda table, _: pc.equal(one_of(table, numbers), pc.is_valid(table[source])),
        ),
    )


def _reconciled_rules(metric: str) -> tuple[Rule, ...]:
    numbers = tuple(f"{metric}_{bound}" for bound in ("low", "best", "high"))
    count = f"{metric}_statement_count"
    return (
        toll_order(f"{metric}_"),
        Rule(
            f"{metric}_without_statement",
            (*numbers, count),
            "A reconciled number rests on statements.",
            lambda table, _: implies(one_of(table, numbers), pc.greater(table[count], 0)),
        ),
    )


_OWN: dict[str, tuple[Rule, ...]] = {
    "articles": (
        Rule("text_hash_wrong", ("text", "text_sha256"), "The hash says which version of the text it is.", _text_hashes_hold),
        Rule(
            "char_count_wrong",
            ("text", "char_count"),
            "Offsets count code points; so does the length.",
            lambda table, _: or_null(pc.equal(pc.utf8_length(table["text"]).cast(pa.int64()), table["char_count"])),
        ),
        Rule(
            "text_blank",
            ("text",),
            "An article without words is none.",
            lambda table, _: or_null(pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(table["text"])), 0)),
        ),
        Rule(
            "published_days_disagree",
            ("published_at", "published_date"),
            "Time zones are at most 14 hours from UTC, so that the days are at most one apart.",
            _published_days_agree,
            is_waivable=True,
        ),
        Rule(
            "duplicate_incomplete",
            ("duplicate_of", "duplicate_kind", "similarity"),
            "A duplicate says of what, of which kind and how alike.",
            present_together("duplicate_of", "duplicate_kind", "similarity"),
        ),
        Rule(
            "duplicate_of_itself",
            ("article_id", "duplicate_of"),
            "The earliest article is no duplicate.",
            lambda table, _: or_null(pc.not_equal(table["article_id"], table["duplicate_of"])),
        ),
    ),
    "mentions": (_as_written("role_title", "warning"),),
    "places": (
        HALF_A_POINT,
        Rule(
            "where_prec_missing",
            ("where_prec",),
            "A place without its precision looks exact.",
            lambda table, _: pc.is_valid(table["where_prec"]),
        ),
    ),
    "times": (DATES_REVERSED, DATE_PREC_MISSING),
    "quotes": (
        Rule(
            "speaker_resolved_from_nothing",
            ("speaker_text", "speaker_name"),
            "A name of a speaker is resolved from words.",
            lambda table, _: implies(pc.is_valid(table["speaker_name"]), pc.is_valid(table["speaker_text"])),
            "warning",
        ),
    ),
    "figures": (
        toll_order(""),
        Rule("qualifier_disagrees", ("qualifier", "low", "best", "high"), "Each qualifier says which bounds the text gives.", _qualifier_agrees, is_waivable=True),
        Rule(
            "negated_not_zero",
            ("is_negated", "best"),
            "'No one was hurt' is a statement of zero.",
            lambda table, _: implies(table["is_negated"], pc.equal(table["best"], 0)),
            is_waivable=True,
        ),
        Rule(
            "value_not_in_evidence",
            ("value_text", "char_start", "char_end"),
            "The number's words are part of its evidence.",
            _value_in_evidence,
        ),
        _as_written("who_text"),
        _as_written("attributed_to", "warning"),
        Rule("figure_id_differs", ("figure_id", "row_id"), "Two names of one id.", equal("figure_id", "row_id")),
        Rule(
            "part_of_itself",
            ("figure_id", "part_of_figure_id"),
            "A part is smaller than its whole.",
            lambda table, _: or_null(pc.not_equal(table["figure_id"], table["part_of_figure_id"])),
        ),
    ),
    "events": (
        Rule("event_id_differs", ("event_id", "row_id"), "Two names of one id.", equal("event_id", "row_id")),
        Rule(
            "quad_of_another_type",
            ("event_type", "quad_code"),
            "PLOVER's quad follows from the type; accidents and disasters have none.",
            lambda table, _: [
                QUAD_BY_TYPE.get(kind) == quad
                for kind, quad in zip(table["event_type"].to_pylist(), table["quad_code"].to_pylist(), strict=True)
            ],
        ),
        MODE_OF_ANOTHER_TYPE,
        Rule(
            "acled_sub_type_of_another_type",
            ("acled_event_type", "acled_sub_event_type"),
            "ACLED's sub-event types belong to event types.",
            belongs("acled_sub_event_type", "acled_event_type", ACLED_SUB_EVENTS_BY_TYPE),
        ),
        DATES_REVERSED,
        DATE_PREC_MISSING,
        Rule(
            "starts_after_publication",
            ("factuality", "date_start", "published_date"),
            "What is reported as having happened began by the day after publication, wherever the paper is.",
            _starts_before_publication,
            is_waivable=True,
        ),
        Rule(
            "publication_dated",
            ("date_from", "date_start", "date_end"),
            "Where no date is said, the publication day only ends the range.",
            lambda table, _: implies(
                pc.equal(table["date_from"], "publication"),
                pc.and_(pc.is_null(table["date_start"]), pc.is_valid(table["date_end"])),
            ),
        ),
        HALF_A_POINT,
        WHERE_PREC_MISSING,
        COUNTRY_CODES_DISAGREE,
        *(rule for metric in TOLL_METRICS for rule in _toll_rules(metric)),
        Rule(
            "stance_without_source",
            ("attributed_to", "attribution_stance"),
            "A stance is somebody's.",
            lambda table, _: implies(pc.is_valid(table["attribution_stance"]), pc.is_valid(table["attributed_to"])),
        ),
        Rule("actor_not_in_text", ("actors",), "Every actor's words stand at their offsets, and codes are listed.", _parties_hold("actors")),
        Rule("recipient_not_in_text", ("recipients",), "Likewise every recipient's.", _parties_hold("recipients")),
        Rule("actor_not_first", ("actor_text", "actors"), "The first of the list is in the columns.", _first_party_leads("actor")),
        Rule("recipient_not_first", ("recipient_text", "recipients"), "The first of the list is in the columns.", _first_party_leads("recipient")),
        _as_written("place_text"),
        _as_written("date_text"),
        _as_written("attributed_to", "warning"),
        _as_written("denied_by", "warning"),
    ),
    "incidents": (
        MODE_OF_ANOTHER_TYPE,
        DATES_REVERSED,
        DATE_PREC_MISSING,
        HALF_A_POINT,
        WHERE_PREC_MISSING,
        COUNTRY_CODES_DISAGREE,
        *(rule for metric in TOLL_METRICS for rule in _reconciled_rules(metric)),
        Rule(
            "more_publishers_than_articles",
            ("publisher_count", "article_count"),
            "A publisher counts once for at least one article.",
            in_order("publisher_count", "article_count"),
        ),
        Rule(
            "reports_reversed",
            ("first_reported_at", "last_reported_at"),
            "The first report isn't later than the last.",
            in_order("first_reported_at", "last_reported_at"),
        ),
        Rule(
            "events_not_told_apart",
            ("event_ids",),
            "An incident is put together from at least one event, each once.",
            lambda table, _: [ids is None or 0 < len(set(ids)) == len(ids) for ids in table["event_ids"].to_pylist()],
        ),
        Rule("event_ids_unknown", ("event_ids",), "An incident can be traced to published events.", items_exist("event_ids", "events")),
    ),
}  # fmt: skip


def waivable() -> frozenset[str]:
    """The failures that a person may let pass; every other one breaks a promise about every row."""
    return frozenset(rule.name for rules in _OWN.values() for rule in rules if rule.is_waivable)

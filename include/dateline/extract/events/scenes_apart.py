"""Whether mentions of a happening are apart in time or place, so that they tell of two."""

from datetime import date

from dateline.extract.events.records import VERBAL, Draft
from dateline.extract.events.same_party import is_same_name
from dateline.extract.events.same_place import may_be_same_place

_NEWS_DAYS = 31  # what happened longer ago is background
_OLD_DAYS = 365


def days_apart(members: list[Draft], draft: Draft) -> bool:
    """True where both are dated and on no common day, or one is a sum over the other's time."""
    time = draft.time
    if time is None or time.date_start is None or time.date_end is None:
        return False
    dated = [member.time for member in members if member.time is not None]
    if draft.event_type == "ASSAULT" and any(
        _is_sum_and_day(one, other) for member in members for one, other in ((member, draft), (draft, member))
    ):
        return True
    return bool(dated) and not any(
        other.date_start is not None
        and other.date_end is not None
        and other.date_start <= time.date_end
        and time.date_start <= other.date_end
        for other in dated
    )


def _is_sum_and_day(one: Draft, other: Draft) -> bool:
    """ "had killed 14 since the beginning of the month" and what happened on one day or in one week of it."""
    if not one.is_over_a_span or other.is_over_a_span or one.time is None or other.time is None:
        return False
    return (other.time.date_prec or 9) < (one.time.date_prec or 0)  # UCDP's precisions are 1 to 5


def are_news_and_old(members: list[Draft], draft: Draft, published: date) -> bool:
    """One told without any day, the other long ago: "An attack on another market killed dozens last year"."""
    if draft.is_definite and draft.time is None:
        return False
    limit = _OLD_DAYS if draft.is_definite else _NEWS_DAYS
    is_dated = any(member.time is not None for member in members)
    times = [member.time for member in members] if draft.time is None else [draft.time] if not is_dated else []
    ends = [time.date_end for time in times if time is not None and time.date_end is not None]
    return bool(ends) and all((published - end).days > limit for end in ends)


def places_apart(members: list[Draft], draft: Draft) -> bool:
    """True where both are placed and the places exclude each other."""
    here = draft.place
    if here is None:
        return False
    placed = [member.place for member in members if member.place is not None]
    return bool(placed) and not any(may_be_same_place(here, other) for other in placed)


def scenes_apart(members: list[Draft], draft: Draft) -> bool:
    """True where paragraphs in two towns each tell a deed, and nothing but its kind is the same: "In Kaya, four were wounded"."""
    if draft.event_type in VERBAL or (draft.is_definite and not draft.is_placed):
        return False
    if any(member.paragraph == draft.paragraph and not member.is_definite for member in members):
        return False
    parties = [party for member in members for party in member.actors + member.recipients]
    if any(is_same_name(one, other) for one in draft.actors + draft.recipients for other in parties):
        return False
    here, there = draft.where, [member.where for member in members if member.where is not None and member.where.place_kind != "country"]
    return here is not None and bool(there) and not any(may_be_same_place(here, place) for place in there)

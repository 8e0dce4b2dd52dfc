"""Rules for quarters and what earnings reports compare them with: 'the third quarter', 'Q3 2015', 'the year-earlier period'."""

import re
from datetime import date

from dateline.extract.times.calendar import move, value_of
from dateline.extract.times.scene import Reading, Rule, Scene, part, rule
from dateline.extract.times.words import YEAR, ordinal_number

_AHEAD_DAYS = 200
_BUSINESS = re.compile(r"\b(?:profits?|earnings|revenues?|sales|income|dividends?|shares|losses|quarterly|gross)\b", re.IGNORECASE)
_A_FOURTH = re.compile(r"\s+(?:of|century|mile|final|share)\b|-")


def _read_quarter(m: re.Match[str], scene: Scene) -> Reading | None:
    """The latest such quarter that has begun, unless the clause looks ahead; 'the quarter' is the one spoken of."""
    year, is_year_before = part(m, "year") or part(m, "year_after"), bool(part(m, "ago"))
    nearby = scene.quarter_nearby(m.start())
    spoken_of = nearby or value_of(move(scene.published, "quarter", -1), "quarter")
    if named := part(m, "ordinal") or part(m, "short"):
        number = ordinal_number(named) if part(m, "ordinal") else int(named)
        value = f"{year or _year_of_quarter(scene, m.start(), number) - is_year_before}-Q{number}"
    elif year or is_year_before:
        value = f"{year or int(spoken_of[:4]) - 1}{spoken_of[4:]}"
    elif nearby is None and not _BUSINESS.search(scene.text):
        return None  # of a town
    elif part(m, "the").startswith("the") and not _A_FOURTH.match(scene.text, m.end()) and m["noun"][0].islower():
        value = spoken_of
    else:
        return None
    start = m.start("ordinal") if "-quarter" in m[0].lower() else m.start()  # "the third-quarter loss"
    return Reading(start, m.end(), "DATE", value, 0.8 if named else 0.65, not year, is_anchor=not is_year_before)


def _year_of_quarter(scene: Scene, offset: int, number: int) -> int:
    first = date(scene.published.year, 3 * number - 2, 1)
    is_meant = scene.tense(offset) == "future" and (first - scene.published).days < _AHEAD_DAYS
    return scene.published.year - (first > scene.published and not is_meant)


def _read_year_ago(m: re.Match[str], scene: Scene) -> Reading | None:
    """'year-earlier profit', 'the year-ago period', 'the latest period', 'the 1988 period'."""
    spoken_of = scene.quarter_nearby(m.start())
    if m["latest"]:
        return Reading(m.start(), m.end(), "DATE", spoken_of, 0.5, True) if spoken_of else None
    last = spoken_of or scene.this("year")
    return Reading(m.start(), m.end(), "DATE", f"{m['year'] or int(last[:4]) - 1}{last[4:]}", 0.6, True, is_anchor=False)


def _read_year_end(m: re.Match[str], scene: Scene) -> Reading | None:
    return Reading(m.start(), m.end(), "DATE", scene.this("year"), 0.6, True)


RULES: tuple[Rule, ...] = (
    rule(
        "the a its their first second third fourth 0 q1 q2 q3 q4 fiscal year same comparable corresponding",
        r"(?P<the>(?:the\s+)?(?:(?:latest|same|comparable|corresponding)\s+)?)(?P<ago>year-(?:ago|earlier)\s+)?"
        rf"(?:(?P<year>{YEAR})\s+)?(?:(?:fiscal|financial)[\s-]+)?(?:(?P<ordinal>first|second|third|fourth|[1-4](?:st|nd|rd|th))[\s-](?:fiscal[\s-])?)?"
        rf"(?:(?P<noun>quarter)\b|q(?P<short>[1-4])\b)(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year_after>{YEAR}))?",
        _read_quarter,
    ),
    rule(
        "the year latest",
        rf"(?:the\s+)?(?:year-(?:ago|earlier)(?:\s+period)?|(?P<latest>latest)\s+period|(?P<year>{YEAR})\s+period)\b",
        _read_year_ago,
    ),
    rule("the year", r"(?:the\s+)?year(?:['’]s|-|\s)\s?end\b", _read_year_end),
)

"""When something was published, out of what a source wrote: an input's field, a file's name, a path, a date line."""

import re
from datetime import UTC, date, datetime, timezone
from email.utils import parsedate_to_datetime

import dateparser

# Placeholders such as 0001-01-01 and 9999-12-31 lie outside, and with them the instants that a change of zone could overflow.
_FIRST_YEAR, _LAST_YEAR = 1600, 2200

_DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_ISO = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{8})[T ]\d{2}.*")
_SPACE_BEFORE_ZONE = re.compile(r"(?<=\d) (?=(?:[+-]\d{2}:?\d{2}|Z|UTC|GMT)$)")
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")  # seconds or milliseconds
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")  # the dotted form is day first wherever it is used
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_DATEPARSER = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDED = re.compile(
    rf"""(?:(?P<weekday>{"|".join(_WEEKDAYS)})[a-z]*\.?,?\s+)?
    (?:(?P<day_before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?
    (?P<month>{"|".join(_MONTHS)})[a-z]*\.?,?\s+
    (?:(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?
    (?P<year>\d{{4}})\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_IN_PATH = re.compile(r"(?:^|/)((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=/|$)", re.IGNORECASE)


def read_published(value: object) -> datetime | date | None:
    """A stated date: ISO 8601, RFC 2822, seconds since 1970, or written out; None if it names no single day.

    A date stays a date; an instant keeps its zone, and one without a zone is taken as UTC. `3/4/2016` names no single day.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    if not isinstance(value, str) or not 6 <= len(value) <= 100:
        return None
    found = _read(value.strip())
    return found if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _read(text: str) -> datetime | date | None:
    if _DAY_ONLY.fullmatch(text):
        return _day(text[:4], text.replace("-", "")[4:6], text[-2:])
    if _EPOCH.fullmatch(text):
        return _from_epoch(float(text))
    if _ISO.fullmatch(text):
        return _from_iso(_SPACE_BEFORE_ZONE.sub("", text))
    if match := _WORDED.fullmatch(text):
        return _worded(match)
    if match := _YEAR_FIRST.match(text):
        day = _day(*match.groups())
    elif match := _DAY_FIRST.match(text):
        day = _day(*match.groups()[::-1])
    elif match := _SLASHED.match(text):
        first, second, year = match.groups()
        either = {d for d in (_day(year, first, second), _day(year, second, first)) if d}
        day = either.pop() if len(either) == 1 else None
    else:
        return _from_prose(text)
    return day


def _from_iso(text: str) -> datetime | None:
    for zone in ("UTC", "GMT"):
        text = text.removesuffix(zone) + "Z" if text.endswith(zone) else text
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        return None


def _from_prose(text: str) -> datetime | date | None:
    """RFC 2822, or prose such as `Dec. 14, 2016 10:30 EST`."""
    try:
        return _aware(parsedate_to_datetime(text))
    except (ValueError, OverflowError):
        pass  # no RFC 2822; there are other ways to write a date
    found = dateparser.parse(text, languages=["en"], settings=_DATEPARSER)
    if found is None:
        return None
    return _aware(found) if re.search(r"\d[:.h]\d\d|\d ?[ap]\.?m", text.lower()) else found.date()


def _from_epoch(seconds: float) -> datetime | None:
    if seconds > 1e11:
        seconds /= 1000
    # The first day of 1970 is what an empty field becomes.
    return datetime.fromtimestamp(seconds, UTC) if 86_400 <= seconds < 7e9 else None


def _aware(instant: datetime) -> datetime:
    """The instant with a fixed offset, so that it is the same wherever it is unpickled."""
    offset = instant.utcoffset()
    return instant.replace(tzinfo=UTC if offset is None else timezone(offset))


def _worded(match: re.Match[str]) -> date | None:
    """The day of `Wednesday, 14 December 2016` or `December 14, 2016`; None if the weekday belongs to another day."""
    days = [d for d in (match["day_before"], match["day_after"]) if d]
    if len(days) != 1:
        return None
    day = _day(match["year"], str(_MONTHS.index(match["month"].lower()) + 1), days[0])
    if day and match["weekday"] and _WEEKDAYS[day.weekday()] != match["weekday"].lower():
        return None
    return day


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def date_in_name(name: str) -> date | None:
    """The one day that a file's name holds, as `2016-12-14`, `2016_12_14` or `20161214`; None if there are several."""
    days = {day for match in _IN_NAME.finditer(name) if (day := _day(match[1], match[3], match[4]))}
    return days.pop() if len(days) == 1 else None


def date_in_path(path: str) -> date | None:
    """The day in the folders of a path or URL: `/2016/12/14/`, `/2016/dec/14/`, `/2016-12-14/`."""
    days = set()
    for match in _IN_PATH.finditer(path):
        month = match[2].lower()
        number = str(_MONTHS.index(month) + 1) if month in _MONTHS else month
        if number.isdecimal() and (day := _day(match[1], number, match[3])):
            days.add(day)
    return days.pop() if len(days) == 1 else None


def date_line(text: str) -> date | None:
    """The day in a text's first line, if that line is a full date and nothing else."""
    first = text.lstrip()[:200].split("\n", 1)[0].strip()
    if match := _WORDED.fullmatch(first):
        return _worded(match)
    return _day(first[:4], first[5:7], first[8:]) if re.fullmatch(r"(?:19|20)\d{2}-\d{2}-\d{2}", first) else None


def first_date(*found: tuple[datetime | date | None, str]) -> tuple[datetime | date | None, str]:
    """The first date that is there, and where it was found; None if there is none."""
    return next(((when, origin) for when, origin in found if when is not None), (None, ""))

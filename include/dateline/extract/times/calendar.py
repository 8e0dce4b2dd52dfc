"""The calendar behind time expressions: TIMEX3 values, the days that they stand for, and steps from one to another.

Values follow TimeML 1.2.1 as used in TempEval-3: `2016-12-14`, `2016-12-14TMO`, `2016-W50`, `2016-W50-WE`, `2016-12`,
`2016-Q4`, `2016-H2`, `2016-WI`, `2016`, `201` (a decade), `20` (a century). Weeks are ISO weeks.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern hemisphere
UNIT_LETTERS = {
    "day": "D", "night": "D", "week": "W", "fortnight": "W", "weekend": "WE", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "E", "century": "C", "millennium": "L",
}  # fmt: skip
CLOCK_LETTERS = {"second": "S", "minute": "M", "hour": "H"}
YEARS_IN = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?))?"
    r"|(?P<decade>\d{3})|(?P<century>\d{2})"
)


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 value or of an interval `value/value`; None where no calendar days follow."""
    if "/" in value:
        ends = [days_of(part) for part in value.split("/")]
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] and ends[0][0] <= ends[1][1] else None
    m = _VALUE.fullmatch(value)
    if not m:
        return None
    try:
        return _days(m)
    except ValueError:  # 2015-02-30, 2015-W54: no such day
        return None


def _days(m: re.Match[str]) -> tuple[date, date]:
    if m["decade"]:
        return date(int(m["decade"]) * 10, 1, 1), date(int(m["decade"]) * 10 + 9, 12, 31)
    if m["century"]:
        return date(int(m["century"]) * 100 + 1, 1, 1), date(int(m["century"]) * 100 + 100, 12, 31)
    year = int(m["year"])
    if m["week"]:
        monday = date.fromisocalendar(year, int(m["week"]), 1)
        return (monday + timedelta(5 if m["weekend"] else 0), monday + timedelta(6))
    if m["quarter"]:
        return _months(year, 3 * int(m["quarter"]) - 2, 3)
    if m["half"]:
        return _months(year, 6 * int(m["half"]) - 5, 6)
    if m["season"]:
        return _months(year, SEASONS[m["season"]], 3)
    if m["day"]:
        day = date(year, int(m["month"]), int(m["day"]))
        return day, day
    return _months(year, int(m["month"]), 1) if m["month"] else _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, move(first, "month", count) - timedelta(1)


def precision(start: date, end: date) -> int:
    """UCDP `date_prec` of a range of days (CODES: 1 day, 2 up to six days, 3 week, 4 up to 31 days, 5 longer)."""
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def move(day: date, unit: str, count: int) -> date:
    """The day `count` units later (earlier if negative); a day that the month lacks becomes its last one."""
    if unit in ("day", "week", "weekend", "night"):
        return day + timedelta(count * (7 if unit in ("week", "weekend") else 1))
    months = count * {"month": 1, "quarter": 3, "half": 6}.get(unit, 12 * YEARS_IN.get(unit, 1))
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved(day: date, unit: str, count: float | str, side: int) -> date | None:
    """As `move`, for a count as written; None for an open or broken number, hours, and what lies beyond the calendar."""
    if isinstance(count, str) or count % 1 or unit in CLOCK_LETTERS:
        return None
    try:
        return move(day, unit, side * int(count))
    except (ValueError, OverflowError):
        return None


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit in which the day lies."""
    match unit:
        case "day":
            return day.isoformat()
        case "week" | "weekend":
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year:04d}-H{(day.month + 5) // 6}"
        case "year":
            return f"{day.year:04d}"
        case "decade":
            return f"{day.year // 10:03d}"
        case "century":
            return f"{day.year // 100:02d}"
    raise ValueError(f"no calendar unit: {unit}")


def unit_of(value: str) -> str:
    """The calendar unit of a value that `days_of` knows; 'span' for an interval."""
    if "/" in value:
        return "span"
    if "T" in value:
        return "day"
    for mark, unit in (("-WE", "weekend"), ("-W", "week"), ("-Q", "quarter"), ("-H", "half"), ("-S", "month"), ("-F", "month")):
        if mark in value and not value.endswith("-WI"):
            return unit
    return {10: "day", 7: "month", 4: "year", 3: "decade", 2: "century"}[len(value)]


def duration(count: float | str, unit: str) -> str:
    """TIMEX3 duration: `P2W`, `PT90M`, `P30Y` for three decades; `PXY`, `PXE` where the number is left open."""
    letter = CLOCK_LETTERS.get(unit) or UNIT_LETTERS[unit]
    if isinstance(count, str):
        return f"P{'T' if unit in CLOCK_LETTERS else ''}{count}{letter}"
    if unit in YEARS_IN:
        count, unit, letter = count * YEARS_IN[unit], "year", "Y"
    elif unit == "fortnight":
        count, letter = count * 2, "W"
    if count % 1:
        return _broken(count, unit)
    return f"P{'T' if unit in CLOCK_LETTERS else ''}{count:.10g}{letter}"


def _broken(count: float, unit: str) -> str:
    """Two and a half years are `P2Y6M`; where the smaller unit does not come out even, the decimal stays."""
    smaller = {"year": (12, "M"), "day": (24, "H"), "hour": (60, "M"), "minute": (60, "S")}.get(unit)
    whole = int(count)
    if smaller is None or (rest := (count - whole) * smaller[0]) % 1:
        letter = CLOCK_LETTERS.get(unit) or UNIT_LETTERS[unit]
        return f"P{'T' if unit in CLOCK_LETTERS else ''}{count:g}{letter}"
    small = f"{int(rest)}{smaller[1]}"
    if unit in CLOCK_LETTERS:
        return "PT" + (f"{whole}{CLOCK_LETTERS[unit]}" if whole else "") + small
    letter = "T" if unit == "day" else ""
    return "P" + (f"{whole}{UNIT_LETTERS[unit]}" if whole else "") + letter + small

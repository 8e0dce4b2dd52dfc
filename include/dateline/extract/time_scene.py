"""What the rules of the time grammar read from and hand back: the text with its anchors, and one reading."""

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from dateline.extract.time_calendar import days_of, unit_of, value_of
from dateline.extract.time_tense import direction, token_at

_NEAR = 300  # characters: how far back a bare "in the morning" looks for its day
_QUARTER_NEAR = 900


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression as a rule understands it. `days` is given where the value alone does not say which days are meant."""

    start: int
    end: int
    timex_type: str
    value: str
    confidence: float
    is_relative: bool = False
    days: tuple[date, date] | None = None


@dataclass(slots=True)
class Scene:
    """The article while it is read from left to right; `last_…` is the anchor for "the next day" and "two weeks later"."""

    doc: Doc
    text: str
    published: date
    starts: list[int]
    last: str | None = None
    last_at: int = -1
    last_day: date | None = None
    last_day_at: int = -1
    last_quarter: str | None = None
    last_quarter_at: int = -(10**9)
    past_readings: list[Reading] = field(default_factory=list)

    def token(self, offset: int) -> Token:
        return token_at(self.doc, self.starts, offset)

    def tense(self, offset: int) -> str | None:
        """`past`, `future` or None for the clause around a character."""
        return direction(self.token(offset))

    def before(self, offset: int, width: int = 24) -> str:
        """The words just before, in lower case."""
        return self.text[max(0, offset - width) : offset].lower()

    def after(self, offset: int, width: int = 24) -> str:
        return self.text[offset : offset + width].lower()

    def remember(self, reading: Reading) -> None:
        """Make a calendar date the anchor of what follows."""
        if reading.timex_type not in ("DATE", "TIME") or not (days := days_of(reading.value)):
            return
        unit = unit_of(reading.value)
        if unit in ("decade", "century"):
            return
        self.last, self.last_at = reading.value, reading.start
        if unit == "day":
            self.last_day, self.last_day_at = days[0], reading.start
        elif unit == "quarter":
            self.last_quarter, self.last_quarter_at = reading.value, reading.start

    def anchor(self) -> date:
        """The first day of the last date in the text, or the publication day."""
        days = days_of(self.last) if self.last else None
        return days[0] if days else self.published

    def anchor_unit(self) -> str:
        return unit_of(self.last) if self.last else "day"

    def day_nearby(self, offset: int) -> date:
        """The day that a time of day without a date belongs to."""
        return self.last_day if self.last_day and offset - self.last_day_at <= _NEAR else self.published

    def quarter_nearby(self, offset: int) -> str | None:
        """The quarter that the text is speaking of, if any: earnings reports compare it with 'a year earlier'."""
        return self.last_quarter if offset - self.last_quarter_at <= _QUARTER_NEAR else None

    def this(self, unit: str) -> str:
        return value_of(self.published, unit)

"""The words of one date, the days they may mean, and how to count from one day to another."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from claims.text.date_tokens import MONTHS, WEEKDAYS, DateToken, Third
from claims.text.tense import Tense

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """`first` to `last`, both inclusive."""

    first: date
    last: date


@dataclass(frozen=True)
class Step:
    """A unit of time: so many days, or so many months."""

    days: int = 0
    months: int = 0


def one_day(day: date) -> Period:
    return Period(day, day)


def months_from(year: int, month: int, months: int = 1) -> Period:
    """So many whole months from a month on; `month` may lie beyond 1 to 12."""
    first = year * 12 + month - 1
    return Period(_day_in(first, 1), _day_in(first + months - 1, 31))


def shifted(day: date, step: Step, count: int) -> date:
    """`count` steps after `day` (before, when negative); 31 March less a month is 28 February."""
    if step.days:
        return day + count * step.days * DAY
    return _day_in(day.year * 12 + day.month - 1 + count * step.months, day.day)


def calendar_period(day: date, step: Step, count: int = 0) -> Period:
    """The week (from Monday), month, quarter, year, decade or century around `day`, or that
    `count` of them after it. For other numbers of days it is the day itself.
    """
    there = shifted(day, step, count)
    if step.months:
        months = there.year * 12 + there.month - 1
        return months_from(0, months - months % step.months + 1, step.months)
    if step.days == WEEK.days:
        monday = there - there.weekday() * DAY
        return Period(monday, monday + 6 * DAY)
    return one_day(there)


def third_of(period: Period, third: Third) -> Period:
    """The early, middle or late part: in whole months from a quarter on, in days below that."""
    first, last = period.first, period.last
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months >= 3:
        cuts = [first.month + months * part // 3 for part in range(4)]
        return months_from(first.year, cuts[third], cuts[third + 1] - cuts[third])
    days = (last - first).days + 1
    cuts = [days * part // 3 for part in range(4)]
    return Period(first + cuts[third] * DAY, first + (cuts[third + 1] - 1) * DAY)


def _day_in(months: int, day: int) -> date:
    """That day, or the last there is, of the month `months` after January of the year 0."""
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


COUNTS = ("number", "number_word", "day", "year")  # The kinds of tokens that count something.
NO_SUCH_DAY = "there is no such day"


class Undatable(Exception):
    """Words that name a date, but not which; the message says why, for an editor."""


class DateReading(NamedTuple):
    period: Period
    how: str


@dataclass(frozen=True)
class DateWords:
    """The tokens of a date and what decides on its days.

    `opening` is the kind of the word before it, which may open an end of it; `context` is the
    date before it in the sentence; `tense` tells the tense that governs it.
    """

    tokens: Sequence[DateToken]
    opening: str
    context: Period | None
    dateline: date | None
    tense: Callable[[], Tense]

    def get(self, *kinds: str) -> DateToken | None:
        return next((token for token in self.tokens if token.kind in kinds), None)

    def value(self, *kinds: str) -> int | None:
        token = self.get(*kinds)
        return token.value if token else None

    @property
    def which(self) -> int | None:
        """-1 for last, 0 for this, 1 for next; this past Monday is the last."""
        found = self.get("rolling") or self.get("which")
        return found.value if found else None

    @property
    def today(self) -> date:
        if self.dateline is None:
            raise Undatable("no dateline to read it from")
        return self.dateline

    @property
    def counted(self) -> str:
        return f"counted from the dateline, {in_words(self.today)}"

    @property
    def to_come(self) -> bool | None:
        """Whether the words speak of what is to come; None where that is unclear."""
        # “He said the 8 November vote is rigged”: said is not about the day.
        if self.opening in ("the", "article", "determiner", "possessive"):
            return None
        if self.opening == "since":
            return False
        tense = self.tense()
        if tense is Tense.UNCLEAR:
            return True if self.opening in ("before", "by", "through", "until") else None
        return tense is Tense.FUTURE


Reader = Callable[[DateWords], DateReading | None]


def in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def nearest(words: DateWords, name: str, periods: Sequence[Period]) -> DateReading:
    """The one of `periods` that tense, “last” and “next” tell; else the nearest to the dateline.

    A weekday alone is in the past unless the words tell otherwise: news is what has happened.
    """
    today, which, doubt = words.today, words.which, ""
    before = [period for period in periods if period.last < today]
    after = [period for period in periods if period.first > today]
    around = [period for period in periods if period.first <= today <= period.last]
    to_come = words.to_come
    if which == -1:
        period = before[-1]
    elif which == 1:
        period = after[0]
    elif to_come is not None:
        period = (around + after)[0] if to_come else (before + around)[-1]
    elif which == 0 and words.get("weekday", "weekend"):
        period, doubt = (around + after)[0], "; the tense is unclear, read as to come"
    elif words.get("weekday"):
        period, doubt = (before + around)[-1], "; the tense is unclear, read as past"
    else:
        # What lies behind is taken for twice as near: news is what has happened.
        near = around or [before[-1], after[0]]
        period = min(near, key=lambda p: max(2 * (p.first - today), today - p.last))
        doubt = "; the tense is unclear, read as the nearest"
    place = "before" if period in before else "after" if period in after else "on"
    return DateReading(period, f"{name} {place} the dateline, {in_words(today)}{doubt}")


def in_part(words: DateWords, reading: DateReading) -> DateReading:
    part = words.value("part", "edge")
    if part is None:
        return reading
    third = ("first", "middle", "last")[part]
    return DateReading(
        third_of(reading.period, Third(part)), f"{reading.how}; the {third} third of it"
    )

"""Periods of days, and how to count from one to another.

Whatever leaves the years 1 to 9999, or is no day of the calendar, raises ValueError or
OverflowError, as `date` itself does.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

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


class Third(IntEnum):
    EARLY = 0
    MIDDLE = 1
    LATE = 2


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

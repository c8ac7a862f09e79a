"""Readers of dates by the calendar: 22 January 2022, May to July, early 2021, Q3.

Each gets the words that a rule of dates.py picked out, and returns None where they are no date
after all. Where they are one but no day can be told, it raises Undatable or, for 30 February and
beyond the years 1 to 9999, ValueError or OverflowError.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from claims.text.date_readings import (
    NO_SUCH_DAY,
    DateReading,
    DateWords,
    Period,
    Undatable,
    in_part,
    months_from,
    nearest,
    one_day,
)
from claims.text.date_tokens import MONTHS, WEEKDAYS, DateToken, months_of_all_languages

AS_WRITTEN = "as written"
HOLIDAYS = {
    "Christmas": (12, 25), "Christmas Day": (12, 25), "Christmas Eve": (12, 24),
    "Boxing Day": (12, 26), "New Year’s Day": (1, 1), "New Year’s Eve": (12, 31),
    "Halloween": (10, 31), "May Day": (5, 1),
}  # fmt: skip


def numeric(words: DateWords) -> DateReading | None:
    """2022-01-22, 22/01/2022, 22.1.2022, 2022年1月22日."""
    one, two, three = (int(part) for part in re.findall(r"\d+", words.tokens[0].word))
    if one > 31:
        return DateReading(one_day(date(one, two, three)), AS_WRITTEN)
    if min(one, two) > 12 or max(one, two) > 31:
        return None
    if two > 12:
        return DateReading(one_day(date(three, one, two)), "month before day")
    return DateReading(one_day(date(three, two, one)), "day before month")


def day_and_month(words: DateWords) -> DateReading:
    """22 January 2022, Jan. 22nd, Sat. Jan 22."""
    month, day = words.value("month", "may") or 0, words.value("day") or 0
    year, weekday = words.value("year"), words.value("weekday", "short_weekday")
    if year is None:
        return _in_some_year(words, f"{day} {MONTHS[month - 1]}", lambda y: _days(y, month, day))
    there = date(year, month, day)
    if weekday in (None, there.weekday()):
        return DateReading(one_day(there), AS_WRITTEN)
    return DateReading(one_day(there), f"as written, but that day is a {WEEKDAYS[there.weekday()]}")


def foreign_date(words: DateWords) -> DateReading | None:
    """22. Januar 2022, 22 de enero de 2022."""
    name = words.get("word")
    month = name and months_of_all_languages().get(name.word.lower())
    if not month:
        return None
    there = date(words.value("year") or 0, month, words.value("day") or 0)
    return DateReading(one_day(there), AS_WRITTEN)


def month(words: DateWords) -> DateReading:
    """January 2022, January of last year, in January, last January, late January."""
    number = words.value("month", "may") or 0
    return _in_that_year(words, MONTHS[number - 1], lambda year: months_from(year, number))


def month_of_something(words: DateWords) -> DateReading:
    """April’s, of a thing of that month, which may be yet to come."""
    return month(replace(words, opening="possessive"))


def days_or_months(words: DateWords) -> DateReading | None:
    """10-12 January, January 10 to February 3, 2022, between May and July."""
    middle = next(
        place for place, t in enumerate(words.tokens) if t.kind in ("dash", "to", "through", "and")
    )
    left, right = _parts(words.tokens[:middle]), _parts(words.tokens[middle:])
    first_month = left.get("month") or right["month"]
    last_month = right.get("month") or first_month
    last_day = right.get("day")
    name = f"{last_day or ''} {MONTHS[last_month - 1]}".lstrip()
    if year := right.get("year") or left.get("year"):
        last, how = _days(year, last_month, last_day), AS_WRITTEN
    else:
        last, how = _in_some_year(words, name, lambda y: _days(y, last_month, last_day))
    if last is None:
        raise Undatable(NO_SUCH_DAY)
    year = left.get("year") or last.last.year
    if "year" not in left and (first_month, left.get("day", 0)) > (last_month, last_day or 0):
        year -= 1
    first = _days(year, first_month, left.get("day"))
    if first is None or first.first > last.last:
        return None
    return DateReading(Period(first.first, last.last), how)


def _parts(tokens: Sequence[DateToken]) -> dict[str, int]:
    return {"month" if token.kind == "may" else token.kind: token.value for token in tokens}


def _days(year: int, month: int, day: int | None) -> Period | None:
    """That day, or without one the month; None for 30 February."""
    if day is None:
        return months_from(year, month)
    return one_day(date(year, month, day)) if day <= monthrange(year, month)[1] else None


# Years, and parts of them.


def year(words: DateWords) -> DateReading:
    """2014, mid-2021."""
    number = words.value("year") or 0
    return in_part(words, DateReading(months_from(number, 1, 12), AS_WRITTEN))


def years(words: DateWords) -> DateReading | None:
    """2014-2016, 2014–16, from 2014 to 2016."""
    first, last = words.tokens[0].value, words.tokens[-1].value
    if last < 100:
        last += first - first % 100
    if first >= last:
        return None
    return DateReading(months_from(first, 1, (last - first + 1) * 12), AS_WRITTEN)


def decade(words: DateWords) -> DateReading:
    """the 1990s, the late ’90s, the 1800s."""
    first = words.value("decade") or 0
    if first < 100:
        first += 2000 if first < 30 else 1900
    count = 100 if first % 100 == 0 and first < 1900 else 10
    period = months_from(first, 1, count * 12)
    return in_part(words, DateReading(period, f"the years {first} to {first + count - 1}"))


def century(words: DateWords) -> DateReading:
    """the 19th century."""
    first = (words.value("day") or 0) * 100 - 99
    period = months_from(first, 1, 1200)
    return in_part(words, DateReading(period, f"the years {first} to {first + 99}"))


def season(words: DateWords) -> DateReading:
    """spring 2021, the summer of last year, next fall."""
    found = words.get("season")
    name, first = (found.word.lower(), found.value) if found else ("", 0)
    period, how = _in_that_year(words, name, lambda year: months_from(year, first, 3))
    northern = f"{MONTHS[first - 1]} to {MONTHS[(first + 1) % 12]}, as in the north"
    return DateReading(period, f"{northern}; {how}")


def quarter(words: DateWords) -> DateReading:
    """Q3 2021, the third quarter of last year, the last quarter of 2021."""
    number = words.value("quarter", "ordinal")
    if number is None:
        number, words = 4, replace(words, tokens=words.tokens[1:])
    name = f"quarter {number}"
    period, how = _in_that_year(words, name, lambda year: months_from(year, number * 3 - 2, 3))
    return DateReading(period, f"quarter of the calendar year; {how}")


def half(words: DateWords) -> DateReading | None:
    """the first half of 2021, the second half of this year."""
    number = words.value("ordinal") or 0
    if number > 2:
        return None
    return _in_that_year(words, "half", lambda year: months_from(year, number * 6 - 5, 6))


def holiday(words: DateWords) -> DateReading:
    """Christmas Day, last Christmas, New Year’s Eve."""
    name = words.tokens[-1].word.replace("'", "’")
    return _in_some_year(words, name, lambda year: one_day(date(year, *HOLIDAYS[name])))


def _in_that_year(words: DateWords, name: str, period_in: Callable[[int], Period]) -> DateReading:
    """The period in the year that the words give, or else in the one that suits the dateline."""
    if year := words.value("year"):
        reading = DateReading(period_in(year), AS_WRITTEN)
    elif words.get("year_unit"):
        year = words.today.year + (words.value("which") or 0)
        reading = DateReading(period_in(year), f"in {year}, {words.counted}")
    else:
        reading = _in_some_year(words, name, period_in)
    return in_part(words, reading)


def _in_some_year(
    words: DateWords, name: str, period_in: Callable[[int], Period | None]
) -> DateReading:
    today = words.today
    # Eight years may pass from one 29 February to the next.
    near = range(today.year - 8, today.year + 9)
    periods = [period for year in near if (period := period_in(year))]
    if not periods:
        raise Undatable(NO_SUCH_DAY)
    weekday = words.get("weekday", "short_weekday")
    for period in periods:
        near_by = abs(period.first.year - today.year) <= 1
        if weekday and near_by and period.first.weekday() == weekday.value:
            return DateReading(period, f"{name} that is a {WEEKDAYS[weekday.value]}")
    return nearest(words, name, periods)

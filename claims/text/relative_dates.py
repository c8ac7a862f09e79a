"""Readers of dates that count from the dateline: Monday, last week, recent months, two years ago.

They answer and raise as the readers in calendar_dates do.
"""

import math
from datetime import date

from claims.text.date_readings import (
    COUNTS,
    DAY,
    WEEK,
    DateReading,
    DateWords,
    Period,
    Step,
    Undatable,
    calendar_period,
    in_part,
    in_words,
    nearest,
    one_day,
    shifted,
)
from claims.text.date_tokens import WEEKDAYS

# Of an hour only the day is kept.
UNIT_STEPS = {
    "hour": Step(days=1), "day": Step(days=1), "week": Step(days=7), "fortnight": Step(days=14),
    "month": Step(months=1), "quarter": Step(months=3), "year": Step(months=12),
    "decade": Step(months=120), "century": Step(months=1200), "centurie": Step(months=1200),
}  # fmt: skip
_UNITS = ("unit", "units", "hours")


def day_name(words: DateWords) -> DateReading:
    """today, yesterday, tonight."""
    return DateReading(one_day(words.today + words.tokens[0].value * DAY), words.counted)


def daytime(words: DateWords) -> DateReading | None:
    """this morning, last night."""
    which = words.value("which") or 0
    if which > 0:
        return None
    return DateReading(one_day(words.today + which * DAY), words.counted)


def overnight(words: DateWords) -> DateReading:
    return DateReading(
        Period(words.today - DAY, words.today), f"the night to {in_words(words.today)}"
    )


def weekday(words: DateWords) -> DateReading:
    """Monday, last Monday, next Thursday."""
    number = words.value("weekday") or 0
    days = [words.today + (number - words.today.weekday() + 7 * week) * DAY for week in (-1, 0, 1)]
    return nearest(words, WEEKDAYS[number], [one_day(day) for day in days])


def weekdays(words: DateWords) -> DateReading:
    """Monday to Friday."""
    last = weekday(DateWords(words.tokens[-1:], words.opening, None, words.dateline, words.tense))
    days = (words.tokens[-1].value - words.tokens[0].value) % 7
    return DateReading(Period(last.period.first - days * DAY, last.period.last), last.how)


def weekday_of_week(words: DateWords) -> DateReading | None:
    """Monday last week, Friday of next week."""
    if words.tokens[-1].word != "week":
        return None
    week = calendar_period(words.today, UNIT_STEPS["week"], words.value("which") or 0)
    return DateReading(one_day(week.first + (words.value("weekday") or 0) * DAY), words.counted)


def weekend(words: DateWords) -> DateReading:
    """the weekend, last weekend."""
    saturday = words.today + (5 - words.today.weekday()) * DAY
    saturdays = [saturday + week * WEEK for week in (-1, 0, 1)]
    if words.which == 1:
        return DateReading(
            Period(saturdays[2], saturdays[2] + DAY), f"of next week, {words.counted}"
        )
    return nearest(words, "the weekend", [Period(day, day + DAY) for day in saturdays])


def calendar_unit(words: DateWords) -> DateReading:
    """last week, earlier this month, early next year, the end of the decade."""
    unit = words.tokens[-1].word
    period = calendar_period(words.today, UNIT_STEPS[unit], words.value("which") or 0)
    if words.get("earlier"):
        period = Period(period.first, max(period.first, min(period.last, words.today)))
    elif words.get("later"):
        period = Period(min(period.last, max(period.first, words.today)), period.last)
    whole = "Monday to Sunday" if unit == "week" else f"calendar {unit}"
    return in_part(words, DateReading(period, f"{whole}, {words.counted}"))


def rolling(words: DateWords) -> DateReading | None:
    """recent months, the past five years, the next three days; but not: to last three days."""
    if words.opening in ("to", "word") and words.value("which", "rolling") == -1:
        return None
    step, count, number = _steps(words)
    back = words.get("recent") or (words.which or 0) < 0
    other = shifted(words.today, step, -count if back else count)
    period = Period(other, words.today) if back else Period(words.today, other)
    direction = "up to" if back else "from"
    return DateReading(period, f"{number} {direction} the dateline, {in_words(words.today)}")


def ago(words: DateWords) -> DateReading | None:
    """two weeks ago, a year earlier, three days later."""
    step, count, number = _steps(words)
    if words.get("ago"):
        origin, how = words.today, f"{number} before the dateline, {in_words(words.today)}"
    elif words.context is None:
        raise Undatable("counted from something elsewhere in the text")
    elif words.get("earlier"):
        origin, how = words.context.first, f"{number} before {in_words(words.context.first)}"
    else:
        origin, how = words.context.last, f"{number} after {in_words(words.context.last)}"
    return _around(shifted(origin, step, count if words.get("later") else -count), step, how)


def ahead(words: DateWords) -> DateReading | None:
    """two months away; in two weeks, of what is to come."""
    if not words.get("away", "now") and not words.to_come:
        return None
    step, count, number = _steps(words)
    how = f"{number} after the dateline, {in_words(words.today)}"
    return _around(shifted(words.today, step, count), step, how)


def within(words: DateWords) -> DateReading | None:
    """within 30 days, of what is to come."""
    if words.to_come is False:
        return None
    step, count, number = _steps(words)
    how = f"{number} from the dateline, {in_words(words.today)}"
    return DateReading(Period(words.today, shifted(words.today, step, count)), how)


def _around(day: date, step: Step, how: str) -> DateReading:
    """As exactly as copy that counts in such steps means it: a day, week, month or year."""
    period = calendar_period(day, Step(days=step.days, months=min(step.months, 12)))
    whole = "year" if step.months >= 12 else "month" if step.months else "week"
    return DateReading(period, how if period.first == period.last else f"{how}; the whole {whole}")


def _steps(words: DateWords) -> tuple[Step, int, str]:
    """The unit and how many of it, as numbers and as words; three where the text does not count."""
    unit = next(token.word for token in reversed(words.tokens) if token.kind.endswith(_UNITS))
    singular = unit.removesuffix("s")
    counts = [token.value for token in words.tokens if token.kind in COUNTS]
    vague = words.get("vague")
    if vague or (not counts and unit != singular and not words.get("article")):
        count = vague.value if vague else 3
        number = f"about {count} {singular}s (the text gives no number)"
    else:
        count = sum(counts) if counts else 1  # The sum of “twenty-two”.
        number = f"{count} {unit}"
    return UNIT_STEPS[singular], math.ceil(count / 24) if singular == "hour" else count, number

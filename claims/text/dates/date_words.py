"""The words of one date, and what its readers need to tell the days they mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from claims.text.dates.calendar_words import MONTHS, WEEKDAYS, DateToken
from claims.text.dates.periods import Period, Third, third_of
from claims.text.dates.tense import Tense

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

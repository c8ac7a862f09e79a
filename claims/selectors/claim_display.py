"""The figure and the dates of a claim in words, as its panel shows them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from claims.choices import Qualifier
from claims.models import Claim


@dataclass(frozen=True)
class DateRow:
    """A date of a claim: its words, the days in words, and how the words were read."""

    text: str
    days: str
    reading: str


def figure_in_words(claim: Claim) -> str:
    """'about 100,000 troops'; empty where the claim has no figure."""
    if not claim.figure_text:
        return ""
    low, high = claim.figure_low, claim.figure_high
    qualifier = "" if claim.figure_qualifier == Qualifier.EXACTLY else claim.figure_qualifier
    if low is not None and high is not None:
        number = grouped(low) if low == high else f"{grouped(low)} to {grouped(high)}"
    elif low is not None:
        number = grouped(low) if qualifier == Qualifier.AT_LEAST else f"{grouped(low)} or more"
    else:
        number = grouped(high) if qualifier == Qualifier.AT_MOST else f"{grouped(high)} or less"
    return " ".join(part for part in (qualifier, number, claim.figure_unit) if part)


def grouped(number: Decimal | None) -> str:
    """'1,000' or '0.5': as people type it too. Empty for no number."""
    return "" if number is None else f"{number.normalize():,f}"


def date_rows(claim: Claim) -> list[DateRow]:
    return [DateRow(row["text"], _days(row), row["reading"]) for row in claim.dates]


def _days(row: dict[str, Any]) -> str:
    first, last = (row[name] and date.fromisoformat(row[name]) for name in ("from", "to"))
    if first and last:
        return _period(first, last)
    if first:
        return f"from {_day(first)}"
    return f"until {_day(last)}" if last else "no date"


def _period(first: date, last: date) -> str:
    """As short as it reads without doubt: a year, a month, a day, or from one to another."""
    ends_month = (last + timedelta(days=1)).day == 1 if last < date.max else True
    if first == last:
        return _day(first)
    if first.day == 1 and ends_month and first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}"
        if first.month == last.month:
            return f"{first:%B} {first.year}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"

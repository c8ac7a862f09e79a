"""Two numbers that belong together: from 3 to 5 days, $2-3bn, 12 of the 27 states."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from claims.choices import Qualifier
from claims.text.figures.nouns import is_plural
from claims.text.figures.numbers import Amount
from claims.text.figures.numerals import any_of
from claims.text.figures.units import UNIT_OWNERS, Unit, rated

_OF = re.compile(rf" of(?: {UNIT_OWNERS}\b){{0,2}}(?: (?:first|last|next|past|top))? ")
_JOINT = re.compile(rf"-|- or |- to | and | or | to |{_OF.pattern}")
_OPENING = re.compile(r"\b(between|from) (?:the ages? of )?\Z")
CHANGING = any_of(
    ["climb", "cut", "declin", "decreas", "dip", "dipp", "down", "drop", "dropp", "edg", "expand",
     "fall", "fallen", "fell", "go", "gone", "grew", "grow", "grown", "improv", "increas", "jump",
     "lower", "mov", "narrow", "plung", "rais", "reduc", "ris", "risen", "rose", "shift", "shrank",
     "shrink", "slid", "slip", "slipp", "slow", "slump", "soar", "surg", "swell", "took", "tumbl",
     "up", "went", "widen"]
)  # fmt: skip
CHANGE = rf"\b{CHANGING}(?:e|ed|es|ing|s)?"
CHANGE_FROM = re.compile(rf"{CHANGE}\b[^.;\n]{{0,60}}\bfrom \Z")
CHANGE_BEFORE = re.compile(rf"{CHANGE}(?:\b[^.;\n]{{0,60}}\bfrom| by)? \Z")
# Before the points or votes of two sides: 'won 3-1', 'beat Bergen 2-0', 'Oslo 1-3'.
SIDES_BEFORE = re.compile(
    r"(?:\b(?i:beat(?:en|ing|s)?|defeat(?:ed|ing|s)?|draw|drew|le(?:ad|d)|los(?:e|es|ing|t)|pass(?:ed|es)?"
    r"|tie[ds]?|trail(?:ed|ing|s)?|vot(?:e|ed|es|ing)|w[io]ns?|winning)\b[^.;:\n]{0,60}"
    r"|\b[A-Z][\w'’-]{1,30}) \Z"
)
CONTEST = frozenset({"defeat", "draw", "lead", "loss", "victory", "vote", "win"})  # A 1-3 defeat.


@dataclass(frozen=True)
class FigureReading:
    """An amount with its unit, from `start` to `unit.end`; `binding` is what touches the number."""

    start: int
    amount: Amount
    unit: Unit
    is_money: bool
    binding: Qualifier | None


def joined(text: str, folded: str, readings: Iterable[FigureReading]) -> Iterator[FigureReading]:
    """The readings, two that make a range as one."""
    first: FigureReading | None = None
    for second in readings:
        pair = _pair(text, folded, first, second) if first else None
        if pair is not None:
            yield from pair
            first = None
        else:
            if first:
                yield first
            first = second
    if first:
        yield first


def _pair(
    text: str, folded: str, first: FigureReading, second: FigureReading
) -> list[FigureReading] | None:
    """The range that two neighbours make, or the two in one unit; none of a score such as 3-1.

    None where nothing joins them.
    """
    opening = _OPENING.search(folded, max(0, first.start - 24), first.start)
    second = _in_unit_before(text, folded, first, second, bool(opening))
    joint = _joint(folded, first, second)
    if not joint or first.amount.high is None or second.amount.high is None:
        return None
    if _OF.fullmatch(joint):
        return [_in_unit_of(first, second), second]
    first = replace(first, amount=_scaled(first.amount, second.amount))
    is_list = joint == " and " and not (opening and opening[1] == "between")
    if first.unit.name and first.unit.parts != second.unit.parts:
        return [_sum(first, second)] if is_list else None
    if is_list or (joint == " to " and _changes(folded, first, second)):
        return [_in_unit_of(first, second), second]
    if not opening and joint in {"-", " to "} and _is_score(text, first, second):
        return []
    if first.amount.low < second.amount.low:
        start = opening.start() if opening else first.start
        amount = replace(second.amount, low=first.amount.low)
        return [replace(second, start=start, amount=amount)]
    return [first, second]


def _is_score(text: str, first: FigureReading, second: FigureReading) -> bool:
    """3-1, or 1-3 after 'lost'; but not '3-5' nor 'lost 3-5 games'."""
    if first.unit.name or is_plural(second.unit.noun) or second.unit.is_measure:
        return False
    if first.amount.low >= second.amount.low or second.unit.noun in CONTEST:
        return True
    return SIDES_BEFORE.search(text, max(0, first.start - 70), first.start) is not None


def _in_unit_before(
    text: str, folded: str, first: FigureReading, second: FigureReading, has_opening: bool
) -> FigureReading:
    """The second number with what it leaves out: $2-3bn, from 12 years to eight, 51 votes to 49."""
    unit = Unit(second.amount.end, first.unit.name, first.unit.parts)
    if first.is_money and not second.is_money:
        counts = second.unit.is_measure or is_plural(second.unit.noun)
        return second if counts else replace(second, unit=rated(text, folded, unit))
    if has_opening and first.unit.name == "years old":
        return replace(second, unit=unit)
    if not second.unit.name and (has_opening or first.unit.name == "votes"):
        return replace(second, unit=unit)
    return second


def _joint(folded: str, first: FigureReading, second: FigureReading) -> str | None:
    """What joins them, where the first needs no more than the second's unit."""
    if not second.unit.name.startswith(first.unit.name):
        return None
    found = _JOINT.fullmatch(folded, first.unit.end, second.start)
    return found[0] if found else None


def _changes(folded: str, first: FigureReading, second: FigureReading) -> bool:
    """Rose from 2 to 3 per cent, rose $2 to $3; but not 'rose 2 to 3 per cent'."""
    has_unit = second.is_money or first.unit.name == second.unit.name != ""
    pattern = CHANGE_BEFORE if has_unit else CHANGE_FROM
    return bool(pattern.search(folded, max(0, first.start - 80), first.start))


def _in_unit_of(first: FigureReading, second: FigureReading) -> FigureReading:
    return replace(first, unit=replace(second.unit, end=first.unit.end))


def _sum(first: FigureReading, second: FigureReading) -> FigureReading:
    """10 dollars and 50 cents."""
    total = first.amount.low + second.amount.low / second.unit.parts
    unit = replace(first.unit, end=second.unit.end)
    return replace(first, amount=replace(first.amount, low=total, high=total), unit=unit)


def _scaled(first: Amount, second: Amount) -> Amount:
    """2 in '2-3bn' is two billion, but 900 in '900 to 1 million' is none."""
    shares = first.scale == 1 and first.low < 1000 and first.low < second.low / second.scale
    value: Fraction = first.low * second.scale if shares else first.low
    return replace(first, low=value, high=value)

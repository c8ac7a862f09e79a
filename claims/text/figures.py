"""Figures of a text: numbers with what they count and how they bind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from claims.choices import Qualifier
from claims.text.figure_labels import is_label
from claims.text.figure_numbers import Amount, amounts_in, any_of, folded_of, plain
from claims.text.figure_units import UNIT_OWNERS, Unit, is_plural, money_before, rated, unit_after
from claims.text.sentences import Span

# ---- How a figure binds.
_BEFORE = {
    Qualifier.ABOUT: (
        "about", "almost", "an estimated", "approx", "approx.", "approximately", "around", "circa",
        "close to", "estimated", "in the region of", "nearly", "roughly", "some", "~", "±", "≈",
    ),
    Qualifier.AT_LEAST: (
        "a minimum of", "above", "as few as", "as little as", "at least", "at the least",
        "exceeding", "greater than", "higher than", "in excess of", "just above", "just over",
        "larger than", "longer than", "minimum", "more than", "no fewer than", "no less than",
        "north of", "not fewer than", "not less than", "over", "upward of", "upwards of",
        "well above", "well over", ">", "≥",
    ),
    Qualifier.AT_MOST: (
        "a maximum of", "as many as", "as much as", "at most", "at the most", "below",
        "fewer than", "just below", "just under", "less than", "lower than", "maximum",
        "no greater than", "no higher than", "no longer than", "no more than", "not more than",
        "smaller than", "under", "up to", "well below", "well under", "<", "≤",
    ),
    Qualifier.EXACTLY: ("exactly", "precisely"),
}  # fmt: skip
_AFTER = {
    Qualifier.ABOUT: ("-odd", " or so"),
    Qualifier.AT_LEAST: (
        "+", "-plus", " and above", " and older", " and over", " at least", " or above",
        " or greater", " or higher", " or longer", " or more", " or older", " or over",
    ),
    Qualifier.AT_MOST: (
        " and under", " and younger", " at most", " or fewer", " or less", " or lower",
        " or under", " or younger",
    ),
}  # fmt: skip


def _bindings(words_of: dict[Qualifier, tuple[str, ...]]) -> dict[str, Qualifier]:
    return {words: qualifier for qualifier, group in words_of.items() for words in group}


BINDINGS_BEFORE, BINDINGS_AFTER = _bindings(_BEFORE), _bindings(_AFTER)
BINDING_BEFORE = re.compile(rf"(?<!\w)({any_of(BINDINGS_BEFORE)}) ?(?:another |the age of )?\Z")
# 'Over ten years' is a time within, save after words such as these.
LASTING_BEFORE = re.compile(r"\b(?:after|been|for|is|just|lasted|lasting|of|took|was|well) over \Z")
_TIMES = frozenset({"days", "decades", "hours", "months", "weeks", "years"})
BINDING_AFTER = re.compile(rf"({any_of(BINDINGS_AFTER)})(?!\w)")

# ---- Ages.
AGED_BEFORE = re.compile(r"\b(?:aged?|ages) \Z")
AGED_AFTER = re.compile(r" (?:and|or) (?:older|younger)\Z")
PEOPLE_BEFORE = re.compile(
    r"\b(?:adults|anyone|boys|children|everyone|girls|kids|men|people|players|pupils|residents"
    r"|students|teenagers|those|voters|women|workers) (?:above|below|over|under) \Z"
    r"|\bthe ages? of \Z"
)
NAME_BEFORE = re.compile(r"[A-Z][\w'’-]{1,30}, \Z")  # Ann Smith, 45, said so.

# ---- Two numbers that belong together: from 3 to 5 days, $2-3bn, 12 of the 27 states.
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
class Figure:
    """A number as the text gives it. `low` or `high` is None where it is open.

    `unit` is 'per cent', an ISO 4217 code, 'share of' something, 'times', 'years old', else as the
    text spells it, after a hyphen in the plural: 'members' of a 30-member club. Empty where it
    names none.
    """

    span: Span
    low: int | float | None
    high: int | float | None
    unit: str
    qualifier: Qualifier


@dataclass(frozen=True)
class FigureReading:
    """An amount with its unit, from `start` to `unit.end`; `binding` is what touches the number."""

    start: int
    amount: Amount
    unit: Unit
    is_money: bool
    binding: Qualifier | None


def figures_in(text: str) -> list[Figure]:
    """The figures of `text`, in order; they do not overlap."""
    folded = folded_of(text)
    readings = (_reading(text, folded, amount) for amount in amounts_in(folded))
    counts = [r for r in readings if r.is_money or not is_label(text, folded, r.amount, r.unit)]
    figures: list[Figure] = []
    for reading in join_ranges(text, folded, counts):
        if not figures or figures[-1].span.end <= reading.start:
            figures.append(_figure(text, folded, reading))
    return figures


def _reading(text: str, folded: str, amount: Amount) -> FigureReading:
    start = amount.start
    binding = BINDING_AFTER.match(folded, amount.end)
    if binding:
        amount = replace(amount, end=binding.end())
    if money := money_before(folded, start):
        start, code = money
        unit = rated(text, folded, Unit(amount.end, code))
    else:
        unit = _unit_of(text, folded, amount)
    bound = BINDINGS_AFTER[binding[1]] if binding else None
    return FigureReading(start, amount, unit, money is not None, bound)


def _unit_of(text: str, folded: str, amount: Amount) -> Unit:
    """The unit that the words after the number tell, or else those before it."""
    start, end = amount.start, amount.end
    unit = unit_after(text, folded, amount)
    is_counted = unit.is_measure or is_plural(unit.noun)
    if not is_counted and PEOPLE_BEFORE.search(folded, max(0, start - 20), start):
        return Unit(end, "years old")
    return unit


def _figure(text: str, folded: str, reading: FigureReading) -> Figure:
    start, end, unit, binding = reading.start, reading.unit.end, reading.unit.name, reading.binding
    low, high = (
        None if value is None else plain(value / reading.unit.parts)
        for value in (reading.amount.low, reading.amount.high)
    )
    if found := _binding_before(folded, start, unit):
        start, binding = found.start(), BINDINGS_BEFORE[found[1]]
    elif found := BINDING_AFTER.match(folded, end):
        end, binding = found.end(), BINDINGS_AFTER[found[1]]
    if reading.amount.high is None:  # Hundreds have no upper end, whatever comes before them.
        binding = Qualifier.AT_LEAST
    if not unit and AGED_AFTER.search(folded, start, end):
        unit = "years old"
    elif unit in {"", "years"} and (aged := AGED_BEFORE.search(folded, max(0, start - 5), start)):
        start, unit = aged.start(), "years old"
    elif (
        not unit
        and text.startswith(",", end)
        and NAME_BEFORE.search(text, max(0, start - 34), start)
    ):
        unit = "years old"
    return Figure(
        span=Span(start, end),
        low=None if binding is Qualifier.AT_MOST else low,
        high=None if binding is Qualifier.AT_LEAST else high,
        unit=unit,
        qualifier=binding or Qualifier.EXACTLY,
    )


def _binding_before(folded: str, start: int, unit: str) -> re.Match[str] | None:
    found = BINDING_BEFORE.search(folded, max(0, start - 30), start)
    if found and found[1] == "over" and unit in _TIMES:
        return found if LASTING_BEFORE.search(folded, max(0, start - 20), start) else None
    return found


def join_ranges(
    text: str, folded: str, readings: Iterable[FigureReading]
) -> Iterator[FigureReading]:
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
    """What joins them, where the second's unit is enough for the first."""
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

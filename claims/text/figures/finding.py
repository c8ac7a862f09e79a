"""Figures of a text: numbers with what they count and how they bind."""

import re
from dataclasses import dataclass, replace

from claims.choices import Qualifier
from claims.text.figures.labels import is_label
from claims.text.figures.nouns import is_plural
from claims.text.figures.numbers import Amount, amounts_in, folded_of, plain
from claims.text.figures.numerals import any_of
from claims.text.figures.ranges import FigureReading, joined
from claims.text.figures.units import Unit, money_before, rated, unit_after
from claims.text.sentences import Span

Number = int | float

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

MAGNITUDE_BEFORE = re.compile(r"\bmagnitude (?:of )?\Z")

# ---- Ages.
AGED_BEFORE = re.compile(r"\b(?:aged?|ages) \Z")
AGED_AFTER = re.compile(r" (?:and|or) (?:older|younger)\Z")
PEOPLE_BEFORE = re.compile(
    r"\b(?:adults|anyone|boys|children|everyone|girls|kids|men|people|players|pupils|residents"
    r"|students|teenagers|those|voters|women|workers) (?:above|below|over|under) \Z"
    r"|\bthe ages? of \Z"
)
NAME_BEFORE = re.compile(r"[A-Z][\w'’-]{1,30}, \Z")  # Ann Smith, 45, said so.


@dataclass(frozen=True)
class Figure:
    """A number as the text gives it. `low` or `high` is None where it is open.

    `unit` is 'per cent', an ISO 4217 code, 'share of' something, 'times', 'years old', else as the
    text spells it, after a hyphen in the plural: 'members' of a 30-member club. Empty where it
    names none.
    """

    span: Span
    low: Number | None
    high: Number | None
    unit: str
    qualifier: Qualifier


def figures_in(text: str) -> list[Figure]:
    """The figures of `text`, in order; they do not overlap."""
    folded = folded_of(text)
    readings = (_reading(text, folded, amount) for amount in amounts_in(folded))
    counts = [r for r in readings if r.is_money or not is_label(text, folded, r.amount, r.unit)]
    figures: list[Figure] = []
    for reading in joined(text, folded, counts):
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
    """The unit that what stands after the number tells, or else what stands before it."""
    start, end = amount.start, amount.end
    if MAGNITUDE_BEFORE.search(folded, max(0, start - 14), start):
        return Unit(end, "magnitude")
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
    if reading.amount.high is None:  # Hundreds have no upper end, whatever stands before them.
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

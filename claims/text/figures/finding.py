"""Figures of a text: numbers with what they count and how they bind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from claims.choices import Qualifier
from claims.text.figures.labels import is_label
from claims.text.figures.numbers import Amount, amounts_in, folded_of, plain
from claims.text.figures.numerals import any_of
from claims.text.figures.units import Unit, money_before, rated, unit_after
from claims.text.sentences import Span

Number = int | float

# ---- How a figure binds.
BEFORE = {
    Qualifier.ABOUT: (
        "about", "almost", "an estimated", "approx", "approx.", "approximately", "around", "circa",
        "close to", "estimated", "in the region of", "nearly", "roughly", "some", "~", "±", "≈",
    ),
    Qualifier.AT_LEAST: (
        "a minimum of", "above", "as few as", "as little as", "at least", "at the least",
        "exceeding", "greater than", "higher than", "in excess of", "larger than", "longer than",
        "minimum", "more than", "no fewer than", "no less than", "north of", "not fewer than",
        "not less than", "over", "upward of", "upwards of", ">", "≥",
    ),
    Qualifier.AT_MOST: (
        "a maximum of", "as many as", "as much as", "at most", "at the most", "below",
        "fewer than", "just under", "less than", "lower than", "maximum", "no greater than",
        "no higher than", "no longer than", "no more than", "not more than", "smaller than",
        "under", "up to", "<", "≤",
    ),
}  # fmt: skip
AFTER = {
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


BINDINGS_BEFORE, BINDINGS_AFTER = _bindings(BEFORE), _bindings(AFTER)
BINDING_BEFORE = re.compile(rf"(?<!\w)({any_of(BINDINGS_BEFORE)}) ?(?:another )?\Z")
# 'Over ten years' is a time within, save after words such as these.
LASTING_BEFORE = re.compile(r"\b(?:after|been|for|is|just|lasted|lasting|of|took|was|well) over \Z")
TIMES = frozenset({"days", "decades", "hours", "months", "weeks", "years"})
BINDING_AFTER = re.compile(rf"({any_of(BINDINGS_AFTER)})(?!\w)")

# ---- Ranges.
JOINT = re.compile(r"-|- or |- to | and | or | to ")
OPENING = re.compile(r"\b(?:between|from) \Z")
CHANGING = any_of(
    ["climb", "cut", "declin", "decreas", "dip", "dipp", "down", "drop", "dropp", "edg", "expand",
     "fall", "fallen", "fell", "gone", "grew", "grow", "grown", "improv", "increas", "jump",
     "lower", "mov", "narrow", "plung", "rais", "reduc", "ris", "risen", "rose", "shift", "shrank",
     "shrink", "slid", "slip", "slipp", "slow", "slump", "soar", "surg", "swell", "took", "tumbl",
     "up", "went", "widen"]
)  # fmt: skip
CHANGE = rf"\b{CHANGING}(?:e|ed|es|ing|s)?"
CHANGE_FROM = re.compile(rf"{CHANGE}\b[^.;\n]{{0,60}}\bfrom \Z")
CHANGE_BEFORE = re.compile(rf"{CHANGE}(?:\b[^.;\n]{{0,60}}\bfrom)? \Z")

# ---- Ages.
AGED_BEFORE = re.compile(r"\b(?:aged?|ages) \Z")
NAME_BEFORE = re.compile(r"[A-Z][\w'’-]{1,30}, \Z")  # Ann Smith, 45, said so.


@dataclass(frozen=True)
class Figure:
    """A number as the text gives it. `low` or `high` is None where it is open.

    `unit` is 'per cent', an ISO 4217 code, 'share of' something, 'times', 'years old', else as the
    text spells it; empty where it names none.
    """

    span: Span
    low: Number | None
    high: Number | None
    unit: str
    qualifier: Qualifier


@dataclass(frozen=True)
class Reading:
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
    for reading in _joined(text, folded, counts):
        if not figures or figures[-1].span.end <= reading.start:
            figures.append(_figure(text, folded, reading))
    return figures


def _reading(text: str, folded: str, amount: Amount) -> Reading:
    start = amount.start
    binding = BINDING_AFTER.match(folded, amount.end)
    if binding:
        amount = replace(amount, end=binding.end())
    if money := money_before(folded, start):
        start, code = money
        unit = rated(text, folded, Unit(amount.end, code))
    else:
        unit = unit_after(text, folded, amount)
    bound = BINDINGS_AFTER[binding[1]] if binding else None
    return Reading(start, amount, unit, money is not None, bound)


def _joined(text: str, folded: str, readings: list[Reading]) -> Iterator[Reading]:
    """The readings, two that make a range as one."""
    first: Reading | None = None
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


def _pair(text: str, folded: str, first: Reading, second: Reading) -> list[Reading] | None:
    """The range that two neighbours make, or the two in one unit; none of a score such as 3-1.

    None where nothing joins them.
    """
    joint = _joint(folded, first, second)
    if not joint or first.amount.high is None or second.amount.high is None:
        return None
    if first.is_money and not second.is_money:  # $2-3bn.
        unit = rated(text, folded, Unit(second.amount.end, first.unit.name))
        second = replace(second, unit=unit)
    low = _scaled(first.amount, second.amount)
    opening = OPENING.search(folded, max(0, first.start - 8), first.start)
    is_list = joint == " and " and not (opening and opening[0] == "between ")
    if is_list or (joint == " to " and _changes(folded, first, second)):
        return [_in_unit_of(first, second, low), second]
    if low < second.amount.low:
        start = opening.start() if opening else first.start
        return [replace(second, start=start, amount=replace(second.amount, low=low))]
    is_score = not first.unit.name and not opening and joint in {"-", " to "}
    return [] if is_score else [first, second]


def _joint(folded: str, first: Reading, second: Reading) -> str | None:
    ends = []
    if first.is_money or not first.unit.name:  # 3 to 5 weeks, $2-3bn.
        ends.append(first.amount.end)
    if replace(first.unit, end=second.unit.end) == second.unit:  # 3 km to 5 km.
        ends.append(first.unit.end)
    found = (JOINT.fullmatch(folded, end, second.start) for end in ends)
    return next((joint[0] for joint in found if joint), None)


def _changes(folded: str, first: Reading, second: Reading) -> bool:
    """Rose from 2 to 3 per cent, rose $2 to $3; but not 'rose 2 to 3 per cent'."""
    has_unit = second.is_money or first.unit.name == second.unit.name != ""
    pattern = CHANGE_BEFORE if has_unit else CHANGE_FROM
    return bool(pattern.search(folded, max(0, first.start - 80), first.start))


def _in_unit_of(first: Reading, second: Reading, low: Fraction) -> Reading:
    amount = replace(first.amount, low=low, high=low)
    if first.unit.name and not first.is_money:
        return replace(first, amount=amount)
    return replace(first, amount=amount, unit=replace(second.unit, end=amount.end))


def _scaled(first: Amount, second: Amount) -> Fraction:
    """2 in '2-3bn' is two billion, but 900 in '900 to 1 million' is none."""
    shares = first.scale == 1 and first.low < 1000 and first.low < second.low / second.scale
    return first.low * second.scale if shares else first.low


def _figure(text: str, folded: str, reading: Reading) -> Figure:
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
    if unit in {"", "years"} and (aged := AGED_BEFORE.search(folded, max(0, start - 5), start)):
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
    if found and found[1] == "over" and unit in TIMES:
        return found if LASTING_BEFORE.search(folded, max(0, start - 20), start) else None
    return found

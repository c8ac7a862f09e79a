"""Quotations of a text, in the marks of any nation, well set or not.

Copy comes with marks that turn the wrong way, are on the wrong side of a space or have no
partner. So no mark is judged alone: of all readings of a paragraph the one with the fewest
oddities holds, each oddity at its price.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from claims.text.sentences import Span, lines_of


@dataclass(frozen=True)
class Quotation:
    """`span` with the marks, `words` without them and without white space at the ends.

    `closed`: a closing mark was found; one without ends with its paragraph (a line, as for
    sentences) or before the next that opens. A quotation of several paragraphs, of which only
    the last is closed, is one Quotation each. `depth` 0 is a quotation of the text itself, 1 one
    inside another.
    """

    span: Span
    words: Span
    closed: bool
    depth: int


# Marks that are exchanged for each other in bad copy share a family, named by its plainest mark.
FAMILIES = {
    mark: family[0]
    for family in (
        ['"', "“", "”", "„", "‟", "＂", "``", "''"],
        ["'", "‘", "’", "‚", "‛"],
        ["«", "»"],
        ["‹", "›"],
        ["「", "」"],
        ["『", "』"],
    )
    for mark in family
}
OPENING_MARKS = frozenset("“„‟‘‚‛«‹「『") | {"``"}
_CLOSING = frozenset("”’»›」』") | {"''"}

# A single mark between two letters is an apostrophe, a double one in Hebrew part of the word.
MARK = re.compile(
    r"""``|''|[“”„‟＂«»‹›「」『』]|(?<![א-ת])"|"(?![א-ת])|(?<!\w)['‘’‚‛]|['‘’‚‛](?!\w)"""
)
# Words that begin with an apostrophe: the ’90s, rock ’n’ roll, (NATO)’s.
ELISION = re.compile(r"(?:\d\ds?|bout|cause|em|n|round|s|til|till|tis|twas)\b", re.IGNORECASE)

BEFORE_OPENING = frozenset("([{-–—―/|¿¡")
AFTER_CLOSING = frozenset(".,;:!?…)]}-–—―/|")
NEVER_AFTER_OPENING = frozenset(",;:!?)]}")
SET_OFF = frozenset("«»‹›")  # The French put a space on the inner side.
INCHES = frozenset('"”')

# Prices. A mark with everything wrong about it is still dearer to leave without a partner.
WRONG_WAY = WRONG_LEFT = WRONG_RIGHT = 1
NESTED_IN_ITS_OWN_KIND = 2
IMPOSSIBLE_RIGHT = 3
UNCLOSED = 4
IGNORED = 5
IGNORED_SINGLE = 3
IGNORED_APOSTROPHE = IGNORED_INCHES = 1

DEEPEST = 3
MOST_MARKS = 5_000  # In one paragraph; what comes after is noise, not copy.


@dataclass(frozen=True)
class _Mark:
    """A mark, and what it costs to read it as opening, as closing or as no quotation mark."""

    start: int
    end: int
    family: str
    opens: int
    closes: int
    ignored: int


# The readings of a paragraph up to some mark: the families open there -> price, steps so far.
_Steps = tuple["_Steps", str, _Mark] | None
_Readings = dict[str, tuple[int, _Steps]]


def quotations_in(text: str) -> list[Quotation]:
    """The quotations of `text`, in order of their start."""
    quotations: list[Quotation] = []
    for line, following in pairwise([*lines_of(text), None]):
        if line:
            marks = list(islice(_marks(text, line), MOST_MARKS))
            goes_on = _first_family(text, following) if marks and following else ""
            quotations += _quotations(text, line, _steps(marks, goes_on))
    return sorted(quotations, key=lambda quotation: quotation.span.start)


def _marks(text: str, line: Span) -> Iterator[_Mark]:
    for found in MARK.finditer(text, line.start, line.end):
        start, end = found.span()
        family = FAMILIES[found[0]]
        left = text[start - 1] if start > line.start else " "
        elided = family == "'" and ELISION.match(text, end, line.end) is not None
        yield _Mark(
            start,
            end,
            family,
            opens=_price_of_opening(found[0], left, text[end : min(end + 2, line.end)], elided),
            closes=_price_of_closing(found[0], left, text[end : min(end + 1, line.end)]),
            ignored=_price_of_ignoring(found[0], left, elided),
        )


def _price_of_opening(mark: str, left: str, right: str, elided: bool) -> int:
    price = WRONG_WAY * (mark in _CLOSING) + WRONG_RIGHT * elided
    if not (left.isspace() or left in BEFORE_OPENING or left in FAMILIES):
        price += WRONG_LEFT
    if right[:1] in NEVER_AFTER_OPENING or (right[:1] == "." and right != ".."):
        return price + IMPOSSIBLE_RIGHT
    return price + WRONG_RIGHT * ((not right or right[0].isspace()) and mark not in SET_OFF)


def _price_of_closing(mark: str, left: str, right: str) -> int:
    price = WRONG_WAY * (mark in OPENING_MARKS) + WRONG_LEFT * (
        left.isspace() and mark not in SET_OFF
    )
    if not (not right or right.isspace() or right in AFTER_CLOSING or right in FAMILIES):
        price += WRONG_RIGHT
    return price


def _price_of_ignoring(mark: str, left: str, elided: bool) -> int:
    if FAMILIES[mark] != "'":
        return IGNORED_INCHES if left.isdigit() and mark in INCHES else IGNORED
    if elided:
        return 0
    return IGNORED_APOSTROPHE if left.isalnum() else IGNORED_SINGLE


def _first_family(text: str, line: Span) -> str:
    """The family of the mark that opens the line, empty where none does."""
    found = MARK.match(text, _stripped(text, line.start, line.end).start)
    return FAMILIES[found[0]] if found else ""


def _steps(marks: list[_Mark], goes_on: str) -> list[tuple[str, _Mark]]:
    """The cheapest reading: ('open', 'close' or 'reopen', mark) in order.

    `goes_on` is the family that the next paragraph opens with: one left open leads over to it.
    """
    readings: _Readings = {"": (0, None)}
    for mark in marks:
        readings = _after(readings, mark)

    def price(opened: str) -> int:
        unclosed = len(opened) - (opened[:1] == goes_on != "")
        return readings[opened][0] + UNCLOSED * unclosed

    steps = readings[min(readings, key=price)][1]
    path = []
    while steps:
        steps, step, mark = steps
        path.append((step, mark))
    return path[::-1]


def _after(readings: _Readings, mark: _Mark) -> _Readings:
    following: _Readings = {}
    for opened, (price, steps) in readings.items():
        family = mark.family
        around, inside, left_open = opened.rpartition(family)
        moves = [(opened, mark.ignored, "")]
        if len(opened) < DEEPEST:
            nested = NESTED_IN_ITS_OWN_KIND * bool(inside)
            moves.append((opened + family, mark.opens + nested, "open"))
        if inside:
            lost = UNCLOSED * len(left_open)
            moves.append((around, mark.closes + lost, "close"))
            moves.append((around + family, mark.opens + lost + UNCLOSED, "reopen"))
        for now_open, extra, step in moves:
            if now_open not in following or price + extra < following[now_open][0]:
                following[now_open] = (price + extra, (steps, step, mark) if step else steps)
    return following


def _quotations(text: str, line: Span, steps: list[tuple[str, _Mark]]) -> Iterator[Quotation]:
    opened: list[_Mark] = []

    def ended(end: int, closed_by: _Mark | None) -> Iterator[Quotation]:
        mark = opened.pop()
        words = _stripped(text, mark.end, closed_by.start if closed_by else end)
        if words.start < words.end:
            span = Span(mark.start, closed_by.end if closed_by else words.end)
            yield Quotation(span, words, closed_by is not None, len(opened))

    for step, mark in steps:
        if step != "open":
            while opened[-1].family != mark.family:
                yield from ended(mark.start, None)
            yield from ended(mark.start, mark if step == "close" else None)
        if step != "close":
            opened.append(mark)
    while opened:
        yield from ended(line.end, None)


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, max(start, start + len(words.strip())))

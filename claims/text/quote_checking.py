"""Whether a quotation has the words of its source, and what it changed if not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from rapidfuzz.distance import Postfix, Prefix

from claims.text.quote_fairness import (
    LONGEST_COMPARED,
    ChangeOp,
    fairness,
    names_in,
    plainest,
    same_meaning,
)
from claims.text.quote_matching import (
    Matches,
    exact_place,
    has_bracket,
    matches_of,
    shared_in_order,
)
from claims.text.quote_words import SENTENCE_END, ParsedQuote, QuoteWords, parse_quote


class QuoteState(StrEnum):
    EXACT = "exact"
    ALTERED = "altered"
    ABSENT = "absent"


@dataclass(frozen=True)
class QuoteChange:
    """The quotation has `quote` where the source has `source`; either may be empty.

    `fair`: True cannot change the meaning, False is never fair, None is for a person to judge.
    """

    op: ChangeOp
    quote: str
    source: str
    fair: bool | None


@dataclass(frozen=True)
class QuoteCheck:
    """Where a quotation is in its source, and what differs.

    `start` and `end` are code points of the source, of the nearest passage where the quotation is
    absent, None where nothing is near. `ratio`, 0 to 1, is the share of the quotation's words that
    are there in their order; words in brackets do not count.
    """

    state: QuoteState
    start: int | None
    end: int | None
    ratio: float
    changes: tuple[QuoteChange, ...] = ()


ABSENT_BELOW = 0.6
MOST_CHANGES = 1000  # Nobody reads more.


def check_quote(quote: str, source: QuoteWords) -> QuoteCheck:
    """Where `quote` is in `source`, word for word or changed, and what was changed.

    Quotation marks around and within it, dashes, white space, line ends with their hyphens, the
    case of its first letter and the punctuation at its ends make no change. Never raises.
    """
    quotation = parse_quote(quote)
    if not len(quotation.words):
        return _check_without_words(quotation.text, source.text)
    first = exact_place(quotation, source)
    if first is not None:
        start, end = _ends(quotation, source, first, first + len(quotation.words))
        return QuoteCheck(QuoteState.EXACT, start, end, 1.0)
    return _compared(quotation, source)


def _check_without_words(quote: str, text: str) -> QuoteCheck:
    start = text.find(quote) if quote else -1
    if start < 0:
        return QuoteCheck(QuoteState.ABSENT, None, None, 0.0)
    return QuoteCheck(QuoteState.EXACT, start, start + len(quote), 1.0)


def _compared(quotation: ParsedQuote, source: QuoteWords) -> QuoteCheck:
    matches = matches_of(quotation, source)
    if not matches:
        return QuoteCheck(QuoteState.ABSENT, None, None, 0.0)
    changed = list(islice(changes_between(quotation, source, matches), MOST_CHANGES))
    # Other words for the same, do not for don't, are found as well.
    same = [c.quoted for c in changed if c.change is None or c.change.fair]
    found = {n for n, _ in matches}.union(*same)
    ratio = len(found - quotation.bracket_of.keys()) / max(1, quotation.spoken)
    if ratio < ABSENT_BELOW:
        start, end = _ends(quotation, source, matches[0][1], matches[-1][1] + 1)
        return QuoteCheck(QuoteState.ABSENT, start, end, ratio)
    first = min([matches[0][1], *(c.there.start for c in changed)])
    last = max([matches[-1][1] + 1, *(c.there.stop for c in changed)])
    start, end = _ends(quotation, source, first, last)
    changes = tuple(c.change for c in changed if c.change)
    state = QuoteState.ALTERED if changes else QuoteState.EXACT
    return QuoteCheck(state, start, end, ratio, changes)


def _ends(quotation: ParsedQuote, source: QuoteWords, first: int, end: int) -> tuple[int, int]:
    """Where the source's words from `first` to before `end` are, in code points.

    With the punctuation around them that the quotation has as well.
    """
    words, quoted = source, quotation.words
    start, stop = words.starts[first], words.ends[end - 1]
    head = quotation.text[: quoted.starts[0]]
    tail = quotation.text[quoted.ends[-1] :]
    same_head = head[
        len(head) - Postfix.similarity(head, words.text[max(0, start - len(head)) : start]) :
    ]
    same_tail = tail[: Prefix.similarity(tail, words.text[stop : stop + len(tail)])]
    return start - len(same_head.lstrip()), stop + len(same_tail.rstrip())


SPACE = re.compile(r"[^\S\r\n]")
LONGEST_AT_END = 5  # Words exchanged for other words, as "ten thousand" for "10,000".


@dataclass(frozen=True)
class ChangePlace:
    """A change, and which words of the quotation and of the source it concerns.

    `change` is None where only the setting is another: a word parted by a dash or a line end.
    """

    change: QuoteChange | None
    quoted: range
    there: range


@dataclass(frozen=True)
class _Unit:
    """What one thing of the quotation puts in the source's place; its words, [first, end)."""

    op: ChangeOp
    text: str
    first: int
    end: int


def changes_between(
    quotation: ParsedQuote, source: QuoteWords, matches: Matches
) -> Iterator[ChangePlace]:
    """The changes in order; `matches` holds at least one."""
    first, last = matches[0], matches[-1]
    begin = _before(quotation, source, first)
    end = _after(quotation, source, last)
    bounds = [(-1, begin - 1), *matches, (len(quotation.words), end)]
    for (quoted, there), (next_quoted, next_there) in pairwise(bounds):
        if quoted >= 0:
            at_end = next_quoted == len(quotation.words)
            adjoining = not at_end and (next_quoted, next_there) == (quoted + 1, there + 1)
            yield from _differences(quotation, source, (quoted, there), adjoining)
        units = list(_units(quotation, quoted + 1, next_quoted))
        if units or there + 1 < next_there:
            yield from _exchanges(quotation, source, units, there + 1, next_there)


def _before(quotation: ParsedQuote, source: QuoteWords, match: tuple[int, int]) -> int:
    """Where the passage begins: before the first match with a word for each that has none."""
    quoted, there = match
    keys = quotation.words.keys[:quoted]
    for begin in range(max(0, there - LONGEST_AT_END), there):
        if same_meaning(keys, source.keys[begin:there]):
            return begin
    for n in reversed(range(quoted)):
        if there == 0 or _ends_alone(quotation, source, n, there - 1):
            break
        there -= 1
    return there


def _after(quotation: ParsedQuote, source: QuoteWords, match: tuple[int, int]) -> int:
    quoted, there = match[0] + 1, match[1] + 1
    keys = quotation.words.keys[quoted:]
    for end in range(there + 1, min(len(source), there + LONGEST_AT_END) + 1):
        if same_meaning(keys, source.keys[there:end]):
            return end
    for n in range(quoted, len(quotation.words)):
        if there == len(source) or _ends_alone(quotation, source, n - 1, there - 1):
            break
        there += 1
    return there


def _ends_alone(quotation: ParsedQuote, source: QuoteWords, quoted: int, there: int) -> bool:
    """Whether a sentence ends at the source's word and not at the quotation's."""
    points = source.points[there]
    return points != quotation.words.points[quoted] and bool(SENTENCE_END.search(points))


def _differences(
    quotation: ParsedQuote, source: QuoteWords, match: tuple[int, int], adjoining: bool
) -> Iterator[ChangePlace]:
    """What differs in a word that is the same: its case, accents or spelling, and what follows."""
    quoted, there = match
    ours, theirs = quotation.words.spelled[quoted], source.spelled[there]
    if quoted in quotation.glued and not has_bracket(source, there):
        text = _bracket_text(quotation, quoted)
        change = QuoteChange(ChangeOp.BRACKET, text, source.passage(there, there + 1), None)
        yield ChangePlace(change, range(quoted, quoted + 1), range(there, there + 1))
        return
    if quoted == 0:
        ours, theirs = ours[:1].lower() + ours[1:], theirs[:1].lower() + theirs[1:]
    our_points, their_points = quotation.words.points[quoted], source.points[there]
    if not adjoining or quoted in quotation.ellipses:
        our_points = their_points = ""
    if (ours, our_points) != (theirs, their_points):
        if our_points == their_points:
            texts = (quotation.words.passage(quoted, quoted + 1), source.passage(there, there + 1))
        else:
            texts = (quotation.words.with_points(quoted), source.with_points(there))
        change = QuoteChange(ChangeOp.REPLACE, *texts, fair=True)
        yield ChangePlace(change, range(quoted, quoted + 1), range(there, there + 1))


def _units(quotation: ParsedQuote, first: int, end: int) -> Iterator[_Unit]:
    """The words from `first` to before `end`, each bracket as one, and the ellipses around them."""
    n = first
    while n < end:
        if n - 1 in quotation.ellipses:
            yield _Unit(ChangeOp.ELISION, quotation.ellipses[n - 1], n, n)
        begun = n
        bracket = quotation.bracket_of.get(n)
        n += 1
        if bracket is None:
            yield _Unit(ChangeOp.REPLACE, quotation.words.passage(begun, n), begun, n)
            continue
        while n < end and quotation.bracket_of.get(n) == bracket:
            n += 1
        yield _Unit(ChangeOp.BRACKET, _bracket_text(quotation, begun), begun, n)
    if end - 1 in quotation.ellipses:
        yield _Unit(ChangeOp.ELISION, quotation.ellipses[end - 1], end, end)


def _bracket_text(quotation: ParsedQuote, n: int) -> str:
    """The bracket that the n-th word is in, with the rest of a word that it is part of."""
    bracket = quotation.brackets[quotation.bracket_of[n]]
    start, end = bracket.start, bracket.end
    if n in quotation.glued:
        start = min(start, quotation.words.starts[n])
        end = max(end, quotation.words.ends[n])
    return quotation.text[start:end]


def _exchanges(
    quotation: ParsedQuote, source: QuoteWords, units: list[_Unit], first: int, end: int
) -> Iterator[ChangePlace]:
    """The units for the source's words from `first` to before `end`, as changes."""
    if all(unit.op is ChangeOp.REPLACE for unit in units):
        begun = units[0].first if units else 0
        yield from _worded(quotation, source, (begun, begun + len(units)), (first, end))
        return
    for unit, (begun, ended) in zip(units, _allotted(units, first, end), strict=True):
        yield from _exchange(quotation, source, unit, begun, ended)


def _worded(
    quotation: ParsedQuote, source: QuoteWords, quoted: tuple[int, int], there: tuple[int, int]
) -> Iterator[ChangePlace]:
    """Plain words for plain words: one for one if they are as many or some are spelt alike."""
    ours, theirs = quotation.words.keys[slice(*quoted)], source.keys[slice(*there)]
    pairs: list[tuple[int, int]] = []
    if len(ours) == len(theirs):
        pairs = [(n, n) for n in range(len(ours))]
    elif max(len(ours), len(theirs)) <= LONGEST_COMPARED and not same_meaning(ours, theirs):
        pairs = list(shared_in_order([*map(plainest, ours)], [*map(plainest, theirs)]))
    spans = []
    done = (0, 0)
    for pair in pairs:
        after = (pair[0] + 1, pair[1] + 1)
        spans += [(done, pair), (pair, after)]
        done = after
    for begin, end in [*spans, (done, (len(ours), len(theirs)))]:
        if begin != end:
            first, last = quoted[0] + begin[0], quoted[0] + end[0]
            text = quotation.words.passage(first, last)
            unit = _Unit(ChangeOp.REPLACE, text, first, last)
            yield from _exchange(quotation, source, unit, there[0] + begin[1], there[0] + end[1])


def _allotted(units: list[_Unit], first: int, end: int) -> list[tuple[int, int]]:
    """The source's words for each unit: one for each, and the rest for an ellipsis or bracket."""
    ops = [unit.op for unit in units]
    rest = next(
        (ops.index(op) for op in (ChangeOp.ELISION, ChangeOp.BRACKET) if op in ops), len(units)
    )
    bounds = [min(first + n, end) for n in range(rest + 1)]
    after = [max(bounds[-1], end - n) for n in range(len(units) - rest)]
    bounds += after[::-1]
    return list(pairwise(bounds))


def _exchange(
    quotation: ParsedQuote, source: QuoteWords, unit: _Unit, first: int, end: int
) -> Iterator[ChangePlace]:
    ours, theirs = quotation.words.keys[unit.first : unit.end], source.keys[first:end]
    text = source.passage(first, end)
    op = unit.op
    if op is ChangeOp.REPLACE:
        op = ChangeOp.REPLACE if ours and theirs else ChangeOp.INSERT if ours else ChangeOp.DELETE
    fair = fairness(op, ours, theirs, names_in(source, first, end))
    if fair and "".join(ours) == "".join(theirs) and not SPACE.search(unit.text + text):
        yield ChangePlace(None, range(unit.first, unit.end), range(first, end))
        return
    if op is ChangeOp.ELISION and not theirs:
        if "..." in source.points[first - 1]:
            return  # The source has it, too.
        fair = True  # A pause: nothing is left out.
    change = QuoteChange(op, unit.text, text, fair)
    yield ChangePlace(change, range(unit.first, unit.end), range(first, end))

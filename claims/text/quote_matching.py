"""Where in a source the words of a quotation are."""

from collections import Counter
from collections.abc import Iterator, Set
from heapq import nlargest
from itertools import groupby, pairwise

from rapidfuzz.distance import LCSseq

from claims.text.quote_words import SENTENCE_END, ParsedQuote, QuoteWords, written_out

_NEAR = 200  # Words: so many may be left out at an ellipsis.
MOST_ELLIPSES = 10  # Of a quotation, that widen the search.
WINDOWS = 5  # So many likely passages are compared word for word.
WORDS_AT_A_TIME = 2000  # Words compared at a time; memory and time grow with its square.
# A word found is worth 1. Words left out unmarked cost, and more where a sentence ends among them.
LEFT_OUT_PRICE = 0.4
SENTENCE_PRICE = 0.5
MOST_STEPS = 20  # Words: so far words that occur twice are looked for nearer to the others.

Matches = list[tuple[int, int]]  # A word of the quotation, and the source's word that it is.


def exact_place(quotation: ParsedQuote, source: QuoteWords) -> int | None:
    """The source's word with which the quotation begins, word for word and point for point."""
    words = quotation.words
    sought = written_out(words.spelled, [*words.points[:-1], ""])[1:-1]
    beginnings = {sought, sought[0].lower() + sought[1:], sought[0].upper() + sought[1:]}
    found = [source.written.find(f" {beginning}") for beginning in beginnings]
    at = min((place for place in found if place >= 0), default=None)
    if at is None:
        return None
    first = source.written.count(" ", 0, at)
    bracketed = all(has_bracket(source, first + n) for n in quotation.glued)
    return first if bracketed else None


def matches_of(quotation: ParsedQuote, source: QuoteWords) -> Matches:
    """The words that quotation and source share in order, where they do so best; else none."""
    sought = quotation.words.keys
    at = source.keyed.find(f" {' '.join(sought)} ")
    if at >= 0:
        first = source.keyed.count(" ", 0, at)
        return [(n, first + n) for n in range(len(sought))]
    best: Matches = []
    best_worth = 0.0
    for first, end in _windows(quotation, source):
        there = source.keys[first:end]
        matches = _close(quotation, there, list(shared_in_order(sought, there)))
        matches = [(quoted, first + at) for quoted, at in _whole_brackets(quotation, matches)]
        worth, matches = _worthiest(quotation, source, matches)
        if worth > best_worth:
            best_worth, best = worth, matches
    return best


def has_bracket(words: QuoteWords, n: int) -> bool:
    """Whether part of the n-th word is in brackets: walk[ed]."""
    return not {"[", "]"}.isdisjoint(words.passage(n, n + 1))


def _windows(quotation: ParsedQuote, source: QuoteWords) -> list[tuple[int, int]]:
    """The likeliest passages, first word and end: rare words of the quotation are close there."""
    sought = quotation.words.keys
    padding = len(sought) // 2 + 2
    width = len(sought) + padding + _NEAR * min(len(quotation.ellipses), MOST_ELLIPSES)
    wanted = set(sought)
    hits = [(place, key) for place, key in enumerate(source.keys) if key in wanted]
    count = Counter(key for _, key in hits)
    best: dict[int, tuple[float, int]] = {}  # One window for each stretch of the source.
    worth, left = 0.0, 0
    for place, key in hits:
        worth += 1 / count[key]
        while place - hits[left][0] >= width:
            worth -= 1 / count[hits[left][1]]
            left += 1
        first = hits[left][0]
        if worth > best.get(first // width, (0.0, 0))[0] + 1e-9:
            best[first // width] = (worth, first)
    likeliest = nlargest(WINDOWS, best.values(), key=lambda window: window[0])
    return [(max(0, first - padding), first + width + padding) for _, first in likeliest]


def shared_in_order(sought: list[str], there: list[str]) -> Iterator[tuple[int, int]]:
    """A longest common subsequence; of more than WORDS_AT_A_TIME words one after the other."""
    reached = 0
    for first in range(0, len(sought), WORDS_AT_A_TIME):
        window = there[reached : reached + 2 * WORDS_AT_A_TIME]
        blocks = LCSseq.editops(
            sought[first : first + WORDS_AT_A_TIME], window
        ).as_matching_blocks()
        start = reached
        for block in blocks:
            for n in range(block.size):
                reached = start + block.b + n + 1
                yield first + block.a + n, reached - 1


def _close(quotation: ParsedQuote, there: list[str], matches: Matches) -> Matches:
    """As many words or more, each where its neighbours are if the source has it there as well."""
    sought, last = quotation.words.keys, len(quotation.words) - 1
    matches = _in_step(sought, there, quotation.ellipses.keys(), matches)
    mirrored = [(last - quoted, len(there) - 1 - at) for quoted, at in reversed(matches)]
    ellipses = {last - 1 - n for n in quotation.ellipses}
    mirrored = _in_step(sought[::-1], there[::-1], ellipses, mirrored)
    return [(last - quoted, len(there) - 1 - at) for quoted, at in reversed(mirrored)]


def _in_step(sought: list[str], there: list[str], ellipses: Set[int], matches: Matches) -> Matches:
    """Runs of matches at one distance, each as near the one before as the source has its words."""
    runs = [list(run) for _, run in groupby(matches, lambda match: match[1] - match[0])]
    kept: Matches = []
    for run, following in pairwise([*runs, [(len(sought), len(there))]]):
        kept += (kept and _nearer(sought, there, ellipses, kept[-1], run, following[0])) or run
    return kept


def _nearer(
    sought: list[str],
    there: list[str],
    ellipses: Set[int],
    before: tuple[int, int],
    run: Matches,
    following: tuple[int, int],
) -> Matches:
    """As many matches as in `run` or more, but nearer to the match `before`, if there are any."""
    step = before[1] - before[0]
    first, at = run[0]
    for nearer in range(step, max(step + 1, min(at - first, step + MOST_STEPS))):
        if nearer == step or sought[first] == there[first + nearer]:
            within = range(before[0] + 1, min(following[0], following[1] - nearer))
            same = [(n, n + nearer) for n in within if sought[n] == there[n + nearer]]
            if len(same) >= len(run) and ellipses.isdisjoint(range(before[0], same[-1][0])):
                return same
    return []


def _whole_brackets(quotation: ParsedQuote, matches: Matches) -> Matches:
    """Without the words of a bracket that is not in the source as a whole."""
    found = {quoted for quoted, _ in matches}
    broken = {number for n, number in quotation.bracket_of.items() if n not in found}
    return [match for match in matches if quotation.bracket_of.get(match[0]) not in broken]


def _worthiest(
    quotation: ParsedQuote, source: QuoteWords, matches: Matches
) -> tuple[float, Matches]:
    """The run of matches that is worth most: one for each, less what its gaps cost."""
    best = (0.0, 0, 0)
    worth, first = 0.0, 0
    for n, (quoted, there) in enumerate(matches):
        if n:
            worth -= _price(quotation, source, matches[n - 1], (quoted, there))
        if worth <= 0:
            worth, first = 0.0, n
        worth += 1
        best = max(best, (worth, first, n + 1), key=lambda run: run[0])
    return best[0], matches[best[1] : best[2]]


def _price(
    quotation: ParsedQuote, source: QuoteWords, match: tuple[int, int], following: tuple[int, int]
) -> float:
    left_out = (following[1] - match[1]) - (following[0] - match[0])
    if any(n in quotation.ellipses for n in range(match[0], following[0])):
        left_out -= _NEAR
    if left_out <= 0:
        return 0
    ended = any(map(SENTENCE_END.search, source.points[match[1] : following[1]]))
    return LEFT_OUT_PRICE * left_out + SENTENCE_PRICE * ended

"""Where in a source the words of a quotation stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from rapidfuzz.distance import LCSseq

from claims.text.quote_checking.quotation import Quotation
from claims.text.quote_checking.words import Words, words_of

NEAR = 200  # Words: so many may be left out at an ellipsis.
MOST_ELLIPSES = 10  # Of a quotation, that widen the search.
WINDOWS = 5  # So many likely passages are compared word for word.
CHUNK = 2000  # Words compared at a time; memory and time grow with its square.
GAP_PRICE = 0.4  # Of a source's word left out unmarked, where a word found is worth 1.

Matches = list[tuple[int, int]]  # A word of the quotation, and the source's word that it is.


@dataclass(frozen=True)
class Source:
    """A text made ready, so that many quotations can be looked for in it."""

    words: Words

    @cached_property
    def written(self) -> str:
        return _written(self.words.spelled, self.words.points)

    @cached_property
    def keyed(self) -> str:
        return f" {' '.join(self.words.keys)} "

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of the words that are written so, by their key."""
        places: dict[str, list[int]] = {}
        for n, key in enumerate(self.words.keys):
            places.setdefault(key, []).append(n)
        return places


def prepared(source_text: str) -> Source:
    return Source(words_of(source_text))


def exact_place(quotation: Quotation, source: Source) -> int | None:
    """The source's word with which the quotation begins, word for word and point for point."""
    words = quotation.words
    if quotation.glued or not len(words):
        return None
    sought = _written(words.spelled, [*words.points[:-1], ""])[1:]
    beginnings = {sought, sought[0].lower() + sought[1:], sought[0].upper() + sought[1:]}
    found = [source.written.find(f" {beginning}") for beginning in beginnings]
    at = min((place for place in found if place >= 0), default=None)
    return None if at is None else source.written.count(" ", 0, at)


def matches_of(quotation: Quotation, source: Source) -> Matches:
    """The words that quotation and source share in order, where they do so best; else none."""
    sought = quotation.words.keys
    at = source.keyed.find(f" {' '.join(sought)} ")
    if at >= 0:
        first = source.keyed.count(" ", 0, at)
        return [(n, first + n) for n in range(len(sought))]
    best: Matches = []
    best_worth = 0.0
    for first, end in _windows(quotation, source):
        shared = shared_in_order(sought, source.words.keys[first:end])
        matches = [(quoted, first + there) for quoted, there in shared]
        matches = _whole_brackets(quotation, _close(quotation, source.words.keys, matches))
        worth, matches = _worthiest(quotation, matches)
        if worth > best_worth:
            best_worth, best = worth, matches
    return best


def _written(spelled: list[str], points: list[str]) -> str:
    # No word holds white space: a space opens it, a line feed ends it.
    return "".join([f" {word}\n{after}" for word, after in zip(spelled, points, strict=True)])


def _windows(quotation: Quotation, source: Source) -> list[tuple[int, int]]:
    """The likeliest passages, first word and end: rare words of the quotation are close there."""
    sought = quotation.words.keys
    padding = len(sought) // 2 + 2
    width = len(sought) + padding + NEAR * min(len(quotation.ellipses), MOST_ELLIPSES)
    hits = sorted(
        (place, 1 / len(places))
        for key in set(sought)
        for places in [source.places.get(key, [])]
        for place in places
    )
    best: dict[int, tuple[float, int]] = {}  # One window for each stretch of the source.
    worth, left = 0.0, 0
    for place, weight in hits:
        worth += weight
        while place - hits[left][0] >= width:
            worth -= hits[left][1]
            left += 1
        first = hits[left][0]
        if worth > best.get(first // width, (0.0, 0))[0] + 1e-9:
            best[first // width] = (worth, first)
    likeliest = nlargest(WINDOWS, best.values(), key=lambda window: window[0])
    return [(max(0, first - padding), first + width + padding) for _, first in likeliest]


def shared_in_order(sought: list[str], there: list[str]) -> Iterator[tuple[int, int]]:
    """A longest common subsequence; of more than CHUNK words one after the other."""
    reached = 0
    for first in range(0, len(sought), CHUNK):
        window = there[reached : reached + 2 * CHUNK]
        blocks = LCSseq.editops(sought[first : first + CHUNK], window).as_matching_blocks()
        start = reached
        for block in blocks:
            for n in range(block.size):
                reached = start + block.b + n + 1
                yield first + block.a + n, reached - 1


def _close(quotation: Quotation, keys: list[str], matches: Matches) -> Matches:
    """The same words, each next to its neighbour where the source has it there as well."""
    place = dict(matches)
    for n in reversed(place):
        after = place.get(n + 1)
        if after is not None and n not in quotation.ellipses and keys[after - 1] == keys[place[n]]:
            place[n] = after - 1
    for n in place:
        before = place.get(n - 1)
        if before is not None and n - 1 not in quotation.ellipses:
            place[n] = before + 1 if keys[before + 1] == keys[place[n]] else place[n]
    return list(place.items())


def _whole_brackets(quotation: Quotation, matches: Matches) -> Matches:
    """Without the words of a bracket that does not stand in the source as a whole."""
    found = {quoted for quoted, _ in matches}
    broken = {number for n, number in quotation.bracket_of.items() if n not in found}
    return [match for match in matches if quotation.bracket_of.get(match[0]) not in broken]


def _worthiest(quotation: Quotation, matches: Matches) -> tuple[float, Matches]:
    """The run of matches that is worth most: one for each, less what its gaps cost."""
    best = (0.0, 0, 0)
    worth, first = 0.0, 0
    for n, (quoted, there) in enumerate(matches):
        if n:
            worth -= _price(quotation, matches[n - 1], (quoted, there))
        if worth <= 0:
            worth, first = 0.0, n
        worth += 1
        best = max(best, (worth, first, n + 1), key=lambda run: run[0])
    return best[0], matches[best[1] : best[2]]


def _price(quotation: Quotation, match: tuple[int, int], following: tuple[int, int]) -> float:
    left_out = (following[1] - match[1]) - (following[0] - match[0])
    if any(n in quotation.ellipses for n in range(match[0], following[0])):
        left_out -= NEAR
    return GAP_PRICE * max(0, left_out)

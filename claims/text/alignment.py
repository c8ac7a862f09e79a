"""Which word of one text became which word of another, where the words are the same.

As in Heckel's “A technique for isolating differences between files” (CACM 21, 1978): what is
once in both texts is the same thing, wherever it moved to, and so are equal words beside it.
What is left between two such places is compared by its longest common subsequence.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt

from rapidfuzz.distance import Indel

from claims.text.passages import ALIKE
from claims.text.sentences import Span

# Code points that are no part of a word: ASCII and general punctuation, marks and currencies.
# Everything else is, so that accents, vowel signs and joiners never come off their letters.
_MARKS = (
    r"\s!-/:-@\[-\^`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u037e\u0589\u05be"
    r"\u060c\u061b\u061f\u066a\u06d4\u0964\u0965\u2010-\u205e\u20a0-\u20cf\u2190-\u23ff"
    r"\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
)
# Scripts that set no spaces: each character stands for itself, or a clause would be one word.
_SPACELESS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# Their vowel and tone signs, which stay with their letter.
_SIGNS = (
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
    r"\u3099\u309a"
)
_LETTER = rf"[^{_MARKS}{_SPACELESS}]"

# “100,000”, “10–12”, “it’s” and “non-partisan” are one word each: with “non-” it is another word.
WORD_OR_MARK = re.compile(
    rf"{_LETTER}+(?:(?:(?<=\d)[.,:/–](?=\d)|['’\-‐‑](?={_LETTER})){_LETTER}+)*"
    rf"|[{_SPACELESS}][{_SIGNS}]*|\S"
)
_SENTENCE_END = re.compile(r"""[.!?…۔।]["'”’»)\]]*(?=\s)|[。！？]["'”’」』）]*""")
_LONGEST_SENTENCE = 200  # Words. Text without full stops would be too long to compare.
LINE_END = re.compile(r"\n")


@dataclass(frozen=True)
class RevisionWords:
    """The words and single marks of `text`, in one style of quotation marks and dashes.

    Word `n` is text[starts[n]:ends[n]]. `lines` has the number of the first word of each
    line, rising from 0, and at its end the number of words; so has `sentences`, which begin with
    each line too. They are cut by marks alone, in any language: to compare by, not to show.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    lines: list[int]
    sentences: list[int]

    def among(self, words: range) -> list[str]:
        return self.words[words.start : words.stop]

    def spaces(self, words: range) -> list[bool]:
        """After each of the words but the last, whether white space follows."""
        return [self.starts[n + 1] > self.ends[n] for n in words[:-1]]

    def touched_by(self, span: Span) -> range:
        """The words of which `span` holds a part."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def sentences_around(self, words: range) -> range:
        """The words of the whole sentences that hold `words`."""
        first = self.sentences[bisect_right(self.sentences, words[0]) - 1]
        return range(first, self.sentences[bisect_right(self.sentences, words[-1])])

    def is_edge(self, word: int) -> bool:
        """Whether a sentence begins or ends before `word`."""
        return self.sentences[bisect_left(self.sentences, word)] == word


def revision_words_of(text: str) -> RevisionWords:
    """`text` cut into words and marks; white space is none of either."""
    folded = text.translate(ALIKE)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in WORD_OR_MARK.finditer(text):
        start, end = found.span()
        words.append(folded[start:end])
        starts.append(start)
        ends.append(end)
    edges = {0, len(words)}
    lines = {bisect_left(starts, found.end()) for found in LINE_END.finditer(text)} | edges
    sentences = {bisect_left(starts, found.end()) for found in _SENTENCE_END.finditer(text)} | lines
    return RevisionWords(text, words, starts, ends, sorted(lines), _cut(sorted(sentences)))


def _cut(edges: list[int]) -> list[int]:
    """`edges` with more of them where they are further apart than a sentence is long."""
    cut = [n for start, end in pairwise(edges) for n in range(start, end, _LONGEST_SENTENCE)]
    return [*cut, edges[-1]]


NOWHERE = -1
# A whole sentence of three words, or eight words in a row, can be followed to any place. Fewer are
# phrases that anybody writes: “said on Monday that” would tie a text to unrelated places.
SENTENCE_TO_FOLLOW = 3
WORDS_TO_FOLLOW = 8
# A word that occurs more often than this tells no sentence from another.
RARE = 12
# Pairs of words that are compared at a time at most: those of two texts of 5,000 words.
MOST_PAIRS = 25_000_000


@dataclass(frozen=True)
class Alignment:
    """`to[n]` is the new word that old word `n` is, `back` the reverse; else NOWHERE."""

    old: RevisionWords
    new: RevisionWords
    to: list[int]
    back: list[int]

    def join(self, old_word: int, new_word: int) -> None:
        self.to[old_word] = new_word
        self.back[new_word] = old_word


def aligned(old: RevisionWords, new: RevisionWords) -> Alignment:
    """The two texts' words, each joined to one of the other text at most."""
    alignment = Alignment(old, new, [NOWHERE] * len(old.words), [NOWHERE] * len(new.words))
    _join_lines(alignment)
    _join_runs(alignment)
    _spread_from(alignment, 0, 0, 1)  # What both texts begin with,
    _spread_from(alignment, len(alignment.to) - 1, len(alignment.back) - 1, -1)  # and end with.
    _join_in_gaps(alignment)
    _join_moved_and_edited(alignment)
    return alignment


def common(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of equal words, a longest common subsequence; of long texts part by part."""
    parts = isqrt(len(one) * len(other) // MOST_PAIRS) + 1
    edges = [(len(one) * n // parts, len(other) * n // parts) for n in range(parts + 1)]
    for (start, their_start), (end, their_end) in pairwise(edges):
        for block in Indel.opcodes(one[start:end], other[their_start:their_end]):
            if block.tag == "equal":
                for step in range(block.src_end - block.src_start):
                    yield (start + block.src_start + step, their_start + block.dest_start + step)


def _join_lines(alignment: Alignment) -> None:
    """Joins each line that occurs once in both texts."""
    old, new = alignment.old, alignment.new
    theirs = _once(_pieces(new, new.lines))
    for line, start in _once(_pieces(old, old.lines)).items():
        if line in theirs:
            _join_equal(alignment, start, theirs[line], len(line))


def _join_equal(alignment: Alignment, start: int, place: int, length: int) -> None:
    """Joins so many words that are known to be equal, as far as they are free."""
    for step in range(length):
        if alignment.to[start + step] == alignment.back[place + step] == NOWHERE:
            alignment.join(start + step, place + step)


def _pieces(words: RevisionWords, edges: list[int]) -> list[tuple[tuple[str, ...], int]]:
    return [(tuple(words.words[start:end]), start) for start, end in pairwise(edges)]


def _join_runs(alignment: Alignment) -> None:
    """Joins runs of WORDS_TO_FOLLOW words that occur once in what is left of both texts."""
    theirs = _once(_run_keys(alignment.new.words, alignment.back))
    for key, start in _once(_run_keys(alignment.old.words, alignment.to)).items():
        if key in theirs:
            _spread_from(alignment, start, theirs[key], 1)


def _run_keys(words: list[str], joined: list[int]) -> list[tuple[int, int]]:
    # Hashes take less room than the runs; that the words are equal is seen when they are joined.
    runs = zip(*(words[step:] for step in range(WORDS_TO_FOLLOW)), strict=False)
    lasts = joined[WORDS_TO_FOLLOW - 1 :]
    return [
        (hash(run), n)
        for n, (run, last) in enumerate(zip(runs, lasts, strict=True))
        if joined[n] == last == NOWHERE
    ]


def _once[Key](keys: list[tuple[Key, int]]) -> dict[Key, int]:
    """The place of each key that occurs once."""
    counts = Counter(key for key, _ in keys)
    return {key: place for key, place in keys if counts[key] == 1}


def _spread_from(alignment: Alignment, old_word: int, new_word: int, step: int) -> None:
    to, back = alignment.to, alignment.back
    while (
        0 <= old_word < len(to)
        and 0 <= new_word < len(back)
        and to[old_word] == back[new_word] == NOWHERE
        and alignment.old.words[old_word] == alignment.new.words[new_word]
    ):
        alignment.join(old_word, new_word)
        old_word += step
        new_word += step


def _join_in_gaps(alignment: Alignment) -> None:
    """Joins the common words of what is left between the same neighbours in both texts."""
    to = alignment.to
    size = len(to)
    start = 0
    while start < size:
        if to[start] != NOWHERE:
            start += 1
            continue
        end = start
        while end < size and to[end] == NOWHERE:
            end += 1
        before = to[start - 1] if start else -1
        after = to[end] if end < size else len(alignment.back)
        _join_common(alignment, range(start, end), _free_between(alignment.back, before, after))
        start = end


def _free_between(back: list[int], before: int, after: int) -> list[int]:
    """The free words that follow word `before`, and those that lead up to word `after`."""
    first = before + 1
    while first < len(back) and back[first] == NOWHERE and first != after:
        first += 1
    if first == after:
        return list(range(before + 1, after))
    last = after - 1
    while last >= 0 and back[last] == NOWHERE:
        last -= 1
    sides = [*range(before + 1, first), *range(last + 1, after)]
    return sides if before < after else sorted(set(sides))


def _join_common(alignment: Alignment, ours: range, theirs: Sequence[int]) -> None:
    one = alignment.old.words[ours.start : ours.stop]
    other = [alignment.new.words[n] for n in theirs]
    for old_place, new_place in common(one, other):
        alignment.join(ours[old_place], theirs[new_place])


def _join_moved_and_edited(alignment: Alignment) -> None:
    """Joins a sentence that is mostly left over to the left-over one that shares its rare words."""
    old, new = alignment.old, alignment.new
    holders = _left_over_by_word(new, alignment.back)
    if not holders:
        return
    for start, end in _left_over(old, alignment.to):
        votes: Counter[tuple[int, int]] = Counter()
        for word in set(old.words[start:end]):
            for holder in holders.get(word, ()):
                votes[holder] += len(word)
        letters = sum(map(len, old.words[start:end]))
        for (first, last), shared in votes.most_common(1):
            if 4 * shared >= letters:
                _rejoin(alignment, range(start, end), range(first, last))


def _rejoin(alignment: Alignment, ours: range, theirs: range) -> None:
    for place in ours:
        if alignment.to[place] != NOWHERE:
            alignment.back[alignment.to[place]] = NOWHERE
            alignment.to[place] = NOWHERE
    _join_common(alignment, ours, [n for n in theirs if alignment.back[n] == NOWHERE])


def _left_over(words: RevisionWords, joined: list[int]) -> list[tuple[int, int]]:
    """The sentences of which less than half of the letters are joined."""
    left = []
    for start, end in pairwise(words.sentences):
        lengths = [len(word) for word in words.words[start:end]]
        kept = sum(
            size for size, to in zip(lengths, joined[start:end], strict=True) if to != NOWHERE
        )
        if 2 * kept < sum(lengths):
            left.append((start, end))
    return left


def _left_over_by_word(words: RevisionWords, joined: list[int]) -> dict[str, list[tuple[int, int]]]:
    holders: dict[str, list[tuple[int, int]]] = {}
    for start, end in _left_over(words, joined):
        for word in set(words.words[start:end]):
            if word[0].isalnum():
                holders.setdefault(word, []).append((start, end))
    return {word: places for word, places in holders.items() if len(places) <= RARE}

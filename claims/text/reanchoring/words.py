"""A text as the words and marks that it is compared by."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

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

    Word `n` stands at text[starts[n]:ends[n]]. `lines` has the number of the first word of each
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

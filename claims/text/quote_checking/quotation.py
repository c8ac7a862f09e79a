"""A quotation as it was written: the speaker's words, and what the writer put in or left out."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.text.quote_checking.words import MARKS, QuoteWords, quote_words_of
from claims.text.sentences import Span

ELLIPSIS = re.compile(r"[\[(]\s*(?:…+|\.{2,}|\.(?:\s\.)+)\s*[\])]|…+|\.{3,}|\.(?:\s\.){2,}")
BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True)
class ParsedQuote:
    """The quotation without the marks around it; its words count from 0.

    `ellipses` holds those between words, by the number of the word before. `brackets` is where
    square brackets with words stand, and `bracket_of` says which of them a word stands in, if
    any; `glued` are the words only part of which does: [H]e, walk[ed].
    """

    text: str
    words: QuoteWords
    ellipses: dict[int, str]
    brackets: list[Span]
    bracket_of: dict[int, int]
    glued: frozenset[int]

    @property
    def spoken(self) -> int:
        """How many words are not the writer's own."""
        return len(self.words) - len(self.bracket_of)


def parse_quote(quote: str) -> ParsedQuote:
    text = quote.strip().strip(MARKS).strip()
    words = quote_words_of(text)
    brackets = [found for found in BRACKETS.finditer(text) if not ELLIPSIS.fullmatch(found[0])]
    bracket_of = {}
    glued = set()
    for number, found in enumerate(brackets):
        n = max(0, bisect_left(words.ends, found.start() + 1))
        while n < len(words) and words.starts[n] < found.end():
            bracket_of[n] = number
            if words.starts[n] < found.start() or words.ends[n] > found.end() - 1:
                glued.add(n)
            n += 1
    return ParsedQuote(
        text=text,
        words=words,
        ellipses=_ellipses(text, words),
        brackets=[Span(*found.span()) for found in brackets],
        bracket_of=bracket_of,
        glued=frozenset(glued),
    )


def _ellipses(text: str, words: QuoteWords) -> dict[int, str]:
    gaps = zip(words.ends, words.starts[1:], strict=False)
    found = {n: ELLIPSIS.search(text, end, start) for n, (end, start) in enumerate(gaps)}
    return {n: ellipsis[0] for n, ellipsis in found.items() if ellipsis}

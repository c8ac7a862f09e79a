"""The words of a text without typography; those of a quotation, too."""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from claims.text.passages import STYLES
from claims.text.quotes import FAMILIES
from claims.text.sentences import Span

APOSTROPHES = "’‘‛ʼ`´＇"
MARKS = "".join(STYLES[0] + STYLES[1]) + "".join(FAMILIES) + APOSTROPHES
DASHES = STYLES[2] + "⸺⸻﹘﹣－"
# Soft hyphens, what has no width, marks of direction and of an emoji's style.
_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
SYMBOL = "[$%&+~¢-©¬®°±×÷‰\u20a0-\u20cf\u2100-\u2211\u2213-\u2bff\U0001f000-\U0001fbff]"


def _class_of(characters: Iterable[str]) -> str:
    """The inside of a character class: ranges, so that a search in it is short."""
    ranges: list[list[int]] = []
    for code in map(ord, characters):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


# \w leaves out the vowel signs of Indic scripts, the points of Hebrew and so on.
COMBINING = _class_of(
    chr(code)
    for code in range(0x300, min(0x1F000, sys.maxunicode))
    if unicodedata.category(chr(code))[0] == "M"
)
_LETTER = rf"[^\W_{_SPACELESS}]"
# Between two letters, walk[ed], a bracket does not part words.
INNER_BRACKET = re.compile(rf"[\[\]](?<=[^\W\d_{_SPACELESS}][\[\]])(?=[^\W\d_{_SPACELESS}])")
NO_WIDTH = "\u200b"
WITHIN = rf"[{COMBINING}{_INVISIBLE}]"
# The plainest letters come first, and most words end at a space: both only for speed.
_WORD = re.compile(
    rf"""(
      (?:[A-Za-z0-9] | {_LETTER} | (?<![^\s(])[-–−](?=\d))(?:
        [A-Za-z0-9]++
        | (?=\S)(?:
          {_LETTER}++ | {WITHIN}++
          | '(?={_LETTER})                # don't
          | (?<=\d)[.,:/](?=\d)          # 1,000.50
          | \.(?<=\b\w\.)(?=\w\b)        # U.S.
          | [-‐]\r?\n(?=[^\W\d_A-Z])     # agree-
        )
      )*+                                # ment
      | (?:[{_SPACELESS}]|{SYMBOL}){WITHIN}*+
    )""",
    re.VERBOSE,
)
NOT_SEEN = re.compile(rf"[-‐]\r?\n|[{_INVISIBLE}]")
NOT_POINTS = re.compile(rf"[\s{re.escape(MARKS)}{re.escape(DASHES)}{_INVISIBLE}\[\]]+")
SENTENCE_END = re.compile(r"[.!?:;。！？।؟]")
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+")
ABBREVIATING = re.compile(r"\.(?<=[^\W\d_]\.)(?=[^\W\d_])")


@dataclass(frozen=True)
class QuoteWords:
    """The words of `text`: of the n-th, text[starts[n]:ends[n]],

    `spelled[n]` is how it is written, without typography; `keys[n]` in lower case without accents;
    `points[n]` the punctuation between it and the next word, quotation marks, dashes and square
    brackets left out.
    """

    text: str
    starts: list[int]
    ends: list[int]
    spelled: list[str]
    keys: list[str]
    points: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def written(self) -> str:
        return written_out(self.spelled, self.points)

    @cached_property
    def keyed(self) -> str:
        return f" {' '.join(self.keys)} "

    def passage(self, first: int, end: int) -> str:
        """The text from the word `first` up to, not with, the word `end`."""
        return self.text[self.starts[first] : self.ends[end - 1]] if first < end else ""

    def with_points(self, n: int) -> str:
        """The n-th word with the punctuation between it and the next."""
        end = self.starts[n + 1] if n + 1 < len(self) else len(self.text)
        gap = self.text[self.ends[n] : end].rstrip(f"{MARKS}{DASHES}[ \t\r\n\u00a0")
        return self.passage(n, n + 1) + gap


def quote_words_of(text: str) -> QuoteWords:
    plain = INNER_BRACKET.sub(NO_WIDTH, _with_plain_apostrophes(text))
    parts = _WORD.split(plain)  # By turns what parts words, and a word.
    if len(parts) == 1:
        return QuoteWords(text, [], [], [], [], [])
    bounds = list(accumulate(map(len, parts)))
    spelled = _plainly_set(" ".join(parts[1::2]))
    gaps = parts[2::2]
    points = {gap: _points_of(gap) for gap in set(gaps)}
    return QuoteWords(
        text=text,
        starts=bounds[0:-1:2],
        ends=bounds[1::2],
        spelled=spelled.split(" "),
        keys=word_key(spelled).split(" "),
        points=list(map(points.__getitem__, gaps)),
    )


def written_out(spelled: list[str], points: list[str]) -> str:
    # No word or point is white space: a space opens a word, a line feed ends it.
    ends = {after: f"\n{after} " for after in set(points)}
    return " " + "".join(
        chain.from_iterable(zip(spelled, map(ends.__getitem__, points), strict=True))
    )


def word_key(words: str) -> str:
    """Words in lower case, without accents and the full stops of U.S.; spaces stay."""
    folded = words.casefold()
    if not folded.isascii():
        folded = ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return ABBREVIATING.sub("", folded)


def _with_plain_apostrophes(text: str) -> str:
    # Faster than str.translate by far.
    for apostrophe in APOSTROPHES:
        text = text.replace(apostrophe, "'")
    return text


def _plainly_set(words: str) -> str:
    words = NOT_SEEN.sub("", words)
    if words.isascii():
        return words
    for ligature, letters in LIGATURES.items():
        words = words.replace(ligature, letters)
    return unicodedata.normalize("NFC", words).replace("–", "-").replace("−", "-")


def _points_of(gap: str) -> str:
    return NOT_POINTS.sub("", gap).replace("…", "...")


ELLIPSIS = re.compile(r"[\[(]\s*(?:…+|\.{2,}|\.(?:\s\.)+)\s*[\])]|…+|\.{3,}|\.(?:\s\.){2,}")
BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True)
class ParsedQuote:
    """The quotation without the marks around it; its words count from 0.

    `ellipses` holds those between words, by the number of the word before. `brackets` is where
    square brackets with words are, and `bracket_of` says which of them a word is in, if
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

"""Where a text makes a claim: the W3C's text position and text quote selectors.

https://www.w3.org/TR/annotation-model/#selectors. Offsets count Unicode code points.
"""

import hashlib
import re
from dataclasses import dataclass

from claims.errors import Incomplete
from claims.text.sentences import Span

CONTEXT = 32  # Code points of prefix and suffix: enough to tell equal phrases of one text apart.

# What typists and editors exchange freely: any one of a style finds any other.
STYLES = ["'‘’‚‛′`´", '"“”„‟«»″', "-‐‑‒–—―−"]
ALIKE = {ord(character): style[0] for style in STYLES for character in style}


@dataclass(frozen=True)
class Anchor:
    """One passage: `exact` is text[start:end], between `prefix` and `suffix`."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    digest: str


def digest_of(words: str) -> str:
    """SHA-256 of the words in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end], white space at its ends left out.

    Raises ValueError where that holds no words or lies outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError("The passage lies outside the text.")
    exact = text[start:end].strip()
    if not exact:
        raise ValueError("The passage holds no words.")
    start += text[start:end].index(exact)
    end = start + len(exact)
    return Anchor(
        start=start,
        end=end,
        exact=exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        digest=digest_of(exact),
    )


def places_of(words: str, text: str) -> list[Span]:
    """Every place of `words` in `text`, in any style of quotation marks, dashes, white space."""
    sought = " ".join(words.translate(ALIKE).split())
    folded, at = _folded(text)
    places = []
    found = folded.find(sought) if sought else -1
    while found >= 0:
        places.append(Span(at[found], at[found + len(sought) - 1] + 1))
        found = folded.find(sought, found + 1)  # Places may overlap.
    return places


def place_of(words: str, text: str, which: int | None) -> Span:
    """The one place of `words` in `text`, or the `which`-th of several, counted from 1.

    Raises Incomplete, about 'words' or 'occurrence', where they name no place or not just one.
    """
    places = places_of(words, text)
    if not places:
        raise Incomplete("These words are not in the text.", "words")
    if which is None and len(places) > 1:
        raise Incomplete(f"The words occur {len(places)} times: say which.", "occurrence")
    if which is not None and which > len(places):
        times = "once" if len(places) == 1 else f"{len(places)} times"
        raise Incomplete(f"The words occur only {times}.", "occurrence")
    return places[(which or 1) - 1]


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` in one style, a run of white space as one space; and where each character stood."""
    pieces: list[str] = []
    at: list[int] = []
    for run in re.finditer(r"\s+|\S+", text.translate(ALIKE)):
        blank = run[0].isspace()
        pieces.append(" " if blank else run[0])
        at.extend([run.start()] if blank else range(run.start(), run.end()))
    return "".join(pieces), at

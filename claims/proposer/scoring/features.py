"""What a sentence is made of, as the score of check-worthiness sees it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from claims.proposer.scoring.word_classes import CLASS_OF, ENDINGS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[$¢£¥€%?!]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
DIGIT = re.compile(r"\d")
_FILLERS = frozenset(["uh", "uhh", "um"])
_LONGEST_WORD = 24  # What is longer is no word, and gets no more attention than one.
EDGE = "^"


@dataclass(frozen=True)
class Word:
    """`pieces` are its runs of 3 to 5 characters, its two edges included."""

    spelled: str
    word_class: str
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Features:
    """Each once: words and pairs of neighbours; pieces of words; and patterns of their classes.

    A pattern is 1 to 3 classes in a row, or 2 that stand one or two words apart. `classes` counts
    words by class, `length` all words, `letters` the characters of them all.
    """

    words: list[str]
    pieces: list[str]
    patterns: list[str]
    classes: Counter[str]
    length: int
    letters: int


def features_of(sentence: str) -> Features:
    tokens = _TOKEN.findall(sentence)
    tokens[:1] = [token.lower() for token in tokens[:1]]  # Its capital tells nothing.
    found = [_word(token[:_LONGEST_WORD]) for token in tokens if token.lower() not in _FILLERS]
    spelled = [word.spelled for word in found]
    classes = [word.word_class for word in found]
    pairs = (f"{one} {two}" for one, two in pairwise([EDGE, *spelled, EDGE]))
    return Features(
        words=_each_once(chain(spelled, pairs)),
        pieces=_each_once(piece for word in found for piece in word.pieces),
        patterns=_each_once(_patterns(classes)),
        classes=Counter(classes),
        length=len(found),
        letters=sum(map(len, spelled)),
    )


def _each_once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


@lru_cache(maxsize=5_000)
def _word(token: str) -> Word:
    lower = token.lower().replace("’", "'")
    if _YEAR.fullmatch(lower):
        return Word("YEAR", "year", ())
    spelled = DIGIT.sub("0", lower)
    edged = f"<{spelled}>"
    pieces = [edged[at : at + size] for size in (3, 4, 5) for at in range(len(edged) - size + 1)]
    return Word(spelled, _class_of(token, lower), tuple(pieces))


def _class_of(token: str, lower: str) -> str:
    if token[0].isdigit():
        return "number"
    if known := CLASS_OF.get(lower) or CLASS_OF.get(lower.removesuffix("'s")):
        return known
    if not token[0].isalpha():
        return token
    if token[0].isupper():
        return "acronym" if token.isupper() and len(token) > 1 else "name"
    endings = (ENDINGS.get(lower[-size:]) for size in (4, 3, 2, 1))
    return next((ending for ending in endings if ending and len(lower) > 4), "word")


def _patterns(classes: list[str]) -> Iterator[str]:
    yield from classes
    edged = [EDGE, *classes, EDGE]
    yield from (f"{one} {two}" for one, two in pairwise(edged))
    yield from (
        f"{one} {two} {three}" for one, two, three in zip(edged, edged[1:], edged[2:], strict=False)
    )
    yield from (f"{one} _ {two}" for one, two in zip(classes, classes[2:], strict=False))
    yield from (f"{one} _ {two}" for one, two in zip(classes, classes[3:], strict=False))

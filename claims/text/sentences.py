"""Sentences of an article, as spans of code points."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import sentencex


@dataclass(frozen=True)
class Span:
    """Half-open: `end` is the first code point after the span."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


def lines_of(text: str) -> list[Span]:
    """The lines of `text` that hold more than white space, without their line ends."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return lines


def grouped_by_span[T](
    spans: Sequence[Span], things: Iterable[T], span_of: Callable[[T], Span]
) -> list[list[T]]:
    """For each of `spans`, which are in order and apart, the things that overlap it."""
    groups: list[list[T]] = [[] for _ in spans]
    ends = [span.end for span in spans]
    for thing in things:
        place = span_of(thing)
        number = bisect_right(ends, place.start)
        while number < len(spans) and spans[number].start < place.end:
            groups[number].append(thing)
            number += 1
    return groups


def sentences_of(text: str, language: str) -> list[Span]:
    """The sentences of `text` in order, without white space around them.

    A sentence never crosses a line end: headline, standfirst and captions often lack a full
    stop. `language` is an ISO 639-1 code; sentencex falls back to English for one it lacks.
    """
    sentences: list[Span] = []
    for line in lines_of(text):
        start = line.start
        for end in _ends(text[line.start : line.end], language):
            found = _stripped(text, start, line.start + end)
            start = line.start + end
            # “Why?” she asked: nothing ends before a word in lower case.
            if sentences and sentences[-1].start >= line.start and _opens_low(text, found):
                sentences[-1] = Span(sentences[-1].start, found.end)
            elif found.start < found.end:
                sentences.append(found)
    return [s for s in sentences if any(c.isalnum() for c in text[s.start : s.end])]


# Hidden from sentencex, which keeps whole quotations of many sentences in one piece, does not
# take half a character, and takes the full stops in “Ms. Martin”, “M. Macron”, “Sat. Jan. 22”,
# “5 p.m. Friday” and “5 p.m. EST” for ends.
HIDDEN_FROM_SENTENCEX = re.compile(
    r"""["“”„‟«»\ud800-\udfff]
    | (?:(?<=\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))|(?<=\b(?:Tues|Thur))|(?<=\bThurs))
        \.(?=\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d))
    | (?<=\bMs)\. | (?<=\bM)\.
    | (?<=\b[ap]\.m)\.(?=\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{1,3}T)\b)""",
    re.VERBOSE,
)

# Marks that belong to the sentence whose full stop they touch. Some languages close with “ or «,
# and French sets its » off by a space.
_CLOSING = re.compile(r"""(?:["”’»')\]]|[“«](?=\s|$)|\s[”»](?=\s|$))*""")


# sentencex takes a time that grows with the square of what it is given, so a long line goes to it
# in pieces. The last part of a piece is read again with the next one: what follows decides whether
# a full stop ends a sentence.
LONGEST_PIECE = 4_000  # Code points.
READ_AGAIN = 1_000


def _ends(line: str, language: str) -> Iterator[int]:
    # sentencex takes three full stops for an end, but not their one character.
    hidden = HIDDEN_FROM_SENTENCEX.sub(" ", line).replace("…", ".")
    start = 0
    while start < len(line):
        piece = hidden[start : start + LONGEST_PIECE]
        is_last = start + len(piece) == len(line)
        sure = len(piece) if is_last else LONGEST_PIECE - READ_AGAIN
        following = start
        for found in sentencex.get_sentence_boundaries(language, piece):
            words = found["text"]
            end = found["start_index"] + len(words)
            if end > sure:
                break
            following = start + end
            if closing := _CLOSING.match(line, following - len(words) + len(words.rstrip())):
                yield closing.end()
        if following == start:  # One sentence longer than the piece: it goes on in the next.
            following += piece.rfind(" ", 0, sure) + 1 or sure
        start = following


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end].strip()
    start = text.index(words, start)
    return Span(start, start + len(words))


def _opens_low(text: str, found: Span) -> bool:
    return next((c for c in text[found.start : found.end] if c.isalnum()), "").islower()

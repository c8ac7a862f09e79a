"""A text cut up for the page: sentences, and runs of words under the same passages."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.text.sentences import Span, lines_of


@dataclass(frozen=True)
class Mark:
    """A passage to be drawn. `lane` is the height of its underline: 0 lies next to the words."""

    passage: int
    span: Span
    lane: int = 0


@dataclass(frozen=True)
class Run:
    """Words under the same marks, the outermost first; `ends` are the marks that end with it."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]


@dataclass(frozen=True)
class Part:
    """A sentence, or what stands between two (`sentence` is None)."""

    sentence: Span | None
    runs: tuple[Run, ...]


def marked_lines(
    text: str, sentences: Sequence[Span], passages: Iterable[tuple[int, Span]]
) -> list[list[Part]]:
    """The lines of `text` that hold words, each as its parts; their runs joined give the line.

    `sentences` are in order, as sentences_of gives them. `passages` are (key, span) pairs,
    overlapping and nested as they come.
    """
    marks = with_lanes(passages)
    waiting = deque(sentences)
    lines = []
    for line in lines_of(text):
        here = [mark for mark in marks if mark.span.overlaps(line)]
        parts = []
        position = line.start
        while waiting and line.contains(waiting[0]):
            sentence = waiting.popleft()
            if position < sentence.start:
                parts.append(Part(None, _runs(text, Span(position, sentence.start), here)))
            parts.append(Part(sentence, _runs(text, sentence, here)))
            position = sentence.end
        if position < line.end:
            parts.append(Part(None, _runs(text, Span(position, line.end), here)))
        lines.append(parts)
    return lines


def with_lanes(passages: Iterable[tuple[int, Span]]) -> list[Mark]:
    """Each passage on the lowest lane that no overlapping passage holds, the shortest first."""
    marks: list[Mark] = []
    for passage, span in sorted(passages, key=lambda p: (p[1].end - p[1].start, p[1].start, p[0])):
        taken = {mark.lane for mark in marks if mark.span.overlaps(span)}
        lane = next(lane for lane in range(len(marks) + 1) if lane not in taken)
        marks.append(Mark(passage, span, lane))
    return marks


def _runs(text: str, span: Span, marks: Sequence[Mark]) -> tuple[Run, ...]:
    here = sorted((m for m in marks if m.span.overlaps(span)), key=lambda m: -m.lane)
    cuts = {span.start, span.end}
    cuts |= {cut for m in here for cut in (m.span.start, m.span.end) if span.start < cut < span.end}
    edges = sorted(cuts)
    return tuple(
        Run(
            start=start,
            text=text[start:end],
            marks=tuple(m for m in here if m.span.overlaps(Span(start, end))),
            ends=tuple(m for m in here if start < m.span.end == end),
        )
        for start, end in pairwise(edges)
    )

"""A text cut up for the page: sentences, and runs of words under the same passages."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.text.sentences import Span, grouped_by_span, lines_of


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
    """A sentence, or what is between two (`sentence` is None)."""

    sentence: Span | None
    runs: tuple[Run, ...]


def marked_lines(
    text: str,
    sentences: Sequence[Span],
    passages: Iterable[tuple[int, Span]],
    lines: Sequence[Span] | None = None,
) -> list[list[Part]]:
    """The `lines` of `text`, else all that hold words, each as its parts; their runs joined give
    the line.

    `sentences` are in order, as sentences_of gives them. `passages` are (key, span) pairs,
    overlapping and nested as they come.
    """
    waiting = deque(sentences)
    cut = [_cut(line, waiting) for line in (lines_of(text) if lines is None else lines)]
    spans = [part.span for parts in cut for part in parts]
    marks = iter(grouped_by_span(spans, with_lanes(passages), lambda mark: mark.span))
    return [
        [Part(part.sentence, tuple(_runs(text, part.span, next(marks)))) for part in parts]
        for parts in cut
    ]


def with_lanes(passages: Iterable[tuple[int, Span]]) -> list[Mark]:
    """Each passage on the lowest lane that no overlapping passage holds, the shortest first."""
    marks: list[Mark] = []
    for group in _overlapping_groups(passages):
        placed: list[Mark] = []
        for passage, span in sorted(group, key=lambda p: (p[1].end - p[1].start, p[1].start, p[0])):
            taken = {mark.lane for mark in placed if mark.span.overlaps(span)}
            lane = next(lane for lane in range(len(placed) + 1) if lane not in taken)
            placed.append(Mark(passage, span, lane))
        marks += placed
    return marks


def _overlapping_groups(passages: Iterable[tuple[int, Span]]) -> Iterator[list[tuple[int, Span]]]:
    """The passages in groups that do not overlap: each passage is compared within its group."""
    group: list[tuple[int, Span]] = []
    end = 0
    for passage in sorted(passages, key=lambda p: p[1].start):
        if group and passage[1].start >= end:
            yield group
            group, end = [], 0
        group.append(passage)
        end = max(end, passage[1].end)
    if group:
        yield group


@dataclass(frozen=True)
class _Cut:
    """The place of a Part."""

    sentence: Span | None
    span: Span


def _cut(line: Span, waiting: deque[Span]) -> list[_Cut]:
    """A line as the sentences of it, which leave `waiting`, and what is between them."""
    parts = []
    position = line.start
    while waiting and waiting[0].start < line.start:  # Of a line that is left out.
        waiting.popleft()
    while waiting and line.contains(waiting[0]):
        sentence = waiting.popleft()
        if position < sentence.start:
            parts.append(_Cut(None, Span(position, sentence.start)))
        parts.append(_Cut(sentence, sentence))
        position = sentence.end
    if position < line.end:
        parts.append(_Cut(None, Span(position, line.end)))
    return parts


def _runs(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[Run]:
    starting: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        starting[max(mark.span.start, span.start)].append(mark)
    edges = {span.start, span.end, *starting, *(min(m.span.end, span.end) for m in marks)}
    here: list[Mark] = []
    for start, end in pairwise(sorted(edges)):
        here = [mark for mark in here if mark.span.end > start] + starting[start]
        here.sort(key=lambda mark: -mark.lane)
        ends = tuple(mark for mark in here if mark.span.end == end)
        yield Run(start, text[start:end], tuple(here), ends)

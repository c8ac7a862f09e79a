"""A text cut up for the page: nothing lost, and every mark where its passage is."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.text.marking import Mark, Part, Run, marked_lines, with_lanes
from claims.text.passages import anchor_at
from claims.text.sentences import Span, lines_of, sentences_of
from tests.text.strategies import STEADY, copy

Marked = tuple[str, list[tuple[int, Span]]]


@st.composite
def marked_copy(draw: st.DrawFn) -> Marked:
    """Copy, and passages of it as they are stored: with words, and no white space at their ends."""
    text = draw(copy.filter(str.strip))
    passages = []
    for key in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        if text[start:end].strip():
            anchor = anchor_at(text, start, end)
            passages.append((key, Span(anchor.start, anchor.end)))
    return text, passages


def drawn(marked: Marked) -> list[list[Part]]:
    text, passages = marked
    return marked_lines(text, sentences_of(text, "en"), passages)


def runs_of(marked: Marked) -> list[Run]:
    return [run for line in drawn(marked) for part in line for run in part.runs]


def span_of(run: Run) -> Span:
    return Span(run.start, run.start + len(run.text))


def overlapping(marks: list[Mark]) -> list[tuple[Mark, Mark]]:
    return [(a, b) for a in marks for b in marks if a is not b and a.span.overlaps(b.span)]


@STEADY
@given(marked_copy())
def test_the_runs_joined_give_the_lines(marked: Marked) -> None:
    text, _ = marked
    found = ["".join(run.text for part in line for run in part.runs) for line in drawn(marked)]
    assert found == [line for line in text.split("\n") if line.strip()]
    for run in runs_of(marked):
        assert run.text
        assert text[run.start : run.start + len(run.text)] == run.text
    for line, parts in zip(lines_of(text), drawn(marked), strict=True):
        runs = [run for part in parts for run in part.runs]
        assert runs[0].start == line.start
        assert all(span_of(a).end == b.start for a, b in pairwise(runs))


@STEADY
@given(marked_copy())
def test_the_parts_are_the_sentences_and_what_is_between(marked: Marked) -> None:
    text, _ = marked
    parts = [part for line in drawn(marked) for part in line]
    assert [part.sentence for part in parts if part.sentence] == sentences_of(text, "en")
    for part in parts:
        span = Span(part.runs[0].start, span_of(part.runs[-1]).end)
        assert part.sentence in {None, span}


@STEADY
@given(marked_copy())
def test_every_run_bears_the_marks_of_the_passages_over_it(marked: Marked) -> None:
    _, passages = marked
    for run in runs_of(marked):
        over = {key for key, span in passages if span.overlaps(span_of(run))}
        assert {mark.passage for mark in run.marks} == over
        assert len(run.marks) == len(over)
        assert all(mark.span.contains(span_of(run)) for mark in run.marks)


@STEADY
@given(marked_copy())
def test_a_passage_s_marks_start_and_end_where_it_does(marked: Marked) -> None:
    _, passages = marked
    for key, span in passages:
        runs = [run for run in runs_of(marked) if key in {m.passage for m in run.marks}]
        assert (runs[0].start, span_of(runs[-1]).end) == (span.start, span.end)
        ending = [run for run in runs if key in {mark.passage for mark in run.ends}]
        assert ending == [runs[-1]]
    for run in runs_of(marked):
        assert set(run.ends) <= set(run.marks)


@STEADY
@given(marked_copy())
def test_passages_that_overlap_lie_on_different_lanes(marked: Marked) -> None:
    _, passages = marked
    marks = with_lanes(passages)
    assert sorted((mark.passage, mark.span.start) for mark in marks) == sorted(
        (key, span.start) for key, span in passages
    )
    assert all(a.lane != b.lane for a, b in overlapping(marks))
    # The lowest that is free: a passage alone lies next to the words.
    lonely = [m for m in marks if not any(m in pair for pair in overlapping(marks))]
    assert all(mark.lane == 0 for mark in lonely)
    assert all(mark.lane < len(marks) for mark in marks)


@STEADY
@given(marked_copy())
def test_of_nested_passages_the_outer_one_opens_first(marked: Marked) -> None:
    for run in runs_of(marked):
        assert [mark.lane for mark in run.marks] == sorted(
            (mark.lane for mark in run.marks), reverse=True
        )
        for outer, inner in combinations(run.marks, 2):
            assert not (inner.span.contains(outer.span) and inner.span != outer.span)


def test_the_marks_of_a_text() -> None:
    text = "Head\n\nOne two three. Four"
    passages = [(1, Span(6, 20)), (2, Span(10, 13)), (3, Span(14, 25)), (4, Span(10, 13))]
    lines = marked_lines(text, sentences_of(text, "en"), passages)
    found = [
        [(part.sentence is not None, run.text, [m.passage for m in run.marks],
          [m.passage for m in run.ends]) for part in line for run in part.runs]
        for line in lines
    ]  # fmt: skip
    assert found == [
        [(True, "Head", [], [])],
        [
            (True, "One ", [1], []),
            (True, "two", [1, 4, 2], [4, 2]),
            (True, " ", [1], []),
            (True, "three.", [1, 3], [1]),
            (False, " ", [3], []),
            (True, "Four", [3], [3]),
        ],
    ]

"""Two revisions beside each other: nothing is left out, and only what changed is marked."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.differences import Piece, PieceState, RowState, compare_texts, pieces_of
from tests.text.strategies import STEADY, copy


def shown(pieces: tuple[Piece, ...]) -> str:
    """In one line: -[removed], +[added]."""
    signs = {PieceState.SAME: "{}", PieceState.REMOVED: "-[{}]", PieceState.ADDED: "+[{}]"}
    return "".join(signs[piece.state].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("He denied it.", "He denied it.", "He denied it."),
        ("He denied it.", "He never denied it.", "He +[never ]denied it."),
        ("He did not deny it.", "He did deny it.", "He did -[not ]deny it."),
        ("About 300 came.", "About 310 came.", "About -[300]+[310] came."),
        ("about 300 people", "some 310 men", "-[about 300 people]+[some 310 men]"),
        ("It’s", "It's", "-[It’s]+[It's]"),
        ("He said no", "He said  no", "He said-[ ]+[  ]no"),
        ("", "New.", "+[New.]"),
        ("Old.", "", "-[Old.]"),
        ("", "", ""),
    ],
)
def test_words_that_changed_are_marked(old: str, new: str, said: str) -> None:
    assert shown(pieces_of(old, new)) == said


FIRST = "The city council met on Monday."
SECOND = "The mayor denied every charge."
THIRD = "Nobody was hurt in the fire."


@pytest.mark.parametrize(
    ("old", "new", "states"),
    [
        ([FIRST, SECOND], [FIRST, SECOND], ["kept", "kept"]),
        ([FIRST, SECOND], [FIRST, THIRD, SECOND], ["kept", "added", "kept"]),
        ([FIRST, THIRD, SECOND], [FIRST, SECOND], ["kept", "removed", "kept"]),
        ([FIRST, SECOND], [FIRST, SECOND.replace("every", "each")], ["kept", "changed"]),
        ([FIRST, SECOND], [FIRST, THIRD], ["kept", "removed", "added"]),
        (
            [FIRST, SECOND, THIRD],
            [THIRD, FIRST, SECOND],
            ["moved here", "kept", "kept", "moved away"],
        ),
        ([FIRST], [FIRST, ""], ["kept"]),
        ([], [FIRST], ["added"]),
        ([FIRST], [], ["removed"]),
        ([], [], []),
    ],
)
def test_paragraphs_are_paired(old: list[str], new: list[str], states: list[str]) -> None:
    rows = compare_texts("\n\n".join(old), "\n\n".join(new))
    assert [row.state for row in rows] == states


def test_an_edited_paragraph_is_shown_in_both_columns() -> None:
    [row] = compare_texts("The mayor denied it.", "The mayor admitted it.")
    assert row.state is RowState.CHANGED
    assert shown(row.old) == "The mayor -[denied] it."
    assert shown(row.new) == "The mayor +[admitted] it."


@given(
    st.lists(copy | st.sampled_from([FIRST, SECOND, THIRD]), max_size=6),
    st.lists(copy | st.sampled_from([FIRST, SECOND, THIRD]), max_size=6),
)
@STEADY
def test_both_texts_are_whole(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n\n".join(new)
    rows = compare_texts(before, after)
    assert "".join(piece.text for row in rows for piece in row.old) == before
    assert "".join(piece.text for row in rows for piece in row.new) == after
    assert all(piece.text for row in rows for piece in row.pieces)


@given(copy.filter(str.strip))
@STEADY
def test_the_same_text_is_kept(text: str) -> None:
    assert {row.state for row in compare_texts(text, text)} <= {RowState.KEPT}
    assert shown(pieces_of(text, text)) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 1_000_000, "a" * 999_999),
        ("a " * 100_000, "b a " * 50_000),
        ("The same line.\n" * 20_000, "The same line.\n" * 20_001),
        ("\n".join(map(str, range(20_000))), "\n".join(map(str, reversed(range(20_000))))),
    ],
)
def test_hostile_texts_are_bounded(old: str, new: str) -> None:
    started = time.perf_counter()
    rows = compare_texts(old, new)
    assert time.perf_counter() - started < 20
    assert "".join(piece.text for row in rows for piece in row.new) == new

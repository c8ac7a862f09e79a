"""What changed from one revision to the next, paragraph by paragraph and word by word."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from claims.text.alignment import NOWHERE, WORD_OR_MARK, aligned, common, revision_words_of

PARAGRAPH = re.compile(r"\s*\S[^\n]*(?:\s+\Z|\n*)|\s+")
WORD_OR_SPACE = re.compile(rf"\s+|{WORD_OR_MARK.pattern}")


class PieceState(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class RowState(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"


@dataclass(frozen=True)
class Piece:
    state: PieceState
    text: str


@dataclass(frozen=True)
class ComparedRow:
    """A paragraph with the white space around it, old, new, or both.

    In one column show `pieces` in their order; side by side `old` on the left, `new` on the right.
    A paragraph is kept where only white space differs. One that moved is in two rows, where it was
    and where it is.
    """

    state: RowState
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.state is not PieceState.ADDED)

    @property
    def new(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.state is not PieceState.REMOVED)


def compare_texts(old: str, new: str) -> list[ComparedRow]:
    """The rows of both texts: `old` is all `row.old` put together, and `new` all `row.new`."""
    ours, theirs = PARAGRAPH.findall(old), PARAGRAPH.findall(new)
    partners = _partners(old, new, ours, theirs)
    partnered = set(partners.values())
    rows: list[ComparedRow] = []
    done = their_done = 0
    in_order = [(at, partners[at]) for at in _in_order(partners)]
    for at, their_at in [*in_order, (len(ours), len(theirs))]:
        for n in range(done, at):
            state = RowState.MOVED_AWAY if n in partners else RowState.REMOVED
            rows.append(ComparedRow(state, (Piece(PieceState.REMOVED, ours[n]),)))
        for n in range(their_done, their_at):
            state = RowState.MOVED_HERE if n in partnered else RowState.ADDED
            rows.append(ComparedRow(state, (Piece(PieceState.ADDED, theirs[n]),)))
        if at < len(ours):
            rows.append(_row(ours[at], theirs[their_at]))
        done, their_done = at + 1, their_at + 1
    return rows


def pieces_of(old: str, new: str) -> tuple[Piece, ...]:
    """Two versions of a paragraph in pieces: what is the same, removed, added."""
    ours, theirs = WORD_OR_SPACE.findall(old), WORD_OR_SPACE.findall(new)
    parts: list[tuple[PieceState, str]] = []
    done = their_done = 0
    for at, their_at in [*_common_words(ours, theirs), (len(ours), len(theirs))]:
        parts += [(PieceState.REMOVED, word) for word in ours[done:at]]
        parts += [(PieceState.ADDED, word) for word in theirs[their_done:their_at]]
        parts += [(PieceState.SAME, word) for word in ours[at : at + 1]]
        done, their_done = at + 1, their_at + 1
    return tuple(
        Piece(state, "".join(word for _, word in run))
        for state, run in groupby(parts, itemgetter(0))
    )


def _common_words(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int]]:
    """Places of words in common; a space only beside one, so that changes read as phrases."""
    pairs = list(common(ours, theirs))
    there = set(pairs)
    for at, their_at in pairs:
        beside = {(at - 1, their_at - 1), (at + 1, their_at + 1)}
        if not ours[at].isspace() or beside & there:
            yield at, their_at


def _row(old: str, new: str) -> ComparedRow:
    pieces = pieces_of(old, new)
    kept = all(piece.state is PieceState.SAME or piece.text.isspace() for piece in pieces)
    return ComparedRow(RowState.KEPT if kept else RowState.CHANGED, pieces)


def _partners(old: str, new: str, ours: list[str], theirs: list[str]) -> dict[int, int]:
    """For old paragraphs the new one that has most of their words, one for each at most."""
    alignment = aligned(revision_words_of(old), revision_words_of(new))
    our_edges, their_edges = _starts(ours), _starts(theirs)
    votes: Counter[tuple[int, int]] = Counter()
    for word, place in enumerate(alignment.to):
        if place != NOWHERE:
            at = bisect_right(our_edges, alignment.old.starts[word]) - 1
            their_at = bisect_right(their_edges, alignment.new.starts[place]) - 1
            votes[at, their_at] += len(alignment.old.words[word])
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for (at, their_at), shared in votes.most_common():
        enough = 5 * shared >= len(ours[at].strip()) or 5 * shared >= len(theirs[their_at].strip())
        if enough and at not in partners and their_at not in taken:
            partners[at] = their_at
            taken.add(their_at)
    return partners


def _starts(paragraphs: list[str]) -> list[int]:
    starts, start = [], 0
    for paragraph in paragraphs:
        starts.append(start)
        start += len(paragraph)
    return starts


def _in_order(partners: dict[int, int]) -> list[int]:
    """The old paragraphs that did not move: the longest rising run of their partners."""
    tails: list[int] = []  # The smallest partner that ends a run of each length,
    ends: list[int] = []  # and the old paragraph that has it.
    before: dict[int, int | None] = {}
    for at in sorted(partners):
        length = bisect_left(tails, partners[at])
        tails[length : length + 1] = [partners[at]]
        ends[length : length + 1] = [at]
        before[at] = ends[length - 1] if length else None
    run: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        run.append(last)
        last = before[last]
    return run[::-1]

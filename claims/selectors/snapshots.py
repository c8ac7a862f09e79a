"""The snapshots of a source, and the text of one with the evidence's words marked."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from claims.models import Comparison, Evidence, Snapshot, Source, User
from claims.permissions import visible_claims, visible_snapshots
from claims.selectors.quotations import add_nearest, compare_with_snapshots
from claims.text.marking import marked_lines
from claims.text.sentences import Span


@dataclass(frozen=True)
class Piece:
    """Words under the same quotations; `ends` is the evidence whose quotation ends with them."""

    start: int
    text: str
    is_quoted: bool
    ends: list[Evidence]


@dataclass(frozen=True)
class SnapshotPage:
    """`number` counts the pages of a PDF from 1; None where there are none."""

    number: int | None
    lines: list[list[Piece]]


@dataclass(frozen=True)
class SnapshotQuote:
    """Evidence with quoted words, and how they stand in the snapshot's text."""

    evidence: Evidence
    comparison: Comparison
    page: int | None


@dataclass(frozen=True)
class SnapshotView:
    """A snapshot's text, and what is quoted from its source."""

    pages: list[SnapshotPage]
    quotes: list[SnapshotQuote]


def snapshots_of(user: User, source: Source) -> QuerySet[Snapshot]:
    """Those that this person may see, the newest first; without their text, which may be long."""
    rows = visible_snapshots(user).filter(source=source)
    return rows.select_related("stored", "captured_by").defer("text", "page_starts")


def copies_of(user: User, source: Source) -> dict[str, Any]:
    """The snapshots of a source, the files of this person that are to be some or could not be, and
    whether any is still to come.
    """
    uploads = list(user.uploads.filter(source=source).defer("content"))
    return {
        "snapshots": snapshots_of(user, source),
        "uploads": uploads,
        "is_waiting": source.capture_asked_at or any(not upload.refusal for upload in uploads),
    }


def view_of(user: User, snapshot: Snapshot) -> SnapshotView:
    """The snapshot as this person sees it: with the evidence of the claims that they may see."""
    found = Evidence.objects.filter(source=snapshot.source_id, claim__in=visible_claims(user))
    evidence = list(found.exclude(quote="").select_related("claim")) if snapshot.text else []
    comparisons = compare_with_snapshots((snapshot.pk, item.quote) for item in evidence)
    add_nearest(comparisons.values())
    quotes = []
    for item in evidence:
        comparison = comparisons[snapshot.pk, item.quote]
        quotes.append(SnapshotQuote(item, comparison, _page_at(snapshot, comparison.start)))
    by_page = groupby(
        _lines(snapshot.text, quotes), key=lambda pieces: _page_at(snapshot, pieces[0].start)
    )
    return SnapshotView([SnapshotPage(number, list(lines)) for number, lines in by_page], quotes)


def _lines(text: str, quotes: list[SnapshotQuote]) -> list[list[Piece]]:
    evidence = {quoted.evidence.pk: quoted.evidence for quoted in quotes}
    places = [
        (quoted.evidence.pk, Span(quoted.comparison.start, quoted.comparison.end))
        for quoted in quotes
        if quoted.comparison.start is not None
        and quoted.comparison.end is not None
        and not quoted.comparison.is_near
    ]
    return [
        [
            Piece(run.start, run.text, bool(run.marks), [evidence[m.passage] for m in run.ends])
            for part in parts
            for run in part.runs
        ]
        for parts in marked_lines(text, [], places)
    ]


def _page_at(snapshot: Snapshot, place: int | None) -> int | None:
    if place is None or not snapshot.page_starts:
        return None
    return bisect_right(snapshot.page_starts, place)

"""Corrections that are not settled follow their words into the next revision."""

from claims.choices import UNSETTLED
from claims.models import Correction, Revision
from claims.text.reanchoring import PlacingState, reanchored
from claims.text.sentences import Span


def follow_corrections(last: Revision, revision: Revision) -> None:
    """Where the words were edited or struck, a correction stays behind with the last revision."""
    corrections = list(last.corrections.filter(state__in=UNSETTLED))
    spans = [Span(correction.start, correction.end) for correction in corrections]
    moved = []
    for correction, placing in zip(
        corrections, reanchored(last.text, revision.text, spans), strict=True
    ):
        if placing.state is not PlacingState.PLACED or placing.span is None:
            continue
        exact = revision.text[placing.span.start : placing.span.end]
        # Of marks alone, and somebody has set them already.
        if exact in {correction.words, correction.counter}:
            continue
        correction.revision, correction.exact = revision, exact
        correction.start, correction.end = placing.span.start, placing.span.end
        moved.append(correction)
    Correction.objects.bulk_update(moved, ["revision", "start", "end", "exact"])

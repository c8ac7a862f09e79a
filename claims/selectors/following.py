"""Where the passages and sentences of an article's earlier revision stand in a later text."""

from dataclasses import dataclass

from claims.choices import Stage
from claims.models import Passage, Revision
from claims.text.reanchoring import LOST, Placing, PlacingState, reanchored, unchanged
from claims.text.sentences import Span, sentences_of


@dataclass(frozen=True)
class PassagePlacing:
    """A passage of the last revision, and where the next one has its words."""

    passage: Passage
    placing: Placing


def follow(last: Revision, text: str) -> list[PassagePlacing]:
    """Where each passage of a revision stands in a later text, in the order of the passages.

    Of two passages of a claim that would come to one place the second is lost; so is a proposal
    or a dismissed claim in other words, which are proposed anew.
    """
    passages = list(last.passages.select_related("claim__claimant"))
    spans = [Span(passage.start, passage.end) for passage in passages]
    taken: set[tuple[int, Span]] = set()
    followed = []
    for passage, placing in zip(passages, reanchored(last.text, text, spans), strict=True):
        place = placing.span and (passage.claim_id, placing.span)
        is_set_aside = passage.claim.stage in {Stage.PROPOSED, Stage.DISMISSED}
        if place in taken or (is_set_aside and placing.state is PlacingState.CHANGED):
            placing = LOST
        elif place:
            taken.add(place)
        followed.append(PassagePlacing(passage, placing))
    return followed


def unchanged_sentences(earlier: Revision, later: Revision) -> dict[Span, Span | None]:
    """Where the later text has each sentence of the earlier one unchanged; None where not."""
    language = later.article.language
    old, new = (sentences_of(revision.text, language) for revision in (earlier, later))
    return dict(zip(old, unchanged(earlier.text, later.text, old, new), strict=True))

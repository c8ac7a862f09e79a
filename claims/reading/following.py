"""Where the passages of an article's last revision stand in a later text."""

from dataclasses import dataclass

from claims.models import Passage, Revision
from claims.text.reanchoring import Placing, reanchored
from claims.text.sentences import Span


@dataclass(frozen=True)
class Followed:
    """A passage of the last revision, and where the next one has its words."""

    passage: Passage
    placing: Placing


def follow(last: Revision, text: str) -> list[Followed]:
    """Where each passage of a revision stands in a later text, in the order of the passages."""
    passages = list(last.passages.select_related("claim__claimant"))
    spans = [Span(passage.start, passage.end) for passage in passages]
    placings = reanchored(last.text, text, spans)
    return [Followed(p, placing) for p, placing in zip(passages, placings, strict=True)]

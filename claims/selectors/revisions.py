"""The revisions of an article: what a new text would change, and how the old ones stood."""

from dataclasses import dataclass

from claims.choices import Stage
from claims.models import Article, Claim, Passage, PastPassage, Revision
from claims.text.cleaning import stored_text
from claims.text.differences import ComparedRow, Piece, compare_texts, pieces_of
from claims.text.marking import Part, marked_lines
from claims.text.reanchoring import LOST, Placing, PlacingState, reanchored, unchanged
from claims.text.sentences import Span, sentences_of


@dataclass(frozen=True)
class Change:
    """A claim's words as they stand and as they would; `now` is '' where they are lost."""

    claim: Claim
    was: str
    now: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces_of(self.was, self.now)


@dataclass(frozen=True)
class Foreseen:
    """What a text would be as the next revision of an article; nothing of it is stored."""

    number: int
    rows: list[ComparedRow]
    placed: int
    changed: list[Change]
    lost: list[Change]
    new_sentences: int


@dataclass(frozen=True)
class PastText:
    """A revision as it stood: its lines, and the passage that each mark's number stands for."""

    lines: list[list[Part]]
    passages: dict[int, Passage | PastPassage]


def foreseen(article: Article, text: str) -> Foreseen:
    last, text = article.current_revision, stored_text(text)
    followed = follow(last, text)
    changed, lost = [], []
    for f in followed:
        span = f.placing.span
        change = Change(
            f.passage.claim, f.passage.exact, text[span.start : span.end] if span else ""
        )
        if f.placing.state is PlacingState.CHANGED:
            changed.append(change)
        elif span is None:
            lost.append(change)
    old, new = (sentences_of(words, article.language) for words in (last.text, text))
    kept = {span for span in unchanged(last.text, text, old, new) if span}
    return Foreseen(
        number=last.number + 1,
        rows=compare_texts(last.text, text),
        placed=len(followed) - len(changed) - len(lost),
        changed=changed,
        lost=lost,
        new_sentences=len(set(new) - kept),
    )


def past_text(revision: Revision) -> PastText:
    """With its marks: those of its passages now, or, where another followed it, as they stood."""
    rows = revision.passages if revision.is_current else revision.past_passages
    passages = {row.pk: row for row in rows.select_related("claim")}
    spans = [(pk, Span(row.start, row.end)) for pk, row in passages.items()]
    sentences = sentences_of(revision.text, revision.article.language)
    return PastText(marked_lines(revision.text, sentences, spans), passages)


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

"""Revisions: the next text of an article, and what of the last one is followed into it."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from claims import workflow
from claims.choices import SETTLED, Stage, Verb
from claims.errors import Conflict, Incomplete
from claims.models import (
    Article,
    Claim,
    Clearance,
    Correction,
    Event,
    Passage,
    PastPassage,
    Revision,
    User,
)
from claims.permissions import check_can_enter, check_can_retire, check_can_revise
from claims.selectors.revisions import PassagePlacing, follow, unchanged_sentences
from claims.services.articles import check_is_current
from claims.services.proposals import wait_for_proposals
from claims.services.saving import locked, record, record_on_article, store
from claims.text.cleaning import stored_text
from claims.text.passages import anchor_at, digest_of
from claims.text.reanchoring import PlacingState, reanchored
from claims.text.sentences import Span, sentences_of

# What a passage takes over from where it stands in the next revision.
PLACE_FIELDS = [
    "revision", "start", "end", "exact", "prefix", "suffix", "digest", "former", "judgement",
    "sentence_stands",
]  # fmt: skip


@transaction.atomic
def revise(actor: User, article: Article, seen_number: int, text: str) -> Revision:
    """Store the next text of an article, `seen_number` being the last that the person saw.

    Passages follow their words; a claim whose words were edited goes stale; clearances follow
    sentences that stand unchanged; a task proposes for what is new. Raises NotPermitted, Conflict
    where another revision came in meanwhile, and Incomplete, about 'text'.
    """
    check_can_revise(actor, article)
    # Of two who bring in the next revision at once, the second finds the first one's.
    now = locked(article)
    last = now.current_revision
    if last.number != seen_number:
        raise Conflict(f"Revision {last.number} came in meanwhile: compare with that one.")
    revision = _next(actor, article, last, stored_text(text))
    # Nobody judges a claim of it, or its passages, between what is read here and written.
    judged = Claim.objects.filter(pk__in=last.passages.values("claim")).order_by("pk")
    list(judged.select_for_update(no_key=True).values_list("pk"))
    followed = follow(last, revision.text)
    _keep_past(followed)
    kept = _follow_clearances(last, revision)
    _move_passages(actor, followed, revision, kept)
    Claim.objects.update_places([f.passage.claim_id for f in followed])
    follow_corrections(last, revision)
    wait_for_proposals(now, last)
    return revision


@transaction.atomic
def place_lost(
    actor: User,
    claim: Claim,
    version: int,
    passage: Passage,
    revision: Revision,
    start: int,
    end: int,
) -> Event:
    """Say where the current revision, which the person saw, has the words of a passage that was
    lost.

    On other words than those that were judged, the claim goes stale.
    """
    check_can_enter(actor)
    claim.check_version(version)
    _check_is_lost(passage)
    check_is_current(revision)
    Claim.objects.swap(claim)
    _move(passage, revision, Span(start, end))
    passage.judgement, passage.sentence_stands, passage.placed_by = None, True, actor
    store(passage, update_fields=[*PLACE_FIELDS, "placed_by"])
    Claim.objects.update_places([claim.pk])
    event = record(claim, actor, Verb.PLACE, note=passage.exact)
    if passage.former:
        workflow.go_stale(claim, _edited(passage))
    return event


@transaction.atomic
def retire_passage(actor: User, claim: Claim, version: int, passage: Passage) -> Event:
    """Find that the text does not make a claim any more where a lost passage stood."""
    check_can_retire(actor, passage.article)
    claim.check_version(version)
    _check_is_lost(passage)
    Claim.objects.swap(claim)
    passage.retired_by = actor
    passage.save(update_fields=["retired_by"])
    Claim.objects.update_places([claim.pk])
    return record(claim, actor, Verb.RETIRE, note=passage.exact)


def _next(actor: User, article: Article, last: Revision, text: str) -> Revision:
    if not text:
        raise Incomplete("The text holds no words.", "text")
    if text == last.text:
        raise Incomplete(f"This is the text of revision {last.number}, word for word.", "text")
    revision = Revision(article=article, number=last.number + 1, text=text, created_by=actor)
    store(revision)
    article.current_revision = revision
    article.save(update_fields=["current_revision"])
    about = {"revision": revision.pk, "sha256": digest_of(text)}
    record_on_article(article, actor, Verb.REVISE, f"Revision {revision.number}", **about)
    return revision


def _keep_past(followed: Sequence[PassagePlacing]) -> None:
    PastPassage.objects.bulk_create(
        PastPassage(
            revision_id=f.passage.revision_id,
            claim_id=f.passage.claim_id,
            start=f.passage.start,
            end=f.passage.end,
            status=f.passage.claim.status,
        )
        for f in followed
    )


def _move_passages(
    actor: User, followed: Sequence[PassagePlacing], revision: Revision, kept: Sequence[Span]
) -> None:
    """`kept` are the sentences that stand unchanged: around any other, somebody has to read."""
    new = set(sentences_of(revision.text, revision.article.language)) - set(kept)
    moved, changed, lost = [], [], []
    for f in followed:
        span, passage = f.placing.span, f.passage
        if span is None:
            lost.append(passage)
            continue
        _move(passage, revision, span)
        passage.sentence_stands &= not any(map(span.overlaps, new))
        if f.placing.state is PlacingState.PLACED:
            passage.former = ""  # Its marks may have another style; its words are the same.
        else:
            changed.append(passage)
        moved.append(passage)
    Passage.objects.bulk_update(moved, PLACE_FIELDS)
    for passage in changed:
        _record(actor, passage, _edited(passage))
        workflow.go_stale(passage.claim, _edited(passage))
    for passage in lost:
        if passage.claim.stage not in {Stage.PROPOSED, Stage.DISMISSED}:
            _record(actor, passage, f"Revision {revision.number} no longer has “{passage.exact}”.")


def _move(passage: Passage, revision: Revision, span: Span) -> None:
    """To text[span] of a revision. Other words than before are kept beside it, and not judged."""
    former = passage.exact
    for name, value in asdict(anchor_at(revision.text, span.start, span.end)).items():
        setattr(passage, name, value)
    passage.revision = revision
    passage.former = former if former != passage.exact else ""
    if passage.former:
        passage.judgement = None


def _record(actor: User, passage: Passage, note: str) -> None:
    passage.claim.refresh_from_db()  # Another passage of it may have changed before.
    Claim.objects.swap(passage.claim)
    record(passage.claim, actor, Verb.FOLLOW, note=note)


def _edited(passage: Passage) -> str:
    number = passage.revision.number
    return f"Revision {number} reads “{passage.exact}”, not “{passage.former}”."


def _follow_clearances(last: Revision, revision: Revision) -> list[Span]:
    """Clear again what stands unchanged as it was cleared; gives all unchanged sentences."""
    places = unchanged_sentences(last, revision)
    cleared = {Span(c.start, c.end): c for c in last.clearances.all()}
    again = [(place, cleared[was]) for was, place in places.items() if place and was in cleared]
    rows = Clearance.objects.bulk_create(
        Clearance(
            revision=revision, start=place.start, end=place.end, cleared_by=clearance.cleared_by
        )
        for place, clearance in again
    )
    for row, (_, clearance) in zip(rows, again, strict=True):
        row.cleared_at = clearance.cleared_at
    Clearance.objects.bulk_update(rows, ["cleared_at"])
    return [place for place in places.values() if place]


def _check_is_lost(passage: Passage) -> None:
    if passage.is_current or passage.retired_by_id:
        raise Conflict("This passage is not lost any more.")


def follow_corrections(last: Revision, revision: Revision) -> None:
    """Where the words were edited or struck, a correction stays behind with the last revision."""
    corrections = list(last.corrections.exclude(state__in=SETTLED))
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

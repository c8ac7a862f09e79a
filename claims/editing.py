"""Every write that is not a step of the workflow: one verb a function, one transaction each.

Each checks who, writes, and leaves an event. Verbs on a claim take the `version` that the person
saw and raise Conflict when it has changed since. Values are validated by the models' full_clean,
which raises Django's ValidationError.
"""

from datetime import date
from typing import Any

from django.db import transaction

from claims import workflow
from claims.choices import Language, Stage, Verb
from claims.errors import Conflict, Incomplete
from claims.models import (
    Article,
    Claim,
    Claimant,
    Clearance,
    Event,
    Evidence,
    Passage,
    Revision,
    Source,
    User,
)
from claims.models.claims import JUDGED
from claims.permissions import (
    check_can_clear,
    check_can_confirm,
    check_can_enter,
    check_can_hand_in,
)
from claims.text.cleaning import normalised
from claims.text.passages import anchor_at, digest_of
from claims.text.sentences import Span, sentences_of

# A verdict binds to these: changing one sends a judged claim back.
BINDING_FIELDS = {"statement", "kind", "claimant"}


@transaction.atomic
def hand_in(actor: User, article: Article, text: str) -> Article:
    """Store an article, not saved yet, with its first revision. `text` starts with the headline."""
    check_can_hand_in(actor)
    article.handed_in_by = actor
    article.full_clean()
    article.save()
    revision = Revision(
        article=article,
        number=1,
        text=normalised(text).lstrip("\ufeff").strip(),
        created_by=actor,
    )
    revision.full_clean()
    revision.save()
    Event.objects.create(
        article=article,
        actor=actor,
        verb=Verb.HAND_IN,
        wording={"revision": revision.pk, "sha256": digest_of(revision.text)},
    )
    return article


@transaction.atomic
def amend_article(actor: User, article: Article, **changes: Any) -> Article:
    """Change what is known about an article; its text changes only by a new revision."""
    check_can_enter(actor)
    before = _write(article, changes)
    if "language" in before:
        Claim.objects.filter(passages__article=article).update(
            search_config=Language(article.language).search_config
        )
    if before:
        Event.objects.create(article=article, actor=actor, verb=Verb.AMEND_ARTICLE, before=before)
    return article


@transaction.atomic
def make_claim(actor: User, claim: Claim, revision: Revision, start: int, end: int) -> Claim:
    """Store a claim, not saved yet, that a person found at text[start:end] of a revision."""
    check_can_enter(actor)
    claim.stage = Stage.OPEN
    claim.accepted_by = actor
    claim.search_config = Language(revision.article.language).search_config
    claim.full_clean()
    claim.save()
    _place(actor, claim, revision, start, end)
    _record(claim, actor, Verb.MAKE, to_stage=claim.stage)
    return claim


@transaction.atomic
def amend_claim(actor: User, claim: Claim, version: int, **changes: Any) -> Claim:
    """Change what a claim says. A judged claim whose wording changes goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    before = {
        name: getattr(claim, name)
        for name, value in changes.items()
        if getattr(claim, name) != value
    }
    if not before:
        return claim
    for name in before:
        setattr(claim, name, changes[name])
    claim.full_clean()
    Claim.objects.swap(claim, **{name: changes[name] for name in before})
    _record(claim, actor, Verb.AMEND, before=before)
    if binding := sorted(BINDING_FIELDS & before.keys()):
        workflow.go_stale(claim, f"{actor} changed the {' and the '.join(binding)}.")
    return claim


@transaction.atomic
def place_passage(
    actor: User, claim: Claim, version: int, revision: Revision, start: int, end: int
) -> Passage:
    """Say that a revision makes this claim at text[start:end] too.

    On a judged claim the passage reads 'not judged' until an editor confirms it.
    """
    check_can_enter(actor)
    claim.check_version(version)
    if claim.stage == Stage.DISMISSED:
        raise Conflict("This claim is dismissed: reopen it before you place it elsewhere.")
    Claim.objects.swap(claim)
    passage = _place(actor, claim, revision, start, end)
    _record(claim, actor, Verb.PLACE, note=passage.exact)
    return passage


@transaction.atomic
def unplace_passage(actor: User, claim: Claim, version: int, passage: Passage) -> None:
    """Take away a passage that was placed wrongly; a judged claim that it was judged on goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    if claim.passages.count() < 2:
        raise Conflict("This is the claim's only passage. Dismiss the claim instead.")
    Claim.objects.swap(claim)
    passage.delete()
    _record(claim, actor, Verb.UNPLACE, note=passage.exact)
    if passage.judgement_id:
        workflow.go_stale(claim, f"{actor} took away a passage that the verdict was given on.")


@transaction.atomic
def confirm_passage(actor: User, claim: Claim, version: int, passage: Passage) -> None:
    """An editor's word that the verdict holds for a passage that was placed after it."""
    check_can_confirm(actor, passage)
    claim.check_version(version)
    if claim.stage not in JUDGED or passage.judgement_id:
        raise Conflict("There is nothing to confirm about this passage now.")
    Claim.objects.swap(claim)
    passage.judgement = _record(claim, actor, Verb.CONFIRM, note=passage.exact)
    passage.save(update_fields=["judgement"])


@transaction.atomic
def add_evidence(actor: User, claim: Claim, version: int, evidence: Evidence) -> Evidence:
    """Bring a source, not saved as evidence yet, to bear on a claim."""
    check_can_enter(actor)
    claim.check_version(version)
    evidence.claim = claim
    evidence.added_by = actor
    evidence.full_clean()
    Claim.objects.swap(claim)
    evidence.save()
    _record(claim, actor, Verb.ADD_EVIDENCE, note=str(evidence))
    return evidence


@transaction.atomic
def amend_evidence(
    actor: User, claim: Claim, version: int, evidence: Evidence, **changes: Any
) -> Evidence:
    """Change evidence; a claim that was judged on it goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    before = _write(evidence, changes)
    if before:
        Claim.objects.swap(claim)
        _record(claim, actor, Verb.AMEND_EVIDENCE, note=str(evidence), before=before)
        workflow.go_stale(claim, f"{actor} changed evidence that the verdict was given on.")
    return evidence


@transaction.atomic
def remove_evidence(actor: User, claim: Claim, version: int, evidence: Evidence) -> None:
    """Take evidence away; the history keeps it, and a claim that was judged on it goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    Claim.objects.swap(claim)
    before = {
        name: getattr(evidence, name)
        for name in ["source_id", "stance", "quote", "locator", "note", "added_by_id"]
    }
    evidence.delete()
    _record(claim, actor, Verb.REMOVE_EVIDENCE, note=str(evidence), before=before)
    workflow.go_stale(claim, f"{actor} removed evidence that the verdict was given on.")


@transaction.atomic
def clear_sentence(actor: User, revision: Revision, start: int, end: int) -> Clearance:
    """A person's word that this sentence holds nothing (more) to check."""
    check_can_clear(actor, revision.article)
    if Span(start, end) not in sentences_of(revision.text, revision.article.language):
        raise Incomplete("This is not a sentence of the text.", "start")
    clearance, made = Clearance.objects.get_or_create(
        revision=revision, start=start, end=end, defaults={"cleared_by": actor}
    )
    if made:
        _record_sentence(actor, Verb.CLEAR, clearance)
    return clearance


@transaction.atomic
def unclear_sentence(actor: User, clearance: Clearance) -> None:
    """Take a clearance back; the history keeps that it was given."""
    check_can_clear(actor, clearance.revision.article)
    _record_sentence(actor, Verb.UNCLEAR, clearance)
    clearance.delete()


@transaction.atomic
def add_source(actor: User, source: Source) -> Source:
    check_can_enter(actor)
    source.full_clean()
    source.save()
    return source


@transaction.atomic
def source_at(
    actor: User, url: str, title: str, publisher: str, published_on: date | None
) -> Source:
    """The source with this address, stored now if it is not there yet.

    Raises Incomplete where a new one lacks its title.
    """
    check_can_enter(actor)
    if known := Source.objects.filter(url=url).first():
        return known
    if not title:
        raise Incomplete("This address is new: give the title of the page.", "title")
    source = Source(url=url, title=title, publisher=publisher, published_on=published_on)
    return add_source(actor, source)


@transaction.atomic
def add_claimant(actor: User, claimant: Claimant) -> Claimant:
    check_can_enter(actor)
    claimant.full_clean()
    claimant.save()
    return claimant


def _place(actor: User, claim: Claim, revision: Revision, start: int, end: int) -> Passage:
    try:
        anchor = anchor_at(revision.text, start, end)
    except ValueError as error:
        raise Incomplete(str(error), "start") from error
    passage = Passage(
        claim=claim,
        article=revision.article,
        revision=revision,
        placed_by=actor,
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        digest=anchor.digest,
    )
    passage.full_clean()
    passage.save()
    return passage


def _write(row: Article | Evidence, changes: dict[str, Any]) -> dict[str, Any]:
    """Save what differs, and give the former values of it, as JSON can hold them."""
    before = {
        name: getattr(row, name) for name, value in changes.items() if getattr(row, name) != value
    }
    for name in before:
        setattr(row, name, changes[name])
    row.full_clean()
    row.save()
    return {name: _stored(value) for name, value in before.items()}


def _stored(value: Any) -> Any:
    return value if isinstance(value, str | int | None) else str(value)


def _record(
    claim: Claim,
    actor: User,
    verb: Verb,
    *,
    to_stage: str = "",
    note: str = "",
    before: dict[str, Any] | None = None,
) -> Event:
    return Event.objects.create(
        claim=claim,
        actor=actor,
        verb=verb,
        from_stage="" if to_stage else claim.stage,
        to_stage=to_stage or claim.stage,
        note=note,
        before={name: _stored(value) for name, value in (before or {}).items()},
        wording=workflow.wording_of(claim),
    )


def _record_sentence(actor: User, verb: Verb, clearance: Clearance) -> Event:
    exact = clearance.revision.text[clearance.start : clearance.end]
    return Event.objects.create(
        article=clearance.revision.article,
        actor=actor,
        verb=verb,
        note=exact,
        wording={
            "revision": clearance.revision_id,
            "start": clearance.start,
            "end": clearance.end,
            "exact": exact,
            "sha256": digest_of(exact),
        },
    )

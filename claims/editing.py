"""Every write that is not a step of the workflow: one verb a function, one transaction each.

Each checks who, writes, and leaves an event. Verbs on a claim take the `version` that the person
saw and raise Conflict when it has changed since. Values are validated by the models' full_clean,
which raises Django's ValidationError.
"""

import string
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

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


@dataclass(frozen=True)
class Said:
    """What a person types of a claim; `claimant` is a name, empty for the article's own voice."""

    statement: str
    kind: str
    claimant: str
    claimant_kind: str
    said_on: date | None
    occasion: str


@dataclass(frozen=True)
class Brought:
    """What a person types of a piece of evidence; `source` is an address or a known title."""

    source: str
    title: str
    publisher: str
    published_on: date | None
    stance: str
    quote: str
    locator: str
    note: str


# A byte order mark at the start of a text is the habit of some editors, not copy.
INVISIBLE = string.whitespace + "\u00a0\u200b\ufeff"

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
        text=normalised(text).strip(INVISIBLE),
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
    workflow.begin(claim, actor)
    claim.search_config = Language(revision.article.language).search_config
    claim.full_clean()
    claim.save()
    _place(actor, claim, revision, start, end)
    _record(claim, actor, Verb.MAKE, to_stage=claim.stage)
    return claim


@transaction.atomic
def make_claim_as_said(actor: User, said: Said, revision: Revision, start: int, end: int) -> Claim:
    """make_claim, with a claimant who is stored now if the name is new."""
    claim = Claim(
        statement=said.statement,
        kind=said.kind,
        claimant=claimant_named(actor, said.claimant, said.claimant_kind),
        said_on=said.said_on,
        occasion=said.occasion,
    )
    return make_claim(actor, claim, revision, start, end)


@transaction.atomic
def amend_claim_as_said(actor: User, claim: Claim, version: int, said: Said) -> Claim:
    """amend_claim, with a claimant who is stored now if the name is new."""
    return amend_claim(
        actor,
        claim,
        version,
        statement=said.statement,
        kind=said.kind,
        claimant=claimant_named(actor, said.claimant, said.claimant_kind),
        said_on=said.said_on,
        occasion=said.occasion,
    )


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
    """Take away a passage placed wrongly; a claim that was judged on it goes stale."""
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
def bring_evidence(actor: User, claim: Claim, version: int, brought: Brought) -> Evidence:
    """add_evidence, from a source that is stored now if its address is new."""
    return add_evidence(
        actor,
        claim,
        version,
        Evidence(
            source=_source_of(actor, brought),
            stance=brought.stance,
            quote=brought.quote,
            locator=brought.locator,
            note=brought.note,
        ),
    )


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
    taken_back, _ = clearance.delete()
    if taken_back:  # Else another was quicker, and the history has it already.
        _record_sentence(actor, Verb.UNCLEAR, clearance)


@transaction.atomic
def add_source(actor: User, source: Source) -> Source:
    check_can_enter(actor)
    _store(source)
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
    values = {"title": title, "publisher": publisher, "published_on": published_on}
    Source(url=url, **values).full_clean(validate_constraints=False)
    # Another may be storing the same address at this moment: then theirs is the source.
    return Source.objects.get_or_create(url=url, defaults=values)[0]


@transaction.atomic
def add_claimant(actor: User, claimant: Claimant) -> Claimant:
    check_can_enter(actor)
    _store(claimant)
    return claimant


def claimant_named(actor: User, name: str, kind: str) -> Claimant | None:
    """The claimant of this name, stored now as one of `kind` if there is none; None for no name."""
    if not name:
        return None
    if known := Claimant.objects.filter(name__iexact=name).order_by("retired", "pk").first():
        return known
    return add_claimant(actor, Claimant(name=name, kind=kind))


def _source_of(actor: User, brought: Brought) -> Source:
    typed = brought.source
    if typed.lower().startswith("www."):
        typed = f"https://{typed}"
    if "://" in typed:
        return source_at(actor, typed, brought.title, brought.publisher, brought.published_on)
    titled = list(Source.objects.filter(title__iexact=typed, retired=False)[:2])
    if not titled:
        raise Incomplete("No source here has this title: paste its address instead.", "source")
    if len(titled) > 1:
        raise Incomplete("Several sources have this title: paste the address.", "source")
    return titled[0]


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


def _store(row: Source | Claimant) -> None:
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.full_clean()  # Another stored the same address a moment ago: this says so.
        raise


def _write(row: Article | Evidence, changes: dict[str, Any]) -> dict[str, Any]:
    """Save what differs, and give the former values of it, as JSON can hold them."""
    before = {
        name: getattr(row, name) for name, value in changes.items() if getattr(row, name) != value
    }
    for name in before:
        setattr(row, name, changes[name])
    row.full_clean()
    row.save(update_fields=before.keys())  # Not what another has changed meanwhile.
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

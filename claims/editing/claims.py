"""Claims, and the passages where revisions make them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from claims import workflow
from claims.choices import Language, Stage, Verb
from claims.editing.records import record
from claims.editing.sources import claimant_named
from claims.errors import Conflict, Incomplete
from claims.models import Claim, Passage, Revision, User
from claims.models.claims import JUDGED
from claims.permissions import check_can_confirm, check_can_enter
from claims.text.passages import anchor_at

# A verdict binds to these: changing one sends a judged claim back.
BINDING_FIELDS = {"statement", "kind", "claimant"}
AMENDABLE = ["statement", "kind", "claimant", "said_on", "occasion"]


@dataclass(frozen=True)
class Said:
    """What a person types of a claim; `claimant` is a name, empty for the article's own voice."""

    statement: str
    kind: str
    claimant: str
    claimant_kind: str
    said_on: date | None
    occasion: str


@transaction.atomic
def make_claim(actor: User, claim: Claim, revision: Revision, start: int, end: int) -> Claim:
    """Store a claim, not saved yet, that a person found at text[start:end] of a revision."""
    check_can_enter(actor)
    workflow.begin(claim, actor)
    claim.search_config = Language(revision.article.language).search_config
    claim.statement = one_line(claim.statement)
    claim.full_clean()
    claim.save()
    _place(actor, claim, revision, start, end)
    record(claim, actor, Verb.MAKE, to_stage=claim.stage)
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
def amend_claim(actor: User, claim: Claim, version: int, **changes: Any) -> Claim:
    """Change what a claim says. A judged claim whose wording changes goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    if "statement" in changes:
        changes["statement"] = one_line(changes["statement"])
    before = {
        name: getattr(claim, name)
        for name in AMENDABLE
        if name in changes and getattr(claim, name) != changes[name]
    }
    if not before:
        return claim
    for name in before:
        setattr(claim, name, changes[name])
    claim.full_clean()
    Claim.objects.swap(claim, **{name: changes[name] for name in before})
    record(claim, actor, Verb.AMEND, before=before)
    if binding := sorted(BINDING_FIELDS & before.keys()):
        workflow.go_stale(claim, f"{actor} changed the {' and the '.join(binding)}.")
    return claim


@transaction.atomic
def amend_claim_as_said(actor: User, claim: Claim, version: int, said: Said) -> Claim:
    """amend_claim, with a claimant who is stored now if the name is new."""
    return amend_claim(
        actor,
        claim,
        version,
        statement=said.statement,
        kind=said.kind,
        claimant=claimant_named(actor, said.claimant, said.claimant_kind, claim.claimant),
        said_on=said.said_on,
        occasion=said.occasion,
    )


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
    record(claim, actor, Verb.PLACE, note=passage.exact)
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
    record(claim, actor, Verb.UNPLACE, note=passage.exact)
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
    passage.judgement = record(claim, actor, Verb.CONFIRM, note=passage.exact)
    passage.save(update_fields=["judgement"])


def one_line(statement: str) -> str:
    """A statement is one sentence on one line, wherever it was typed."""
    return " ".join(statement.split())


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

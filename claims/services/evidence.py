"""Evidence: sources brought to bear on a claim."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from claims import workflow
from claims.choices import Verb
from claims.errors import Incomplete
from claims.models import Claim, Event, Evidence, Source, User
from claims.permissions import check_can_enter
from claims.selectors.sources import source_meant
from claims.services.saving import record, store, write
from claims.services.sources import ask_capture, source_at


@dataclass(frozen=True)
class EvidenceInput:
    """What a person types of a piece of evidence; `source` is an address or a known title."""

    source: str
    title: str
    publisher: str
    published_on: date | None
    stance: str
    quote: str
    locator: str
    note: str


@transaction.atomic
def add_evidence(actor: User, claim: Claim, version: int, evidence: Evidence) -> Event:
    """Bring a source, not saved as evidence yet, to bear on a claim."""
    check_can_enter(actor)
    claim.check_version(version)
    evidence.claim = claim
    evidence.added_by = actor
    Claim.objects.swap(claim)
    store(evidence)
    return record(claim, actor, Verb.ADD_EVIDENCE, note=str(evidence))


@transaction.atomic
def bring_evidence(actor: User, claim: Claim, version: int, brought: EvidenceInput) -> Event:
    """add_evidence, from a source that is stored now if its address is new. An address that nobody
    has captured yet is to be captured.
    """
    source = _source_of(actor, brought)
    evidence = Evidence(
        source=source,
        stance=brought.stance,
        quote=brought.quote,
        locator=brought.locator,
        note=brought.note,
    )
    event = add_evidence(actor, claim, version, evidence)
    if source.url and not source.capture_asked_at and not source.snapshots.exists():
        ask_capture(actor, source)
    return event


@transaction.atomic
def amend_evidence(
    actor: User, claim: Claim, version: int, evidence: Evidence, **changes: Any
) -> Event | None:
    """Change evidence; a claim that was judged on it goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    if all(getattr(evidence, name) == value for name, value in changes.items()):
        return None
    Claim.objects.swap(claim)
    evidence.refresh_from_db(fields=["judgement"])
    was_judged_on = claim.rests_on(evidence)
    before = write(evidence, changes)
    event = record(claim, actor, Verb.AMEND_EVIDENCE, note=str(evidence), before=before)
    if was_judged_on:
        workflow.go_stale(claim, f"{actor} changed evidence that the verdict was given on.")
    return event


@transaction.atomic
def remove_evidence(actor: User, claim: Claim, version: int, evidence: Evidence) -> Event:
    """Take evidence away; the history keeps it, and a claim that was judged on it goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    Claim.objects.swap(claim)
    evidence.refresh_from_db(fields=["judgement"])
    was_judged_on = claim.rests_on(evidence)
    before = {
        name: getattr(evidence, name)
        for name in ["source_id", "stance", "quote", "locator", "note", "added_by_id"]
    }
    evidence.delete()
    event = record(claim, actor, Verb.REMOVE_EVIDENCE, note=str(evidence), before=before)
    if was_judged_on:
        workflow.go_stale(claim, f"{actor} removed evidence that the verdict was given on.")
    return event


def _source_of(actor: User, brought: EvidenceInput) -> Source:
    typed = brought.source
    if typed.lower().startswith("www."):
        typed = f"https://{typed}"
    if "://" in typed:
        source = source_at(actor, typed, brought.title, brought.publisher, brought.published_on)
    else:
        source = source_meant(actor, typed, "source")
    if source.retired:
        raise Incomplete("This source is retired: it is no longer offered for evidence.", "source")
    return source

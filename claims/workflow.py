"""When a claim may go from which stage to which: one table, and one function that takes a step."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import Stage, Verb, Verdict
from claims.errors import Conflict, Incomplete, NotPermitted, Refused
from claims.models import Claim, Event, Evidence, Passage, User
from claims.models.next_keys import next_key
from claims.permissions import can_step, check_can_be_assigned, check_can_step, check_can_undo
from claims.text.passages import digest_of

UNDO_WITHIN = timedelta(minutes=1)
BATCH = 1000  # Events in one statement.

# Every field that a step may write: an event keeps their former values for undo to restore.
STEP_FIELDS = [
    "stage", "verdict", "rationale", "tried",
    "assignee_id", "accepted_by_id", "submitted_by_id", "approved_by_id", "submission_id",
]  # fmt: skip


@dataclass(frozen=True)
class Inputs:
    """What the person typed or chose beside the verb."""

    verdict: str = ""
    rationale: str = ""
    tried: str = ""
    note: str = ""
    assignee: User | None = None
    has_read: bool = True  # Not so for proposals that are accepted all at once.


Changes = dict[str, Any]


@dataclass(frozen=True)
class Transition:
    """One row of the table; `changes` checks what the step needs and gives the fields to write.

    The docstring of `changes` says what the step needs: docs/workflow.md quotes it.
    """

    sources: frozenset[Stage]
    target: Stage
    changes: Callable[[Claim, User, Inputs], Changes] = field(repr=False)


def _accept(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """Nothing."""
    return {"accepted_by": actor if inputs.has_read else None}


def _with_reason(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """A reason."""
    if not inputs.note.strip():
        raise Incomplete("Give the reason.", "note")
    return UNJUDGED | {"assignee": None}


def _reopen(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """A reason."""
    changes = _with_reason(claim, actor, inputs)
    # A proposal that was dismissed unaccepted: who reopens it takes it for a claim.
    return changes if claim.accepted_by_id else changes | {"accepted_by": actor}


def _take(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """Nothing: who takes it is its assignee."""
    return {"assignee": actor}


def _assign(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """An assignee who may take it."""
    if inputs.assignee is None:
        raise Incomplete("Choose who is to check it.", "assignee")
    try:
        check_can_be_assigned(inputs.assignee, claim)
    except NotPermitted as refusal:
        raise Incomplete(refusal.message, "assignee") from refusal
    return {"assignee": inputs.assignee}


def _release(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """Nothing."""
    return {"assignee": None}


def _submit(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """A verdict and a rationale; evidence or, when unverifiable, what was tried."""
    if inputs.verdict not in list(Verdict):
        raise Incomplete("Choose a verdict.", "verdict")
    if not inputs.rationale.strip():
        raise Incomplete("Say in a sentence or two why.", "rationale")
    tried = inputs.tried.strip() if inputs.verdict == Verdict.UNVERIFIABLE else ""
    if inputs.verdict == Verdict.UNVERIFIABLE:
        if not tried:
            raise Incomplete("List what was tried.", "tried")
    elif not claim.evidence.exists():
        raise Incomplete("Add evidence first: a verdict needs at least one source.", "verdict")
    return {
        "verdict": inputs.verdict,
        "rationale": inputs.rationale.strip(),
        "tried": tried,
        "submitted_by": actor,
        "accepted_by_id": claim.accepted_by_id or actor.pk,  # Who judges it has read it.
    }


def _withdraw(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """Nothing."""
    return UNJUDGED


def _approve(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """Nothing."""
    return {"approved_by": actor}


def _send_back(claim: Claim, actor: User, inputs: Inputs) -> Changes:
    """A note of what is still to be done."""
    if not inputs.note.strip():
        raise Incomplete("Say what is still to be done.", "note")
    return UNJUDGED


UNJUDGED: Changes = {"verdict": "", "submitted_by": None, "approved_by": None, "submission": None}

TRANSITIONS: dict[Verb, Transition] = {
    verb: Transition(frozenset(sources), target, changes)
    for verb, sources, target, changes in [
        (Verb.ACCEPT, [Stage.PROPOSED], Stage.OPEN, _accept),
        (Verb.DISMISS, [Stage.PROPOSED, Stage.OPEN, Stage.CHECKING], Stage.DISMISSED, _with_reason),
        (Verb.TAKE, [Stage.OPEN, Stage.CHECKING], Stage.CHECKING, _take),
        (Verb.ASSIGN, [Stage.OPEN, Stage.CHECKING], Stage.CHECKING, _assign),
        (Verb.RELEASE, [Stage.CHECKING], Stage.OPEN, _release),
        (Verb.SUBMIT, [Stage.CHECKING], Stage.APPROVAL, _submit),
        (Verb.WITHDRAW, [Stage.APPROVAL], Stage.CHECKING, _withdraw),
        (Verb.APPROVE, [Stage.APPROVAL], Stage.CLOSED, _approve),
        (Verb.SEND_BACK, [Stage.APPROVAL], Stage.CHECKING, _send_back),
        (Verb.REOPEN, [Stage.CLOSED, Stage.DISMISSED], Stage.OPEN, _reopen),
    ]
}

# Nobody looks for words of these that a text has lost.
STAGES_WITHOUT_PLACES = {Stage.PROPOSED, Stage.DISMISSED}

# The system's own step leads to another stage from each of its two.
STALE_TARGETS = {Stage.CLOSED: Stage.OPEN, Stage.APPROVAL: Stage.CHECKING}


def init_open(claim: Claim, person: User) -> None:
    """A claim that a person makes starts open; that person has read its sentence."""
    claim.stage = Stage.OPEN
    claim.accepted_by = person


def acceptance_fields(claim: Claim, person: User) -> Changes:
    """What is written beside a change that `person` makes: whoever corrects a claim that was
    accepted unread has read its sentence."""
    if claim.stage == Stage.PROPOSED or claim.accepted_by_id:
        return {}
    return {"accepted_by": person}


def init_proposed(claim: Claim) -> None:
    """A claim that the machine finds starts proposed; nobody has read its sentence."""
    claim.stage = Stage.PROPOSED
    claim.accepted_by = None


@transaction.atomic
def advance(
    claim: Claim, verb: Verb, actor: User, version: int, inputs: Inputs = Inputs()
) -> Event:
    """Take one step of the table with `claim`; `version` is the one that the person saw.

    One transaction: permission, compare-and-swap, the change, the event. Raises NotPermitted,
    Conflict (another was quicker, or the stage does not allow the step) or Incomplete.
    """
    claim.check_version(version)
    check_can_step(actor, verb, claim)
    transition = TRANSITIONS[verb]
    if claim.stage not in transition.sources:
        raise Conflict(
            f"This claim is {claim.status.label.lower()}: “{verb.label}” is not a step from there."
        )
    changes = transition.changes(claim, actor, inputs) | {"stage": transition.target}
    return _step(claim, verb, actor, changes, _note(verb, inputs))


def go_stale(claim: Claim, reason: str) -> Event | None:
    """Send a submitted or closed claim back because what was judged has changed; else nothing."""
    return next(iter(go_stale_together([claim], reason)), None)


@transaction.atomic
def go_stale_together(claims: Iterable[Claim], reason: str) -> list[Event]:
    """go_stale for many claims in as few statements as for one. Their rows are locked, and as
    they were read."""
    judged: list[Claim] = []
    events: list[Event] = []
    for stage, target in STALE_TARGETS.items():
        changes = UNJUDGED | {"stage": target}
        if target is Stage.OPEN:
            changes |= {"assignee": None}
        there = [claim for claim in claims if claim.stage == stage]
        for claim in there:
            before = {name: getattr(claim, name) for name in STEP_FIELDS}
            events.append(
                Event(
                    claim=claim, verb=Verb.GO_STALE, from_stage=stage, to_stage=target,
                    verdict=claim.verdict, note=reason, before=before,
                )
            )  # fmt: skip
        Claim.objects.change_together(there, **changes)
        judged += there
    wordings = wordings_of(judged)
    for claim, event in zip(judged, events, strict=True):
        event.wording = wordings[claim.pk]
    return Event.objects.bulk_create(events, batch_size=BATCH)


@transaction.atomic
def undo(claim: Claim, actor: User, version: int) -> Event:
    """Take back one's own last step, within a minute, if nothing came after it."""
    claim.check_version(version)
    last = _undoable(claim.events.last(), actor)
    return _step(claim, Verb.UNDO, actor, dict(last.before), "", undoes=last)


def can_undo(last: Event, actor: User) -> bool:
    """Whether this person may take back the last step of a claim."""
    try:
        _undoable(last, actor)
    except Refused:
        return False
    return True


def _undoable(last: Event | None, actor: User) -> Event:
    check_can_undo(actor, last)
    if last is None or last.verb not in TRANSITIONS:
        raise Conflict("The last thing that happened to this claim is no step that can be undone.")
    if timezone.now() - last.at > UNDO_WITHIN:
        raise Conflict("A step can be undone within a minute; this one is older.")
    return last


def open_steps(claim: Claim, actor: User) -> set[Verb]:
    """The steps of the table that are this person's to take now; the page offers no others."""
    return {
        verb
        for verb, transition in TRANSITIONS.items()
        if claim.stage in transition.sources and can_step(actor, verb, claim)
    }


def wording_of(claim: Claim) -> dict[str, Any]:
    return wordings_of([claim])[claim.pk]


# What an event keeps of evidence.
WORDED = ["claim", "stance", "quote", "locator", "note", "source__title", "source__url"]


def wordings_of(claims: Sequence[Claim]) -> dict[int, dict[str, Any]]:
    """What a step was taken on, by the claim's key: the claim, its passages and evidence as they
    read, with digests."""
    passages: defaultdict[int, list[Passage]] = defaultdict(list)
    current = Passage.objects.filter(claim__in=claims).current().order_by("pk")
    for passage in current.defer("prefix", "suffix", "former"):
        passages[passage.claim_id].append(passage)
    evidence: defaultdict[int, list[Evidence]] = defaultdict(list)
    brought = Evidence.objects.filter(claim__in=claims).select_related("source")
    for item in brought.order_by("pk").only(*WORDED):
        evidence[item.claim_id].append(item)
    return {c.pk: wording(c, passages[c.pk], evidence[c.pk]) for c in claims}


def wording(
    claim: Claim, passages: Iterable[Passage], evidence: Iterable[Evidence]
) -> dict[str, Any]:
    return {
        "tried": claim.tried,
        "statement": {"text": claim.statement, "sha256": digest_of(claim.statement)},
        "kind": claim.kind,
        "claimant": claim.claimant and {"id": claim.claimant.pk, "name": claim.claimant.name},
        "figure": claim.figure,
        "dates": claim.dates,
        "passages": [
            {
                "id": passage.pk,
                "article": passage.article_id,
                "revision": passage.revision_id,
                "start": passage.start,
                "end": passage.end,
                "exact": passage.exact,
                "sha256": passage.digest,
            }
            for passage in passages
        ],
        "evidence": [
            {
                "id": item.pk,
                "source": item.source_id,
                "title": item.source.title,
                "url": item.source.url,
                "stance": item.stance,
                "quote": item.quote,
                "locator": item.locator,
                "note": item.note,
            }
            for item in evidence
        ],
    }


def _note(verb: Verb, inputs: Inputs) -> str:
    """What the history says of a step beside its stages."""
    if verb is Verb.ASSIGN:
        return f"to {inputs.assignee}"
    return (inputs.rationale if verb is Verb.SUBMIT else inputs.note).strip()


def _step(
    claim: Claim,
    verb: Verb,
    actor: User | None,
    changes: Changes,
    note: str,
    undoes: Event | None = None,
) -> Event:
    before = {name: getattr(claim, name) for name in STEP_FIELDS}
    verdict = claim.verdict
    key = None
    if verb is Verb.SUBMIT:
        key = changes["submission_id"] = next_key(Event)
    Claim.objects.swap(claim, **changes)
    event = Event.objects.create(
        pk=key,
        claim=claim,
        actor=actor,
        verb=verb,
        from_stage=before["stage"],
        to_stage=claim.stage,
        verdict=claim.verdict or verdict,
        note=note,
        before=before,
        wording=wording_of(claim),
        undoes=undoes,
    )
    if (before["stage"] in STAGES_WITHOUT_PLACES) is not (claim.stage in STAGES_WITHOUT_PLACES):
        Claim.objects.update_places([claim.pk])
    if verb is Verb.SUBMIT:
        judged = Passage.objects.filter(claim=claim).current().values("pk")
        Passage.objects.filter(pk__in=judged).update(judgement=event, sentence_stands=True)
        claim.evidence.update(judgement=event)
    elif verb is Verb.ACCEPT and claim.accepted_by_id:
        Passage.objects.filter(claim=claim, sentence_stands=False).update(sentence_stands=True)
    return event

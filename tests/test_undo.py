"""Taking back one's own last step, within a minute."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from claims import workflow
from claims.choices import Stage, Verb
from claims.errors import Conflict, NotPermitted, Refused
from claims.models import Claim, User
from claims.services import claims
from claims.workflow import Inputs
from tests.factories import bring_to, make_claim, make_evidence, make_person, make_proposal
from tests.test_workflow_steps import row_of

pytestmark = pytest.mark.django_db


def take_step(verb: Verb, stage: Stage) -> tuple[Claim, User, dict[str, object]]:
    """A claim after somebody took `verb` from `stage`, who it was, and the row before it."""
    actor = make_person("Editor")
    checker = actor if verb is Verb.WITHDRAW else make_person("Checker")
    claim = make_proposal() if stage is Stage.PROPOSED else make_claim()
    if stage is not Stage.PROPOSED:
        bring_to(stage, claim, checker, make_person("Editor"))
    make_evidence(claim)
    before = row_of(claim)
    inputs = Inputs("false", "Not so.", "", "A reason.", make_person("Checker"))
    workflow.advance(claim, verb, actor, claim.version, inputs)
    return claim, actor, before


@pytest.mark.parametrize(
    ("stage", "verb"),
    [
        (Stage.PROPOSED, Verb.ACCEPT),
        (Stage.PROPOSED, Verb.DISMISS),
        (Stage.OPEN, Verb.DISMISS),
        (Stage.CHECKING, Verb.DISMISS),
        (Stage.OPEN, Verb.TAKE),
        (Stage.CHECKING, Verb.TAKE),
        (Stage.OPEN, Verb.ASSIGN),
        (Stage.CHECKING, Verb.ASSIGN),
        (Stage.CHECKING, Verb.RELEASE),
        (Stage.CHECKING, Verb.SUBMIT),
        (Stage.APPROVAL, Verb.WITHDRAW),
        (Stage.APPROVAL, Verb.APPROVE),
        (Stage.APPROVAL, Verb.SEND_BACK),
        (Stage.CLOSED, Verb.REOPEN),
        (Stage.DISMISSED, Verb.REOPEN),
    ],
)
def test_undo_restores_the_row(stage: Stage, verb: Verb) -> None:
    claim, actor, before = take_step(verb, stage)
    step = claim.events.latest("pk")
    undo = workflow.undo(claim, actor, claim.version)
    assert row_of(claim) == before
    assert (undo.verb, undo.undoes, undo.actor) == (Verb.UNDO, step, actor)
    assert (undo.from_stage, undo.to_stage) == (step.to_stage, step.from_stage)


def refusal_of(claim: Claim, actor: User) -> type[Refused]:
    """How an undo is refused; the row and the history stay as they are."""
    before, events = row_of(claim), claim.events.count()
    with pytest.raises(Refused) as refusal:
        workflow.undo(claim, actor, claim.version)
    assert row_of(claim) == before
    assert claim.events.count() == events
    return refusal.type


@pytest.mark.parametrize(("seconds", "too_late"), [(58, False), (62, True)])
def test_undo_within_a_minute(seconds: int, too_late: bool) -> None:
    claim, actor, before = take_step(Verb.TAKE, Stage.OPEN)
    later = timezone.now() + timedelta(seconds=seconds)
    with patch("django.utils.timezone.now", return_value=later):
        if too_late:
            assert refusal_of(claim, actor) is Conflict
        else:
            workflow.undo(claim, actor, claim.version)
            assert row_of(claim) == before


def test_nobody_undoes_the_step_of_another() -> None:
    claim, _, _ = take_step(Verb.TAKE, Stage.OPEN)
    assert refusal_of(claim, make_person("Editor")) is NotPermitted


def test_undo_once() -> None:
    claim, actor, _ = take_step(Verb.TAKE, Stage.OPEN)
    workflow.undo(claim, actor, claim.version)
    assert refusal_of(claim, actor) is Conflict


def test_no_undo_after_something_of_one_s_own() -> None:
    claim, actor, _ = take_step(Verb.TAKE, Stage.OPEN)
    make_evidence(claim, actor)
    assert refusal_of(claim, actor) is Conflict


def test_no_undo_after_something_of_another() -> None:
    claim, actor, _ = take_step(Verb.TAKE, Stage.OPEN)
    make_evidence(claim)
    assert refusal_of(claim, actor) is NotPermitted


def test_no_undo_after_the_claim_went_stale() -> None:
    claim, actor, _ = take_step(Verb.APPROVE, Stage.APPROVAL)
    claims.amend_claim(actor, claim, claim.version, statement="Another statement.")
    assert claim.stage == Stage.OPEN
    assert refusal_of(claim, actor) is NotPermitted


def test_no_undo_of_a_claim_s_making_or_of_nothing() -> None:
    maker = make_person("Checker")
    assert refusal_of(make_claim(made_by=maker), maker) is Conflict
    assert refusal_of(make_proposal(), maker) is NotPermitted


def test_no_undo_on_a_version_that_another_has_changed() -> None:
    claim, actor, _ = take_step(Verb.TAKE, Stage.OPEN)
    with pytest.raises(Conflict):
        workflow.undo(claim, actor, claim.version - 1)
    assert row_of(claim)["stage"] == Stage.CHECKING

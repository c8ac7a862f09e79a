"""What each step needs, writes and clears, and what its event keeps."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from claims import workflow
from claims.choices import Stage, Stance, Verb, Verdict
from claims.errors import Conflict, Incomplete, NotPermitted
from claims.models import Claim, User
from claims.services import claims
from claims.workflow import Inputs
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_proposal,
    make_source,
    revision_of,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person("Checker")


@pytest.fixture
def editor() -> User:
    return make_person("Editor")


def row_of(claim: Claim) -> dict[str, Any]:
    """The claim as stored, without what every write counts up."""
    row = Claim.objects.values().get(pk=claim.pk)
    return {name: value for name, value in row.items() if name not in {"version", "changed_at"}}


def change_by(step: Callable[[], object], claim: Claim) -> dict[str, Any]:
    """The fields that a step writes, with their new values."""
    before = row_of(claim)
    step()
    return {name: value for name, value in row_of(claim).items() if value != before[name]}


@pytest.mark.parametrize(
    ("stage", "verb", "inputs", "field"),
    [
        (Stage.OPEN, Verb.DISMISS, Inputs(), "note"),
        (Stage.OPEN, Verb.DISMISS, Inputs(note=" \n "), "note"),
        (Stage.APPROVAL, Verb.SEND_BACK, Inputs(note=" "), "note"),
        (Stage.CLOSED, Verb.REOPEN, Inputs(note=" "), "note"),
        (Stage.DISMISSED, Verb.REOPEN, Inputs(), "note"),
        (Stage.OPEN, Verb.ASSIGN, Inputs(), "assignee"),
        (Stage.CHECKING, Verb.SUBMIT, Inputs(rationale="So."), "verdict"),
        (Stage.CHECKING, Verb.SUBMIT, Inputs(verdict="true", rationale="So."), "verdict"),
        (Stage.CHECKING, Verb.SUBMIT, Inputs(verdict=Verdict.FALSE), "rationale"),
        (Stage.CHECKING, Verb.SUBMIT, Inputs(verdict=Verdict.FALSE, rationale=" "), "rationale"),
    ],
)
def test_step_lacks_an_input(
    stage: Stage, verb: Verb, inputs: Inputs, field: str, editor: User
) -> None:
    claim = bring_to(stage, make_claim(), make_person("Checker"), make_person("Editor"))
    make_evidence(claim)
    before, events = row_of(claim), claim.events.count()
    with pytest.raises(Incomplete) as refusal:
        workflow.advance(claim, verb, editor, claim.version, inputs)
    assert refusal.value.field == field
    assert row_of(claim) == before
    assert claim.events.count() == events


@pytest.mark.parametrize("verdict", [v for v in Verdict if v != Verdict.UNVERIFIABLE])
def test_every_verdict_but_unverifiable_needs_evidence(verdict: Verdict, checker: User) -> None:
    claim = bring_to(Stage.CHECKING, make_claim(), checker, checker)
    inputs = Inputs(verdict=verdict, rationale="So.", tried="The archive.")
    with pytest.raises(Incomplete, match="evidence"):
        workflow.advance(claim, Verb.SUBMIT, checker, claim.version, inputs)
    make_evidence(claim)
    workflow.advance(claim, Verb.SUBMIT, checker, claim.version, inputs)
    assert (claim.verdict, claim.tried) == (verdict, "")


def test_unverifiable_needs_what_was_tried_and_no_evidence(checker: User) -> None:
    claim = bring_to(Stage.CHECKING, make_claim(), checker, checker)
    inputs = Inputs(verdict=Verdict.UNVERIFIABLE, rationale="No.", tried=" ")
    with pytest.raises(Incomplete) as refusal:
        workflow.advance(claim, Verb.SUBMIT, checker, claim.version, inputs)
    assert refusal.value.field == "tried"
    inputs = Inputs(verdict=Verdict.UNVERIFIABLE, rationale="No.", tried=" The archive. ")
    workflow.advance(claim, Verb.SUBMIT, checker, claim.version, inputs)
    assert (claim.stage, claim.tried) == (Stage.APPROVAL, "The archive.")


@pytest.mark.parametrize(
    "person",
    [
        lambda claim: make_person("Reporter"),
        lambda claim: make_person(),
        lambda claim: make_person("Checker", is_active=False),
        lambda claim: claim.passages.get().article.handed_in_by,
    ],
    ids=["reporter", "without a role", "left the desk", "handed it in"],
)
def test_cannot_be_assigned_to_who_may_not_check(
    person: Callable[[Claim], User], editor: User
) -> None:
    claim = make_claim(make_article(handed_in_by=make_person("Checker")))
    inputs = Inputs(assignee=person(claim))
    with pytest.raises(Incomplete) as refusal:
        workflow.advance(claim, Verb.ASSIGN, editor, claim.version, inputs)
    assert refusal.value.field == "assignee"
    assert row_of(claim)["assignee_id"] is None


def test_who_may_not_check_in_one_article_of_a_claim_checks_none_of_it(checker: User) -> None:
    claim = make_claim()
    own = revision_of(make_article(handed_in_by=checker))
    claims.place_passage(make_person("Checker"), claim, claim.version, own, 0, 8)
    with pytest.raises(NotPermitted):
        workflow.advance(claim, Verb.TAKE, checker, claim.version)


UNJUDGED = {"verdict": "", "submitted_by_id": None, "submission_id": None}


@pytest.mark.parametrize(
    ("stage", "verb", "inputs", "written"),
    [
        (Stage.OPEN, Verb.DISMISS, Inputs(note="x"), {"stage": "dismissed"}),
        (
            Stage.CHECKING,
            Verb.DISMISS,
            Inputs(note="x"),
            {"stage": "dismissed", "assignee_id": None},
        ),
        (Stage.OPEN, Verb.TAKE, Inputs(), {"stage": "checking", "assignee_id": "editor"}),
        (Stage.CHECKING, Verb.TAKE, Inputs(), {"assignee_id": "editor"}),
        (Stage.CHECKING, Verb.RELEASE, Inputs(), {"stage": "open", "assignee_id": None}),
        (
            Stage.CHECKING,
            Verb.SUBMIT,
            Inputs("false", " Not so. ", "Nothing."),
            {
                "stage": "approval",
                "verdict": "false",
                "rationale": "Not so.",
                "submitted_by_id": "editor",
                "submission_id": "its event",
            },
        ),
        (Stage.APPROVAL, Verb.APPROVE, Inputs(), {"stage": "closed", "approved_by_id": "editor"}),
        (Stage.APPROVAL, Verb.SEND_BACK, Inputs(note="x"), {"stage": "checking"} | UNJUDGED),
        (
            Stage.CLOSED,
            Verb.REOPEN,
            Inputs(note="x"),
            {"stage": "open", "assignee_id": None, "approved_by_id": None} | UNJUDGED,
        ),
        (Stage.DISMISSED, Verb.REOPEN, Inputs(note="x"), {"stage": "open"}),
    ],
)
def test_step_writes(
    stage: Stage, verb: Verb, inputs: Inputs, written: dict[str, Any], editor: User
) -> None:
    claim = bring_to(stage, make_claim(), make_person("Checker"), make_person("Editor"))
    make_evidence(claim)
    version = claim.version
    change = change_by(lambda: workflow.advance(claim, verb, editor, version, inputs), claim)
    event = claim.events.latest("pk")
    people = {"assignee_id", "submitted_by_id", "approved_by_id"}
    for name, value in change.items():
        if name in people and value == editor.pk:
            change[name] = "editor"
        if name == "submission_id" and value == event.pk:
            change[name] = "its event"
    assert change == written
    assert Claim.objects.get(pk=claim.pk).version == claim.version == version + 1


def test_accept_writes_who_accepted(checker: User) -> None:
    claim = make_proposal()
    change = change_by(lambda: workflow.advance(claim, Verb.ACCEPT, checker, claim.version), claim)
    assert change == {"stage": "open", "accepted_by_id": checker.pk}


def test_who_reopens_a_dismissed_proposal_accepts_it(checker: User, editor: User) -> None:
    claim = bring_to(Stage.DISMISSED, make_proposal(), checker, editor)
    inputs = Inputs(note="It is one.")
    change = change_by(
        lambda: workflow.advance(claim, Verb.REOPEN, editor, claim.version, inputs), claim
    )
    assert change == {"stage": "open", "accepted_by_id": editor.pk}


def test_assign_writes_the_assignee_also_over_another(checker: User, editor: User) -> None:
    claim, second = make_claim(), make_person("Editor")
    for person in [checker, second]:
        workflow.advance(claim, Verb.ASSIGN, editor, claim.version, Inputs(assignee=person))
        assert (claim.stage, row_of(claim)["assignee_id"]) == (Stage.CHECKING, person.pk)


def test_withdraw_clears_the_verdict_and_keeps_the_assignee(checker: User, editor: User) -> None:
    claim = bring_to(Stage.APPROVAL, make_claim(), checker, editor)
    change = change_by(
        lambda: workflow.advance(claim, Verb.WITHDRAW, checker, claim.version), claim
    )
    assert change == {"stage": "checking"} | UNJUDGED


def test_going_stale_clears_the_verdict(checker: User, editor: User) -> None:
    claim = bring_to(Stage.APPROVAL, make_claim(), checker, editor)
    change = change_by(lambda: workflow.go_stale(claim, "New wording."), claim)
    assert change == {"stage": "checking"} | UNJUDGED
    claim = bring_to(Stage.CLOSED, make_claim(), checker, editor)
    change = change_by(lambda: workflow.go_stale(claim, "New wording."), claim)
    assert change == {"stage": "open", "approved_by_id": None, "assignee_id": None} | UNJUDGED


@pytest.mark.parametrize("verb", [Verb.REOPEN, Verb.GO_STALE])
def test_the_event_keeps_what_the_row_lost(verb: Verb, checker: User, editor: User) -> None:
    claim = bring_to(Stage.CLOSED, make_claim(), checker, editor)
    if verb is Verb.REOPEN:
        workflow.advance(claim, verb, checker, claim.version, Inputs(note="A new count."))
    else:
        workflow.go_stale(claim, "A new count.")
    event = claim.events.latest("pk")
    submission = claim.events.get(verb=Verb.SUBMIT)
    assert (event.verb, event.verdict, event.note) == (verb, "verified", "A new count.")
    assert event.before == {
        "stage": "closed",
        "verdict": "verified",
        "rationale": "Two counts agree.",
        "tried": "",
        "assignee_id": checker.pk,
        "accepted_by_id": claim.accepted_by_id,
        "submitted_by_id": checker.pk,
        "approved_by_id": editor.pk,
        "submission_id": submission.pk,
    }


def test_the_event_of_a_verdict_keeps_it_with_its_rationale(checker: User, editor: User) -> None:
    claim = bring_to(Stage.APPROVAL, make_claim(), checker, editor)
    event = claim.events.latest("pk")
    assert (event.actor, event.verdict, event.note) == (checker, "verified", "Two counts agree.")


def test_the_event_keeps_the_wording_that_was_judged(checker: User, editor: User) -> None:
    claim = make_claim(statement="Some 100,000 «troops» moved. 😀")
    article = make_article(text="Another 😀 headline")
    claims.place_passage(checker, claim, claim.version, revision_of(article), start=8, end=18)
    second = claim.passages.latest("pk")
    source = make_source(title="A count", url="https://example.org/count")
    evidence = make_evidence(
        claim, source=source, stance=Stance.DISPUTES, quote="90,000", locator="p. 3", note="Old."
    )
    bring_to(Stage.CLOSED, claim, checker, editor)
    for verb in [Verb.SUBMIT, Verb.APPROVE]:
        wording = claim.events.get(verb=verb).wording
        assert wording["statement"] == {
            "text": claim.statement,
            "sha256": sha256(claim.statement.encode()).hexdigest(),
        }
        assert [passage["exact"] for passage in wording["passages"]] == [
            "about 100,000 troops",
            "😀 headline",
        ]
        assert wording["passages"][1] == {
            "id": second.pk,
            "article": article.pk,
            "revision": revision_of(article).pk,
            "start": 8,
            "end": 18,
            "exact": "😀 headline",
            "sha256": sha256("😀 headline".encode()).hexdigest(),
        }
        assert wording["evidence"] == [
            {
                "id": evidence.pk,
                "source": source.pk,
                "title": "A count",
                "url": "https://example.org/count",
                "stance": "disputes",
                "quote": "90,000",
                "locator": "p. 3",
                "note": "Old.",
            }
        ]


def test_a_submission_judges_every_passage_of_its_claim_only(checker: User, editor: User) -> None:
    article = make_article()
    claim = make_claim(article)
    other = make_claim(article, "Talks follow in Geneva")
    claims.place_passage(checker, claim, claim.version, revision_of(article), 0, 8)
    bring_to(Stage.APPROVAL, claim, checker, editor)
    submission = claim.events.get(verb=Verb.SUBMIT)
    assert {passage.judgement for passage in claim.passages.all()} == {submission}
    assert other.passages.get().judgement is None


def test_a_second_verdict_forgets_what_was_tried_for_the_first(checker: User) -> None:
    claim = bring_to(Stage.CHECKING, make_claim(), checker, checker)
    submit(claim, checker, Verdict.UNVERIFIABLE)
    workflow.advance(claim, Verb.WITHDRAW, checker, claim.version)
    make_evidence(claim)
    submit(claim, checker, Verdict.VERIFIED)
    assert row_of(claim)["tried"] == ""


def test_a_step_on_a_version_that_another_has_changed_is_a_conflict(
    checker: User, editor: User
) -> None:
    claim = make_claim()
    same_as_another_saw_it = Claim.objects.get(pk=claim.pk)
    seen = claim.version
    workflow.advance(claim, Verb.TAKE, checker, seen)
    before = row_of(claim)
    for late in [same_as_another_saw_it, Claim.objects.get(pk=claim.pk)]:
        with pytest.raises(Conflict):
            workflow.advance(late, Verb.TAKE, editor, seen)
    assert row_of(claim) == before
    assert claim.events.filter(verb=Verb.TAKE).count() == 1

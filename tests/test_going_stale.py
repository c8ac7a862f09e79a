"""What makes a judged claim go stale, and what does not."""

from collections.abc import Callable

import pytest

from claims.choices import Kind, Stage, Verb
from claims.models import Claim, Claimant, User
from claims.services import claimants, claims, evidence
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    revision_of,
    rolled_back,
)

pytestmark = pytest.mark.django_db


def amend(**changes: str) -> Callable[[User, Claim], object]:
    return lambda who, claim: claims.amend_claim(who, claim, claim.version, **changes)


def amend_claimant(who: User, claim: Claim) -> None:
    claimant = claimants.add_claimant(who, Claimant(name="NATO", kind="organisation"))
    claims.amend_claim(who, claim, claim.version, claimant=claimant)


def amend_evidence(who: User, claim: Claim) -> None:
    evidence.amend_evidence(who, claim, claim.version, claim.evidence.get(), quote="90,000")


def remove_evidence(who: User, claim: Claim) -> None:
    evidence.remove_evidence(who, claim, claim.version, claim.evidence.get())


def remove_judged_passage(who: User, claim: Claim) -> None:
    judged = claim.passages.latest("pk")
    claims.remove_passage(who, claim, claim.version, judged)


BINDING = {
    "statement": (amend(statement="Another one."), "changed the statement"),
    "kind": (amend(kind=Kind.DENIAL), "changed the kind"),
    "both": (amend(kind=Kind.DENIAL, statement="No."), "changed the kind and the statement"),
    "claimant": (amend_claimant, "changed the claimant"),
    "evidence amended": (amend_evidence, "changed evidence"),
    "evidence removed": (remove_evidence, "removed evidence"),
    "passage": (remove_judged_passage, "took away a passage"),
}


def claim_at(stage: Stage) -> Claim:
    """A claim with evidence and two passages, both judged where the claim is."""
    claim, checker = make_claim(), make_person("Checker")
    make_evidence(claim)
    claims.place_passage(checker, claim, claim.version, revision_of(make_article()), 0, 8)
    return bring_to(stage, claim, checker, make_person("Editor"))


@pytest.mark.parametrize(("stage", "back_to"), [("approval", "checking"), ("closed", "open")])
def test_a_judged_claim_goes_stale(stage: str, back_to: str, subtests: pytest.Subtests) -> None:
    pk, checker = claim_at(Stage(stage)).pk, make_person("Checker", username="ada")
    for change, (write, reason) in BINDING.items():
        with subtests.test(change), rolled_back():
            write(checker, Claim.objects.get(pk=pk))
            claim = Claim.objects.get(pk=pk)
            assert (claim.stage, claim.verdict) == (back_to, "")
            stale, made = claim.events.order_by("-pk")[:2]
            assert (made.actor, made.from_stage, made.to_stage) == (checker, stage, stage)
            assert (stale.verb, stale.actor) == (Verb.GO_STALE, None)
            assert (stale.from_stage, stale.to_stage) == (stage, back_to)
            assert stale.note.startswith(f"ada {reason}")


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECKING, Stage.DISMISSED])
def test_what_was_not_judged_stays_where_it_is(stage: Stage, subtests: pytest.Subtests) -> None:
    claim, checker = claim_at(stage), make_person("Checker")
    events = claim.events.count()
    for change, (write, _) in BINDING.items():
        with subtests.test(change), rolled_back():
            write(checker, Claim.objects.get(pk=claim.pk))
            assert Claim.objects.get(pk=claim.pk).stage == stage
            assert claim.events.count() == events + 1


def place_elsewhere(who: User, claim: Claim) -> None:
    claims.place_passage(who, claim, claim.version, revision_of(make_article()), 0, 8)


def place_and_remove(who: User, claim: Claim) -> None:
    place_elsewhere(who, claim)
    claims.remove_passage(who, claim, claim.version, claim.passages.latest("pk"))


NOT_BINDING = {
    "occasion": amend(occasion="A speech."),
    "more evidence": lambda who, claim: make_evidence(claim, who),
    "another passage": place_elsewhere,
    "an unjudged passage taken away": place_and_remove,
}


@pytest.mark.parametrize("stage", [Stage.APPROVAL, Stage.CLOSED])
def test_a_verdict_stands_when_nothing_changed_that_it_was_given_on(
    stage: Stage, subtests: pytest.Subtests
) -> None:
    pk, checker = claim_at(stage).pk, make_person("Checker")
    for change, write in NOT_BINDING.items():
        with subtests.test(change), rolled_back():
            write(checker, Claim.objects.get(pk=pk))
            claim = Claim.objects.get(pk=pk)
            assert (claim.stage, claim.verdict) == (stage, "verified")

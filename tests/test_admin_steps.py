"""The workflow's steps as actions on the admin's list of claims."""

from typing import Any

import pytest
from django.test import Client

from claims.choices import Stage, Verb
from claims.models import Claim, User
from claims.roles import Role
from claims.services.claims import amend_claim
from tests.admin_pages import Form, client_of, staff, url
from tests.factories import bring_to, make_article, make_claim, make_evidence, make_person

pytestmark = pytest.mark.django_db

LIST = "/admin/claims/claim/"


@pytest.fixture
def checker() -> User:
    return staff(Role.CHECKER)


@pytest.fixture
def editor() -> User:
    return staff(Role.EDITOR)


def at(stage: Stage, **fields: Any) -> Claim:
    return bring_to(
        stage, make_claim(**fields), make_person(Role.CHECKER), make_person(Role.EDITOR)
    )


def run(person: User | Client, verb: Verb, *claims: Claim, **typed: Any) -> str:
    """Tick the claims, choose the action, press Go; gives the page that comes of it."""
    client = person if isinstance(person, Client) else client_of(person)
    data = Form(client.get(LIST).content.decode()).data
    ticked = {"action": verb.value, "index": "0", "_selected_action": [c.pk for c in claims]}
    response = client.post(LIST, data | ticked, follow=True)
    if typed:
        data = Form(response.content.decode()).data
        ticked = {"_selected_action": [c.pk for c in claims]}
        response = client.post(LIST, data | ticked | typed, follow=True)
    for claim in claims:
        claim.refresh_from_db()
    return response.content.decode()


class TestSteps:
    @pytest.mark.parametrize(
        ("verb", "before", "after"),
        [
            (Verb.ACCEPT, Stage.PROPOSED, Stage.OPEN),
            (Verb.TAKE, Stage.OPEN, Stage.CHECKING),
            (Verb.RELEASE, Stage.CHECKING, Stage.OPEN),
            (Verb.APPROVE, Stage.APPROVAL, Stage.CLOSED),
        ],
    )
    def test_a_step_is_taken_with_every_ticked_claim(
        self, editor: User, verb: Verb, before: Stage, after: Stage
    ) -> None:
        first, second, left_out = at(before), at(before), at(before)
        page = run(editor, verb, first, second)
        assert f"{verb.label}: done for 2 of 2 claims." in page
        for claim in (first, second):
            assert claim.stage == after
            event = claim.events.latest("pk")
            assert (event.verb, event.actor) == (verb, editor)
        assert Claim.objects.get(pk=left_out.pk).stage == before

    def test_who_submitted_withdraws(self, checker: User, editor: User) -> None:
        claim = bring_to(Stage.APPROVAL, make_claim(), checker, editor)
        run(checker, Verb.WITHDRAW, claim)
        assert claim.stage == Stage.CHECKING

    @pytest.mark.parametrize(
        ("verb", "before", "after"),
        [
            (Verb.DISMISS, Stage.CHECKING, Stage.DISMISSED),
            (Verb.SEND_BACK, Stage.APPROVAL, Stage.CHECKING),
            (Verb.REOPEN, Stage.CLOSED, Stage.OPEN),
        ],
    )
    def test_a_reason_is_asked_for_and_kept(
        self, editor: User, verb: Verb, before: Stage, after: Stage
    ) -> None:
        claims = [at(before), at(before)]
        asked = run(editor, verb, *claims)
        assert all(claim.statement in asked for claim in claims)
        assert {claim.stage for claim in claims} == {before}
        page = run(editor, verb, *claims, note="A second count differs.")
        assert f"{verb.label}: done for 2 of 2 claims." in page
        for claim in claims:
            assert claim.stage == after
            assert claim.events.latest("pk").note == "A second count differs."

    def test_without_a_reason_the_page_asks_again(self, editor: User) -> None:
        claim = at(Stage.CLOSED)
        page = run(editor, Verb.REOPEN, claim, note=" ")
        assert "This field is required." in page
        assert claim.stage == Stage.CLOSED

    def test_claims_are_assigned_to_a_person_of_the_desk(self, editor: User) -> None:
        claim = at(Stage.OPEN)
        carla, rita = make_person(Role.CHECKER, "carla"), make_person(Role.REPORTER, "rita")
        asked = run(editor, Verb.ASSIGN, claim)
        assert "carla" in asked
        assert "rita" not in asked
        run(editor, Verb.ASSIGN, claim, assignee=rita.pk)
        assert claim.assignee is None
        run(editor, Verb.ASSIGN, claim, assignee=carla.pk)
        assert (claim.stage, claim.assignee) == (Stage.CHECKING, carla)

    def test_every_claim_of_the_list_is_stepped_by_select_all(self, editor: User) -> None:
        claims = [at(Stage.OPEN) for _ in range(3)]
        client = client_of(editor)
        chosen = {"_selected_action": claims[0].pk, "select_across": "1"}
        asked = client.post(LIST, {"action": "dismiss", "index": "0"} | chosen)
        client.post(LIST, Form(asked.content.decode()).data | {"note": "No claim at all."})
        assert {claim.stage for claim in Claim.objects.all()} == {Stage.DISMISSED}

    def test_the_steps_taken_here_stand_in_djangos_history(self, editor: User) -> None:
        claim = at(Stage.OPEN)
        client = client_of(editor)
        run(client, Verb.TAKE, claim)
        assert "Take." in client.get(url("history", Claim, claim.pk)).content.decode()

    def test_submit_asks_for_a_verdict_and_its_reasons(self, editor: User) -> None:
        claim = at(Stage.CHECKING)
        make_evidence(claim)
        assert "Rationale" in run(editor, Verb.SUBMIT, claim)
        typed = {"asked": "1", "verdict": "disputed", "rationale": "Counts differ.", "tried": ""}
        run(editor, Verb.SUBMIT, claim, **typed)
        claim.refresh_from_db()
        assert (claim.stage, claim.verdict) == (Stage.APPROVAL, "disputed")


class TestRefusals:
    def test_the_report_names_each_refused_claim_and_why(self, editor: User) -> None:
        own = bring_to(Stage.APPROVAL, make_claim(), editor, make_person(Role.EDITOR))
        handed_in = at(Stage.APPROVAL, article=make_article(editor))
        still_open, fine = at(Stage.OPEN), at(Stage.APPROVAL)
        page = run(editor, Verb.APPROVE, own, handed_in, still_open, fine)
        assert "Approve: done for 1 of 4 claims." in page
        assert f"Claim {own.pk}: You submitted this verdict" in page
        assert f"Claim {handed_in.pk}: You handed in the article" in page
        assert f"Claim {still_open.pk}: This claim is open" in page
        stages = [own.stage, handed_in.stage, still_open.stage, fine.stage]
        assert stages == [Stage.APPROVAL, Stage.APPROVAL, Stage.OPEN, Stage.CLOSED]

    def test_a_checker_approves_nothing(self, checker: User) -> None:
        claim = at(Stage.APPROVAL)
        assert "Only editors approve a verdict." in run(checker, Verb.APPROVE, claim)
        assert claim.stage == Stage.APPROVAL

    def test_a_superuser_without_a_role_is_refused_like_anyone(self) -> None:
        claim = at(Stage.OPEN)
        root = staff(None, is_superuser=True)
        assert "Only checkers and editors check claims." in run(root, Verb.TAKE, claim)
        assert claim.stage == Stage.OPEN

    def test_a_person_who_handed_in_the_article_is_not_assigned(self, editor: User) -> None:
        rita = make_person(Role.CHECKER, "rita")
        claim = at(Stage.OPEN, article=make_article(rita))
        page = run(editor, Verb.ASSIGN, claim, assignee=rita.pk)
        assert f"Claim {claim.pk}: rita handed in the article" in page
        assert claim.stage == Stage.OPEN

    @pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.SEND_BACK])
    def test_a_verdict_that_changed_since_the_list_was_shown_is_not_judged(
        self, editor: User, verb: Verb
    ) -> None:
        claim = at(Stage.APPROVAL)
        client = client_of(editor)
        shown = Form(client.get(LIST).content.decode()).data
        amend_claim(editor, claim, claim.version, occasion="a briefing")
        ticked = {"action": verb.value, "_selected_action": claim.pk, "asked": "1", "note": "No."}
        page = client.post(LIST, shown | ticked, follow=True).content.decode()
        assert f"Claim {claim.pk}: This claim has changed since you opened it" in page
        claim.refresh_from_db()
        assert claim.stage == Stage.APPROVAL

"""The steps of the workflow as a person takes them: by plain forms, and by htmx."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from claims.choices import Stage, Verb
from claims.models import Claim, User
from claims.roles import Role
from tests.factories import bring_to, make_article, make_claim, make_evidence, make_person
from tests.views.browsing import (
    HTMX,
    Element,
    page_of,
    read,
    refusals_in,
    send,
    signed_in,
    text_in,
    toast_in,
)

pytestmark = pytest.mark.django_db

# (verb, from, to, who, what is typed, what the toast says after "You")
STEPS: list[tuple[Verb, Stage, Stage, str, dict[str, str], str]] = [
    (Verb.ACCEPT, Stage.PROPOSED, Stage.OPEN, "editor", {}, "accepted {it}"),
    (Verb.DISMISS, Stage.OPEN, Stage.DISMISSED, "editor", {"note": "None."}, "dismissed {it}"),
    (Verb.TAKE, Stage.OPEN, Stage.CHECKING, "checker", {}, "took {it}"),
    (Verb.ASSIGN, Stage.OPEN, Stage.CHECKING, "editor", {"assignee": "checker"}, "assigned {it}"),
    (Verb.RELEASE, Stage.CHECKING, Stage.OPEN, "checker", {}, "released {it}"),
    (
        Verb.SUBMIT,
        Stage.CHECKING,
        Stage.APPROVAL,
        "checker",
        {"verdict": "disputed", "rationale": "Two counts differ."},
        "submitted {it} (disputed)",
    ),
    (Verb.WITHDRAW, Stage.APPROVAL, Stage.CHECKING, "checker", {}, "withdrew {it} (verified)"),
    (Verb.APPROVE, Stage.APPROVAL, Stage.CLOSED, "editor", {}, "approved {it} (verified)"),
    (
        Verb.SEND_BACK,
        Stage.APPROVAL,
        Stage.CHECKING,
        "editor",
        {"note": "More."},
        "sent {it} back (verified)",
    ),
    (
        Verb.REOPEN,
        Stage.CLOSED,
        Stage.OPEN,
        "editor",
        {"note": "News."},
        "reopened {it} (verified)",
    ),
]
ALL_STEPS = pytest.mark.parametrize(
    ("verb", "stage", "target", "who", "typed", "said"), STEPS, ids=[step[0] for step in STEPS]
)


@pytest.fixture
def people() -> dict[str, User]:
    return {"checker": make_person(Role.CHECKER), "editor": make_person(Role.EDITOR)}


def claim_at(stage: Stage, people: dict[str, User]) -> Claim:
    claim = make_claim()
    make_evidence(claim)
    return bring_to(stage, claim, people["checker"], make_person(Role.EDITOR))


def address_of(claim: Claim, verb: str) -> str:
    return f"/claims/{claim.pk}/{verb.replace('_', '-')}/"


def workbench_of(claim: Claim) -> str:
    return f"/articles/{claim.passages.get().article_id}/?claim={claim.pk}"


def form_for(page: Element, claim: Claim, verb: str) -> Element:
    return page.one("form", action=address_of(claim, verb))


def opened(client: Client, start: str, claim: Claim, verb: str) -> Element:
    """The page with the form of a step; the one to assign a claim is asked for by a link."""
    page = read(client, start)
    if verb != Verb.ASSIGN:
        return page
    links = [link.attrs["href"] for link in page.all("a") if "href" in link.attrs]
    (link,) = (link for link in links if link.startswith(address_of(claim, verb)))
    return read(client, link)


def stage_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).stage


def filled(typed: dict[str, str], people: dict[str, User]) -> dict[str, Any]:
    return {name: people[word].pk if word in people else word for name, word in typed.items()}


@ALL_STEPS
def test_a_step_by_a_plain_form_and_its_undo(
    people: dict[str, User],
    verb: Verb,
    stage: Stage,
    target: Stage,
    who: str,
    typed: dict[str, str],
    said: str,
) -> None:
    claim, client = claim_at(stage, people), signed_in(people[who])
    page = step_by_form(client, claim.get_absolute_url(), claim, verb, **filled(typed, people))
    assert stage_of(claim) == target
    assert toast_in(page) == f"You {said.format(it=f'claim {claim.pk}')}"
    answer = send(client, page.one(id="toast").one("form"))
    assert stage_of(claim) == stage
    page = read(client, answer["Location"])
    assert toast_in(page).startswith(f"You took back the step “{verb.label}” of claim {claim.pk}")
    assert not page.one(id="toast").all("form")


def step_by_form(client: Client, start: str, claim: Claim, verb: str, **typed: Any) -> Element:
    """Send the form of a page: the redirect leads back to that page, and says what was done."""
    answer = send(client, form_for(opened(client, start, claim, verb), claim, verb), **typed)
    done, glue = claim.events.latest("pk").pk, "&" if "?" in start else "?"
    assert (answer.status_code, answer["Location"]) == (302, f"{start}{glue}done={done}")
    return read(client, answer["Location"])


def test_a_plain_form_of_the_workbench_leads_back_to_it(people: dict[str, User]) -> None:
    claim, client = claim_at(Stage.OPEN, people), signed_in(people["checker"])
    start = workbench_of(claim)
    page = step_by_form(client, start, claim, Verb.TAKE)
    assert toast_in(page) == f"You took claim {claim.pk}"
    assert_shows_status(page, Claim.objects.get(pk=claim.pk))
    answer = send(client, page.one(id="toast").one("form"))
    assert answer["Location"].startswith(f"{start}&done=")
    assert_shows_status(read(client, answer["Location"]), Claim.objects.get(pk=claim.pk))


@ALL_STEPS
def test_a_step_by_htmx_and_its_undo(
    people: dict[str, User],
    verb: Verb,
    stage: Stage,
    target: Stage,
    who: str,
    typed: dict[str, str],
    said: str,
) -> None:
    claim, client = claim_at(stage, people), signed_in(people[who])
    form = form_for(opened(client, workbench_of(claim), claim, verb), claim, verb)
    assert form.attrs["hx-boost"] == "true"
    changed = changed_by(send(client, form, htmx=True, **filled(typed, people)))
    assert toast_in(changed) == f"You {said.format(it=f'claim {claim.pk}')}"
    if stage is Stage.PROPOSED:  # The last proposal makes room for the list of claims.
        assert changed.one(class_="overview")
    else:
        assert_shows(changed, Claim.objects.get(pk=claim.pk))
    assert stage_of(claim) == target

    undo = changed.one(id="toast").one("form")
    assert undo.attrs["hx-boost"] == "true"
    changed = changed_by(send(client, undo, htmx=True))
    assert toast_in(changed).startswith(
        f"You took back the step “{verb.label}” of claim {claim.pk}"
    )
    assert_shows(changed, Claim.objects.get(pk=claim.pk))
    assert stage_of(claim) == stage


def changed_by(answer: HttpResponse, status: int = 200) -> Element:
    assert answer.status_code == status
    assert "HX-Request" in answer["Vary"]
    assert b"<html" not in answer.content
    return page_of(answer)


def assert_shows(changed: Element, claim: Claim) -> None:
    """The panel, and swapped out of band: the strip, what changed of the text, the toast."""
    panel = changed.one(class_="claim", data_claim=str(claim.pk))
    assert versions_in(panel) <= {str(claim.version)}
    assert panel.all(class_="status")[0].text == claim.status.label
    parts = changed.all(id="text") or [span for span in changed.all("span") if "id" in span.attrs]
    for place in [changed.one(id="strip"), changed.one(id="toast"), *parts]:
        assert "hx-swap-oob" in place.attrs
    assert_shows_status(changed, claim)


def versions_in(panel: Element) -> set[str]:
    """What the panel's forms would send as the version that was seen."""
    return {field.attrs["value"] for field in panel.all("input", name="version")}


def assert_shows_status(changed: Element, claim: Claim) -> None:
    """In the text and in the strip."""
    marks = text_in(changed).all("mark", data_claim=str(claim.pk))
    assert {mark.attrs["data-status"] for mark in marks} == (
        set() if claim.stage == Stage.DISMISSED else {claim.status}
    )
    assert claim.status.label.lower() in changed.one(id="strip").text


def test_a_step_by_htmx_on_a_claim_s_own_page_changes_the_panel_only(
    people: dict[str, User],
) -> None:
    claim, client = claim_at(Stage.OPEN, people), signed_in(people["checker"])
    form = form_for(read(client, claim.get_absolute_url()), claim, "take")
    changed = changed_by(send(client, form, htmx=True))
    assert changed.one(class_="claim").attrs["data-claim"] == str(claim.pk)
    assert "hx-swap-oob" in changed.one(id="toast").attrs
    assert not changed.all(id="text")


def test_every_page_that_htmx_asks_for_says_so_to_caches(people: dict[str, User]) -> None:
    claim, client = claim_at(Stage.OPEN, people), signed_in(people["editor"])
    for address in [workbench_of(claim), claim.get_absolute_url(), "/claims/", "/go/?q=troops"]:
        whole, part = client.get(address), client.get(address, headers=HTMX)
        for answer in [whole, part]:
            assert "HX-Request" in answer["Vary"], address
        assert b"<html" in whole.content
        assert b"<html" not in part.content


# Refusals: the same sentences, on a whole page or in the fragment that htmx swaps in.


def refuse(client: Client, claim: Claim, verb: str, status: int, **typed: Any) -> list[Element]:
    """A step that is refused, plain and by htmx: nothing changes, the claim is shown as it is."""
    before = Claim.objects.values().get(pk=claim.pk)
    typed = {"version": claim.version} | typed
    pages = []
    for headers in [None, HTMX]:
        answer = client.post(address_of(claim, verb), typed, headers=headers)
        assert answer.status_code == status
        assert (b"<html" in answer.content) is (headers is None)
        assert Claim.objects.values().get(pk=claim.pk) == before
        pages.append(page_of(answer))
        panel = pages[-1].one(class_="claim", data_claim=str(claim.pk))
        assert versions_in(panel) <= {str(before["version"])}
    return pages


def test_a_step_that_is_not_theirs(people: dict[str, User]) -> None:
    reporter = make_person(Role.REPORTER)
    claim = make_claim(make_article(reporter))
    for page in refuse(signed_in(reporter), claim, "take", 403):
        assert refusals_in(page) == ["Only checkers and editors check claims."]
    own = make_claim(make_article(people["editor"]))
    for page in refuse(signed_in(people["editor"]), own, "take", 403):
        (sentence,) = refusals_in(page)
        assert sentence.startswith("You handed in the article")


def test_another_was_quicker(people: dict[str, User]) -> None:
    claim = claim_at(Stage.OPEN, people)
    seen = claim.version
    bring_to(Stage.CHECKING, claim, people["checker"], people["editor"])
    for page in refuse(signed_in(people["editor"]), claim, "take", 409, version=seen):
        assert refusals_in(page) == [
            "This claim has changed since you opened it. This is how it is now."
        ]
        assert f"with {people['checker']}" in page.text
        assert not page.one(id="toast").all("form")


def test_what_was_typed_stays_when_another_was_quicker(people: dict[str, User]) -> None:
    claim = claim_at(Stage.CHECKING, people)
    seen = claim.version
    make_evidence(claim)
    typed = {"verdict": "outdated", "rationale": "The talks <b>were</b> held."}
    for page in refuse(signed_in(people["checker"]), claim, "submit", 409, version=seen, **typed):
        fields = form_for(page, claim, "submit").fields
        assert typed.items() <= fields.items()
        assert fields["version"] == str(claim.version)  # Sent again, it goes through.


def test_what_was_typed_is_shown_when_the_step_is_no_longer_theirs(
    people: dict[str, User],
) -> None:
    claim = claim_at(Stage.CHECKING, people)
    seen = claim.version
    bring_to(Stage.CHECKING, claim, make_person(Role.CHECKER), people["editor"])
    typed = {"verdict": "false", "rationale": "A long thought.", "version": seen}
    for page in refuse(signed_in(people["checker"]), claim, "submit", 409, **typed):
        assert "A long thought." in page.one(class_="kept").text


@pytest.mark.parametrize("version", [None, "", "rubbish", "-1", "1.5", "0", "9" * 30, "9" * 5000])
def test_a_form_without_the_version_that_was_seen(
    people: dict[str, User], version: str | None
) -> None:
    claim, client = make_claim(), signed_in(people["checker"])
    typed = {} if version is None else {"version": version}
    assert client.post(address_of(claim, "take"), typed).status_code == 409
    assert client.post(address_of(claim, "undo"), typed).status_code == 409
    assert stage_of(claim) == Stage.OPEN


def test_a_step_that_the_stage_does_not_allow(people: dict[str, User]) -> None:
    claim = claim_at(Stage.OPEN, people)
    for page in refuse(signed_in(people["editor"]), claim, "approve", 409):
        (sentence,) = refusals_in(page)
        assert sentence.startswith("This claim is open")


def test_what_cannot_be_undone(people: dict[str, User]) -> None:
    claim = claim_at(Stage.CHECKING, people)
    for page in refuse(signed_in(people["editor"]), claim, "undo", 403):
        assert refusals_in(page) == ["Only your own last step can be undone."]
    make_evidence(claim, people["checker"])
    for page in refuse(signed_in(people["checker"]), claim, "undo", 409):
        assert len(refusals_in(page)) == 1


@pytest.mark.parametrize(
    ("stage", "verb", "typed", "sentence"),
    [
        (Stage.OPEN, "dismiss", {"note": " \n "}, "Give the reason."),
        (Stage.OPEN, "assign", {}, "Choose who is to check it."),
        (Stage.CHECKING, "submit", {"rationale": "As I said."}, "Choose a verdict."),
        (Stage.CHECKING, "submit", {"verdict": "false"}, "Say in a sentence or two why."),
        (
            Stage.CHECKING,
            "submit",
            {"verdict": "unverifiable", "rationale": "As I said."},
            "List what was tried.",
        ),
        (Stage.APPROVAL, "send_back", {}, "Say what is still to be done."),
        (Stage.CLOSED, "reopen", {}, "Give the reason."),
        (Stage.CHECKING, "submit", {"rationale": "a\0b", "verdict": "false"}, "NUL"),
        (Stage.OPEN, "dismiss", {"note": "a\0b"}, "NUL"),
        (Stage.CHECKING, "submit", {"verdict": "probably"}, "valid choice"),
        (Stage.OPEN, "assign", {"assignee": "9" * 40}, "valid choice"),
    ],
)
def test_what_a_step_lacks_is_said_beside_its_field(
    people: dict[str, User], stage: Stage, verb: str, typed: dict[str, str], sentence: str
) -> None:
    claim = claim_at(stage, people)
    who = people["checker" if verb == "submit" else "editor"]
    for page in refuse(signed_in(who), claim, verb, 422, **typed):
        form = form_for(page, claim, verb)
        assert any(sentence in said for said in refusals_in(form)), refusals_in(page)
        for name in typed.keys() & {"rationale", "note"}:
            assert form.fields[name].strip() == typed[name].strip()


def test_a_verdict_without_evidence(people: dict[str, User]) -> None:
    claim = bring_to(Stage.CHECKING, make_claim(), people["checker"], people["editor"])
    typed = {"verdict": "verified", "rationale": "Everybody knows."}
    for page in refuse(signed_in(people["checker"]), claim, "submit", 422, **typed):
        form = form_for(page, claim, "submit")
        assert refusals_in(form) == ["Add evidence first: a verdict needs at least one source."]
        assert typed.items() <= form.fields.items()


def test_a_claim_cannot_be_assigned_to_who_handed_in_the_article(people: dict[str, User]) -> None:
    claim = make_claim(make_article(people["checker"]))
    client, typed = signed_in(people["editor"]), {"assignee": people["checker"].pk}
    for page in refuse(client, claim, "assign", 422, **typed):
        (sentence,) = refusals_in(form_for(page, claim, "assign"))
        assert "handed in the article" in sentence


def test_a_form_from_an_article_that_is_not_there_does_nothing(people: dict[str, User]) -> None:
    claim, client = claim_at(Stage.OPEN, people), signed_in(people["checker"])
    typed = {"version": claim.version, "article": 999_999}
    for headers in [None, HTMX]:
        answer = client.post(address_of(claim, "take"), typed, headers=headers)
        assert (answer.status_code, stage_of(claim)) == (404, Stage.OPEN)


def test_the_toast_is_only_for_who_took_the_step(people: dict[str, User]) -> None:
    claim = claim_at(Stage.CHECKING, people)
    address = f"{claim.get_absolute_url()}?done="
    done, client = claim.events.latest("pk").pk, signed_in(people["checker"])
    assert toast_in(read(client, f"{address}{done}")) == f"You took claim {claim.pk}"
    assert toast_in(read(signed_in(people["editor"]), f"{address}{done}")) == ""
    for rubbish in ["x", "-1", "9" * 30, "", "0"]:
        assert toast_in(read(client, f"{address}{rubbish}")) == ""

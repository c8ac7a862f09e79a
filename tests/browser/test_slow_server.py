"""Fast fingers on a slow server: nothing lands on the wrong claim, nothing typed is lost."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from claims.choices import Stage, Verb
from claims.models import Claim
from claims.roles import Role
from claims.services.revisions import revise
from claims.workflow import Inputs, advance
from tests.browser.actions import press, toast
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_proposal,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

SECONDS = 0.4


@pytest.fixture
def person():
    return make_person(Role.CHECKER)


@pytest.fixture
def claims(person):
    article = make_article()
    return [make_claim(article, words, person) for words in ("Alliance readies", "denies any plan")]


def open_workbench(sign_in, person, claim: Claim) -> Page:
    article = claim.passages.get().article
    return sign_in(person, f"/articles/{article.pk}/?claim={claim.pk}")


def slow_down(page: Page, method: str) -> None:
    """Every request of a method arrives late at the server, as over a bad line."""

    def delay(route: Route) -> None:
        if route.request.method == method:
            time.sleep(SECONDS)  # The line's own delay, not a wait for something to happen.
        route.continue_()

    page.route("**/*", delay)


def hammer(page: Page, *keys: str) -> None:
    """Press keys without a look at the screen."""
    for key in keys:
        page.keyboard.press(key)


def title(page: Page):
    return page.locator("#panel [data-panel-focus]")


def test_a_walk_during_a_step_waits_for_its_answer(sign_in, person, claims, complaints):
    page = open_workbench(sign_in, person, claims[0])
    slow_down(page, "POST")
    hammer(page, "a", "j")
    expect(title(page)).to_have_text(f"Claim {claims[1].pk}")
    expect(page.locator(f"mark[data-claim='{claims[0].pk}']")).to_have_attribute(
        "data-status", "checking"
    )
    expect(page.locator("#strip")).to_contain_text("1 in checking")
    assert toast(page) == f"You took claim {claims[0].pk}"
    assert page.url.endswith(f"?claim={claims[1].pk}")
    assert complaints == []


def test_a_click_during_a_step_waits_for_its_answer(sign_in, person, claims):
    page = open_workbench(sign_in, person, claims[0])
    slow_down(page, "POST")
    press(page, "a")
    page.locator(f"mark[data-claim='{claims[1].pk}']").click()
    expect(title(page)).to_have_text(f"Claim {claims[1].pk}")
    expect(page.locator("#strip")).to_contain_text("1 in checking")


def test_a_step_pressed_while_the_panel_loads_is_not_taken(sign_in, person):
    article = make_article()
    places = ["Alliance readies", "about 100,000 troops", "denies any plan"]
    first, second, third = proposals = [make_proposal(article, words) for words in places]
    page = open_workbench(sign_in, person, first)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.resource_type == "xhr":
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", hold)
    for keys, claim in [(["y", "y", "x"], second), (["j", "y"], third)]:
        hammer(page, *keys)
        expect(page.locator("#trouble")).to_contain_text("Still loading")
        assert len(held) == 1
        held.pop().continue_()
        expect(title(page)).to_have_text(f"Claim {claim.pk}")
        expect(page.locator("#trouble")).to_be_hidden()
    stages = [Claim.objects.get(pk=claim.pk).stage for claim in proposals]
    assert stages == [Stage.OPEN, Stage.PROPOSED, Stage.PROPOSED]


def test_a_clearance_during_a_walk_is_shown_as_read(sign_in, person, claims):
    page = open_workbench(sign_in, person, claims[0])
    press(page, "]")
    expect(page.locator(".chosen")).to_contain_text("Moscow has moved")
    slow_down(page, "POST")
    hammer(page, "n", "]")
    expect(page.locator(".chosen")).to_have_text("It was a cold morning.")
    expect(page.locator("#strip")).to_contain_text("2 of 5 sentences unread")


def test_a_line_that_breaks_leaves_text_and_panel_on_one_claim(sign_in, person, claims):
    page = open_workbench(sign_in, person, claims[0])
    page.context.set_offline(True)
    press(page, "j")
    expect(page.locator("#trouble")).to_contain_text("cannot be reached")
    expect(page.locator("mark[aria-current]")).to_have_attribute("data-claim", str(claims[0].pk))
    assert page.url.endswith(f"?claim={claims[0].pk}")


def test_signing_in_again_in_another_tab_is_enough_to_send_it_again(
    sign_in, person, claims, live_server, client
):
    page = open_workbench(sign_in, person, claims[0])
    make_evidence(claims[0], person)
    page.reload()
    press(page, "a")
    page.get_by_label("Rationale").fill("My reasons.")
    page.locator("label[data-status=verified]").click()
    page.context.clear_cookies()
    press(page, "Control+Enter")
    expect(page.locator("#trouble")).to_contain_text("signed out")
    person.set_password("a pass phrase")
    person.save()
    other = page.context.new_page()
    other.goto(f"{live_server.url}/accounts/login/")
    other.get_by_label("Username").fill(person.username)
    other.get_by_label("Password").fill("a pass phrase")
    press(other, "Enter")
    other.wait_for_url(f"{live_server.url}/")
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.locator(f"mark[data-claim='{claims[0].pk}']")).to_have_attribute(
        "data-status", "approval"
    )


def test_a_draft_of_one_sentence_stays_there_and_an_edit_is_kept(sign_in, person, claims):
    page = open_workbench(sign_in, person, claims[0])
    press(page, "]")
    page.get_by_label("Statement").fill("About the troops.")
    press(page, "Escape", "]")
    expect(page.locator(".chosen")).to_have_text("It was a cold morning.")
    expect(page.get_by_label("Statement")).to_have_value("")
    page.locator(f"mark[data-claim='{claims[0].pk}']").click()
    expect(title(page)).to_have_text(f"Claim {claims[0].pk}")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Statement").fill("A better statement.")
    page.locator(f"mark[data-claim='{claims[1].pk}']").click()
    expect(title(page)).to_have_text(f"Claim {claims[1].pk}")
    page.locator(f"mark[data-claim='{claims[0].pk}']").click()
    expect(title(page)).to_have_text(f"Claim {claims[0].pk}")
    page.get_by_role("link", name="Edit").click()
    expect(page.get_by_label("Statement")).to_have_value("A better statement.")


def test_what_a_field_lacks_is_said_though_a_later_revision_has_come_in(sign_in, person, claims):
    page = open_workbench(sign_in, person, claims[0])
    article = claims[0].passages.get().article
    revise(make_person(Role.EDITOR), article, 1, f"{article.current_revision.text} It snowed.")
    press(page, "e")
    page.locator("input[name=source]").fill("A title that nothing has")
    press(page, "Control+Enter")
    expect(page.locator("#panel .errorlist")).to_contain_text("No source")
    expect(page.locator("input[name=source]")).to_have_value("A title that nothing has")


def test_an_import_that_is_sent_twice_makes_one_article(sign_in, person):
    page = sign_in(person, "/articles/new/")
    page.get_by_label("Copy").fill("A headline\n\nA text.")
    page.get_by_role("button", name="Preview").dblclick()
    page.get_by_label("Outlet").fill("Wire")
    page.get_by_role("button", name="Import").dblclick()
    expect(page.locator("#text")).to_contain_text("A headline")
    assert person.handed_in.count() == 1


def test_what_was_sent_does_not_come_back_as_a_draft(sign_in, person, claims):
    page = open_workbench(sign_in, person, claims[0])
    press(page, "e")
    page.locator("input[name=source]").fill("https://example.org/sent")
    press(page, "Control+Enter")
    expect(page.locator(".evidence")).to_have_count(1)
    expect(page.locator("input[name=source]")).to_be_hidden()
    press(page, "e")
    expect(page.locator("input[name=source]")).to_have_value("")
    page.reload()
    press(page, "e")
    expect(page.locator("input[name=source]")).to_have_value("")


def test_why_it_was_sent_back_stands_above_the_verdict(sign_in, person, claims):
    editor = make_person(Role.EDITOR)
    bring_to(Stage.APPROVAL, claims[0], person, editor)
    note = Inputs(note="Ask the owner for the date.")
    advance(claims[0], Verb.SEND_BACK, editor, claims[0].version, note)
    page = open_workbench(sign_in, person, claims[0])
    expect(page.locator(".came-back")).to_contain_text("Ask the owner for the date.")

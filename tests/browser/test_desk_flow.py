"""The main job, whole: from an article to a closed claim, with two people."""

import pytest
from playwright.sync_api import expect

from claims.choices import Stage, Verb
from claims.models import Claim, Clearance, Event
from claims.roles import Role
from tests.browser.actions import focus_is_kept, press, select, toast
from tests.factories import bring_to, make_article, make_claim, make_evidence, make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

WORDS = "about 100,000 troops"


@pytest.fixture
def desk():
    return {
        "ben": make_person(Role.CHECKER, "ben"),
        "anna": make_person(Role.EDITOR, "anna"),
        "cleo": make_person(Role.REPORTER, "cleo"),
    }


def test_from_the_login_page_to_a_closed_claim_by_keyboard(
    desk, browser, live_server, sign_in, complaints
):
    desk["ben"].set_password("a pass phrase")
    desk["ben"].save()
    article = make_article(desk["cleo"])

    page = browser.new_page()
    page.goto(f"{live_server.url}/articles/{article.pk}/")
    page.get_by_label("Username").fill("ben")
    page.get_by_label("Password").fill("a pass phrase")
    press(page, "Enter")
    expect(page.locator("#text")).to_contain_text("Moscow has moved")

    select(page, WORDS)
    press(page, "c")
    page.wait_for_selector("textarea[name=statement]:focus")
    page.keyboard.type("Russia moved about 100,000 troops.")
    page.get_by_label("Kind").select_option("figure")
    press(page, "Control+Enter")
    expect(page.locator("mark[data-status=open]")).to_have_text(WORDS)
    claim = Claim.objects.get()
    assert toast(page) == f"You made claim {claim.pk}"
    assert claim.passages.get().exact == WORDS

    press(page, "a")
    expect(page.locator("mark")).to_have_attribute("data-status", "checking")
    press(page, "e")
    page.wait_for_selector("input[name=source]:focus")
    page.keyboard.type("https://example.org/count")
    press(page, "Control+Enter")
    expect(page.locator(".evidence")).to_contain_text("https://example.org/count")
    press(page, "v")
    page.wait_for_selector("textarea[name=rationale]:focus")
    page.keyboard.type("The count says so.")
    press(page, "Control+Enter")
    expect(page.locator("mark")).to_have_attribute("data-status", "approval")
    assert toast(page) == f"You submitted claim {claim.pk} (verified)"

    editor = sign_in(desk["anna"], f"/articles/{article.pk}/")
    press(editor, ".")
    expect(editor.get_by_role("button", name="Approve as verified")).to_be_visible()
    press(editor, "y")
    expect(editor.locator("mark")).to_have_attribute("data-status", "verified")
    expect(editor.locator("#strip")).to_contain_text("1 verified")
    expect(editor.locator(".log")).to_contain_text("anna approved the claim")
    focus_is_kept(editor)

    claim.refresh_from_db()
    assert claim.stage == Stage.CLOSED
    approval = Event.objects.get(verb=Verb.APPROVE)
    assert approval.actor == desk["anna"]
    assert approval.wording["statement"]["text"] == "Russia moved about 100,000 troops."
    assert approval.wording["passages"][0]["exact"] == WORDS
    assert complaints == []
    page.close()


def test_after_a_step_panel_mark_strip_and_toast_change_and_undo_takes_it_back(
    desk, sign_in, complaints
):
    article = make_article(desk["cleo"])
    claim = make_claim(article)
    page = sign_in(desk["ben"], f"/articles/{article.pk}/")
    expect(page.locator("#strip")).to_contain_text("1 open")

    press(page, "j", "a")
    expect(page.locator("#panel")).to_contain_text("In checking")
    expect(page.locator("mark")).to_have_attribute("data-status", "checking")
    expect(page.locator("#strip")).to_contain_text("1 in checking")
    assert toast(page) == f"You took claim {claim.pk}"
    focus_is_kept(page)

    press(page, "z")
    expect(page.locator("mark")).to_have_attribute("data-status", "open")
    expect(page.locator("#strip")).to_contain_text("1 open")
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee) == (Stage.OPEN, None)
    focus_is_kept(page)
    assert complaints == []


def test_unread_sentences_are_walked_and_cleared_by_two_keys(desk, sign_in):
    article = make_article(desk["cleo"])
    make_claim(article)
    page = sign_in(desk["ben"], f"/articles/{article.pk}/")
    expect(page.locator("#strip")).to_contain_text("4 of 5 sentences unread")

    press(page, "]")
    expect(page.locator(".chosen")).to_have_text("Alliance readies for conflict")
    press(page, "n")
    expect(page.locator("#strip")).to_contain_text("3 of 5 sentences unread")
    assert Clearance.objects.get().cleared_by == desk["ben"]
    press(page, "]")
    expect(page.locator(".chosen")).to_have_text("The Kremlin denies any plan to invade.")

    press(page, "]", "]", "]")
    expect(page.locator(".chosen")).to_have_text("The Kremlin denies any plan to invade.")
    page.locator(".sentence", has_text="Alliance readies").click()
    expect(page.locator("#panel")).to_contain_text("cleared by ben")
    press(page, "z")
    expect(page.locator("#strip")).to_contain_text("4 of 5 sentences unread")
    assert not Clearance.objects.exists()


def test_of_two_people_one_wins_and_the_other_keeps_what_was_typed(desk, sign_in, complaints):
    article = make_article(desk["cleo"])
    claim = bring_to(Stage.CHECKING, make_claim(article), desk["ben"], desk["anna"])
    make_evidence(claim)
    path = f"/articles/{article.pk}/?claim={claim.pk}"
    slow, quick = sign_in(desk["ben"], path, width=360), sign_in(desk["anna"], path)

    slow.get_by_label("Rationale").fill("My long and careful reasons.")
    slow.locator("label[data-status=disputed]").click()
    quick.get_by_role("button", name="Take over").click()
    expect(quick.locator("#panel")).to_contain_text("with anna")

    slow.get_by_role("button", name="Submit for approval").click()
    refusal = slow.get_by_role("alert").first
    expect(refusal).to_contain_text("has changed since you opened it")
    expect(refusal).to_be_focused()
    expect(refusal).to_be_in_viewport()
    expect(slow.locator("#panel")).to_contain_text("with anna")
    kept = slow.locator(".kept")
    expect(kept.get_by_label("Rationale")).to_have_value("My long and careful reasons.")
    expect(kept.get_by_label("Verdict")).to_have_value("disputed")
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee) == (Stage.CHECKING, desk["anna"])

    slow.get_by_role("button", name="Take over").click()
    slow.locator("label[data-status=disputed]").click()
    slow.get_by_label("Rationale").last.fill("My long and careful reasons.")
    slow.get_by_role("button", name="Submit for approval").click()
    stage = slow.locator("#panel .claim-head .status")
    expect(stage).to_have_attribute("data-status", "approval")
    expect(stage).to_be_in_viewport()
    assert complaints == []


def test_everything_works_without_script(desk, sign_in):
    article = make_article(desk["cleo"])
    page = sign_in(desk["ben"], f"/articles/{article.pk}/", java_script_enabled=False)
    page.get_by_role("link", name="sentences unread").click()
    page.get_by_label("Statement").fill("Russia moved about 100,000 troops.")
    page.get_by_label("Kind").select_option("figure")
    page.get_by_role("textbox", name="Words in the text").first.fill(WORDS)
    page.get_by_role("button", name="Make the claim").click()
    page.get_by_role("button", name="Take").click()
    page.locator("summary", has_text="Add evidence").click()
    page.get_by_label("Source").fill("https://example.org/count")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("label[data-status=verified]").click()
    page.get_by_label("Rationale").fill("The count says so.")
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.locator("[data-toast]")).to_contain_text("submitted")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-toast]")).to_contain_text("took back the step")
    page.get_by_role("button", name="Submit for approval").click()

    editor = sign_in(desk["anna"], "/", java_script_enabled=False)
    editor.get_by_role("link", name="Russia moved about 100,000 troops.").click()
    editor.get_by_role("button", name="Approve as verified").click()
    expect(editor.locator("mark[data-status=verified]")).to_have_text(WORDS)
    assert Claim.objects.get().stage == Stage.CLOSED

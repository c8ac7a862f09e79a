"""A run of sentences is cleared by its selection, and a revision ruled on and signed."""

import pytest
from playwright.sync_api import expect

from claims.choices import Role
from tests.browser.actions import press, select, toast
from tests.factories import make_article, make_person, revision_of
from tests.signing import Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_selected_run_is_cleared_by_the_keyboard(sign_in, complaints):
    article = make_article(text="A 😀 head\n\nOne is said. Two is said.\n\nThree is said.")
    page = sign_in(make_person(Role.CHECKER), article.get_absolute_url())
    select(page, "😀 head" + "One is said. Two is said.")
    press(page, "n", "n")
    expect(page.locator("#text .sentence.unread")).to_have_count(2)
    assert toast(page) == "2 sentences hold nothing to check"
    press(page, "z")
    expect(page.locator("#text .sentence.unread")).to_have_count(4)
    assert toast(page) == "2 sentences are unread again"
    press(page, "]", "n")  # One sentence as before.
    expect(page.locator("#text .sentence.unread")).to_have_count(3)
    assert not complaints


def test_a_long_list_is_ruled_on_without_losing_the_place(sign_in, complaints):
    desk = Desk()
    for _ in range(40):
        desk.ask()
    page = sign_in(desk.editor, f"{desk.article.get_absolute_url()}sign-off/", width=360)
    row = page.locator(".rows li").nth(30)
    row.locator("summary").click()
    row.get_by_text("On the author").click()
    row.get_by_role("button", name="Rule").click()
    expect(row.locator(".errorlist")).to_have_text("Give the reason: it stands in the record.")
    expect(row.locator("textarea")).to_be_focused()
    page.keyboard.type("He is on leave.")
    press(page, "Control+Enter")
    expect(row.locator(".ruling")).to_contain_text("On the author He is on leave.")
    expect(row.locator("summary")).to_be_focused()
    expect(row).to_be_in_viewport()

    together = page.locator(".open-group > details")
    together.locator("summary").click()
    together.get_by_text("Stands as it is").click()
    together.locator("textarea").fill("None of it matters.")
    together.get_by_role("button", name="Rule on all 39").click()
    page.get_by_role("button", name="Sign off revision 1").click()
    expect(page.locator(".signature")).to_contain_text(f"Signed off by {desk.editor}")
    assert revision_of(desk.article).sign_off.signed_by == desk.editor
    assert not complaints

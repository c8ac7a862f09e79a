"""A run of sentences is cleared by its selection, and a revision ruled on and signed."""

import pytest
from playwright.sync_api import expect

from claims.roles import Role
from tests.browser.actions import focus_is_kept, press, select, toast
from tests.factories import make_article, make_person, revision_of
from tests.signing import Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_selected_run_is_cleared_by_the_keyboard(sign_in, complaints):
    article = make_article(text="A 😀 head\n\nOne is said. Two is said.\n\nThree is said.")
    page = sign_in(make_person(Role.CHECKER), article.get_absolute_url())
    select(page, "😀 head" + "One is said. Two is said.")
    press(page, "n")
    expect(page.locator("#text .sentence.unread")).to_have_count(2)
    assert toast(page) == "2 sentences hold nothing to check"
    press(page, "z")
    expect(page.locator("#text .sentence.unread")).to_have_count(4)
    assert toast(page) == "2 sentences are unread again"
    press(page, "]", "n")  # One sentence as before.
    expect(page.locator("#text .sentence.unread")).to_have_count(3)
    assert not complaints


def test_who_presses_the_key_twice_clears_no_more(sign_in, complaints):
    article = make_article(text="A head\n\nOne is said. Two is said.\n\nThree is said.")
    page = sign_in(make_person(Role.CHECKER), article.get_absolute_url())
    select(page, "One is said. Two is said.")
    press(page, "n", "n")
    expect(page.locator(".chosen")).to_have_text("A head")  # The next to be read.
    expect(page.locator("#text .sentence.unread")).to_have_count(2)
    assert not complaints


def test_where_no_sentence_lies_whole_its_words_are_shown(sign_in, complaints):
    article = make_article(text="A head\n\nOne is said. Two is said.")
    page = sign_in(make_person(Role.CHECKER), article.get_absolute_url())
    select(page, "said. Two")
    press(page, "n", "n")
    expect(page.locator(".chosen")).to_have_text("said. Two")
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
    expect(page.locator(".signature h2")).to_be_focused()  # What comes next is beside it.
    expect(page.get_by_role("button", name="Sign off revision 1")).to_be_in_viewport()
    page.get_by_role("button", name="Sign off revision 1").click()
    expect(page.locator(".signature")).to_contain_text(f"Signed off by {desk.editor}")
    assert revision_of(desk.article).sign_off.signed_by == desk.editor
    assert not complaints


def test_what_was_published_too_soon_is_taken_back(sign_in, complaints):
    desk = Desk()
    desk.sign()
    page = sign_in(desk.editor, f"{desk.article.get_absolute_url()}sign-off/", width=360)
    page.get_by_role("button", name="Mark as published").click()
    expect(page.locator(".signature")).to_contain_text("Published")
    for asked in ("Take back the publication", "Withdraw the sign-off"):
        page.locator("summary", has_text=asked).click()
        page.get_by_role("button", name=asked).click()
        expect(page.locator(".errorlist")).to_have_text("Give the reason: it stands in the record.")
        expect(page.get_by_label("Why")).to_be_focused()
        page.keyboard.type("It was held over.")
        press(page, "Control+Enter")
        expect(page.locator("summary", has_text=asked)).to_have_count(0)
        focus_is_kept(page)
    expect(page.get_by_role("button", name="Sign off revision 1")).to_be_visible()
    assert not complaints

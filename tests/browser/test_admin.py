"""Typing in at the admin: words are marked in an article's text with the mouse."""

import pytest
from playwright.sync_api import expect

from claims.models import Article
from claims.roles import Role
from tests.admin_pages import change_url
from tests.browser.conftest import SignIn
from tests.factories import make_article, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Mayor opens bridge\n\nIt cost 4 million euros.\n\n4 million people cross it."


def test_marked_words_make_a_claim(sign_in: SignIn, complaints: list[str]) -> None:
    article = make_article(text=TEXT)
    page = sign_in(make_person(Role.CHECKER, is_staff=True), change_url(article))
    text = page.locator("[data-text]")
    lines = text.evaluate("each => parseFloat(getComputedStyle(each).lineHeight)")
    # The fifth line of the text, from its first character to its end.
    text.click(click_count=3, position={"x": 60, "y": 16 + lines * 4.5})
    statement = page.locator("#id_passages-0-statement")
    expect(page.locator("#id_passages-0-words")).to_have_value("4 million people cross it.")
    expect(statement).to_be_focused()
    statement.fill("Four million people cross the bridge.")
    page.select_option("#id_passages-0-kind", "figure")
    page.click("[name=_save]")
    page.locator("table th[scope=row]").wait_for()
    passage = Article.objects.get().passages.get()
    assert passage.exact == "4 million people cross it."
    assert passage.claim.statement == "Four million people cross the bridge."
    assert complaints == []

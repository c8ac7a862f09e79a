"""A whole article, from the paste to the last sentence read, at a key a claim."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from claims.choices import Stage
from claims.importing import sample_desk
from claims.models import Article, Claim
from claims.roles import Role
from tests.browser.actions import press
from tests.factories import make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

TEXT = sample_desk.text_in(settings.BASE_DIR / "fixtures")


def in_the_text(page: Page, which: str) -> int:
    return page.locator(f"#text {which}").count()


def judge(page: Page, number: int) -> None:
    """Dismiss every seventh proposal, edit every eleventh before accepting it, accept the rest."""
    left = in_the_text(page, "mark[data-status=proposed][id]")
    if number % 11 == 0:
        press(page, "Enter")
        expect(page.locator("textarea[name=statement]")).to_be_focused()
        press(page, "End", "Backspace", ".", "Control+Enter")
    else:
        press(page, "x" if number % 7 == 0 else "y")
    expect(page.locator("#text mark[data-status=proposed][id]")).to_have_count(left - 1)


def test_an_article_is_imported_and_worked_through_by_keyboard(sign_in, complaints):
    page = sign_in(make_person(Role.REPORTER), "/articles/new/")
    page.get_by_label("Copy").focus()
    page.keyboard.insert_text(TEXT)
    press(page, "Control+Enter")
    page.get_by_label("Outlet").focus()
    page.keyboard.type("Morning Post")
    press(page, "Control+Enter")
    page.wait_for_selector("#strip")
    article = Article.objects.get()
    proposed = Claim.objects.filter(stage=Stage.PROPOSED).count()
    assert proposed > 40

    page = sign_in(make_person(Role.CHECKER), article.get_absolute_url())
    press(page, ".")
    for number in range(1, proposed + 1):
        judge(page, number)
    assert not Claim.objects.filter(stage=Stage.PROPOSED).exists()
    assert Claim.objects.filter(stage=Stage.DISMISSED).count() == proposed // 7

    while unread := in_the_text(page, ".sentence.unread"):
        press(page, "]", "n")
        expect(page.locator("#text .sentence.unread")).to_have_count(unread - 1)
    expect(page.locator("#strip")).to_contain_text("every sentence read")
    assert not complaints

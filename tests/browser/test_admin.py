"""Typing in at the admin: words are marked in an article's text with the mouse."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from claims.models import Article
from claims.roles import Role
from tests.admin_pages import change_url
from tests.browser.conftest import SignIn
from tests.browser.everybody import TOO_WIDE, WIDTHS
from tests.factories import make_article, make_claim, make_person

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


IS_COVERED = """() => [...document.querySelectorAll("input, textarea, select")]
    .filter(field => field.checkVisibility() && !field.closest(".submit-row"))
    .filter(field => {
        field.focus();
        const box = field.getBoundingClientRect();
        const shown = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return shown?.closest(".submit-row");
    })
    .map(field => field.name)
"""


def test_pages_fit_and_no_button_covers_the_field_typed_in(sign_in: SignIn) -> None:
    claim = make_claim(make_article(text=f"{'Long' * 30}\n\n{TEXT}"), "4 million people")
    page = sign_in(make_person(Role.CHECKER, is_staff=True))
    for path in [
        "/admin/claims/claim/",
        change_url(claim),
        change_url(claim.passages.get().article),
    ]:
        page.goto(urljoin(page.url, path))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 500})
            assert page.evaluate(TOO_WIDE) == [], (path, width)
            assert page.evaluate(IS_COVERED) == [], (path, width)
    # Fields of one row stand on one line.
    page.goto(urljoin(page.url, change_url(claim)))
    for one, other in [
        ("#id_kind", ".field-claimant .select2-selection"),
        ("#id_said_on", "#id_occasion"),
    ]:
        boxes = [page.locator(field).bounding_box() for field in (one, other)]
        assert boxes[0]["y"] == pytest.approx(boxes[1]["y"], abs=1), (one, other)

"""Evidence by keyboard: a key, the paste, at most a stance key, Enter."""

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Stance
from claims.models import Evidence
from claims.roles import Role
from tests.browser.actions import press
from tests.factories import make_article, make_claim, make_person, make_source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ADDRESS = "https://example.org/count"

PASTE = """text => {
    const field = document.activeElement;
    const carried = new DataTransfer();
    carried.setData("text/plain", text);
    const options = { clipboardData: carried, bubbles: true, cancelable: true };
    if (field.dispatchEvent(new ClipboardEvent("paste", options))) {
        document.execCommand("insertText", false, text);
    }
}"""


@pytest.fixture
def page(sign_in) -> Page:
    claim = make_claim(make_article())
    person = make_person(Role.CHECKER)
    return sign_in(person, f"{claim.passages.get().article.get_absolute_url()}?claim={claim.pk}")


def paste(page: Page, text: str) -> None:
    page.wait_for_selector("input[name=source]:focus")
    page.evaluate(PASTE, text)


@pytest.mark.parametrize(
    ("strokes", "stance"),
    [
        (["Enter"], Stance.SUPPORTS),
        (["-", "Enter"], Stance.DISPUTES),
        (["=", "Enter"], Stance.CONTEXT),
        (["-", "+", "Enter"], Stance.SUPPORTS),
    ],
)
def test_evidence_takes_a_paste_and_at_most_four_strokes(page, complaints, strokes, stance):
    press(page, "e")
    paste(page, ADDRESS)
    page.wait_for_selector("input[name=stance]:focus")
    press(page, *strokes)
    assert len(["e", *strokes]) <= 4
    expect(page.locator(f".evidence[data-stance={stance}]")).to_contain_text(ADDRESS)
    evidence = Evidence.objects.get()
    assert (evidence.stance, evidence.source.url) == (stance, ADDRESS)
    assert evidence.source.capture_asked_at  # Its page is captured without being asked for.
    expect(page.locator(":focus")).to_have_count(1)
    assert not complaints


def test_what_is_known_of_the_source_is_said_before_it_is_added(page):
    make_source(url=ADDRESS, title="A count of troops", publisher="Morning Post")
    press(page, "e")
    paste(page, "http://www.example.org/count/?utm_source=x")
    expect(page.locator("#source-known")).to_contain_text("A count of troops, Morning Post")
    press(page, "Enter")
    expect(page.locator(".evidence")).to_contain_text("A count of troops")


def test_a_title_is_typed_and_the_rest_by_tab(page):
    make_source(title="A count of troops")
    press(page, "e")
    page.wait_for_selector("input[name=source]:focus")
    page.keyboard.type("a count of troops")
    press(page, "Control+Enter")
    expect(page.locator(".evidence")).to_contain_text("A count of troops")

"""Queries and corrections in a browser: the keys, the words selected, the focus, every width."""

import pytest
from playwright.sync_api import expect

from claims.models import Correction, Query
from claims.roles import Role
from claims.services.negotiation import (
    agree_correction,
    ask_query,
    counter_correction,
    suggest_correction,
    take_back_correction,
)
from tests.browser.actions import focus_is_kept, press, select
from tests.browser.everybody import hindrances
from tests.factories import make_article, make_person, revision_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 3
TEXT = f"Talks 😀 go on\n\n👩‍👩‍👧 said 5 men came, שלום, in the cold.\n\n{LONG} stays."


@pytest.fixture
def author():
    return make_person(Role.REPORTER, first_name="Rory")


@pytest.fixture
def article(author):
    return make_article(author, TEXT)


def suggest(article, old, new):
    revision = revision_of(article)
    start = revision.text.index(old)
    checker = make_person(Role.CHECKER)
    return suggest_correction(checker, revision, start, start + len(old), new, "It was.")


def test_selected_words_are_asked_about_and_corrected_by_keys(sign_in, article, complaints):
    page = sign_in(make_person(Role.CHECKER), article.get_absolute_url())
    select(page, "5 men came, שלום")
    press(page, "c")
    expect(page.locator(".selection")).to_be_visible()
    press(page, "Escape")  # Out of the field, so that keys are keys.
    press(page, "q")
    page.keyboard.type("Who counted?")
    press(page, "Control+Enter")
    expect(page.locator("[data-toast]")).to_contain_text("Asked: Rory sees it")
    select(page, "5 men came, שלום")
    press(page, "n", "s")
    expect(page.get_by_label("Should read")).to_be_focused()
    page.get_by_label("Should read").fill("6 men 😀 came")
    page.get_by_label("Why").fill("So the list says.")
    press(page, "Control+Enter")
    expect(page.locator("[data-toast]")).to_contain_text("Suggested: Rory sees it")
    assert Query.objects.get().words == "5 men came, שלום"
    found = Correction.objects.get()
    assert (found.exact, found.words) == ("5 men came, שלום", "6 men 😀 came")
    assert complaints == []


def test_keys_walk_through_corrections_and_queries(sign_in, article, author):
    corrections = [suggest(article, "5", "6"), suggest(article, "cold", "heat")]
    checker = make_person(Role.CHECKER)
    queries = [ask_query(checker, article, question) for question in ("Who?", "When?")]
    address = article.get_absolute_url()
    for path, rows in [
        ("corrections/", [f"#correction{c.pk}" for c in corrections]),
        ("queries/", [f"#query{q.pk}" for q in queries]),
    ]:
        page = sign_in(author, f"{address}{path}")
        for key, row in [("j", rows[0]), ("j", rows[1]), ("j", rows[1]), ("k", rows[0])]:
            press(page, key)
            expect(page.locator(row)).to_be_focused()


def test_the_focus_is_never_lost(sign_in, article, author, complaints):
    first, second = suggest(article, "5", "6"), suggest(article, "cold", "heat")
    page = sign_in(author, f"{article.get_absolute_url()}corrections/")
    row = page.locator(f"#correction{first.pk}")
    why = page.locator(f"#decline{first.pk}_reason")
    row.get_by_text("Decline").first.click()
    expect(why).to_be_focused()
    press(page, "Control+Enter")
    expect(row).to_contain_text("Give the reason.")
    focus_is_kept(page)
    why.fill("I counted.")
    press(page, "Control+Enter")
    expect(page.locator("[data-toast]")).to_contain_text("Declined")
    expect(row).to_be_focused()
    take_back_correction(second.suggested_by, second)
    page.locator(f"#correction{second.pk}").get_by_role("button", name="Accept").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("has gone on since you opened it")
    expect(refusal).to_be_focused()
    assert complaints == []


def test_the_lists_fit_and_can_be_used_by_everybody(
    sign_in, article, author, live_server, complaints
):
    checker, editor = make_person(Role.CHECKER), make_person(Role.EDITOR)
    ask_query(checker, article, f"{LONG}?", words=LONG)
    suggest(article, LONG, f"{LONG[::-1]}")
    counter_correction(author, suggest(article, "cold", LONG), "", f"{LONG}.")
    agree_correction(author, suggest(article, "5 men", "6 men"))
    agree_correction(author, suggest(article, "men came", "came"))
    faults = []
    for person in (author, editor):
        page = sign_in(person)
        for path in ("corrections", "queries", "sign-off"):
            page.goto(f"{live_server.url}{article.get_absolute_url()}{path}/")
            for details in page.locator("#results details").all():
                details.evaluate("details => { details.open = true; }")
            faults += hindrances(page)
    assert faults == []
    assert complaints == []

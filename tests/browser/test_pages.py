"""Every page at every width: nothing runs over, nothing breaks the CSP, WCAG 2.2 AA holds."""

import pytest
from playwright.sync_api import expect

from claims.choices import Stage
from claims.importing import preparing
from claims.models import Claimant, Import, Query
from claims.roles import Role
from claims.services import imports
from tests.browser.actions import press
from tests.browser.everybody import hindrances
from tests.factories import bring_to, make_article, make_claim, make_person, make_source
from tests.signing import WORDS, Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ARTICLE_PAGES = [
    "amend", "revisions", "revisions/new", "queries", "corrections", "quotations", "sign-off",
    "packet",
]  # fmt: skip
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 3


def make_desk(person, editor):
    """A claim in every stage, overlapping passages, and words that are longer than a phone."""
    article = make_article(text=f"{LONG} headline\n\n{'A sentence to check. ' * 8}\n\n{LONG}.")
    claimant = Claimant.objects.create(name=LONG[:120], kind="person")
    claims = []
    for stage in Stage:
        claim = make_claim(article, "sentence to check", person, claimant=claimant)
        claims.append(bring_to(stage, claim, person, editor))
    make_claim(article, "to check. A sentence", person, statement=f"{LONG}.")
    return article, claims


def test_pages_fit_and_can_be_used_by_everybody(sign_in, live_server, complaints):
    person, editor = make_person(Role.CHECKER), make_person(Role.EDITOR)
    article, claims = make_desk(person, editor)
    source = make_source(title=LONG, url=f"https://example.org/{LONG}")
    page = sign_in(editor)
    workbench = f"/articles/{article.pk}/"
    ready = Import(text=f"{LONG}\n\nAbout 300 people came, {LONG} said.")
    preparing.prepare(imports.ask_import(editor, ready))
    waiting = imports.ask_import(editor, Import(address=f"https://example.org/{LONG}"))
    refused = Import(address=f"https://127.0.0.1/{LONG}")
    preparing.prepare(imports.ask_import(editor, refused))
    paths = [
        "/", "/articles/", "/articles/new/",
        *(f"/imports/{copy.pk}/" for copy in (ready, waiting, refused)),
        workbench, f"{workbench}?sentence=0",
        *(f"{workbench}{page}/" for page in ARTICLE_PAGES),
        *(f"{workbench}?claim={claim.pk}" for claim in claims),
        *(f"/claims/{claim.pk}/" for claim in claims),
        f"/claims/{claims[0].pk}/amend/", "/claims/", "/claims/?q=nothing", "/sources/",
        "/sources/new/", "/sources/new/?kind=confidential", f"/sources/{source.pk}/",
        f"/sources/{source.pk}/amend/", "/claimants/",
        f"/claimants/{claims[0].claimant_id}/", "/go/?q=a", "/accounts/", "/accounts/password/",
    ]  # fmt: skip
    faults = []
    for path in paths:
        page.goto(live_server.url + path)
        faults += hindrances(page)
    assert faults == []
    assert complaints == []


def test_a_link_in_a_list_opens_its_page_and_back_returns(sign_in, live_server, complaints):
    desk = Desk()
    made = make_claim(desk.article, WORDS)
    desk.correct(claim=made)
    Query.objects.create(
        article=desk.article, claim=made, question="Who says so?", asked_by=desk.checker
    )
    source = make_source()
    page = sign_in(desk.editor)
    at = desk.article.get_absolute_url()
    article = live_server.url + at
    claim = f"{article}?claim={made.pk}"
    for path, link, address in [
        ("/claims/?kind=figure", ".rows .title", claim),
        ("/articles/", ".rows .title", article),
        ("/sources/", ".rows .title", f"{live_server.url}/sources/{source.pk}/"),
        (f"{at}corrections/", ".rows .meta a", claim),
        (f"{at}queries/", ".rows .meta a", claim),
        (f"{at}sign-off/", "#claim .title", claim),
    ]:
        page.goto(live_server.url + path)
        page.locator(link).first.click()
        expect(page).to_have_url(address)
        expect(page.locator("main :is(h1, #text)").first).to_be_visible()
        page.go_back()
        expect(page).to_have_url(live_server.url + path)
    page.goto(f"{live_server.url}/claims/")
    press(page, "j", "Enter")
    expect(page.locator("#text")).to_contain_text("The mayor")
    press(page, "a")
    expect(page.locator("#panel")).to_contain_text("In checking")
    assert complaints == []


def test_on_a_phone_the_copy_stays_in_view_above_the_chosen_claim(sign_in):
    article = make_article()
    claim = make_claim(article)
    page = sign_in(make_person(Role.CHECKER), f"/articles/{article.pk}/", width=360)
    page.locator("mark").click()
    expect(page.locator("#panel [data-panel-focus]")).to_have_text(f"Claim {claim.pk}")
    mark, panel = page.locator("mark").bounding_box(), page.locator("#panel").bounding_box()
    assert mark["y"] + mark["height"] <= panel["y"]
    press(page, "Escape")
    expect(page.locator("#panel")).to_contain_text("1 claim")


def test_the_login_page_can_be_used_by_everybody(browser, live_server):
    page = browser.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    assert hindrances(page) == []
    page.close()

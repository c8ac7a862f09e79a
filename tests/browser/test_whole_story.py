"""One article, three people: import, check, query, correction, new revision, sign-off, packet."""

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Stage
from claims.models import Article, Claim, Correction, Source
from claims.roles import Role
from tests.browser.actions import press
from tests.factories import make_person
from tests.work import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

TEXT = """Council buys trams

The council bought 40 trams on Monday. “We are very proud of them,” said Anna Lind, the mayor.

Rain is forecast."""
CAPTURED = "Minutes: the council bought 42 trams. The mayor said: We are very proud of them."


@pytest.fixture
def people():
    roles = {"reporter": Role.REPORTER, "checker": Role.CHECKER, "editor": Role.EDITOR}
    return {name: make_person(role, first_name=name.title()) for name, role in roles.items()}


def hand_in(page: Page) -> Article:
    page.get_by_label("Copy").fill(TEXT)
    page.get_by_role("button", name="Preview").click()
    page.get_by_label("Outlet").fill("Morning Post")
    page.get_by_label("Dateline").fill("2022-01-26")
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#text")).to_contain_text("Council buys trams")
    return Article.objects.get()


def accept_and_read(page: Page) -> None:
    """Every proposal by a key, then every sentence that is left."""
    press(page, ".")
    while left := page.locator("#text mark[data-status=proposed][id]").count():
        press(page, "y")
        expect(page.locator("#text mark[data-status=proposed][id]")).to_have_count(left - 1)
    while left := page.locator("#text .sentence.unread").count():
        press(page, "]", "n")
        expect(page.locator("#text .sentence.unread")).to_have_count(left - 1)


def bring_evidence(page: Page) -> None:
    press(page, "e")
    page.get_by_label("Source", exact=True).fill("https://example.org/minutes")
    press(page, "Control+Enter")
    expect(page.locator(".evidence")).to_have_count(1)


def judge(page: Page, article: Article, claim: Claim) -> None:
    page.goto(f"{page.url.split('/articles/')[0]}{article.get_absolute_url()}?claim={claim.pk}")
    press(page, "a")
    expect(page.locator("#panel .claim-head .status")).to_have_text("In checking")
    if not page.locator(".evidence").count():
        bring_evidence(page)
    press(page, "v")
    page.get_by_label("Rationale").fill("The minutes say so.")
    press(page, "Control+Enter")
    expect(page.locator("#panel .claim-head .status")).to_have_text("Awaiting approval")


def approve_all(page: Page) -> None:
    while Claim.objects.filter(stage=Stage.APPROVAL).exists():
        waiting = Claim.objects.filter(stage=Stage.APPROVAL).count()
        press(page, ".")
        expect(page.get_by_role("button", name="Approve as")).to_be_visible()
        press(page, "y")
        expect(page.locator("#panel .claim-head .status")).to_have_text("Verified")
        assert Claim.objects.filter(stage=Stage.APPROVAL).count() == waiting - 1


def test_from_import_to_packet_with_three_people(sign_in, people, complaints):
    reporter = sign_in(people["reporter"], "/articles/new/")
    article = hand_in(reporter)
    home = article.get_absolute_url()

    checker = sign_in(people["checker"], home)
    accept_and_read(checker)
    trams = Claim.objects.get(passages__exact__contains="40 trams")
    judge(checker, article, trams)
    source = Source.objects.get()
    checker.get_by_role("link", name=source.title).first.click()
    checker.get_by_role("link", name="Upload or paste a copy").click()
    checker.get_by_label("Text", exact=False).first.fill(CAPTURED)
    checker.get_by_role("button", name="Keep it").click()

    # The minutes say 42: the checker asks, the reporter answers.
    root = checker.url.split("/snapshots/")[0].split("/sources/")[0]
    checker.goto(f"{root}{home}?claim={trams.pk}")
    press(checker, "q")
    checker.get_by_label("Question").fill("The minutes have 42. Which is it?")
    press(checker, "Control+Enter")
    expect(checker.locator("[data-toast]")).to_contain_text("Reporter sees it")
    reporter.goto(f"{root}/")
    reporter.get_by_role("link", name="1 query").click()
    reporter.get_by_label("Answer").fill("42, sorry.")
    reporter.get_by_role("button", name="Answer").click()
    expect(reporter.locator(".rows")).to_contain_text("answered by Reporter")

    # Other words are suggested and accepted, and make revision 2.
    press(checker, "s")
    checker.get_by_label("Should read").fill("The council bought 42 trams on Monday")
    checker.get_by_label("Why").fill("So the minutes say.")
    press(checker, "Control+Enter")
    expect(checker.locator("[data-toast]")).to_contain_text("Suggested")
    assert Correction.objects.get().claim == trams
    reporter.goto(f"{root}{home}corrections/")
    reporter.get_by_role("button", name="Accept").click()
    reporter.get_by_role("button", name="Apply 1 as revision 2").click()
    expect(reporter.locator("#text")).to_contain_text("42 trams")
    trams.refresh_from_db()
    assert trams.stage == Stage.CHECKING  # It was submitted on other words.

    # Everything is judged again, approved, and signed off.
    checker.goto(f"{root}{home}")
    accept_and_read(checker)
    for claim in Claim.objects.filter(stage__in=[Stage.OPEN, Stage.CHECKING]):
        judge(checker, article, claim)
    editor = sign_in(people["editor"], home)
    approve_all(editor)
    editor.goto(f"{root}{home}sign-off/")
    expect(editor.locator("#results")).to_contain_text("Nothing open")
    editor.get_by_role("button", name="Sign off revision 2").click()
    expect(editor.locator("#results")).to_contain_text("Signed off by Editor")

    # The whole of it in one file.
    editor.goto(f"{root}{home}packet/")
    editor.get_by_role("button", name="Make it").click()
    expect(editor.locator("[aria-current=step]")).to_be_visible()
    work()
    with editor.expect_download() as saved:
        editor.get_by_role("link", name="Save the PDF").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    assert not complaints

"""An article comes in by each of the four ways, and ends in a workbench with proposals."""

from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from claims.models import Article
from claims.roles import Role
from tests.browser.actions import press
from tests.factories import make_person
from tests.web.site import answer, redirect, running_site
from tests.work import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

HEADLINE = "Alliance readies for conflict"
BODY = [
    "Moscow has moved about 100,000 troops to areas near its border. The Kremlin denied any plan"
    " to invade.",
    "“We are ready to talk,” Anna Lind, the foreign minister, told the Morning Post on Monday.",
]
TEXT = "\n\n".join([HEADLINE, *BODY])
PAGE = f"""<!doctype html><html lang="en"><head><title>{HEADLINE} - Morning Post</title>
<meta property="og:site_name" content="Morning Post">
<meta property="article:published_time" content="2022-01-22T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/share">Share on Facebook</a></nav>
<article><h1>{HEADLINE}</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in BODY)}</article>
<script>document.title = "Taken over"</script><footer>Subscribe to our newsletter</footer>
</body></html>"""


@pytest.fixture
def site(settings):
    settings.IMPORT_ALLOWS_LOOPBACK = True
    with running_site() as site:
        yield site


@pytest.fixture
def checker():
    return make_person(Role.CHECKER)


def is_looked_at(page: Page) -> None:
    """The preview: headline and marks, and nothing stored."""
    expect(page.locator(".preview h1")).to_have_text(HEADLINE)
    expect(page.locator(".preview mark", has_text="100,000 troops")).not_to_have_count(0)
    assert not Article.objects.exists()


def is_in_the_workbench(page: Page) -> None:
    expect(page.locator("#text h1")).to_contain_text(HEADLINE)
    expect(page.locator("mark[data-status=proposed]", has_text="denied")).not_to_have_count(0)
    expect(page.locator("mark[data-status=proposed]", has_text="ready to talk")).to_have_count(1)
    article = Article.objects.get()
    assert page.url.endswith(article.get_absolute_url())


def test_pasted_copy_by_keyboard_alone(sign_in, checker, complaints):
    page = sign_in(checker, "/articles/new/")
    page.get_by_label("Copy").focus()
    page.keyboard.insert_text(TEXT)
    press(page, "Control+Enter")
    is_looked_at(page)
    page.get_by_label("Outlet").focus()
    page.keyboard.type("Morning Post")
    press(page, "Control+Enter")
    is_in_the_workbench(page)
    assert not complaints


def test_a_file(sign_in, checker, complaints):
    page = sign_in(checker, "/articles/new/")
    file = {"name": "story.html", "mimeType": "text/html", "buffer": PAGE.encode()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[aria-current=step]")).to_have_text("Waiting for its turn")
    work()
    is_looked_at(page)
    expect(page.get_by_label("Outlet")).to_have_value("Morning Post")
    page.get_by_role("button", name="Import").click()
    is_in_the_workbench(page)
    assert not complaints


def test_an_address_whose_progress_is_seen(sign_in, checker, complaints, site):
    site.pages |= {"/old": redirect("/story"), "/story": answer(PAGE)}
    page = sign_in(checker, "/articles/new/")
    page.get_by_label("Address").fill(site.url("/old"))
    press(page, "Enter")
    expect(page.locator("[aria-current=step]")).to_have_text("Waiting for its turn")
    work()
    is_looked_at(page)
    expect(page.get_by_label("Dateline")).to_have_value("2022-01-22")
    assert "Share on Facebook" not in page.locator(".preview .text").inner_text()
    assert "Taken over" not in page.title()
    page.get_by_role("button", name="Import").click()
    is_in_the_workbench(page)
    standing = page.url
    # Asked for again, the article that stands opens.
    page.goto(standing.split("/articles/")[0] + "/articles/new/")
    page.get_by_label("Address").fill(site.url("/old"))
    press(page, "Enter")
    expect(page.locator(".notice")).to_contain_text("here already")
    assert page.url == standing
    assert not complaints


def test_an_address_without_script(sign_in, checker, site):
    site.pages["/story"] = answer(PAGE)
    page = sign_in(checker, "/articles/new/", java_script_enabled=False)
    page.get_by_label("Address").fill(site.url("/story"))
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[aria-current=step]")).to_have_text("Waiting for its turn")
    work()
    is_looked_at(page)  # The page asks again by itself.
    page.get_by_role("button", name="Import").click()
    is_in_the_workbench(page)


def test_an_address_that_does_not_answer_with_a_page(sign_in, checker, site):
    site.pages["/"] = answer("Sign in first.", status="401 Unauthorized")
    page = sign_in(checker, "/articles/new/")
    page.get_by_label("Address").fill(site.url())
    press(page, "Enter")
    expect(page.locator("[aria-current=step]")).to_be_visible()
    work()
    expect(page.locator(".refusal")).to_be_visible()
    page.get_by_role("link", name="Bring it in another way").click()
    expect(page.get_by_label("Address")).to_have_value(site.url())


@pytest.mark.parametrize("way", ["address", "file"])
def test_the_command(sign_in, checker, site, tmp_path, way):
    site.pages["/story"] = answer(PAGE)
    file = tmp_path / "story.txt"
    file.write_text(TEXT)
    said = StringIO()
    source = site.url("/story") if way == "address" else str(file)
    call_command("import_article", source, "--published-on", "2022-01-22", stdout=said)
    article = Article.objects.get()
    assert f"Brought in: article {article.pk}" in said.getvalue()
    assert f"{article.passages.count()} claims proposed" in said.getvalue()
    is_in_the_workbench(sign_in(checker, article.get_absolute_url()))
    call_command("import_article", source, stdout=said)
    assert f"Already here: article {article.pk}" in said.getvalue()
    assert Article.objects.get() == article

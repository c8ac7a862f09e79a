"""The lists of articles, sources and claimants, page by page, and a claimant's claims."""

from collections.abc import Callable
from itertools import chain
from urllib.parse import urljoin

import pytest

from claims.models import Claimant, Source, User
from claims.roles import Role
from tests.factories import make_article, make_claimant, make_claims, make_person, make_source
from tests.views.browsing import read, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def walk(person: User, address: str, between: Callable[[], object]) -> list[list[str]]:
    """The addresses on each page of a list, by the links to the next."""
    client, pages = signed_in(person), []
    while True:
        page = read(client, address)
        pages.append([a.attrs["href"] for a in page.all("a", class_="title")])
        following = page.all("a", rel="next")
        if not following:
            return pages
        address = urljoin(address, following[0].attrs["href"])
        between()


def test_pages_of_articles(checker: User) -> None:
    reporter = make_person(Role.REPORTER)
    made = [make_article(reporter, outlet="Daily & Co") for _ in range(52)]
    make_article(reporter, outlet="Another")
    pages = walk(checker, "/articles/?q=daily+%26", lambda: make_article(outlet="Daily & Co"))
    assert [len(page) for page in pages] == [50, 2]
    assert list(chain(*pages)) == [article.get_absolute_url() for article in reversed(made)]


def test_what_others_wrote_changes_nothing_of_a_reporters_search() -> None:
    reporter = make_person(Role.REPORTER)
    own = make_article(reporter, "Allianze readies for frost")
    make_article(text="Alliance readies for frost")
    pages = walk(reporter, "/articles/?q=Alliance+readies", make_article)
    assert pages == [[own.get_absolute_url()]]


def test_pages_of_sources(checker: User) -> None:
    made = Source.objects.bulk_create(Source(title=f"Report {n}") for n in range(101))
    pages = walk(checker, "/sources/", make_source)
    assert [len(page) for page in pages] == [50, 50, 1]
    assert list(chain(*pages)) == [source.get_absolute_url() for source in reversed(made)]


def test_pages_of_claimants(checker: User) -> None:
    made = Claimant.objects.bulk_create(Claimant(name=f"N{n}", kind="person") for n in range(50))
    assert walk(checker, "/claimants/", make_claimant) == [
        [claimant.get_absolute_url() for claimant in reversed(made)]
    ]


def test_pages_of_a_claimant_s_claims(checker: User) -> None:
    nato, article = make_claimant(), make_article()
    made = make_claims(article, 51, claimant=nato)
    make_claims(article, 3)
    pages = walk(checker, nato.get_absolute_url(), lambda: make_claims(article, 1, claimant=nato))
    assert [len(page) for page in pages] == [50, 2]  # One came in meanwhile, behind the others.
    assert list(chain(*pages))[:51] == [
        f"/articles/{article.pk}/?claim={claim.pk}" for claim in made
    ]


@pytest.mark.parametrize("after", ["x", "-1", "", "1.5", "9" * 18, "9" * 30, "9" * 5000, "²"])
@pytest.mark.parametrize("noun", ["articles", "sources", "claimants"])
def test_rubbish_for_the_place_in_a_list(checker: User, noun: str, after: str) -> None:
    row = {"articles": make_article, "sources": make_source, "claimants": make_claimant}[noun]()
    page = read(signed_in(checker), f"/{noun}/", {"after": after})
    assert [a.attrs["href"] for a in page.all("a", class_="title")] == [row.get_absolute_url()]

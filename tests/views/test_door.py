"""What a reporter cannot see: the copy of another reporter, and the claims that only it makes."""

import pytest
from django.http import HttpResponse

from claims.choices import Stage, Verb
from claims.models import Article, Claim, User
from claims.roles import Role
from claims.services import articles, claims
from claims.workflow import Inputs, advance
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_person,
    make_source,
    revision_of,
)
from tests.views.browsing import HTMX, page_of, read, signed_in

pytestmark = pytest.mark.django_db

THEIRS = "Zeppelin over Zanzibar\n\nThe zeppelin carries 90 zebras."
STATEMENT = "The zeppelin carries ninety zebras."


@pytest.fixture
def reporter() -> User:
    return make_person(Role.REPORTER)


@pytest.fixture
def other() -> User:
    return make_person(Role.REPORTER)


@pytest.fixture
def claim(other: User) -> Claim:
    """A claim in another's copy, and a claimant and a source that no other copy has."""
    claimant = make_claimant(name="Aunt Agatha")
    claim = make_claim(
        make_article(other, THEIRS), "90 zebras", statement=STATEMENT, claimant=claimant
    )
    make_evidence(claim, source=make_source(title="Airship register"), quote="zebras: 90")
    return claim


def addresses_around(claim: Claim) -> list[str]:
    """Every page where the claim or its article might show."""
    searches = [f"?q={word}" for word in ["zebras", "zeppelin", "Zanzibar", "Agatha", claim.pk]]
    return [
        "/",
        "/claims/?stage=all",
        "/claims/?stage=all&claimant=Agatha",
        *(f"/claims/{search}&stage=all" for search in searches),
        "/articles/",
        *(f"/articles/{search}" for search in searches),
        *(f"/go/{search}" for search in searches),
        "/sources/",
        f"/sources/{claim.evidence.get().source_id}/",
        f"/claimants/{claim.claimant_id}/",
        "/claimants/",
        "/claimants/names/?claimant=agatha",
        "/articles/names/?article=zeppelin",
        "/articles/outlets/?outlet=",
        "/claims/?stage=all&article=zeppelin",
        "/sources/titles/?source=airship",
    ]


SIGNS = [
    b"ninety zebras", b"zebras:", b"Zeppelin over Zanzibar", b"Aunt Agatha", b"Airship register",
]  # fmt: skip


def shows(response: HttpResponse) -> bool:
    assert response.status_code in {200, 404}, response.request["PATH_INFO"]
    return any(words in response.content for words in SIGNS)


def test_a_claim_in_the_copy_of_another_shows_nowhere(
    claim: Claim, reporter: User, other: User
) -> None:
    for headers in [None, HTMX]:
        theirs, ours = signed_in(other), signed_in(reporter)
        seen = [u for u in addresses_around(claim) if shows(theirs.get(u, headers=headers))]
        assert len(seen) > 10  # So that the next line says something.
        leaks = [u for u in addresses_around(claim) if shows(ours.get(u, headers=headers))]
        assert leaks == []


def test_nor_is_it_offered_as_a_filter(claim: Claim, reporter: User) -> None:
    articles.amend_article(make_person(Role.CHECKER), Article.objects.get(), outlet="Zebra News")
    client = signed_in(reporter)
    for path in ["/articles/names/?article=", "/articles/outlets/?outlet="]:
        assert not page_of(client.get(path)).all("option"), path
    for filters in [{"article": Article.objects.get().pk}, {"article": "zeppelin"}]:
        assert read(client, "/claims/", filters).texts(class_="refusal"), filters
    # Their own claims would be listed: the outlet is as one that nobody has.
    make_claim(make_article(reporter, "My own story\n\nIt is so.", outlet="Mine"), "It is so")
    for outlet, listed in [("Mine", 1), ("Zebra", 0), ("No such outlet", 0)]:
        page = read(client, "/claims/", {"outlet": outlet})
        assert len(page.texts("a", class_="title")) == listed, outlet


@pytest.fixture
def shared(claim: Claim, reporter: User) -> Claim:
    """The same claim, made in the reporter's own copy too; closed, so its history is long."""
    checker, editor = make_person(Role.CHECKER), make_person(Role.EDITOR)
    own = revision_of(make_article(reporter, "My own story\n\nNinety zebras flew."))
    bring_to(Stage.CLOSED, claim, checker, editor)
    claims.place_passage(checker, claim, claim.version, own, 14, 27)
    advance(claim, Verb.REOPEN, editor, claim.version, Inputs(note="Count them again."))
    return claim


def test_a_claim_of_both_is_shown_without_the_copy_of_the_other(
    shared: Claim, reporter: User
) -> None:
    client = signed_in(reporter)
    own = Article.objects.get(handed_in_by=reporter)
    pages = [
        read(client, address).text
        for address in [
            f"/claims/{shared.pk}/",
            f"{own.get_absolute_url()}?claim={shared.pk}",
            "/claims/",
            f"/claimants/{shared.claimant_id}/",
        ]
    ]
    assert all(STATEMENT in page for page in pages)
    assert not any("90 zebras" in page or "Zanzibar" in page for page in pages)
    assert "Ninety zebras" in pages[0]


def test_a_claim_of_both_leads_to_one_s_own_article(shared: Claim, reporter: User) -> None:
    client = signed_in(reporter)
    page = read(client, "/claims/").one("ul", class_="rows")
    assert "My own story" in page.text
    assert client.get(page.one(class_="title").attrs["href"]).status_code == 200


def test_the_desk_sees_all_of_it(shared: Claim) -> None:
    page = read(signed_in(make_person(Role.CHECKER)), f"/claims/{shared.pk}/").text
    assert "90 zebras" in page
    assert "Zeppelin over Zanzibar" in page
    assert "My own story" in page

"""How many queries a page takes: as many for thirty rows as for three, and not many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.choices import Stage
from claims.models import Article, Claim, Claimant, Source, User
from claims.roles import Role
from claims.services import claims
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_person,
    make_source,
    revision_of,
    rolled_back,
)
from tests.views.browsing import signed_in

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 30


@pytest.fixture
def editor() -> User:
    return make_person(Role.EDITOR)


def desk_of(number: int, editor: User) -> Article:
    """As many articles, claimants, sources and claims of each stage; one article has them all."""
    checker = make_person(Role.CHECKER)
    words = [f"word{n}" for n in range(number)]
    article = make_article(text="Head\n\n" + ". ".join(words), deadline=timezone.now())
    for n, word in enumerate(words):
        make_article(deadline=timezone.now() + timedelta(hours=n))
        claimant = make_claimant(name=f"Claimant {word}")
        for stage in [Stage.OPEN, Stage.CHECKING, Stage.APPROVAL][n % 3 :: 3]:
            claim = make_claim(article, word, claimant=claimant)
            bring_to(stage, claim, editor if n % 2 else checker, editor)
        make_evidence(claim, checker)
    Claim.objects.update(changed_at=timezone.now() - timedelta(days=3))
    return article


def claim_of(number: int, editor: User) -> Claim:
    """A claim with as many passages, pieces of evidence and events."""
    claim = make_claim(claimant=make_claimant())
    source, revision = make_source(), revision_of(make_article(text="x" * number))
    for n in range(number):
        make_evidence(claim, editor, source=source)
        claims.place_passage(editor, claim, claim.version, revision, n, n + 1)
    bring_to(Stage.CHECKING, claim, editor, editor)
    return claim


def judged_claim_of(number: int) -> Claim:
    """A claim with a verdict, and with as many passages that it was not given on."""
    claim, checker = make_claim(), make_person(Role.CHECKER)
    bring_to(Stage.CLOSED, claim, checker, make_person(Role.EDITOR))
    revision = revision_of(make_article(text="x" * number))
    for n in range(number):
        claims.place_passage(checker, claim, claim.version, revision, n, n + 1)
    return claim


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# Two of each are the session, and the person with their roles. What is typed is looked for in
# parts, each by its index.
DESK_BUDGETS: dict[str, int] = {
    "/": 15,
    "/articles/": 4,
    "/claims/": 7,
    "/claims/?stage=all&q=word1&assignee=me": 10,
    "/sources/": 3,
    "/claimants/": 3,
    "/go/?q=word": 13,
    "/sources/titles/?source=report": 5,
    "/claimants/names/?claimant=claimant": 4,
    "the workbench": 8,
    "the workbench with a claim": 11,
    "the workbench with a sentence": 7,
}
CLAIM_BUDGETS: dict[str, int] = {
    "the claim": 6,
    "the claim in the workbench": 11,
    "the source": 8,  # One for the files that are still to be read.
    "the claimant": 6,
}


JUDGED_BUDGETS: dict[str, int] = {
    "the claim": 6,
    "the sign-off": 20,
}


def judged_pages(claim: Claim) -> dict[str, str]:
    article = claim.passages.latest("pk").article
    sign_off = f"{article.get_absolute_url()}sign-off/"
    return {"the claim": claim.get_absolute_url(), "the sign-off": sign_off}


def desk_pages(article: Article) -> dict[str, str]:
    bench, claim = article.get_absolute_url(), article.passages.earliest("pk").claim_id
    return {page: page for page in DESK_BUDGETS if page.startswith("/")} | {
        "the workbench": bench,
        "the workbench with a claim": f"{bench}?claim={claim}",
        "the workbench with a sentence": f"{bench}?sentence=0",
    }


def claim_pages(claim: Claim) -> dict[str, str]:
    article = claim.passages.latest("pk").article
    return {
        "the claim": claim.get_absolute_url(),
        "the claim in the workbench": f"{article.get_absolute_url()}?claim={claim.pk}",
        "the source": Source.objects.get().get_absolute_url(),
        "the claimant": Claimant.objects.get().get_absolute_url(),
    }


def counts_of(editor: User, pages: dict[str, str]) -> dict[str, int]:
    client = signed_in(editor)
    return {page: queries_of(client, address) for page, address in pages.items()}


def over(budgets: dict[str, int], counts: dict[str, int]) -> dict[str, int]:
    return {page: count for page, count in counts.items() if count > budgets[page]}


def test_queries_of_the_desk_and_the_lists(editor: User) -> None:
    with rolled_back():
        few = counts_of(editor, desk_pages(desk_of(FEW, editor)))
    many = counts_of(editor, desk_pages(desk_of(MANY, editor)))
    assert many == few
    assert over(DESK_BUDGETS, many) == {}


def test_queries_of_a_claim(editor: User) -> None:
    with rolled_back():
        few = counts_of(editor, claim_pages(claim_of(FEW, editor)))
    many = counts_of(editor, claim_pages(claim_of(MANY, editor)))
    assert many == few
    assert over(CLAIM_BUDGETS, many) == {}


def test_queries_of_what_is_not_judged(editor: User) -> None:
    with rolled_back():
        few = counts_of(editor, judged_pages(judged_claim_of(FEW)))
    many = counts_of(editor, judged_pages(judged_claim_of(MANY)))
    assert many == few
    assert over(JUDGED_BUDGETS, many) == {}

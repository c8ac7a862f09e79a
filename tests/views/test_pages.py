"""The desk, the lists, the forms beside them and the account."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.choices import Stage
from claims.models import Article, Claim, User
from claims.roles import Role
from claims.services.claims import place_passage
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_person,
    make_source,
)
from tests.views.browsing import Element, page_of, read, refusals_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def editor() -> User:
    return make_person(Role.EDITOR)


def titles_in(page: Element) -> list[str]:
    return page.texts("a", class_="title")


# The desk


def sections_of(person: User) -> dict[str, list[str]]:
    """The headings of the desk, and what is listed under each."""
    page = read(signed_in(person), "/")
    return {section.texts("h2")[0]: titles_in(section) for section in page.all("section")
            if section.all("h2", class_="section-title")}  # fmt: skip


@pytest.fixture
def busy(checker: User, editor: User) -> dict[str, Claim]:
    """Claims in the hands of the two, two of them left for three days."""
    now, another = timezone.now(), make_person(Role.EDITOR)
    late = make_article(text="Due first\n\nIt is so.", deadline=now + timedelta(hours=1))
    later = make_article(text="Due second\n\nIt is so.", deadline=now + timedelta(days=1))
    make_article(text="Due never\n\nIt is so.")
    done = make_article(text="All done\n\nIt is so.")
    claims = {
        name: bring_to(stage, make_claim(article, "It", statement=name), who, another)
        for name, stage, article, who in [
            ("second", Stage.CHECKING, later, checker),
            ("first", Stage.CHECKING, late, checker),
            ("awaiting", Stage.APPROVAL, late, checker),
            ("by editor", Stage.APPROVAL, late, editor),
            ("closed", Stage.CLOSED, done, checker),
        ]
    }
    long_ago = now - timedelta(days=3)
    Claim.objects.filter(statement__in=["second", "closed"]).update(changed_at=long_ago)
    return claims


def test_the_desk_of_a_checker(busy: dict[str, Claim], checker: User) -> None:
    assert sections_of(checker) == {
        "My claims 2": ["first", "second"],
        "Articles in work by deadline": ["Due first", "Due second", "Due never"],
        "Idle no step for two days": ["second"],
    }


def test_the_desk_of_an_editor(busy: dict[str, Claim], editor: User) -> None:
    assert sections_of(editor) == {
        "My claims 0": [],
        "Awaiting my approval 1": ["awaiting"],  # Not the one that this editor submitted.
        "Articles in work by deadline": ["Due first", "Due second", "Due never"],
        "Idle no step for two days": ["second"],
    }


def test_no_verdict_on_one_s_own_copy_awaits_one_s_approval(checker: User, editor: User) -> None:
    bring_to(Stage.APPROVAL, make_claim(make_article(editor)), checker, editor)
    assert sections_of(editor)["Awaiting my approval 0"] == []


def test_the_desk_of_a_reporter(busy: dict[str, Claim]) -> None:
    reporter = Article.objects.first().handed_in_by
    assert sections_of(reporter) == {"My articles in work by deadline": ["Due first"]}


def test_a_reporter_s_article_whose_claim_stands_in_another_s_first_is_on_their_desk(
    checker: User,
) -> None:
    claim, reporter = make_claim(), make_person(Role.REPORTER)
    own = make_article(reporter, "Their own head\n\nSo it is.")
    place_passage(checker, claim, claim.version, own.current_revision, 0, 5)
    assert "Their own head" in read(signed_in(reporter), "/").text


def test_the_desk_of_who_has_no_role(busy: dict[str, Claim]) -> None:
    person = make_person()
    assert sections_of(person) == {"My articles in work by deadline": []}
    assert read(signed_in(person), "/").texts(class_="notice")[0].startswith("You have no role")


def test_the_desk_of_an_admin(busy: dict[str, Claim]) -> None:
    admin = make_person(is_superuser=True)
    assert list(sections_of(admin)) == ["Articles in work by deadline"]
    assert len(sections_of(admin)["Articles in work by deadline"]) == 3
    assert not read(signed_in(admin), "/").all(class_="notice")


def test_an_article_has_a_bar_of_its_claims(busy: dict[str, Claim], checker: User) -> None:
    rows = read(signed_in(checker), "/").all("li")
    (row,) = [row for row in rows if row.texts("a", class_="title") == ["Due first"]]
    bar = row.one("svg", class_="track")
    assert bar.attrs["aria-label"] == "1 in checking, 2 awaiting approval"
    widths = {r.attrs["data-status"]: r.attrs["width"] for r in bar.all("rect")}
    assert widths == {"checking": "33.333%", "approval": "66.667%"}


def test_an_empty_desk_says_what_to_do_next(checker: User) -> None:
    page = read(signed_in(checker), "/")
    assert page.texts(class_="empty")[0].startswith("Nothing is in your hands.")
    assert {a.attrs["href"] for e in page.all(class_="empty") for a in e.all("a")} == {
        "/articles/new/"
    }


# Articles


@pytest.mark.parametrize(
    ("words", "found"),
    [("", ["Second story", "First story"]), ("FIRST", ["First story"]), ("wire", ["Second story"]),
     ("%", []), ("_", []), ("\\", []), ("x" * 3000, [])],
)  # fmt: skip
def test_search_articles(checker: User, words: str, found: list[str]) -> None:
    make_article(text="First story\n\nIt is so.", outlet="Daily")
    make_article(text="Second story\n\nThe first of it.", outlet="The Wire")
    page = read(signed_in(checker), "/articles/", {"q": words})
    assert titles_in(page) == found
    assert found or page.one(class_="empty").all("a", href="/articles/")


# Claimants


def test_claimants(checker: User) -> None:
    nato = make_claimant(name="NATO", description="An alliance", same_as="https://www.nato.int/")
    make_claimant(name="Jens Stoltenberg", kind="person", retired=True)
    claim = make_claim(claimant=nato, statement="It is so.")
    client = signed_in(checker)
    assert titles_in(read(client, "/claimants/")) == ["Jens Stoltenberg", "NATO"]
    assert titles_in(read(client, "/claimants/?q=stoltenburg")) == ["Jens Stoltenberg"]
    assert read(client, "/claimants/?q=zzz").one(class_="empty").all("a", href="/claimants/")
    page = read(client, nato.get_absolute_url())
    assert titles_in(page) == ["It is so."]
    assert "An alliance" in page.text
    bring_to(Stage.DISMISSED, claim, checker, checker)
    assert titles_in(read(client, nato.get_absolute_url())) == ["It is so."]  # Every stage.
    names = page_of(client.get("/claimants/names/?claimant=nat")).all("option")
    assert [option.attrs["value"] for option in names] == ["NATO"]
    assert not page_of(client.get("/claimants/names/?claimant=stoltenberg")).all("option")


# Go anywhere, and the account


def test_go_anywhere(checker: User) -> None:
    claim = make_claim(claimant=make_claimant(name="Troop Leader", kind="person"))
    make_evidence(claim, source=make_source(title="Troop count"))
    make_article(text="Troop story\n\nIt is so.")
    found = {a.texts(class_="kind")[0]: a for a in read(signed_in(checker), "/go/?q=troop").one(
        class_="found").all("a")}  # fmt: skip
    assert found.keys() == {"Article", f"Claim {claim.pk}", "Claimant", "Source"}
    assert found["Article"].texts(class_="what") == ["Troop story"]
    assert found[f"Claim {claim.pk}"].attrs["href"] == f"/claims/{claim.pk}/"
    pages = [a.attrs["href"] for a in read(signed_in(checker), "/go/").one(class_="found").all("a")]
    assert {"/", "/articles/", "/claims/", "/sources/", "/claimants/"} <= set(pages)
    nothing = read(signed_in(checker), "/go/?q=zzzz")
    assert nothing.texts(class_="empty") == ["Nothing is like “zzzz”."]


def test_shortcuts_are_switched_off_in_the_account(checker: User) -> None:
    client = signed_in(checker)
    assert "data-shortcuts" not in read(client, "/").one("body").attrs
    fields = read(client, "/accounts/").one("form", class_="form").fields
    assert fields.pop("shortcuts") == "on"
    answer = client.post("/accounts/", fields | {"first_name": "Ben", "last_name": "Okri"})
    assert answer.status_code == 302
    page = read(client, answer["Location"])
    assert (page.texts(class_="notice"), page.texts("h1")) == (["Saved."], ["Ben Okri"])
    assert read(client, "/").one("body").attrs["data-shortcuts"] == "off"
    client.post("/accounts/", {"shortcuts": "on"})
    assert "data-shortcuts" not in read(client, "/").one("body").attrs


@pytest.mark.parametrize("name", ["x" * 151, "a\0b"])
def test_what_is_no_name(checker: User, name: str) -> None:
    answer = signed_in(checker).post("/accounts/", {"first_name": name, "last_name": "Okri"})
    form = page_of(answer).one("form", class_="form")
    assert (answer.status_code, form.fields["last_name"]) == (422, "Okri")
    assert len(refusals_in(form)) == 1
    assert User.objects.get(pk=checker.pk).first_name == ""

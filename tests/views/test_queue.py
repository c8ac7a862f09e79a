"""The queue: its filters, its search in every language, its pages, what it says when empty."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from claims.choices import Stage
from claims.models import Claim, Claimant, User
from claims.roles import Role
from claims.selectors.desk import desk_for
from claims.services import revisions
from claims.services.claims import place_passage
from tests.factories import (
    TEXT,
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_claims,
    make_person,
    make_proposal,
    revision_of,
)
from tests.views.browsing import Element, page_of, read, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_person(Role.EDITOR)


def numbers_in(page: Element) -> list[int]:
    """The claims of a page, in its order."""
    links = [a.attrs["href"] for a in page.all("a", class_="title")]
    return [int(parse_qs(urlsplit(link).query)["claim"][0]) for link in links]


def found(person: User, **filters: Any) -> list[int]:
    return numbers_in(read(signed_in(person), "/claims/", filters))


# What is work


def test_what_no_copy_makes_any_more_is_no_work(editor: User) -> None:
    article = make_article(text="Head\n\nOne left. Two left. Three left. Four stays.")
    proposal, lost = make_proposal(article, "One left"), make_claim(article, "Two left")
    retired, stays = make_claim(article, "Three left"), make_claim(article, "Four stays")
    bring_to(Stage.CHECKING, retired, make_person(Role.CHECKER), editor)
    checker = retired.assignee
    revisions.revise(editor, article, 1, "Head\n\nFour stays.")
    retired.refresh_from_db()
    revisions.retire_passage(editor, retired, retired.version, retired.passages.get())
    assert found(editor) == [lost.pk, stays.pk]
    assert found(editor, stage="proposed") == []
    assert found(editor, stage="checking") == []
    assert found(editor, stage="all") == [proposal.pk, lost.pk, retired.pk, stays.pk]
    assert desk_for(checker).mine == []
    there = revision_of(make_article())
    place_passage(editor, proposal, proposal.version, there, 0, 5)
    assert found(editor, stage="proposed") == [proposal.pk]


# Filters


def make_queue(editor: User) -> tuple[dict[str, Claim], dict[str, int]]:
    """One claim for each filter, which no other passes; and the numbers that filters name."""
    checker, now = make_person(Role.CHECKER), timezone.now()
    article = make_article(deadline=now + timedelta(days=3))
    late = make_article(outlet="Late News", deadline=now - timedelta(hours=1))
    soon = make_article(
        text=f"Weather turns\n\n{TEXT}", outlet="Soon News", deadline=now + timedelta(hours=20)
    )
    no_deadline = make_article(outlet="Some Day")
    another = make_person(Role.EDITOR)
    claims = {
        "plain": make_claim(article),
        "event": make_claim(article, kind="event"),
        "claimed": make_claim(article, claimant=make_claimant(name="Aunt Agatha")),
        "late": make_claim(late),
        "soon": make_claim(soon),
        "some day": make_claim(no_deadline),
        "mine": bring_to(Stage.CHECKING, make_claim(article), editor, another),
        "theirs": bring_to(Stage.CHECKING, make_claim(article), checker, another),
        "awaiting": bring_to(Stage.APPROVAL, make_claim(article), checker, another),
        "closed": bring_to(Stage.CLOSED, make_claim(article), checker, another),
        "dismissed": bring_to(Stage.DISMISSED, make_claim(article), checker, another),
    }
    return claims, {"the article": article.pk, "the checker": checker.pk}


WEEK = ["plain", "event", "claimed", "soon", "mine", "theirs", "awaiting"]
TO_DO = [*WEEK, "late", "some day"]
ALL = [*TO_DO, "closed", "dismissed"]


FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({}, TO_DO),
    ({"stage": "all"}, ALL),
    ({"stage": "closed"}, ["closed"]),
    ({"stage": "dismissed"}, ["dismissed"]),
    ({"stage": "approval"}, ["awaiting"]),
    ({"verdict": "verified"}, ["awaiting"]),
    ({"verdict": "verified", "stage": "all"}, ["awaiting", "closed"]),
    ({"verdict": "false"}, []),
    ({"kind": "event"}, ["event"]),
    ({"kind": "event", "stage": "closed"}, []),
    ({"claimant": "agatha"}, ["claimed"]),
    ({"claimant": "agatha", "kind": "figure"}, ["claimed"]),
    ({"claimant": "agatha", "kind": "event"}, []),
    ({"claimant": "%"}, []),
    ({"outlet": "Late News"}, ["late"]),
    ({"outlet": "news"}, ["soon", "late"]),
    ({"outlet": "no such paper"}, []),
    ({"outlet": "Late News", "due": "week"}, []),
    ({"article": "the article"}, [n for n in TO_DO if n not in {"late", "soon", "some day"}]),
    ({"article": "weather TURNS"}, ["soon"]),
    ({"article": "the article", "assignee": "me"}, ["mine"]),
    ({"assignee": "me"}, ["mine"]),
    ({"assignee": "nobody"}, [n for n in TO_DO if n not in {"mine", "theirs", "awaiting"}]),
    ({"assignee": "the checker"}, ["theirs", "awaiting"]),
    ({"assignee": "the checker", "stage": "approval"}, ["awaiting"]),
    ({"due": "overdue"}, ["late"]),
    ({"due": "day"}, ["soon"]),
    ({"due": "week"}, WEEK),
    ({"due": "none"}, ["some day"]),
    ({"due": "overdue", "q": "troops"}, ["late"]),
    ({"due": "overdue", "q": "tanks"}, []),
]


def test_filters(editor: User) -> None:
    claims, numbers = make_queue(editor)
    names = {claim.pk: name for name, claim in claims.items()}
    for filters, expected in FILTERS:
        asked = {name: numbers.get(value, value) for name, value in filters.items()}
        passed = [names[number] for number in found(editor, **asked)]
        assert sorted(passed) == sorted(expected), filters
        assert len(passed) == len(set(passed)), filters
        if not filters:
            # The soonest due come first, and last what is due on no day.
            assert (passed[:2], passed[-1]) == (["late", "soon"], "some day")


NOT_UNDERSTOOD = [
    ("stage", "finished"),
    ("verdict", "true"),
    ("kind", "rumour"),
    ("article", "x"),
    ("article", "0"),
    ("article", "9" * 30),
    ("article", "9" * 5000),
    ("article", "²"),
    ("assignee", "x"),
    ("assignee", "-1"),
    ("due", "yesterday"),
    ("q", "x" * 301),
    ("claimant", "x" * 201),
]


def test_articles_and_outlets_are_offered_as_one_types(editor: User) -> None:
    article = make_article(text="Weather turns\n\nIt snows.", outlet="Late News")
    make_article(outlet="Wire")
    client = signed_in(editor)
    for path, typed, offered in [
        ("/articles/names/?article=", "weather", [str(article.pk)]),
        ("/articles/names/?article=", f"%23{article.pk}", [str(article.pk)]),
        ("/articles/names/?article=", "sunshine", []),
        ("/articles/outlets/?outlet=", "news", ["Late News"]),
    ]:
        options = page_of(client.get(path + typed)).all("option")
        assert [option.attrs["value"] for option in options] == offered, (path, typed)


def test_a_filter_that_is_not_understood_is_said(editor: User) -> None:
    make_claim()
    client = signed_in(editor)
    for name, value in NOT_UNDERSTOOD:
        page = read(client, "/claims/", {name: value})
        # Beside the list, too: while one types in a filter, htmx draws the list alone.
        (refusal,) = page.one(id="results").texts(class_="refusal")
        assert refusal.startswith(f"{name_of_filter(name)}: "), (refusal, value)
        assert numbers_in(page) == [], (name, value)


def name_of_filter(name: str) -> str:
    return "Search" if name == "q" else name.capitalize()


# Search


def test_a_reporter_finds_their_claims_by_a_name_that_many_have() -> None:
    reporter = make_person(Role.REPORTER)
    Claimant.objects.bulk_create(Claimant(name=f"Smith {n}", kind="person") for n in range(60))
    claim = make_claim(make_article(reporter), claimant=make_claimant(name="Smith, J."))
    page = read(signed_in(reporter), "/claims/", {"q": "Smith", "stage": "all"})
    assert numbers_in(page) == [claim.pk]


@pytest.mark.parametrize(
    ("language", "statement", "words", "is_found"),
    [
        ("en", "Moscow moved troops to the border.", "troop", True),
        ("en", "Moscow moved troops to the border.", "moving", True),
        ("en", "Moscow moved troops to the border.", "border -moscow", False),
        ("en", "Moscow moved troops to the border.", '"troops to the border"', True),
        ("en", "Moscow moved troops to the border.", '"border to the troops"', False),
        ("en", "Moscow moved troops to the border.", "tanks or troops", True),
        ("de", "Die Häuser der Stadt brannten.", "haus", True),
        ("de", "Die Häuser der Stadt brannten.", "brennen", False),
        ("ru", "Россия требует гарантий безопасности.", "гарантии", True),
        ("ru", "Россия требует гарантий безопасности.", "танки", False),
        ("fr", "Les troupes avançaient vers la frontière.", "frontières", True),
        ("pl", "Wojska rosyjskie stoją przy granicy.", "rosyjskie", True),
        ("pl", "Wojska rosyjskie stoją przy granicy.", "ROSYJSKIE granicy", True),
        ("pl", "Wojska rosyjskie stoją przy granicy.", "rosyjska", False),  # No stemming.
        ("pl", "The troops are moved.", "troop", False),
        ("he", "הקרמלין מכחיש כל תוכנית", "מכחיש", True),
    ],
)
def test_words_are_found_in_the_article_s_language(
    editor: User, language: str, statement: str, words: str, is_found: bool
) -> None:
    claim = make_claim(make_article(language=language), statement=statement)
    assert found(editor, q=words) == ([claim.pk] if is_found else [])


def test_a_search_runs_over_all_languages(editor: User) -> None:
    claims = [
        make_claim(make_article(language=language), statement=f"NATO {language}")
        for language in ["en", "ru", "pl", "de"]
    ]
    assert sorted(found(editor, q="nato")) == [claim.pk for claim in claims]


@pytest.mark.parametrize("typed", ["Stoltenberg", "stoltenburg", "jens stoltenberg", "Jens"])
def test_a_claimant_s_name_is_found_even_misspelt(editor: User, typed: str) -> None:
    stoltenberg = make_claim(claimant=make_claimant(name="Jens Stoltenberg", kind="person"))
    make_claim(claimant=make_claimant(name="Vladimir Putin", kind="person"))
    assert found(editor, q=typed) == [stoltenberg.pk]


def test_a_claim_s_number_is_found(editor: User) -> None:
    first, _ = make_claim(), make_claim()
    assert found(editor, q=first.pk) == found(editor, q=f" #{first.pk} ") == [first.pk]


ODD_WORDS = [
    "the", "'", '"', "-", "\\", "%", "_", ":*", "a & | b", "((", "9" * 30, "²", "٣", "😀",
    " OR ".join("abc"), "x" * 300, "-" * 300, "-(" * 150, "- " * 100 + ".", '-"' * 150, "\u202e"
]  # fmt: skip


def test_odd_words_find_nothing_and_do_no_harm(editor: User) -> None:
    make_claim()
    client = signed_in(editor)
    for words in ODD_WORDS:
        page = read(client, "/claims/", {"q": words})
        assert numbers_in(page) == [], words
        assert page.one("form", id="filters").fields["q"] == words


# Pages


def walk(client: Client, address: str, between: Any = None) -> list[int]:
    """The claims of all pages, by the link to each next."""
    numbers: list[int] = []
    while True:
        page = read(client, address)
        numbers += numbers_in(page)
        following = page.all("a", rel="next")
        if not following:
            return numbers
        address = urljoin(address, following[0].attrs["href"])
        if between:
            between()


def make_long_queue(deadlines: list[datetime | None], each: int) -> list[int]:
    articles = [make_article(deadline=deadline) for deadline in deadlines]
    return [claim.pk for article in articles for claim in make_claims(article, each)]


def test_the_pages_hold_every_claim_once(editor: User) -> None:
    now = timezone.now()
    numbers = make_long_queue([None, now, now, now + timedelta(hours=1), None], 27)
    walked = walk(signed_in(editor), "/claims/")
    assert len(numbers) == 135
    assert walked == [*numbers[27:108], *numbers[:27], *numbers[108:]]


def test_a_reporter_s_queue_goes_by_their_own_deadlines() -> None:
    reporter, now = make_person(Role.REPORTER), timezone.now()
    own = make_article(reporter, deadline=now + timedelta(days=10))
    another = revision_of(make_article(deadline=now - timedelta(days=1)))
    checker, made = make_person(Role.CHECKER), make_claims(own, 70)
    for claim in made[10:]:
        place_passage(checker, claim, claim.version, another, 0, 5)
    assert walk(signed_in(reporter), "/claims/") == [claim.pk for claim in made]
    assert found(reporter, due="overdue") == []


def test_claims_that_come_in_meanwhile_move_no_others(editor: User) -> None:
    now = timezone.now()
    numbers = make_long_queue([now, now + timedelta(hours=2)], 61)
    early, late = make_article(deadline=now), make_article(deadline=now + timedelta(hours=1))
    new: list[int] = []

    def come_in() -> None:
        new.extend(claim.pk for claim in [*make_claims(early, 3), *make_claims(late, 3)])

    walked = walk(signed_in(editor), "/claims/", come_in)
    assert [number for number in walked if number not in new] == numbers
    assert len(walked) == len(set(walked))


def test_the_filters_go_along_to_the_next_page(editor: User) -> None:
    article = make_article()
    events = make_claims(article, 101, kind="event", statement="Guns & roses + “more”")
    make_claims(article, 60, kind="figure")
    walked = walk(signed_in(editor), "/claims/?kind=event&q=guns+%26+roses&assignee=nobody")
    assert walked == [claim.pk for claim in events]


RUBBISH = [
    "x", "~", "2022-01-01~", "2022-01-01~x", "2022-01-01~5", "2022-01-01T10:00~5",
    "2022-01-01T10:00:00+00:00~" + "9" * 30, "2022-01-01T10:00:00+00:00~" + "9" * 5000,
    "0001-01-01T00:00:00+23:59~1", "9999-12-31T23:59:59-23:59~1",
    "2022-01-01T10:00:00+00:00~-1",
]  # fmt: skip


def test_rubbish_for_the_place_in_the_list(editor: User) -> None:
    claim = make_claim()
    for after in RUBBISH:
        assert found(editor, after=after) == [claim.pk], after


# Nothing there


def test_an_empty_queue_says_what_to_do_next(editor: User) -> None:
    page = read(signed_in(editor), "/claims/")
    assert page.texts(class_="empty")[0].startswith("Nothing to do.")
    assert page.one(class_="empty").one("a").attrs["href"] == "/articles/"
    page = read(signed_in(editor), "/claims/?kind=event")
    assert page.texts(class_="empty")[0].startswith("No claim passes these filters.")
    assert page.one(class_="empty").one("a").attrs["href"] == "/claims/"

"""The desk page lists the sources that changed, to whom their claims concern."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.choices import Stage
from claims.models import Claim, Source, User
from tests.factories import bring_to, make_article, make_claim, make_evidence, make_person
from tests.monitoring.conftest import Monitor, page
from tests.views.browsing import read, signed_in
from tests.web.site import Site, answer, redirect

pytestmark = pytest.mark.django_db

WORDS = "We counted three thousand people at the gate on Monday morning."
OTHERS = "Nobody was there, the mission says now, and the roads were empty all day long."
GONE = answer("Not here.", status="404 Not Found")


@pytest.fixture
def reporter() -> User:
    return make_person("Reporter")


def listed(person: User) -> list[Any]:
    """The rows of the list as this person reads them."""
    sections = read(signed_in(person), reverse("desk")).all("section")
    changed = [s for s in sections if "Sources that changed at their address" in s.texts("h2")]
    return [row for section in changed for row in section.all("li")]


def quoting(source: Source, reporter: User | None = None, quote: str = WORDS) -> Claim:
    claim = make_claim(make_article(reporter))
    make_evidence(claim, source=source, quote=quote)
    return claim


def test_missing_words_name_the_claims_that_quote_them(
    site: Site, source_of: Callable[..., Source], monitor: Monitor, checker: User, reporter: User
) -> None:
    site.pages["/report"] = page(WORDS)
    source = source_of(title="The report")
    concerned, own, other = quoting(source), quoting(source, reporter), quoting(source, quote="")
    monitor.check(0)
    assert listed(checker) == []
    site.pages["/report"] = page(OTHERS)
    monitor.check(1)
    site.pages["/report"] = b""
    monitor.check(2)  # Cannot be reached: what was found before that stays.
    [row] = listed(checker)
    assert row.one(class_="title").text == "The report"
    assert row.one(class_="late").text == "Quoted words are no longer there"
    links = [link.attrs["href"] for link in row.all("a")]
    assert links == [source.get_absolute_url()] + [c.get_absolute_url() for c in (concerned, own)]
    assert other.get_absolute_url() not in links
    assert row.one("time").attrs["datetime"] == source.checks.order_by("pk")[1].at.isoformat()
    [row] = listed(reporter)
    assert f"Claim {own.pk}" in row.text
    assert f"Claim {concerned.pk}" not in row.text
    assert listed(make_person("Reporter")) == []
    site.pages["/report"] = page(WORDS)
    monitor.check(8)
    assert listed(checker) == []


def test_gone_and_moved(
    site: Site, source_of: Callable[..., Source], monitor: Monitor, checker: User, editor: User
) -> None:
    site.pages["/gone"] = GONE
    site.pages["/moved"] = redirect("/elsewhere")
    site.pages["/elsewhere"] = page(WORDS)
    gone, moved = source_of("/gone", title="The lost"), source_of("/moved", title="The wanderer")
    claim = quoting(gone)
    bring_to(Stage.CLOSED, claim, checker, editor)
    quoting(moved)
    for day in (1, 2, 4):
        monitor.check(day)
    rows = {row.one(class_="title").text: row for row in listed(editor)}
    assert {title: row.one(class_="late").text for title, row in rows.items()} == {
        "The lost": "Gone",
        "The wanderer": "Moved",
    }
    assert f"Open Claim {claim.pk}" in rows["The lost"].text  # It was closed before.
    assert rows["The wanderer"].all("a", href=site.url("/elsewhere"))
    since = [source.checks.earliest("pk").at.isoformat() for source in (moved, gone)]
    assert [row.one("time").attrs["datetime"] for row in rows.values()] == since


def test_what_is_dismissed_or_retired_concerns_nobody(
    site: Site, source_of: Callable[..., Source], monitor: Monitor, checker: User, editor: User
) -> None:
    site.pages["/a"] = site.pages["/b"] = GONE
    bring_to(Stage.DISMISSED, quoting(source_of("/a")), checker, editor)
    quoting(retired := source_of("/b"))
    monitor.check(0)
    assert len(listed(checker)) == 1
    Source.objects.filter(pk=retired.pk).update(retired=True)
    assert listed(checker) == []


def test_many_changed_sources_take_no_more_queries(
    site: Site, source_of: Callable[..., Source], monitor: Monitor, checker: User
) -> None:
    def queries() -> int:
        client = signed_in(checker)
        read(client, reverse("desk"))
        with CaptureQueriesContext(connection) as queries:
            read(client, reverse("desk"))
        return len(queries)

    taken: list[int] = []
    for number in (2, 6):
        for n in range(number):
            site.pages[f"/{number}/{n}"] = page(WORDS)
            quoting(source_of(f"/{number}/{n}"))
        monitor.check(number)
        for n in range(number):
            site.pages[f"/{number}/{n}"] = page(OTHERS)
        monitor.check(number + 7)
        taken.append(queries())
    assert len(listed(checker)) == 8
    assert taken[0] == taken[1]

"""The quotations of an article, each compared with what its sources said."""

from typing import Any

import pytest

from claims.choices import CaptureWay, Kind
from claims.documents.sources import CapturedDocument
from claims.models import Article, Source, User
from claims.roles import Role
from claims.selectors.evidence import weighed
from claims.selectors.quotations import quotations_of, summary_of
from claims.services import snapshots, sources
from tests.factories import make_article, make_claim, make_evidence, make_person, make_source
from tests.views.browsing import read, signed_in

pytestmark = pytest.mark.django_db

TEXT = (
    "Talks go on\n\n“We are ready to talk,” the minister said. “We shall never yield,” she added. "
    "“Nobody asked us anything about it,” her rival said. It was a “breakthrough”."
)


@pytest.fixture
def editor() -> User:
    return make_person(Role.EDITOR)


@pytest.fixture
def article() -> Article:
    return make_article(text=TEXT)


def source_with(text: str) -> Source:
    source = make_source()
    snapshots.store_snapshot(
        None, source, CapturedDocument(text.encode(), "text/plain", CaptureWay.PASTED, text=text)
    )
    return source


def test_each_quotation_is_compared_with_every_source(article: Article, editor: User) -> None:
    first = make_claim(article, "“We are ready to talk,” the minister said", kind=Kind.QUOTATION)
    second = make_claim(article, "“We shall never yield,”", kind=Kind.QUOTATION)
    make_evidence(first, source=source_with("She said: We are ready to talk. A breakthrough!"))
    make_evidence(second, source=source_with("We shall yield, she told the house."))
    rows = quotations_of(article, editor)
    assert [(row.words, row.state) for row in rows] == [
        ("We are ready to talk,", "exact"),
        ("We shall never yield,", "altered"),
        ("Nobody asked us anything about it,", "absent"),
        ("breakthrough", "exact"),
    ]
    assert [row.claims for row in rows] == [[first], [second], [], []]
    assert summary_of(rows) == "4 quotations: 2 exact, 1 altered, 1 not found in any source"
    (never,) = (change for change in rows[1].comparison.changes if change["fair"] is False)
    assert never["quote"] == "never"


def test_the_page_says_what_was_found(article: Article, editor: User) -> None:
    claim = make_claim(article, "“We shall never yield,”", kind=Kind.QUOTATION)
    make_evidence(claim, source=source_with("We shall yield, she told the house."))
    page = read(signed_in(editor), f"/articles/{article.pk}/quotations/")
    assert "4 quotations: 1 altered, 3 not found in any source" in page.text
    assert page.texts("ins") == ["never"]
    panel = read(signed_in(editor), claim.get_absolute_url())
    assert panel.texts("ins") == ["never"]


def test_what_differs_in_spelling_alone_is_said_to(article: Article, editor: User) -> None:
    claim = make_claim(article, "“We are ready to talk,”", kind=Kind.QUOTATION)
    make_evidence(claim, source=source_with("“We are, ready to talk,” she said."))
    page = read(signed_in(editor), f"/articles/{article.pk}/quotations/")
    assert "but only in ways that cannot change the meaning" in page.text


def test_what_stands_nearest_to_an_absent_quotation_is_shown(
    article: Article, editor: User
) -> None:
    claim = make_claim(article, "“Nobody asked us anything about it,”", kind=Kind.QUOTATION)
    source = source_with("Good day. 🎬 Nobody asked us, she said. Good night.")
    evidence = make_evidence(claim, source=source, quote="Nobody asked us anything about it,")
    (row,) = (row for row in quotations_of(article, editor) if row.claims)
    assert row.comparison.nearest == "Nobody asked us,"
    client = signed_in(editor)
    for address in [f"/articles/{article.pk}/quotations/", claim.get_absolute_url()]:
        shown = set(read(client, address).texts("blockquote", class_="nearest"))
        assert shown == {"Nobody asked us,"}
    page = read(client, source.snapshots.get().get_absolute_url())
    assert "“Nobody asked us,”" in page.text
    assert not page.all(id=f"evidence-{evidence.pk}")  # These are not its words.
    assert not page.all("mark")


def test_of_a_long_passage_the_beginning_is_shown(article: Article, editor: User) -> None:
    words = "Nobody asked " + "and then again " * 300 + "us anything about it"
    claim = make_claim(article, "“Nobody asked us anything about it,”", kind=Kind.QUOTATION)
    make_evidence(claim, source=source_with(words), quote="word " * 1500 + words)
    row = weighed(claim, editor).sides[0].rows[0]
    assert row.comparison.state == "absent"
    assert len(row.comparison.nearest) == 501
    assert row.comparison.nearest.endswith("…")
    assert row.comparison.nearest.startswith("Nobody asked and then")


def test_nothing_captured_is_not_checked(article: Article, editor: User) -> None:
    make_evidence(make_claim(article, "“We shall never yield,”", kind=Kind.QUOTATION))
    assert summary_of(quotations_of(article, editor)) == "4 quotations: 4 not checked"
    page = read(signed_in(editor), f"/articles/{article.pk}/quotations/")
    assert "nothing is captured" in page.text


def test_copy_that_quotes_nobody(editor: User) -> None:
    article = make_article()
    page = read(signed_in(editor), f"/articles/{article.pk}/quotations/")
    assert "quotes nobody" in page.text


def test_snapshots_that_are_not_to_be_seen_are_not_compared_with(
    article: Article, editor: User
) -> None:
    checker = make_person(Role.CHECKER)
    source = sources.add_confidential_source(checker, Source(kind="person"), "Rosa Miller", "")
    text = "We are ready to talk."
    captured = CapturedDocument(text.encode(), "text/plain", CaptureWay.PASTED, text=text)
    snapshots.store_snapshot(checker, source, captured)
    claim = make_claim(article, "“We are ready to talk,”", kind=Kind.QUOTATION)
    make_evidence(claim, source=source)
    states = [row.state for row in quotations_of(article, editor)]
    assert states == ["unchecked"] * 4
    assert quotations_of(article, checker)[0].state == "exact"


def test_the_queries_do_not_grow(editor: User, django_assert_max_num_queries: Any) -> None:
    words = [f"we counted number {n} here" for n in range(20)]
    article = make_article(text="Head\n\n" + " ".join(f"“{w}.”" for w in words))
    for word in words:
        claim = make_claim(article, f"“{word}.”", kind=Kind.QUOTATION)
        make_evidence(claim, source=source_with(word))
    quotations_of(article, editor)
    with django_assert_max_num_queries(8):
        rows = quotations_of(article, editor)
    assert [row.state for row in rows] == ["exact"] * 20

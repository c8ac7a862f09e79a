"""Articles as they are handed in and amended, and their sentences cleared."""

from datetime import date

import pytest
from django.db import transaction

from claims.choices import Verb
from claims.errors import Conflict, Incomplete, InvalidInput, NotPermitted, TextRefused
from claims.models import Article, Clearance, Event
from claims.services import articles
from claims.text.passages import digest_of
from tests.factories import make_article, make_person, revision_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Head\r\nBody\rMore\n", "Head\nBody\nMore"),
        ("\ufeffHead", "Head"),
        (" \n\t Head \n\n", "Head"),
        ("Cafe\u0301 and A\u030angstro\u0308m", "Caf\u00e9 and \u00c5ngstr\u00f6m"),
        ("“Да”, сказал он — 😀", "“Да”, сказал он — 😀"),
        ("עברית\nعربي", "עברית\nعربي"),
    ],
)
def test_hand_in_stores_the_copy_normalised_once(typed: str, stored: str) -> None:
    reporter = make_person("Reporter")
    article = articles.hand_in(reporter, Article(outlet="Wire"), typed)
    revision = revision_of(article)
    assert (revision.number, revision.text, revision.created_by) == (1, stored, reporter)
    assert revision.headline == stored.split("\n")[0]
    event = article.events.get()
    assert (event.verb, event.actor, event.claim) == (Verb.HAND_IN, reporter, None)
    assert article.handed_in_by == reporter


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("He\0ad", r"NUL character \(U\+0000\) at character 3"),
        ("Head\r\n\ud83d", r"half a character \(U\+D83D\) at character 7"),
    ],
)
def test_hand_in_refuses_what_cannot_be_stored(typed: str, said: str) -> None:
    reporter = make_person("Reporter")
    # In a transaction of its own, as a request is: nothing of it stays.
    with transaction.atomic(), pytest.raises(TextRefused, match=said):
        articles.hand_in(reporter, Article(outlet="Wire"), typed)
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("values", "text", "field"),
    [
        ({"outlet": "Wire"}, "", "text"),
        ({"outlet": "Wire"}, "\ufeff \r\n ", "text"),
        ({"outlet": ""}, "Copy", "outlet"),
        ({"outlet": "Wire", "language": "xx"}, "Copy", "language"),
        ({"outlet": "Wire", "url": "example"}, "Copy", "url"),
    ],
)
def test_hand_in_refuses_by_field(values: dict[str, str], text: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        articles.hand_in(make_person("Reporter"), Article(**values), text)
    assert field in refusal.value.fields
    assert not Article.objects.exists()


def test_amend_article_writes_what_differs_and_keeps_what_was() -> None:
    article = make_article(byline="A. Writer", published_on=date(2022, 1, 10))
    editor = make_person("Editor")
    changes = {"byline": "A. Writer", "published_on": date(2022, 1, 22), "outlet": "B"}
    articles.amend_article(editor, article, **changes)
    stored = Article.objects.get(pk=article.pk)
    assert {name: getattr(stored, name) for name in changes} == changes
    event = article.events.latest("pk")
    assert (event.verb, event.actor) == (Verb.AMEND_ARTICLE, editor)
    assert event.before == {"published_on": "2022-01-10", "outlet": "Sample Wire"}


def test_amend_article_leaves_what_another_has_changed_meanwhile() -> None:
    editor, article = make_person("Editor"), make_article()
    page_of_another = Article.objects.get(pk=article.pk)
    articles.amend_article(editor, article, byline="A. Writer")
    articles.amend_article(editor, page_of_another, outlet="B")
    article.refresh_from_db()
    assert (article.byline, article.outlet) == ("A. Writer", "B")


def test_amend_article_refuses_to_undo_what_was_not_seen() -> None:
    article, editor = make_article(outlet="Wire"), make_person("Editor")
    page_of_another = Article.objects.get(pk=article.pk)
    articles.amend_article(editor, article, outlet="A", language="fr")
    with pytest.raises(Conflict, match="nothing was saved"):
        articles.amend_article(editor, page_of_another, outlet="B", language="de")
    kept = Article.objects.get(pk=article.pk)
    assert (kept.outlet, kept.language) == ("A", "fr")
    articles.amend_article(editor, page_of_another, outlet="A")  # Both chose the same.


def test_amend_article_with_nothing_new_leaves_no_event() -> None:
    article = make_article()
    articles.amend_article(make_person("Editor"), article, outlet=article.outlet)
    assert article.events.count() == 1


def test_clear_a_sentence_and_take_it_back() -> None:
    article, checker, editor = make_article(), make_person("Checker"), make_person("Editor")
    revision = revision_of(article)
    articles.clear_sentence(checker, revision, 0, 29)
    clearance = Clearance.objects.get()
    assert (clearance.start, clearance.end, clearance.cleared_by) == (0, 29, checker)
    articles.revoke_clearance(editor, clearance)
    assert not Clearance.objects.exists()
    cleared, taken_back = Event.objects.exclude(verb=Verb.HAND_IN)
    assert [(e.verb, e.actor, e.article) for e in [cleared, taken_back]] == [
        (Verb.CLEAR, checker, article),
        (Verb.REVOKE_CLEARANCE, editor, article),
    ]
    words = "Alliance readies for conflict"
    assert cleared.note == taken_back.note == words
    assert cleared.wording == {
        "revision": revision.pk,
        "start": 0,
        "end": 29,
        "exact": words,
        "sha256": digest_of(words),
    }


def test_a_sentence_that_another_has_cleared_is_cleared_already() -> None:
    revision, checker = revision_of(make_article()), make_person("Checker")
    articles.clear_sentence(checker, revision, 0, 29)
    assert articles.clear_sentence(make_person("Editor"), revision, 0, 29) is None
    assert Clearance.objects.get().cleared_by == checker
    assert Event.objects.filter(verb=Verb.CLEAR).count() == 1


@pytest.mark.parametrize(("start", "end"), [(0, 28), (1, 29), (0, 94), (-1, 29), (9_000, 9_001)])
def test_only_a_whole_sentence_is_cleared(start: int, end: int) -> None:
    revision = revision_of(make_article())
    with pytest.raises(Incomplete):
        articles.clear_sentence(make_person("Checker"), revision, start, end)
    assert not Clearance.objects.exists()


def test_nobody_clears_sentences_of_what_they_handed_in() -> None:
    editor = make_person("Editor")
    revision = revision_of(make_article(handed_in_by=editor))
    with pytest.raises(NotPermitted):
        articles.clear_sentence(editor, revision, 0, 29)
    articles.clear_sentence(make_person("Checker"), revision, 0, 29)
    clearance = Clearance.objects.get()
    with pytest.raises(NotPermitted):
        articles.revoke_clearance(editor, clearance)
    assert Clearance.objects.get() == clearance


def test_an_address_is_that_of_one_article_in_whatever_spelling() -> None:
    first = make_article(url="https://www.example.org/story/?utm_source=mail")
    with pytest.raises(Incomplete, match=f"Article {first.pk} has this address") as refusal:
        make_article(url="http://example.org/story")
    assert refusal.value.field == "url"
    other = make_article(url="https://example.org/another")
    checker = make_person("Checker")
    with pytest.raises(Incomplete, match=f"Article {first.pk} has this address"):
        articles.amend_article(checker, other, url="https://example.org/story#top")
    articles.amend_article(checker, first, url="")
    articles.amend_article(checker, other, url="https://example.org/story")
    assert Article.objects.get(url="https://example.org/story") == other

"""Sentences cleared in a run, and taken back together."""

import pytest

from claims.choices import (
    Verb,
)
from claims.errors import Incomplete
from claims.services import articles
from tests.factories import (
    make_article,
    make_claim,
    make_person,
    revision_of,
)

pytestmark = pytest.mark.django_db


def test_a_run_clears_the_unread_sentences_that_lie_whole_in_it() -> None:
    checker, article = make_person("Checker"), make_article(text="One.\nTwo.\nThree.\nFour.\nFive.")
    revision = revision_of(article)
    make_claim(article, "Two", made_by=checker)
    three = revision.text.index("Three.")
    articles.clear_sentence(make_person("Checker"), revision, three, three + 6)
    first = revision.clearances.get()
    events = articles.clear_sentences(checker, revision, 0, revision.text.index("ive"))
    assert [event.note for event in events] == ["One.", "Four."]  # Five is not whole in it.
    assert revision.clearances.count() == 3
    with pytest.raises(Incomplete):
        articles.clear_sentences(checker, revision, 0, revision.text.index("ive"))

    assert len(articles.revoke_clearances(checker, article, events)) == 2
    assert list(revision.clearances.all()) == [first]
    assert len(articles.revoke_clearances(checker, article, events)) == 0
    assert article.events.filter(verb=Verb.REVOKE_CLEARANCE).count() == 2


def test_an_undo_leaves_what_another_has_cleared_since() -> None:
    checker, other, article = make_person("Checker"), make_person("Checker"), make_article()
    revision = revision_of(article)
    events = articles.clear_sentences(checker, revision, 0, len(revision.text))
    for clearance in revision.clearances.all():
        articles.revoke_clearance(other, clearance)
    articles.clear_sentences(other, revision, 0, len(revision.text))
    assert len(articles.revoke_clearances(checker, article, events)) == 0
    assert {c.cleared_by for c in revision.clearances.all()} == {other}

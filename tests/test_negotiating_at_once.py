"""Two people deal with one correction, query or text at one moment: one wins, on the record."""

from collections.abc import Callable
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command

from claims.choices import CorrectionState, Verb
from claims.models import Article, Correction, Event, Query, Ruling, User
from claims.services import articles, negotiation, revisions, sign_off
from tests.factories import make_article, make_person, revision_of
from tests.test_concurrency import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "cold morning"


class Desk:
    def __init__(self) -> None:
        self.author: User = make_person("Reporter")
        self.checker: User = make_person("Checker")
        self.editors: list[User] = [make_person("Editor") for _ in range(2)]
        self.article: Article = make_article(self.author)

    def suggest(self, words: str = WORDS) -> Correction:
        revision = revision_of(self.article)
        start = revision.text.index(words)
        return negotiation.suggest_correction(
            self.checker, revision, start, start + len(words), "Other", "It was so."
        )

    @property
    def events(self) -> int:
        return Event.objects.filter(article=self.article).count()


def seen(correction: Correction) -> Correction:
    """The correction as a page of its own holds it."""
    return Correction.objects.get(pk=correction.pk)


def one_wins(desk: Desk, *acts: Callable[[], object]) -> None:
    before = desk.events
    assert at_once(*acts) == {DONE: 1, "Conflict": len(acts) - 1}
    assert desk.events == before + 1
    call_command("check_desk", stdout=StringIO())


def test_the_reporter_answers_what_is_taken_back() -> None:
    desk = Desk()
    correction = desk.suggest()
    one_wins(
        desk,
        partial(negotiation.decline_correction, desk.author, seen(correction), "It was cold."),
        partial(negotiation.take_back_correction, desk.checker, seen(correction)),
    )


def test_the_reporter_accepts_and_declines_in_two_windows() -> None:
    desk = Desk()
    correction = desk.suggest()
    one_wins(
        desk,
        partial(negotiation.agree_correction, desk.author, seen(correction)),
        partial(negotiation.decline_correction, desk.author, seen(correction), "It was cold."),
        partial(
            negotiation.counter_correction, desk.author, seen(correction), "fresh", "It was so."
        ),
    )


def test_two_editors_rule_while_the_desk_agrees() -> None:
    desk = Desk()
    correction = desk.suggest()
    negotiation.counter_correction(desk.author, correction, "fresh", "It was fresh.")
    one, other = desk.editors
    one_wins(
        desk,
        partial(negotiation.rule_correction, one, seen(correction), "upheld", "I was there."),
        partial(negotiation.rule_correction, other, seen(correction), "overruled", "So was I."),
        partial(negotiation.agree_correction, desk.checker, seen(correction)),
    )
    after = seen(correction)
    ruled = Ruling.objects.filter(correction=correction).values_list("ruled_by", flat=True)
    assert list(ruled) == ([] if after.state == CorrectionState.ACCEPTED else [after.moved_by_id])


def test_a_query_is_answered_twice() -> None:
    desk = Desk()
    query = negotiation.ask_query(desk.checker, desk.article, "Who says so?")
    one_wins(
        desk,
        *[
            partial(negotiation.answer_query, desk.author, Query.objects.get(pk=query.pk), answer)
            for answer in ("The ministry.", "The weather service.")
        ],
    )


def test_two_people_apply_what_stands() -> None:
    desk = Desk()
    correction = desk.suggest()
    negotiation.agree_correction(desk.author, correction)
    outcomes = at_once(
        *[
            partial(negotiation.apply_corrections, who, desk.article, 1, [correction.pk])
            for who in desk.editors
        ]
    )
    assert outcomes == {DONE: 1, "Conflict": 1}
    assert revision_of(desk.article).number == 2
    assert Event.objects.filter(verb=Verb.APPLY).count() == 1
    call_command("check_desk", stdout=StringIO())


def test_a_correction_is_taken_back_while_it_is_applied() -> None:
    desk = Desk()
    correction = desk.suggest()
    negotiation.agree_correction(desk.author, correction)
    apply = partial(negotiation.apply_corrections, desk.author, desk.article, 1, [correction.pk])
    take_back = partial(negotiation.take_back_correction, desk.checker, seen(correction))
    assert at_once(apply, take_back) == {DONE: 1, "Conflict": 1}
    is_applied = seen(correction).state == CorrectionState.APPLIED
    assert revision_of(desk.article).number == (2 if is_applied else 1)
    call_command("check_desk", stdout=StringIO())


def test_a_correction_is_suggested_while_the_next_text_comes_in() -> None:
    """It is of the new text, or refused: never left behind unseen."""
    desk = Desk()
    for number in range(1, 5):
        text = revision_of(desk.article).text + f"\n\nMore of it: {number}."
        outcomes = at_once(
            partial(revisions.revise, desk.author, desk.article, number, text), desk.suggest
        )
        assert outcomes[DONE] + outcomes["Conflict"] == 2
        assert revision_of(desk.article).number == number + 1
        last = revision_of(desk.article)
        assert set(Correction.objects.values_list("revision", flat=True)) <= {last.pk}
    call_command("check_desk", stdout=StringIO())


def test_an_article_is_published_twice() -> None:
    desk = Desk()
    revision = revision_of(desk.article)
    articles.clear_sentences(desk.checker, revision, 0, len(revision.text))
    sign_off.sign_off(desk.editors[0], desk.article, 1)
    one_wins(
        desk, *[partial(sign_off.publish_article, editor, desk.article) for editor in desk.editors]
    )

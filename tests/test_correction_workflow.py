"""Queries and corrections: who, when, and what becomes of the text."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from claims import correction_workflow
from claims.choices import CorrectionState, Decision, Stage
from claims.errors import Conflict, Incomplete, NotPermitted
from claims.models import Article, Claim, Correction, Query, Revision, Ruling, SignOff, User
from claims.roles import Role
from claims.services import articles, negotiation, revisions, sign_off
from claims.services.negotiation import AGREED
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_person,
    revision_of,
    rolled_back,
)

pytestmark = pytest.mark.django_db

State = CorrectionState
WHO = ["author", "suggester", "checker", "editor", "reporter"]


class Desk:
    """An article of a reporter, a correction of a checker, and everybody else."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {
            "author": make_person(Role.REPORTER),
            "suggester": make_person(Role.EDITOR),
            "checker": make_person(Role.CHECKER),
            "editor": make_person(Role.EDITOR),
            "reporter": make_person(Role.REPORTER),
        }
        self.article = make_article(self.people["author"])

    def suggest(self, old: str = "cold", new: str = "mild", **fields: object) -> Correction:
        revision = revision_of(self.article)
        start = revision.text.index(old)
        return negotiation.suggest_correction(
            self.people["suggester"], revision, start, start + len(old), new, "It was.", **fields
        )

    def apply(self) -> Revision:
        """As the author does from a page that was loaded just now."""
        agreed = [c.pk for c in Correction.objects.filter(state__in=AGREED)]
        return negotiation.apply_corrections(self.people["author"], self.article, 1, agreed)

    def in_state(self, state: State) -> Correction:
        correction = self.suggest()
        author, editor = self.people["author"], self.people["editor"]
        if state in {State.COUNTERED, State.UPHELD}:
            negotiation.counter_correction(author, correction, "fresh", "It was fresh.")
        elif state in {State.DECLINED, State.OVERRULED}:
            negotiation.decline_correction(author, correction, "It was cold.")
        elif state == State.ACCEPTED:
            negotiation.agree_correction(author, correction)
        elif state == State.WITHDRAWN:
            negotiation.take_back_correction(self.people["suggester"], correction)
        elif state == State.APPLIED:
            negotiation.agree_correction(author, correction)
            self.apply()
        if state in {State.UPHELD, State.OVERRULED}:
            negotiation.rule_correction(editor, correction, state, "I was there.")
        return Correction.objects.get(pk=correction.pk)


ACTS: dict[str, Callable[[User, Correction], object]] = {
    "agree": negotiation.agree_correction,
    "counter": lambda who, c: negotiation.counter_correction(who, c, "warm", "It was warm."),
    "decline": lambda who, c: negotiation.decline_correction(who, c, "It was cold."),
    "uphold": lambda who, c: negotiation.rule_correction(who, c, Decision.UPHELD, "So."),
    "overrule": lambda who, c: negotiation.rule_correction(who, c, Decision.OVERRULED, "So."),
    "take back": negotiation.take_back_correction,
}

# state: {act: (who may, the state after)}; everything else is refused.
TABLE: dict[State, dict[str, tuple[set[str], State]]] = {
    State.SUGGESTED: {
        "agree": ({"author"}, State.ACCEPTED),
        "counter": ({"author"}, State.COUNTERED),
        "decline": ({"author"}, State.DECLINED),
        "take back": ({"suggester"}, State.WITHDRAWN),
    },
    State.COUNTERED: {
        "agree": ({"suggester", "checker", "editor"}, State.ACCEPTED),
        "uphold": ({"editor"}, State.UPHELD),
        "overrule": ({"editor"}, State.OVERRULED),
        "take back": ({"suggester"}, State.WITHDRAWN),
    },
    State.DECLINED: {
        "uphold": ({"editor"}, State.UPHELD),
        "overrule": ({"editor"}, State.OVERRULED),
        "take back": ({"suggester"}, State.WITHDRAWN),
    },
    State.ACCEPTED: {"take back": ({"suggester"}, State.WITHDRAWN)},
    State.UPHELD: {"take back": ({"suggester", "editor"}, State.WITHDRAWN)},
    State.OVERRULED: {},
    State.APPLIED: {},
    State.WITHDRAWN: {},
}


@pytest.mark.parametrize("state", list(State))
def test_the_table(state: State, subtests: pytest.Subtests) -> None:
    desk = Desk()
    before = desk.in_state(state)
    for act, do in ACTS.items():
        allowed, after = TABLE[state].get(act, (set(), state))
        for who in WHO:
            with subtests.test(act=act, who=who), rolled_back():
                correction = Correction.objects.get(pk=before.pk)
                events = desk.article.events.count()
                try:
                    do(desk.people[who], correction)
                except (NotPermitted, Conflict):
                    assert who not in allowed
                    assert desk.article.events.count() == events
                else:
                    assert who in allowed
                    correction.refresh_from_db()
                    assert correction.state == after
                    assert correction.moved_by == desk.people[who]
                    assert desk.article.events.count() == events + 1


@pytest.mark.parametrize("state", list(State))
def test_the_page_offers_what_the_table_allows(state: State) -> None:
    desk = Desk()
    correction = desk.in_state(state)
    for who, person in desk.people.items():
        offered = correction_workflow.open_moves(person, correction)
        allowed = {after.value for may, after in TABLE[state].values() if who in may}
        assert offered == allowed, who


def test_of_two_answers_one_is_told() -> None:
    desk = Desk()
    correction = desk.suggest()
    seen = Correction.objects.get(pk=correction.pk)
    negotiation.agree_correction(desk.people["author"], correction)
    with pytest.raises(Conflict):
        negotiation.decline_correction(desk.people["author"], seen, "It was cold.")
    assert Correction.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize("state", [State.SUGGESTED, State.DECLINED, State.UPHELD])
def test_a_correction_whose_words_are_gone_is_taken_back_by_its_suggester_or_an_editor(
    state: State, subtests: pytest.Subtests
) -> None:
    desk = Desk()
    pk = desk.in_state(state).pk
    text = revision_of(desk.article).text
    revisions.revise(desk.people["author"], desk.article, 1, text.replace("a cold", "no warm"))
    for who, person in desk.people.items():
        correction = Correction.objects.get(pk=pk)
        may = who in {"suggester", "editor"}
        with subtests.test(who), rolled_back():
            assert correction_workflow.open_moves(person, correction) == (
                {"withdrawn"} if may else set()
            )
            if may:
                negotiation.take_back_correction(person, correction)
                assert Correction.objects.get(pk=pk).moved_by == person
            else:
                with pytest.raises(NotPermitted):
                    negotiation.take_back_correction(person, correction)


def test_a_counter_that_is_agreed_to_is_what_is_applied() -> None:
    desk = Desk()
    correction = desk.in_state(State.COUNTERED)
    negotiation.agree_correction(desk.people["checker"], correction)
    desk.apply()
    assert "It was a fresh morning." in revision_of(desk.article).text


def test_what_stands_is_applied_together_as_the_next_revision() -> None:
    desk = Desk()
    author = desk.people["author"]
    claim = make_claim(desk.article, "about 100,000 troops")
    bring_to(Stage.CLOSED, claim, desk.people["checker"], desk.people["editor"])
    first = desk.suggest("100,000", "120,000 👍", claim=claim)
    second = desk.suggest(" Talks follow in Geneva on Monday.".strip(), "")
    third = desk.suggest("cold", "mild")
    for correction in (first, second):
        negotiation.agree_correction(author, correction)
    text = revision_of(desk.article).text
    revision = desk.apply()
    expected = text.replace("100,000", "120,000 👍").replace(
        "Talks follow in Geneva on Monday.", ""
    )
    assert revision.text == expected.strip()
    for correction in (first, second, third):
        correction.refresh_from_db()
    assert (first.state, first.applied_in, first.note) == (State.APPLIED, revision, "")
    assert second.state == State.APPLIED
    assert (third.state, third.revision) == (State.SUGGESTED, revision)
    assert Claim.objects.get(pk=claim.pk).stage == Stage.OPEN
    call_command("check_desk", stdout=StringIO())


def test_corrections_of_the_same_words_are_caught() -> None:
    desk = Desk()
    one, other = desk.suggest("a cold morning"), desk.suggest("cold", "mild")
    for correction in (one, other):
        negotiation.agree_correction(desk.people["author"], correction)
    with pytest.raises(Conflict, match=f"Corrections {one.pk} and {other.pk} change the same"):
        desk.apply()
    negotiation.take_back_correction(desk.people["suggester"], other)
    desk.apply()


@pytest.mark.parametrize("change", ["agreed", "taken back"])
def test_what_was_agreed_or_taken_back_meanwhile_is_not_applied_unread(change: str) -> None:
    desk = Desk()
    one, other = desk.suggest("cold"), desk.suggest("Geneva", "Vienna")
    author, listed = desk.people["author"], [one]
    negotiation.agree_correction(author, one)
    if change == "taken back":
        negotiation.agree_correction(author, other)
        listed = [one, other]
        negotiation.take_back_correction(desk.people["suggester"], other)
    else:
        negotiation.agree_correction(author, other)
    keys = [correction.pk for correction in listed]
    with pytest.raises(Conflict, match="agreed has changed since you opened this page"):
        negotiation.apply_corrections(author, desk.article, 1, keys)
    assert Revision.objects.count() == 1
    assert desk.apply().number == 2


def test_nothing_agreed_is_nothing_to_apply() -> None:
    desk = Desk()
    desk.suggest()
    with pytest.raises(Conflict, match="No correction is agreed"):
        desk.apply()
    assert Revision.objects.count() == 1


def signed(article: Article, editor: User) -> None:
    revision = revision_of(article)
    articles.clear_sentences(editor, revision, 0, len(revision.text))
    SignOff.objects.create(revision=revision, signed_by=editor)


def test_after_publication_a_correction_makes_a_dated_note(settings: object) -> None:
    desk = Desk()
    editor = desk.people["editor"]
    with pytest.raises(Conflict, match="not signed off"):
        sign_off.publish_article(editor, desk.article)
    signed(desk.article, editor)
    with pytest.raises(NotPermitted):
        sign_off.publish_article(desk.people["checker"], desk.article)
    assert sign_off.publish_article(editor, desk.article).published_at
    with pytest.raises(Conflict, match="already"):
        sign_off.publish_article(editor, desk.article)
    correction = desk.suggest()
    negotiation.agree_correction(desk.people["author"], correction)
    desk.apply()
    correction.refresh_from_db()
    assert correction.note.startswith("Correction, ")
    assert "an earlier version read “cold”; it should have read “mild”." in correction.note


def test_a_ruling_keeps_who_and_why() -> None:
    desk = Desk()
    correction = desk.in_state(State.UPHELD)
    ruling = Ruling.objects.get()
    assert (ruling.correction, ruling.decision) == (correction, Decision.UPHELD)
    assert (ruling.ruled_by, ruling.reason) == (desk.people["editor"], "I was there.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ruling.objects.update(reason="Other")


@pytest.mark.parametrize(
    ("old", "new", "reason", "field"),
    [("cold", "cold", "So.", "new_words"), ("cold", "mild", " ", "reason"),
     ("", "mild", "So.", "words")],
)  # fmt: skip
def test_what_is_no_correction(old: str, new: str, reason: str, field: str) -> None:
    desk = Desk()
    revision = revision_of(desk.article)
    start = revision.text.index("cold")
    with pytest.raises(Incomplete) as refusal:
        negotiation.suggest_correction(
            desk.people["checker"], revision, start, start + len(old), new, reason
        )
    assert refusal.value.field == field
    assert not Correction.objects.exists()


def test_nobody_answers_their_own_question() -> None:
    desk = Desk()
    author, asker = desk.people["author"], desk.people["suggester"]
    query = negotiation.ask_query(asker, desk.article, "Who says so?")
    author.is_active = False
    author.save()
    query = Query.objects.get(pk=query.pk)
    with pytest.raises(NotPermitted, match="another editor answers"):
        negotiation.answer_query(asker, query, "I do.")
    negotiation.answer_query(desk.people["editor"], query, "The weather service.")


def test_a_query_keeps_where_its_words_stood() -> None:
    desk = Desk()
    checker, text = desk.people["checker"], revision_of(desk.article).text
    start = text.index("cold")
    query = negotiation.ask_query(checker, desk.article, "How cold?", words="cold", start=start)
    assert (query.revision, query.start, query.end) == (revision_of(desk.article), start, start + 4)
    for place in (start + 1, len(text) + 9, None):
        query = negotiation.ask_query(checker, desk.article, "How cold?", words="cold", start=place)
        assert (query.words, query.revision) == ("cold", None)


def test_a_query_is_asked_and_answered_once() -> None:
    desk = Desk()
    claim = make_claim(desk.article, "cold morning")
    with pytest.raises(NotPermitted):
        negotiation.ask_query(desk.people["author"], desk.article, "Who says so?")
    with pytest.raises(Incomplete):
        negotiation.ask_query(desk.people["checker"], desk.article, " ", claim)
    query = negotiation.ask_query(desk.people["checker"], desk.article, "Who says so?", claim)
    assert query.is_open
    with pytest.raises(NotPermitted):
        negotiation.answer_query(desk.people["editor"], query, "I do.")
    with pytest.raises(Incomplete):
        negotiation.answer_query(desk.people["author"], query, "")
    negotiation.answer_query(desk.people["author"], query, "The weather service.")
    query.refresh_from_db()
    assert (query.answer, query.answered_by) == ("The weather service.", desk.people["author"])
    with pytest.raises(Conflict):
        negotiation.answer_query(desk.people["author"], query, "Again.")

"""Two people sign, rule and write at one moment: one wins, and the record stays whole."""

from collections.abc import Callable
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from claims.choices import Verb
from claims.models import Article, Claim, Clearance, Event, SignOff, User
from claims.selectors.sign_off import open_items
from claims.services import articles, claims, revisions, sign_off
from tests.factories import make_article, make_person, revision_of
from tests.signing import TEXT, WORDS, Desk
from tests.test_concurrency import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def signing(person: User, article: Article) -> Callable[[], object]:
    return partial(sign_off.sign_off, person, article, 1)


def test_two_editors_sign_a_revision() -> None:
    desk = Desk()
    editors = [make_person("Editor") for _ in range(4)]
    outcomes = at_once(*[signing(editor, desk.article) for editor in editors])
    assert outcomes == {DONE: 1, "Conflict": 3}
    signed = SignOff.objects.get()
    assert Event.objects.get(verb=Verb.SIGN_OFF).actor == signed.signed_by
    call_command("check_desk", stdout=StringIO())


def test_an_editor_signs_while_the_next_revision_comes_in() -> None:
    desk = Desk()
    revise = partial(revisions.revise, desk.checker, desk.article, 1, TEXT + "\n\nIt rained.")
    outcomes = at_once(signing(desk.editor, desk.article), revise)
    signed = SignOff.objects.filter(revision__number=1).exists()
    assert outcomes == ({DONE: 2} if signed else {DONE: 1, "Conflict": 1})
    assert revision_of(desk.article).sign_off is None


def test_two_editors_rule_on_an_item_while_a_third_signs() -> None:
    desk = Desk()
    desk.ask()
    (item,) = desk.items
    rule = [
        partial(sign_off.rule_item, person, desk.article, item.item, item.key, "stands", "Known.")
        for person in [desk.editor, make_person("Editor")]
    ]
    outcomes = at_once(*rule, signing(make_person("Editor"), desk.article))
    assert outcomes[DONE] + outcomes["Incomplete"] == 3
    assert desk.article.rulings.count() == 2
    assert outcomes["Incomplete"] == (0 if SignOff.objects.exists() else 1)
    call_command("check_desk", stdout=StringIO())


def test_what_was_committed_before_the_signature_is_seen_by_it() -> None:
    """A claim made while the signing waits for a revision's lock stands in its way."""
    desk = Desk()

    def make() -> None:
        with transaction.atomic():
            Article.objects.select_for_update(no_key=True).get(pk=desk.article.pk)
            claim = Claim(statement="It is so.", kind="event")
            start = TEXT.index(WORDS)
            claims.make_claim(
                desk.checker, claim, revision_of(desk.article), start, start + len(WORDS)
            )

    outcomes = at_once(make, signing(desk.editor, desk.article))
    # Either it came before, and the signature is refused, or after it.
    assert outcomes == ({DONE: 2} if SignOff.objects.exists() else {DONE: 1, "Incomplete": 1})
    assert open_items(desk.article, desk.editor)


def test_two_people_clear_the_same_run() -> None:
    revision = revision_of(make_article())
    people = [make_person("Checker"), make_person("Editor")]
    clear = [
        partial(articles.clear_sentences, person, revision, 0, len(revision.text))
        for person in people
    ]
    outcomes = at_once(*clear)
    assert outcomes[DONE] >= 1  # Who comes after finds nothing unread.
    assert outcomes[DONE] + outcomes["Incomplete"] == 2
    assert Clearance.objects.count() == Event.objects.filter(verb=Verb.CLEAR).count() == 5


def test_a_sign_off_is_withdrawn_while_the_article_is_published() -> None:
    desk = Desk()
    desk.sign()
    outcomes = at_once(
        partial(sign_off.publish_article, desk.editor, desk.article),
        partial(sign_off.withdraw_sign_off, desk.editor, desk.article, 1, "Signed too soon."),
        partial(sign_off.withdraw_sign_off, make_person("Editor"), desk.article, 1, "So it was."),
    )
    assert outcomes == {DONE: 1, "Conflict": 2}
    desk.article.refresh_from_db()
    assert bool(desk.article.published_at) == bool(revision_of(desk.article).sign_off)
    call_command("check_desk", stdout=StringIO())

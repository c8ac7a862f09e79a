"""An editor rules on what is open, and signs a revision."""

from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command

from claims.choices import CaptureWay, Decision, OpenItem, Stage, Verdict
from claims.documents.sources import CapturedDocument
from claims.errors import Conflict, Incomplete, NotPermitted
from claims.models import Article, Source
from claims.selectors.sign_off import (
    RewordedClaim,
    changes_since_sign_off,
    open_items,
    publications_of,
    recorded_sign_offs,
    sign_offs_of,
    unresolved,
)
from claims.services import (
    claims,
    negotiation,
    revisions,
    sign_off,
    snapshots,
    sources,
)
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    revision_of,
)
from tests.signing import QUOTING, TEXT, WORDS, Desk

pytestmark = pytest.mark.django_db

# Rulings


def test_a_ruling_is_of_what_is_open_as_it_was_seen() -> None:
    desk = Desk()
    claim = make_claim(desk.article, WORDS)
    (seen,) = desk.items
    claims.amend_claim(desk.checker, claim, claim.version, statement="Another.")
    with pytest.raises(Conflict):
        desk.rule(seen)
    assert not desk.article.rulings.exists()


@pytest.mark.parametrize(
    ("decision", "reason", "field"),
    [("fair", "Known.", "decision"), ("", "Known.", "decision"), ("stands", " ", "reason")],
)
def test_a_ruling_has_a_decision_that_fits_and_a_reason(
    decision: str, reason: str, field: str
) -> None:
    desk = Desk()
    desk.ask()
    (item,) = desk.items
    with pytest.raises(Incomplete) as refused:
        sign_off.rule_item(desk.editor, desk.article, item.item, item.key, decision, reason)
    assert refused.value.field == field
    assert not desk.article.rulings.exists()


def test_the_last_ruling_counts() -> None:
    desk = Desk()
    desk.ask()
    desk.rule(desk.items[0], "At first.")
    desk.rule(desk.items[0], "On reflection.")
    assert [entry["reason"] for entry in desk.sign().open_items] == ["On reflection."]
    assert desk.article.rulings.count() == 2


def test_what_is_to_be_cut_is_open_until_it_is_cut() -> None:
    desk = Desk()
    desk.closed(Verdict.FALSE)
    (item,) = desk.items
    sign_off.rule_item(desk.editor, desk.article, item.item, item.key, Decision.CUT, "It is false.")
    (item,) = desk.items
    assert (item.ruling, item.to_cut.reason) == (None, "It is false.")
    with pytest.raises(Incomplete, match="1 item stands open"):
        desk.sign()
    negotiation.suggest_correction(
        desk.checker, revision_of(desk.article), TEXT.index(WORDS), len(TEXT), "", "It is false."
    )
    correction = desk.article.corrections.get()
    negotiation.agree_correction(desk.article.handed_in_by, correction)
    negotiation.apply_corrections(desk.checker, desk.article, 1, [correction.pk])
    assert OpenItem.VERDICT not in {item.item for item in desk.items}


def test_a_ruling_that_was_a_mistake_is_taken_back_by_another() -> None:
    desk = Desk()
    desk.ask()
    (item,) = desk.items
    assert Decision.REOPENED not in item.choices
    desk.rule(item)
    (item,) = desk.items
    reopen = partial(sign_off.rule_item, desk.editor, desk.article, item.item, item.key)
    with pytest.raises(Incomplete):
        reopen(Decision.REOPENED, " ")
    reopen(Decision.REOPENED, "Ruled on the wrong one.")
    (item,) = desk.items
    assert item.ruling is None
    with pytest.raises(Incomplete, match="1 item stands open"):
        desk.sign()
    desk.rule(item)
    assert desk.sign()


def test_several_are_ruled_on_together_or_none_is() -> None:
    desk = Desk()
    desk.ask()
    desk.ask()
    keys = [item.key for item in desk.items]
    arguments = desk.editor, desk.article, OpenItem.QUERY
    with pytest.raises(Conflict):
        sign_off.rule_items(*arguments, [*keys, "0"], Decision.STANDS, "Known.")
    assert len(unresolved(desk.items)) == 2
    sign_off.rule_items(*arguments, keys, Decision.STANDS, "Known.")
    assert unresolved(desk.items) == []


def test_an_editor_rules_on_and_signs_nothing_of_their_own() -> None:
    desk = Desk()
    own = make_article(desk.editor)
    (item, *_) = open_items(own, desk.editor)
    with pytest.raises(NotPermitted, match="You handed in the article"):
        sign_off.rule_item(desk.editor, own, item.item, item.key, "stands", "Mine.")
    with pytest.raises(NotPermitted, match="You handed in the article"):
        sign_off.sign_off(desk.editor, own, 1)


# The signature


def test_a_revision_is_signed_once() -> None:
    desk = Desk()
    desk.sign()
    with pytest.raises(Conflict, match="has signed off revision 1 already"):
        sign_off.sign_off(make_person("Editor"), desk.article, 1)


def test_what_was_not_read_is_not_signed() -> None:
    desk = Desk()
    desk.revise(TEXT + "\n\nThe mayor denies it.")
    with pytest.raises(Conflict, match="Revision 2 came in meanwhile"):
        sign_off.sign_off(desk.editor, desk.article, 1)


def test_a_later_revision_has_no_sign_off_and_says_what_to_look_at() -> None:
    desk = Desk("Talks go on\n\nThe mayor took the money.\n\nIt rained all day long.")
    changed, lost = desk.closed(), make_claim(desk.article, "It rained all day long.")
    bring_to(Stage.CLOSED, lost, desk.checker, desk.editor)
    signed = desk.sign()
    text = "Talks go on\n\nThe mayor took all the money."
    revisions.revise(desk.checker, desk.article, 1, text)
    assert revision_of(desk.article).sign_off is None
    assert changes_since_sign_off(desk.article, desk.editor, signed).reworded == [
        RewordedClaim(changed, ["The mayor took the money."], ["The mayor took all the money."]),
        RewordedClaim(lost, ["It rained all day long."], []),
    ]
    assert {item.item for item in desk.items} >= {OpenItem.CLAIM, OpenItem.PASSAGE}


def test_what_to_look_at_is_told_from_the_signed_revision_on() -> None:
    desk = Desk()
    claim = desk.closed()
    signed = desk.sign()
    desk.revise("Talks go on\n\nThe mayor took some money.")
    desk.revise("Talks go on again\n\nThe mayor took some money.")
    assert changes_since_sign_off(desk.article, desk.editor, signed).reworded == [
        RewordedClaim(claim, [WORDS], ["The mayor took some money."])
    ]
    desk.revise("Talks go on again\n\nThe mayor took the money.")
    assert changes_since_sign_off(desk.article, desk.editor, signed).reworded == []


def test_words_that_were_lost_and_retired_are_to_be_looked_at() -> None:
    desk = Desk()
    claim = desk.closed()
    signed = desk.sign()
    desk.revise("Talks go on\n\nNobody knows why or how.")
    claim.refresh_from_db()
    revisions.retire_passage(desk.checker, claim, claim.version, claim.passages.get())
    again = changes_since_sign_off(desk.article, desk.editor, signed)
    assert again.reworded == [RewordedClaim(claim, [WORDS], [])]


def test_a_sign_off_that_was_withdrawn_stays_on_the_record_and_can_be_given_anew() -> None:
    desk = Desk()
    desk.ask()
    desk.rule(desk.items[0])
    signed, other = desk.sign(), make_person("Editor")
    sign_off.withdraw_sign_off(other, desk.article, 1, " Signed too soon. ")
    assert revision_of(desk.article).sign_off is None
    assert sign_offs_of(desk.article) == []
    (recorded,) = recorded_sign_offs(desk.article)
    assert (recorded.signed_by, recorded.open_items) == (desk.editor, signed.open_items)
    assert (recorded.withdrawn_by, recorded.withdrawal_reason) == (other, "Signed too soon.")
    event = desk.article.events.latest("pk")
    assert (event.verb, event.actor, event.note) == ("withdraw_sign_off", other, "Signed too soon.")
    with pytest.raises(Conflict, match="not signed off"):
        sign_off.publish_article(desk.editor, desk.article)
    again = desk.sign()
    assert revision_of(desk.article).sign_off == again
    assert recorded_sign_offs(desk.article) == [again, recorded]
    assert sign_off.publish_article(desk.editor, desk.article).published_at
    call_command("check_desk", stdout=StringIO())


def test_what_is_no_withdrawal() -> None:
    desk = Desk()
    withdraw = partial(sign_off.withdraw_sign_off, desk.editor, desk.article)
    with pytest.raises(Conflict, match="does not stand any more"):
        withdraw(1, "Signed too soon.")
    desk.sign()
    with pytest.raises(Incomplete) as refused:
        withdraw(1, " ")
    assert refused.value.field == "reason"
    with pytest.raises(NotPermitted):
        sign_off.withdraw_sign_off(desk.checker, desk.article, 1, "Signed too soon.")
    sign_off.publish_article(desk.editor, desk.article)
    with pytest.raises(Conflict, match="ran as it was signed off"):
        withdraw(1, "Signed too soon.")
    sign_off.unpublish_article(desk.editor, desk.article, "It was held over.")
    desk.revise(TEXT + "\n\nMore of it.")
    for seen in (1, 2):
        with pytest.raises(Conflict, match="does not stand any more"):
            withdraw(seen, "Signed too soon.")
    assert sign_offs_of(desk.article)[0].revision.number == 1


# Publication


def test_a_publication_by_mistake_is_taken_back_on_the_record() -> None:
    desk = Desk()
    desk.sign()
    with pytest.raises(Conflict, match="not marked as published"):
        sign_off.unpublish_article(desk.editor, desk.article, "It was held over.")
    published_at = sign_off.publish_article(desk.editor, desk.article).published_at
    with pytest.raises(Incomplete):
        sign_off.unpublish_article(desk.editor, desk.article, " ")
    with pytest.raises(NotPermitted):
        sign_off.unpublish_article(desk.checker, desk.article, "It was held over.")
    unpublished = sign_off.unpublish_article(desk.editor, desk.article, "It was held over.")
    assert unpublished.published_at is None
    event = desk.article.events.latest("pk")
    assert (event.verb, event.note) == ("unpublish", "It was held over.")
    revision = revision_of(desk.article)
    assert event.wording == {"published_at": published_at.isoformat(), "revision": revision.pk}
    assert Article.objects.get(pk=desk.article.pk).published_revision is None
    assert sign_off.publish_article(desk.editor, desk.article).published_at
    assert Article.objects.get(pk=desk.article.pk).published_revision == revision
    marks = [event.verb for event in publications_of(desk.article)]
    assert marks == ["publish", "unpublish", "publish"]
    call_command("check_desk", stdout=StringIO())


def test_who_handed_it_in_says_nothing_of_publication() -> None:
    author = make_person("Editor")
    desk = Desk(by=author)
    desk.sign()
    with pytest.raises(NotPermitted, match="another editor has to say that it ran"):
        sign_off.publish_article(author, desk.article)
    sign_off.publish_article(desk.editor, desk.article)
    with pytest.raises(NotPermitted):
        sign_off.unpublish_article(author, desk.article, "It was held over.")


def test_a_revision_that_came_after_what_ran_is_signed_and_withdrawn_as_any() -> None:
    desk = Desk()
    desk.sign()
    sign_off.publish_article(desk.editor, desk.article)
    desk.revise(TEXT + "\n\nMore of it.")
    desk.read()
    desk.sign()
    signed = sign_off.withdraw_sign_off(desk.editor, desk.article, 2, "Signed too soon.")
    assert signed.revision.number == 2


def test_what_readers_were_told_of_stays_published() -> None:
    desk = Desk()
    desk.sign()
    sign_off.publish_article(desk.editor, desk.article)
    correction = desk.correct()
    negotiation.agree_correction(desk.article.handed_in_by, correction)
    negotiation.apply_corrections(desk.checker, desk.article, 1, [correction.pk])
    with pytest.raises(Conflict, match="A later revision came in"):
        sign_off.unpublish_article(desk.editor, desk.article, "It was held over.")
    desk.article.refresh_from_db()
    assert desk.article.published_at


def test_what_opened_since_the_sign_off_is_not_published_without_a_ruling() -> None:
    desk = Desk()
    desk.closed()
    desk.sign()
    desk.judge_anew(Verdict.FALSE)
    with pytest.raises(Conflict, match="1 thing has opened since the sign-off"):
        sign_off.publish_article(desk.editor, desk.article)
    desk.ask()
    with pytest.raises(Conflict, match="2 things have opened since the sign-off"):
        sign_off.publish_article(desk.editor, desk.article)
    for item in desk.items:
        desk.rule(item)
    assert sign_off.publish_article(desk.editor, desk.article).published_at


def test_a_quotation_that_the_signer_saw_confirmed_is_published_by_who_may_not_see_where() -> None:
    desk = Desk(QUOTING)
    source = sources.add_confidential_source(desk.editor, Source(kind="person"), "Somebody", "")
    said = "We are ready to talk about it, she said."
    captured = CapturedDocument(said.encode(), "text/plain", CaptureWay.PASTED, text=said)
    snapshots.store_snapshot(desk.editor, source, captured)
    claim = make_claim(desk.article, "“We are ready to talk about it,”", made_by=desk.checker)
    bring_to(Stage.CHECKING, claim, desk.checker, desk.editor)
    make_evidence(claim, desk.checker, source=source)
    desk.judge(claim, Verdict.VERIFIED)
    other = make_person("Editor")
    assert [item.item for item in open_items(desk.article, other)] == [OpenItem.QUOTATION]
    desk.sign()
    assert sign_off.publish_article(other, desk.article).published_at


def test_a_correction_that_was_ruled_to_stand_is_open_anew_once_it_goes_on() -> None:
    desk = Desk()
    correction = desk.correct()
    desk.rule(desk.items[0])
    desk.sign()
    negotiation.agree_correction(desk.article.handed_in_by, correction)
    assert len(unresolved(desk.items)) == 1
    with pytest.raises(Conflict, match="1 thing has opened since the sign-off"):
        sign_off.publish_article(desk.editor, desk.article)
    negotiation.take_back_correction(desk.checker, correction)
    assert sign_off.publish_article(desk.editor, desk.article).published_at

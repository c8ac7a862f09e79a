"""What keeps a revision from being signed off, until it is dealt with or ruled on."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import workflow
from claims.choices import (
    CaptureWay,
    CorrectionState,
    Decision,
    Kind,
    OpenItem,
    Qualifier,
    SourceKind,
    Stage,
    Verb,
    Verdict,
)
from claims.documents.sources import CapturedDocument
from claims.errors import Incomplete
from claims.models import Claim, Query, Source
from claims.selectors.sign_off import open_items, unresolved
from claims.services import articles, claims, revisions, snapshots, sources
from claims.workflow import Inputs
from tests.factories import (
    bring_to,
    make_claim,
    make_claimant,
    make_evidence,
    make_proposal,
    make_source,
    revision_of,
    rolled_back,
)
from tests.signing import QUOTING, TEXT, WORDS, Desk, source_saying

pytestmark = pytest.mark.django_db


def unread(desk: Desk) -> None:
    articles.revoke_clearance(desk.checker, revision_of(desk.article).clearances.latest("start"))


def reread_other(desk: Desk) -> None:
    revisions.revise(desk.checker, desk.article, 1, "Talks go on\n\nIt rained.")


def place_another(desk: Desk) -> None:
    claim = desk.closed()
    revision = revision_of(desk.article)
    claims.place_passage(desk.checker, claim, claim.version, revision, 0, len("Talks go on"))


Act = Callable[[Desk], object]


# What opens an item of each kind, what it says, and what makes it another thing.
def not_asked_yet(desk: Desk) -> None:
    claim = desk.closed(kind=Kind.ACCUSATION)
    request = make_source(kind=SourceKind.REQUEST, asked_whom="The mayor")
    make_evidence(claim, desk.checker, source=request)


OPENED: dict[str, tuple[OpenItem, str, Act, str, Act]] = {
    "unread": (OpenItem.SENTENCE, TEXT, unread, "Nobody has read “The mayor", reread_other),
    "open claim": (
        OpenItem.CLAIM, TEXT, lambda desk: make_claim(desk.article, WORDS),
        "is not closed (open): The copy says", Desk.reword,
    ),
    "awaiting approval": (
        OpenItem.CLAIM, TEXT,
        lambda desk: bring_to(
            Stage.APPROVAL, make_claim(desk.article, WORDS), desk.checker, desk.editor
        ),
        "is not closed (awaiting approval)", Desk.reword,
    ),
    **{
        verdict.value: (
            OpenItem.VERDICT, TEXT, lambda desk, verdict=verdict: desk.closed(verdict),
            f"is {verdict}", lambda desk: desk.judge_anew(Verdict.FALSE)
            if desk.items[0].claim.verdict != "false" else desk.judge_anew(Verdict.OUTDATED),
        )
        for verdict in Verdict
        if verdict is not Verdict.VERIFIED
    },
    "altered": (
        OpenItem.QUOTATION, QUOTING, lambda desk: desk.quote("We were not ready to talk about it,"),
        "A quotation is altered: “We are ready",
        lambda desk: desk.revise(QUOTING.replace("ready", "most ready")),
    ),
    "absent": (
        OpenItem.QUOTATION, QUOTING, lambda desk: desk.quote("Nothing of it."),
        "not found in any source", lambda desk: desk.revise(QUOTING.replace("talk", "speak")),
    ),
    "unchecked": (
        OpenItem.QUOTATION, QUOTING, lambda desk: None, "not checked",
        lambda desk: desk.revise(QUOTING.replace("talk", "speak")),
    ),
    "accusation": (
        OpenItem.ACCUSATION, TEXT, lambda desk: desk.closed(kind=Kind.ACCUSATION),
        "nobody was asked for comment", Desk.reword,
    ),
    "accusation without a day": (
        OpenItem.ACCUSATION, TEXT, not_asked_yet, "nobody was asked for comment", Desk.reword,
    ),
    "query": (OpenItem.QUERY, TEXT, Desk.ask, "not answered: Who says so?", Desk.ask),
    "lost": (OpenItem.PASSAGE, TEXT, Desk.lose, "has lost its place: “The mayor", Desk.place),
    "not judged": (
        OpenItem.PASSAGE, TEXT, place_another,
        "was not judged in these words: “Talks go on”",
        lambda desk: desk.judge_anew(Verdict.FALSE),
    ),
    "correction": (
        OpenItem.CORRECTION, TEXT, Desk.correct, "“took” to read “had”", Desk.decline,
    ),
    "striking": (
        OpenItem.CORRECTION, TEXT, lambda desk: desk.correct(words=""), "“took” to be cut",
        Desk.decline,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OPENED)
def test_open_then_ruled_then_signed_and_open_again_where_it_changes(name: str) -> None:
    kind, text, opens, words, changes = OPENED[name]
    desk = Desk(text)
    opens(desk)
    (item,) = desk.items
    assert (item.item, item.ruling) == (kind, None)
    assert words in item.words
    assert len(item.key) <= 64
    with pytest.raises(Incomplete, match="1 item stands open"):
        desk.sign()

    desk.rule(item)
    (ruled,) = desk.items
    assert ruled.ruling is not None
    assert (ruled.ruling.about, ruled.ruling.ruled_by) == (item.words, desk.editor)
    signed = desk.sign()
    (entry,) = signed.open_items
    assert entry == {
        "item": kind,
        "about": item.words,
        "decision": item.decisions[0],
        "reason": "It is known.",
        "ruled_by": str(desk.editor),
    }
    events = desk.article.events.filter(verb__in=[Verb.RULE, Verb.SIGN_OFF]).order_by("pk")
    assert [(e.verb, e.actor) for e in events] == [("rule", desk.editor), ("sign_off", desk.editor)]

    changes(desk)
    assert unresolved(desk.items)


def test_every_kind_has_its_place_in_the_table() -> None:
    assert {row[0] for row in OPENED.values()} == set(OpenItem)


def fairly_quoted(desk: Desk) -> None:
    desk.quote("“we are ready to talk about it.")


def asked_for_comment(desk: Desk) -> None:
    claim = desk.closed(kind=Kind.ACCUSATION)
    asked = {"asked_whom": "The mayor", "asked_on": "2022-01-22"}
    make_evidence(claim, desk.checker, source=make_source(kind=SourceKind.REQUEST, **asked))


def answered(desk: Desk) -> None:
    desk.ask()
    query = Query.objects.get()
    query.answer, query.answered_by = "She does.", desk.article.handed_in_by
    query.answered_at = query.asked_at
    query.save()


def retired(desk: Desk) -> None:
    desk.lose()
    claim = Claim.objects.earliest("pk")
    revisions.retire_passage(desk.checker, claim, claim.version, claim.passages.get())


SETTLED: dict[str, tuple[str, Act]] = {
    "all read": (TEXT, lambda desk: None),
    "verified": (TEXT, Desk.closed),
    "a proposal in a cleared sentence": (TEXT, lambda desk: make_proposal(desk.article, WORDS)),
    "dismissed": (
        TEXT,
        lambda desk: bring_to(
            Stage.DISMISSED, make_claim(desk.article, WORDS), desk.checker, desk.editor
        ),
    ),
    "exact": (QUOTING, lambda desk: desk.quote("We are ready to talk about it,")),
    "exact in one source of two": (
        QUOTING,
        lambda desk: desk.quote("Nothing.", "We are ready to talk about it,"),
    ),
    "fairly changed": (QUOTING, fairly_quoted),
    "asked for comment": (TEXT, asked_for_comment),
    "answered": (TEXT, answered),
    "retired": (TEXT, retired),
    "withdrawn": (TEXT, lambda desk: desk.correct(state=CorrectionState.WITHDRAWN)),
    "overruled": (TEXT, lambda desk: desk.correct(state=CorrectionState.OVERRULED)),
}


@pytest.mark.parametrize("name", SETTLED)
def test_what_is_dealt_with_needs_no_ruling(name: str) -> None:
    text, settles = SETTLED[name]
    desk = Desk(text)
    settles(desk)
    assert [item.words for item in desk.items] == []
    assert desk.sign().open_items == []


@pytest.mark.parametrize(
    "state",
    [s for s in CorrectionState if s not in {"applied", "withdrawn", "overruled"}],
)
def test_a_correction_is_open_until_it_is_applied(state: CorrectionState) -> None:
    desk = Desk()
    correction = desk.correct(state=state)
    (item,) = desk.items
    assert item.correction == correction
    assert f"A correction is {state} and not applied" in item.words


def test_an_upheld_correction_is_not_let_be_by_the_ruling_that_upheld_it() -> None:
    desk = Desk()
    correction = desk.correct(state=CorrectionState.UPHELD)
    (item,) = desk.items
    desk.article.rulings.create(
        item=OpenItem.CORRECTION, key=item.key, about=item.words, correction=correction,
        decision=Decision.UPHELD, reason="She is right.", ruled_by=desk.editor,
    )  # fmt: skip
    assert unresolved(desk.items) == [item]


def test_no_correction_settles_a_false_claim_that_still_stands_in_the_copy() -> None:
    desk = Desk()
    claim = desk.closed(Verdict.FALSE)
    desk.revise(TEXT + "\n\nThe mayor denies it.")  # The words themselves stay as they were.
    desk.correct(claim=claim, state=CorrectionState.APPLIED, applied_in=revision_of(desk.article))
    assert [item.item for item in desk.items] == [OpenItem.VERDICT]


def test_words_with_marks_of_another_style_were_not_judged() -> None:
    desk = Desk("Talks go on\n\nHe didn't say it.")
    claim = make_claim(desk.article, "He didn't say it.", made_by=desk.checker)
    bring_to(Stage.CLOSED, claim, desk.checker, desk.editor)
    desk.revise("Talks go on\n\nHe didn’t say it.")
    (item,) = desk.items
    assert item.words.endswith("was not judged in these words: “He didn’t say it.”")
    assert item.decisions == (Decision.STANDS,)
    desk.judge_anew(Verdict.VERIFIED)
    assert desk.items == []


# What ends a ruling


def test_a_ruling_on_a_quotation_is_of_what_it_was_compared_with() -> None:
    desk = Desk(QUOTING)
    desk.rule(desk.items[0])
    desk.quote("We were not ready to talk about it,")
    (altered,) = unresolved(desk.items)
    desk.rule(altered)
    assert unresolved(desk.items) == []
    # Another source, with other changes.
    make_evidence(Claim.objects.get(), source=source_saying("We are not ready to talk about it,"))
    assert [item.item for item in unresolved(desk.items)] == [OpenItem.QUOTATION]


def test_what_is_lost_once_more_is_to_be_ruled_on_once_more() -> None:
    desk = Desk()
    desk.lose()
    desk.rule(desk.items[0])
    desk.place()
    desk.revise("Talks go on\n\nEverything else is entirely different here today.")
    (lost,) = [item for item in desk.items if item.item == OpenItem.PASSAGE]
    assert lost.ruling is None


def test_words_lost_before_and_after_are_ruled_on_once() -> None:
    desk = Desk()
    desk.lose()
    desk.rule(desk.items[0])
    desk.revise("Talks go on\n\nNobody knows why or how. It rained.")
    assert unresolved(desk.items) == []


def closed_and_opened_again(desk: Desk, claim: Claim) -> None:
    bring_to(Stage.CHECKING, claim, desk.checker, desk.editor)
    make_evidence(claim, desk.checker)
    desk.judge(claim, Verdict.VERIFIED)
    workflow.advance(claim, Verb.REOPEN, desk.checker, claim.version, Inputs(note="Once more."))


def amend(desk: Desk, claim: Claim, **fields: object) -> None:
    claims.amend_claim(desk.checker, claim, claim.version, **fields)


def with_figure(desk: Desk, claim: Claim) -> None:
    binding: dict[str, object] = {
        "figure_low": Decimal(3),
        "figure_high": Decimal(3),
        "figure_qualifier": Qualifier.EXACTLY,
    }
    amend(desk, claim, figure_text="3 crowns", **binding)


AMENDED: dict[str, Callable[[Desk, Claim], None]] = {
    "closed and opened again": closed_and_opened_again,
    "kind": lambda desk, claim: amend(desk, claim, kind=Kind.DENIAL),
    "claimant": lambda desk, claim: amend(desk, claim, claimant=make_claimant()),
    "figure": with_figure,
}


@pytest.mark.parametrize("name", AMENDED)
def test_a_ruling_on_a_claim_is_of_all_that_it_says_and_of_its_last_step(name: str) -> None:
    desk = Desk()
    claim = make_claim(desk.article, WORDS, made_by=desk.checker, kind=Kind.EVENT)
    desk.rule(desk.items[0])
    assert unresolved(desk.items) == []
    AMENDED[name](desk, claim)
    assert [item.item for item in unresolved(desk.items)] == [OpenItem.CLAIM]


def test_a_verdict_given_anew_is_to_be_ruled_on_anew() -> None:
    desk = Desk()
    desk.closed(Verdict.DISPUTED)
    desk.rule(desk.items[0])
    desk.judge_anew(Verdict.DISPUTED)
    assert [item.item for item in unresolved(desk.items)] == [OpenItem.VERDICT]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Talks go on\n\nHe denies it.\n\nThe mayor took the money.", 0),
        ("Talks go on\n\nHe denies it.\n\nThe judge took a bribe.\n\nHe denies it.", 1),
        ("Talks go on\n\nThe judge took a bribe.\n\nHe denies it.", 1),
    ],
)
def test_a_ruling_on_a_sentence_is_of_one_in_its_place(text: str, left: int) -> None:
    desk = Desk("Talks go on\n\nHe denies it.")
    unread(desk)
    (item,) = desk.items
    desk.rule(item)
    revisions.revise(desk.checker, desk.article, 1, text)
    denials = [item for item in desk.items if item.words == "Nobody has read “He denies it.”"]
    assert len(unresolved(denials)) == left


def test_many_words_that_were_not_judged_take_as_few_queries() -> None:
    desk = Desk()
    claim, revision, counts = desk.closed(), revision_of(desk.article), []
    for end in range(1, 6):
        claims.place_passage(desk.checker, claim, claim.version, revision, 0, end)
        with CaptureQueriesContext(connection) as queries:
            assert len(desk.items) == end
        counts.append(len(queries))
    assert counts[-1] == counts[0]


def test_who_may_not_see_a_source_cannot_rest_on_it() -> None:
    desk = Desk(QUOTING)
    source = sources.add_confidential_source(desk.checker, Source(kind="person"), "Somebody", "")
    words = "We are ready to talk about it,"
    captured = CapturedDocument(words.encode(), "text/plain", CaptureWay.PASTED, text=words)
    snapshots.store_snapshot(desk.checker, source, captured)
    make_evidence(make_claim(desk.article, "“We are ready", made_by=desk.checker), source=source)
    assert OpenItem.QUOTATION in {item.item for item in desk.items}
    assert OpenItem.QUOTATION not in {o.item for o in open_items(desk.article, desk.checker)}


def test_a_verdict_that_the_code_does_not_know_lets_nothing_be_signed() -> None:
    with rolled_back():
        with connection.cursor() as cursor:  # As an older version of the code would find it.
            cursor.execute("ALTER TABLE claims_claim DROP CONSTRAINT claim_verdict_known")
        desk = Desk(TEXT)
        desk.closed()
        Claim.objects.update(verdict="half_true")
        (item,) = desk.items
        assert item.item == OpenItem.VERDICT
        desk.rule(item)
        assert unresolved(desk.items)
        with pytest.raises(Incomplete, match="1 item stands open"):
            desk.sign()

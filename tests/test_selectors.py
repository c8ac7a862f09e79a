"""What counts as read, and which claim needs a person next."""

import pytest

from claims import workflow
from claims.choices import Stage, Verb, Verdict
from claims.models import Article, Claim, User
from claims.roles import Role
from claims.selectors.workbench import Workbench
from claims.services import articles
from claims.services.claims import place_passage
from claims.workflow import Inputs, advance
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_proposal,
    revision_of,
    submit,
)

pytestmark = pytest.mark.django_db

SENTENCES = [
    "Alliance readies for conflict",
    "Moscow has moved about 100,000 troops to areas near its border.",
    "The Kremlin denies any plan to invade.",
    "It was a cold morning.",
    "Talks follow in Geneva on Monday.",
]
TROOPS = SENTENCES[1]


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def editor() -> User:
    return make_person(Role.EDITOR)


def unread_in(article: Article) -> list[str]:
    return [words for _, words in Workbench(article, article.handed_in_by).unread_rows]


def states_in(article: Article) -> dict[str, str]:
    """How each sentence is drawn."""
    bench = Workbench(article, article.handed_in_by)
    parts = [part for line in bench.drawn for part in line.parts if part.sentence]
    return {"".join(run.text for run in part.runs): part.state for part in parts}


def clear(article: Article, sentence: str, person: User) -> None:
    revision = revision_of(article)
    start = revision.text.index(sentence)
    articles.clear_sentence(person, revision, start, start + len(sentence))


def test_nothing_is_read_at_first(article: Article) -> None:
    assert unread_in(article) == SENTENCES
    assert set(states_in(article).values()) == {"unread"}


def test_a_claim_that_a_person_made_reads_its_sentence_in_part(article: Article) -> None:
    make_claim(article)
    assert unread_in(article) == [s for s in SENTENCES if s != TROOPS]
    assert states_in(article) == dict.fromkeys(SENTENCES, "unread") | {TROOPS: "partly"}


def test_a_cleared_sentence_is_read(article: Article, checker: User) -> None:
    clear(article, TROOPS, checker)
    assert TROOPS not in unread_in(article)
    assert states_in(article)[TROOPS] == "read"
    clearance = revision_of(article).clearances.get()
    articles.revoke_clearance(checker, clearance)
    assert unread_in(article) == SENTENCES


def test_what_a_claim_leaves_of_a_sentence_is_read_when_it_is_cleared(
    article: Article, checker: User
) -> None:
    make_claim(article)
    clear(article, TROOPS, checker)
    assert states_in(article)[TROOPS] == "read"


def test_a_proposal_reads_nothing_until_a_person_accepts_it(
    article: Article, checker: User
) -> None:
    claim = make_proposal(article)
    assert unread_in(article) == SENTENCES
    advance(claim, Verb.ACCEPT, checker, claim.version)
    assert TROOPS not in unread_in(article)
    workflow.undo(claim, checker, claim.version)
    assert unread_in(article) == SENTENCES


def test_a_dismissed_claim_reads_nothing_until_it_is_reopened(
    article: Article, checker: User
) -> None:
    claim = make_proposal(article)
    advance(claim, Verb.DISMISS, checker, claim.version, Inputs(note="None."))
    assert unread_in(article) == SENTENCES
    advance(claim, Verb.REOPEN, checker, claim.version, Inputs(note="It is."))
    assert TROOPS not in unread_in(article)


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECKING, Stage.APPROVAL, Stage.CLOSED])
def test_a_claim_of_any_later_stage_reads_its_sentence(
    article: Article, checker: User, editor: User, stage: Stage
) -> None:
    bring_to(stage, make_claim(article), checker, editor)
    assert TROOPS not in unread_in(article)


def test_a_claim_that_no_person_accepted_reads_nothing_at_any_stage(article: Article) -> None:
    claim = make_proposal(article)
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.OPEN)  # No verb does this.
    assert unread_in(article) == SENTENCES


def test_a_passage_over_two_sentences_reads_both(article: Article) -> None:
    make_claim(article, "near its border. The Kremlin denies")
    assert unread_in(article) == [s for s in SENTENCES if s not in SENTENCES[1:3]]


def test_progress_counts_each_claim_once(article: Article, checker: User, editor: User) -> None:
    claim = make_claim(article)
    place_passage(checker, claim, claim.version, revision_of(article), 0, 8)
    make_proposal(article, "The Kremlin")
    bring_to(Stage.CLOSED, make_claim(article, "Talks"), checker, editor)
    bring_to(Stage.DISMISSED, make_claim(article, "It"), checker, editor)
    progress = Workbench(article, checker).progress
    assert progress.statuses == [
        (Stage.PROPOSED, 1),
        (Stage.OPEN, 1),
        (Verdict.VERIFIED, 1),
        (Stage.DISMISSED, 1),
    ]
    assert (progress.unread, progress.sentences) == (2, 5)  # The proposal's, the dismissed one's.


@pytest.fixture
def claims(article: Article, checker: User, editor: User) -> dict[str, Claim]:
    """In the order of the text: one claim for each reason to go on with it, or not to."""
    other = make_person(Role.CHECKER)
    return {
        "closed": bring_to(Stage.CLOSED, make_claim(article, "Alliance"), other, editor),
        "open": make_claim(article, "Moscow"),
        "theirs": bring_to(Stage.CHECKING, make_claim(article, "100,000"), other, editor),
        "proposal": make_proposal(article, "The Kremlin"),
        "mine": bring_to(Stage.CHECKING, make_claim(article, "cold"), checker, editor),
        "approval": bring_to(Stage.APPROVAL, make_claim(article, "Talks"), other, editor),
        "also mine": bring_to(Stage.CHECKING, make_claim(article, "Geneva"), checker, editor),
    }


def walk(article: Article, person: User, claims: dict[str, Claim], after: str = "") -> str:
    bench = Workbench(article, person)
    following = bench.next_for_user(claims[after] if after else None)
    names = {claim.pk: name for name, claim in claims.items()}
    return names[following] if following else ""


def test_a_checker_s_next_claim(article: Article, checker: User, claims: dict[str, Claim]) -> None:
    assert walk(article, checker, claims) == "mine"
    assert walk(article, checker, claims, after="open") == "mine"
    assert walk(article, checker, claims, after="mine") == "also mine"
    assert walk(article, checker, claims, after="also mine") == "mine"


def test_an_editor_s_next_claim(article: Article, editor: User, claims: dict[str, Claim]) -> None:
    assert walk(article, editor, claims) == "approval"
    assert walk(article, editor, claims, after="approval") == "open"
    assert walk(article, editor, claims, after="open") == "approval"


def test_what_nobody_has_comes_in_the_order_of_the_text(
    article: Article, claims: dict[str, Claim]
) -> None:
    new = make_person(Role.CHECKER)
    assert walk(article, new, claims) == "open"
    assert walk(article, new, claims, after="open") == "proposal"
    assert walk(article, new, claims, after="closed") == "open"
    assert walk(article, new, claims, after="mine") == "open"


def test_who_submitted_a_verdict_does_not_come_back_to_it(article: Article, editor: User) -> None:
    claim = make_claim(article)
    advance(claim, Verb.TAKE, editor, claim.version)
    make_evidence(claim)
    submit(claim, editor)
    assert Workbench(article, editor).next_for_user(None) is None
    assert Workbench(article, make_person(Role.EDITOR)).next_for_user(None) == claim.pk


@pytest.mark.parametrize("role", [Role.REPORTER, None])
def test_who_checks_nothing_has_no_next_claim(
    article: Article, claims: dict[str, Claim], role: Role | None
) -> None:
    assert walk(article, article.handed_in_by, claims) == ""
    assert walk(article, make_person(role), claims) == ""


def test_a_claim_that_one_s_own_copy_makes_too_is_not_next(article: Article, editor: User) -> None:
    claim, other = make_claim(article, "Moscow"), make_claim(article, "Talks")
    own = revision_of(make_article(editor))
    place_passage(editor, claim, claim.version, own, 0, 8)
    assert Workbench(article, editor).next_for_user(None) == other.pk
    assert Workbench(article, make_person(Role.EDITOR)).next_for_user(None) == claim.pk


def test_who_handed_in_has_no_next_claim(editor: User) -> None:
    article = make_article(editor)
    make_claim(article)
    assert Workbench(article, editor).next_for_user(None) is None


def test_who_handed_in_goes_through_the_proposals(editor: User) -> None:
    article = make_article(editor)
    make_claim(article, "Moscow")
    proposal = make_proposal(article, "Talks")
    assert Workbench(article, editor).next_for_user(None) == proposal.pk

"""Proposals in the database: stored, known again, accepted, mended, merged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims import workflow
from claims.choices import ClaimantKind, Kind, Qualifier, Stage, Verb
from claims.errors import Conflict, InvalidInput, NotPermitted
from claims.models import Article, Claim, User
from claims.proposals import Proposal
from claims.roles import Role
from claims.selectors.workbench import Workbench, next_proposal
from claims.services import articles, claims
from claims.services.claims import ClaimDateInput, ClaimInput
from claims.services.proposals import (
    accept_all,
    accept_as_said,
    amend_proposal,
    merge_proposal,
    store_proposals,
    undo_accept_all,
)
from claims.text.dates import DateMention
from claims.text.figures import Figure
from claims.text.sentences import Span
from claims.workflow import Inputs
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

WORDS = "moved about 100,000 troops"
SAID = ClaimInput({"statement": "Moscow moved troops.", "kind": Kind.FIGURE})


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def article() -> Article:
    return make_article()


def span_of(article: Article, words: str) -> Span:
    start = revision_of(article).text.index(words)
    return Span(start, start + len(words))


def proposal_of(article: Article, words: str = WORDS, **fields: Any) -> Proposal:
    values: dict[str, Any] = {
        "span": span_of(article, words),
        "statement": "Moscow has moved about 100,000 troops.",
        "kind": Kind.FIGURE,
        "claimant": None,
        "claimant_kind": None,
        "figure": None,
        "dates": (),
        "cues": ("A number with a unit.",),
        "score": 0.8,
    }
    return Proposal(**values | fields)


def store(article: Article, *proposals: Proposal) -> list[Claim]:
    return store_proposals(revision_of(article), proposals)


def unread(article: Article, person: User) -> int:
    return len(Workbench(article, person).unread)


def test_a_proposal_is_stored_whole(article: Article) -> None:
    figure = Figure(span_of(article, "about 100,000"), 100_000, None, "troops", Qualifier.ABOUT)
    monday = DateMention(
        span_of(article, "Monday"), date(2022, 1, 24), date(2022, 1, 24), "the Monday after"
    )
    found = proposal_of(
        article,
        claimant="the Kremlin",
        claimant_kind=ClaimantKind.ORGANISATION,
        figure=figure,
        dates=(monday,),
    )
    (stored,) = store(article, found)
    claim = Claim.objects.get(pk=stored.pk)
    assert (claim.stage, claim.accepted_by, claim.score) == (Stage.PROPOSED, None, 0.8)
    assert (claim.claimant.name, claim.claimant.kind) == ("The Kremlin", "organisation")
    assert claim.figure == {
        "text": "about 100,000",
        "low": 100_000,
        "high": None,
        "unit": "troops",
        "qualifier": "about",
    }
    assert claim.dates == [
        {"text": "Monday", "from": "2022-01-24", "to": "2022-01-24", "reading": "the Monday after"}
    ]
    assert claim.cues == ["A number with a unit."]
    assert claim.passages.get().exact == WORDS
    event = claim.events.get()
    assert (event.verb, event.actor, event.to_stage) == (Verb.PROPOSE, None, "proposed")


def test_proposing_reads_no_sentence(article: Article, checker: User) -> None:
    before = unread(article, checker)
    store(article, proposal_of(article), proposal_of(article, "It was a cold morning."))
    assert unread(article, checker) == before == 5


def test_nothing_is_proposed_twice(article: Article, checker: User) -> None:
    first, second = proposal_of(article), proposal_of(article, "denies any plan", kind=Kind.DENIAL)
    dismissed, accepted = store(article, first, second)
    workflow.advance(dismissed, Verb.DISMISS, checker, 1, Inputs(note="Nothing to check."))
    workflow.advance(accepted, Verb.ACCEPT, checker, 1)
    tighter = replace(first, span=span_of(article, "100,000 troops"))
    assert store(article, first, second, tighter) == []
    dismissed.refresh_from_db()
    assert dismissed.stage == Stage.DISMISSED
    other_kind = replace(tighter, kind=Kind.EVENT)
    assert len(store(article, other_kind)) == 1


def test_what_a_person_made_is_not_proposed(article: Article) -> None:
    make_claim(article, WORDS)
    assert store(article, proposal_of(article)) == []


# Accepted all at once


def test_to_accept_all_reads_no_sentence(article: Article, checker: User) -> None:
    sure = make_proposal(article, WORDS, score=0.7)
    unsure = make_proposal(article, "denies any plan", score=0.69)
    unscored = make_proposal(article, "cold morning", score=None)
    elsewhere = make_proposal(score=1.0)
    events = accept_all(checker, article, 0.7)
    assert [event.claim for event in events] == [sure]
    stages = [Claim.objects.get(pk=c.pk).stage for c in (sure, unsure, unscored, elsewhere)]
    assert stages == ["open", "proposed", "proposed", "proposed"]
    assert unread(article, checker) == 5


def accepted_unread(article: Article, checker: User) -> Claim:
    make_proposal(article, WORDS)
    (event,) = accept_all(checker, article, 0)
    return Claim.objects.get(pk=event.claim_id)


def test_who_clears_its_sentence_has_read_it(article: Article, checker: User) -> None:
    accepted_unread(article, checker)
    span = span_of(article, "Moscow has moved about 100,000 troops to areas near its border.")
    articles.clear_sentence(checker, revision_of(article), span.start, span.end)
    assert unread(article, checker) == 4


def test_who_judges_it_has_read_its_sentence(article: Article, checker: User) -> None:
    claim = accepted_unread(article, checker)
    make_evidence(claim)
    bring_to(Stage.CHECKING, claim, checker, checker)
    assert unread(article, checker) == 5
    submit(claim, checker)
    assert unread(article, checker) == 4


def test_who_mends_it_has_read_its_sentence(article: Article, checker: User) -> None:
    claim = accepted_unread(article, checker)
    claims.amend_claim(checker, claim, claim.version, statement=claim.statement)
    assert unread(article, checker) == 5  # Nothing was changed.
    claims.amend_claim(checker, claim, claim.version, statement="Moscow moved troops.")
    assert unread(article, checker) == 4
    assert Claim.objects.get(pk=claim.pk).accepted_by == checker


def test_a_proposal_that_is_mended_stays_unread(article: Article, checker: User) -> None:
    claim = make_proposal(article, WORDS)
    claims.amend_claim(checker, claim, claim.version, statement="Moscow moved troops.")
    assert (claim.stage, claim.accepted_by) == (Stage.PROPOSED, None)
    assert unread(article, checker) == 5


def test_to_undo_what_was_accepted_all_at_once(article: Article, checker: User) -> None:
    first, second = make_proposal(article, WORDS), make_proposal(article, "denies any plan")
    events = accept_all(checker, article, 0)
    taken = Claim.objects.get(pk=second.pk)
    workflow.advance(taken, Verb.TAKE, checker, taken.version)
    for event in events:
        event.claim.refresh_from_db()
    assert undo_accept_all(make_person(Role.CHECKER), events) == []
    assert undo_accept_all(checker, events) == [first]
    stages = [Claim.objects.get(pk=claim.pk).stage for claim in (first, second)]
    assert stages == ["proposed", "checking"]
    assert undo_accept_all(checker, events) == []


# Edited before it is accepted


@pytest.mark.parametrize("words", ["100,000 troops", "Moscow has moved about 100,000 troops to"])
def test_to_accept_a_proposal_as_edited(article: Article, checker: User, words: str) -> None:
    claim, span = make_proposal(article, WORDS), span_of(article, words)
    revision = revision_of(article)
    accept_as_said(checker, claim, 1, SAID, revision, span.start, span.end)
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.stage, claim.accepted_by) == (Stage.OPEN, checker)
    assert claim.statement == "Moscow moved troops."
    passage = claim.passages.get()
    assert (passage.exact, passage.placed_by) == (words, checker)
    assert [e.verb for e in claim.events.all()] == [Verb.AMEND, Verb.AMEND, Verb.ACCEPT]
    assert claim.events.all()[1].before == {"passage": WORDS}
    assert claim.events.latest("pk").wording["passages"][0]["exact"] == words


def test_only_a_proposal_is_re_placed(article: Article, checker: User) -> None:
    claim, span = make_claim(article, WORDS), span_of(article, "Moscow")
    with pytest.raises(Conflict):
        amend_proposal(
            checker, claim, claim.version, SAID, revision_of(article), span.start, span.end
        )
    assert claim.passages.get().exact == WORDS


def test_a_proposal_edited_by_another_meanwhile(article: Article, checker: User) -> None:
    claim, span = make_proposal(article, WORDS), span_of(article, "Moscow")
    with pytest.raises(Conflict):
        accept_as_said(checker, claim, 7, SAID, revision_of(article), span.start, span.end)
    claim.refresh_from_db()
    assert (claim.stage, claim.passages.get().exact) == (Stage.PROPOSED, WORDS)


# Merged


def test_a_proposal_that_is_another_claim(article: Article, checker: User) -> None:
    standing, proposal = make_claim(), make_proposal(article, WORDS)
    merge_proposal(checker, proposal, 1, standing)
    proposal.refresh_from_db()
    assert proposal.stage == Stage.DISMISSED
    assert proposal.events.latest("pk").note == f"Repeats claim {standing.pk}."
    placed = standing.passages.get(article=article)
    assert (placed.exact, placed.placed_by) == (WORDS, checker)
    assert standing.events.latest("pk").verb == Verb.PLACE
    assert store(article, proposal_of(article)) == []


def test_merged_where_the_claim_stands_already(article: Article, checker: User) -> None:
    standing, proposal = make_claim(article, WORDS), make_proposal(article, WORDS)
    event = merge_proposal(checker, proposal, 1, standing)
    assert (event.verb, event.claim) == (Verb.DISMISS, proposal)
    assert standing.passages.count() == 1


def test_what_cannot_be_merged(article: Article, checker: User) -> None:
    standing, proposal = make_claim(), make_proposal(article, WORDS)
    with pytest.raises(Conflict):
        merge_proposal(checker, standing, standing.version, make_claim())
    with pytest.raises(Conflict):
        merge_proposal(checker, proposal, 1, make_proposal())
    dismissed = bring_to(Stage.DISMISSED, make_claim(), checker, checker)
    with pytest.raises(Conflict):
        merge_proposal(checker, proposal, 1, dismissed)
    with pytest.raises(NotPermitted):
        merge_proposal(article.handed_in_by, proposal, 1, standing)
    proposal.refresh_from_db()
    assert (proposal.stage, standing.passages.count()) == (Stage.PROPOSED, 1)


# Figure and dates


def figured(claim: Claim, checker: User, dates: Any = None, **fields: Any) -> Claim:
    said = ClaimInput(SAID.fields | {"statement": claim.statement} | fields, dates=dates)
    claims.amend_claim_as_said(checker, claim, claim.version, said)
    return claim


HALF = [
    {"figure_text": "some 100,000"},
    {"figure_low": Decimal(5)},
    {"figure_text": "some", "figure_qualifier": "about"},
    {"figure_text": "some", "figure_low": Decimal(5)},
    {"figure_unit": "troops"},
    {
        "figure_text": "5 to 3",
        "figure_qualifier": "about",
        "figure_low": Decimal(5),
        "figure_high": Decimal(3),
    },
]


@pytest.mark.parametrize("fields", HALF)
def test_half_a_figure_is_refused(checker: User, fields: dict[str, Any]) -> None:
    claim = make_claim()
    with pytest.raises(InvalidInput, match="A figure"):
        figured(claim, checker, **fields)
    claim.refresh_from_db()
    assert claim.figure is None


def test_another_figure_sends_a_judged_claim_back(checker: User) -> None:
    claim = make_claim()
    whole = {
        "figure_text": "100,000",
        "figure_low": Decimal(100_000),
        "figure_high": Decimal(100_000),
        "figure_unit": "troops",
        "figure_qualifier": "exactly",
    }
    figured(claim, checker, **whole)
    claim = bring_to(Stage.CLOSED, claim, checker, make_person(Role.EDITOR))
    claim.refresh_from_db()
    assert figured(claim, checker, **whole).stage == Stage.CLOSED
    assert figured(claim, checker, **whole | {"figure_low": Decimal(90_000)}).stage == Stage.OPEN
    assert claim.events.latest("pk").note == f"{checker} changed the figure."


def test_a_date_keeps_its_reading_while_its_days_stay(checker: User) -> None:
    def day(text: str, first: str | None, last: str | None, reading: str) -> dict[str, Any]:
        return {"text": text, "from": first, "to": last, "reading": reading}

    dates = [
        day("Monday", "2022-01-24", "2022-01-24", "the Monday after the dateline"),
        day("last year", "2021-01-01", "2021-12-31", "the year before"),
        day("May", "2022-05-01", "2022-05-31", "the May after"),
    ]
    claim = make_claim(dates=dates)
    monday, year = (
        date(2022, 1, 24),
        ClaimDateInput("last year", date(2020, 1, 1), date(2020, 12, 31)),
    )
    said = [
        ClaimDateInput("on Monday", monday, monday),
        year,
        None,
        ClaimDateInput("soon", None, monday),
    ]
    figured(claim, checker, dates=said)
    assert claim.dates == [
        day("on Monday", "2022-01-24", "2022-01-24", "the Monday after the dateline"),
        day("last year", "2020-01-01", "2020-12-31", f"set by {checker}"),
        day("soon", None, "2022-01-24", f"set by {checker}"),
    ]
    before = claim.dates
    assert figured(claim, checker).dates == before


# The next one


def test_the_next_proposal_in_the_text(article: Article, checker: User) -> None:
    last = make_proposal(article, "Talks follow")
    first = make_proposal(article, "Alliance")
    make_claim(article, "cold morning")
    middle = make_proposal(article, "denies")
    for after, following in [(first, middle), (middle, last), (last, first)]:
        assert next_proposal(article, after) == following.pk
    for claim in (middle, last):
        workflow.advance(claim, Verb.ACCEPT, checker, 1)
    assert next_proposal(article, middle) == first.pk
    assert next_proposal(article, first) is None
    assert next_proposal(article, make_proposal()) == first.pk

"""A new revision: what follows its words, what goes stale, what is lost and what is proposed."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from claims import workflow
from claims.choices import CorrectionState, Stage, Verb
from claims.errors import Conflict, Incomplete, NotPermitted
from claims.models import (
    Article,
    Claim,
    Clearance,
    Correction,
    Passage,
    PastPassage,
    Revision,
    User,
)
from claims.proposals import Proposal, proposer
from claims.selectors.workbench import Workbench
from claims.services import articles, claims, revisions
from claims.services.proposals import ask_proposals, propose_requested
from claims.text.sentences import sentences_of
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_person,
    make_proposal,
    revision_of,
)

pytestmark = pytest.mark.django_db

HEAD = "Alliance readies for conflict"
TROOPS = "Moscow has moved about 100,000 troops to areas near its border."
DENIAL = "The Kremlin denies any plan to invade."
COLD = "It was a cold morning."
TALKS = "Talks follow in Geneva on Monday."
PROPOSE = proposer()
TEXT = f"{HEAD}\n\n{TROOPS} {DENIAL}\n\n{COLD} {TALKS}"


@pytest.fixture
def checker() -> User:
    return make_person("Checker")


@pytest.fixture
def editor() -> User:
    return make_person("Editor")


@pytest.fixture
def article() -> Article:
    return make_article(text=TEXT)


def closed(article: Article, words: str) -> Claim:
    claim = make_claim(article, words)
    return bring_to(Stage.CLOSED, claim, make_person("Checker"), make_person("Editor"))


def revise(article: Article, old: str, new: str, actor: User | None = None) -> Revision:
    revision = revision_of(article)
    assert old in revision.text
    text = revision.text.replace(old, new)
    return revisions.revise(actor or article.handed_in_by, article, revision.number, text)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_passages_follow_their_words(article: Article) -> None:
    claim = closed(article, "about 100,000 troops")
    before = claim.passages.get()
    version = fresh(claim).version
    revision = revise(article, f"{HEAD}\n", f"{HEAD}\n\nBy our own reporter 👍 in Geneva\n")
    passage = claim.passages.get()
    assert (passage.pk, passage.revision, passage.exact) == (before.pk, revision, before.exact)
    assert passage.start > before.start
    assert revision.text[passage.start : passage.end] == passage.exact
    assert (fresh(claim).stage, fresh(claim).version) == (Stage.CLOSED, version)
    assert passage.judgement == before.judgement


def test_a_claim_whose_words_were_edited_goes_stale_with_the_difference(article: Article) -> None:
    claim, other = closed(article, "about 100,000 troops"), closed(article, "denies any plan")
    revise(article, "100,000", "120,000")
    passage = claim.passages.get()
    assert (passage.exact, passage.former) == ("about 120,000 troops", "about 100,000 troops")
    assert passage.judgement is None
    assert (fresh(claim).stage, fresh(claim).verdict) == (Stage.OPEN, "")
    said = "Revision 2 reads “about 120,000 troops”, not “about 100,000 troops”."
    assert claim.events.get(verb=Verb.GO_STALE).note == said
    assert claim.events.get(verb=Verb.FOLLOW).note == said
    assert fresh(other).stage == Stage.CLOSED


def test_a_change_outside_passages_reopens_nothing(article: Article) -> None:
    claim = closed(article, "about 100,000 troops")
    revise(article, COLD, "It was a mild evening.")
    assert fresh(claim).stage == Stage.CLOSED
    assert unread(article) == ["It was a mild evening."]


def unread(article: Article) -> list[str]:
    bench = Workbench(article, make_person("Editor"))
    found = [words for _, words in bench.unread_rows]
    return [words for words in found if words not in {HEAD, DENIAL, COLD, TALKS}]


def test_other_words_around_a_claim_are_to_be_read(article: Article, checker: User) -> None:
    claim = closed(article, "moved about 100,000 troops")
    revise(article, "has moved", "has never moved")
    assert fresh(claim).stage == Stage.CLOSED  # Its own words stand.
    (sentence,) = unread(article)
    assert "never" in sentence
    revise(article, "cold", "mild")
    assert sentence in unread(article)  # Still nobody has read it.
    again = fresh(claim)
    workflow.advance(again, Verb.REOPEN, checker, again.version, workflow.Inputs(note="So."))
    bring_to(Stage.CLOSED, fresh(claim), make_person("Checker"), make_person("Editor"))
    assert sentence not in unread(article)  # Who judged it anew has.


def test_one_of_two_equal_sentences_is_struck(checker: User) -> None:
    article = make_article(text="Head\n\nHe was asked. Yes. Yes. He left.")
    first = revision_of(article)
    for span in sentences_of(first.text, "en"):
        articles.clear_sentence(checker, first, span.start, span.end)
    second = revise(article, "Yes. Yes.", "Yes.")
    cleared = [second.text[c.start : c.end] for c in second.clearances.all()]
    assert cleared == ["Head", "He was asked.", "Yes.", "He left."]


def test_nothing_is_cleared_in_a_revision_that_another_followed(
    article: Article, checker: User
) -> None:
    first = revision_of(article)
    revise(article, "cold", "mild")
    start = first.text.index(COLD)
    with pytest.raises(Conflict, match="later revision"):
        articles.clear_sentence(checker, first, start, start + len(COLD))
    with pytest.raises(Conflict, match="later revision"):
        articles.clear_sentences(checker, first, 0, len(first.text))


def test_a_lost_passage_is_neither_confirmed_nor_taken_away(
    article: Article, checker: User
) -> None:
    claim = closed(article, TALKS)
    revise(article, f" {TALKS}", "")
    claim, lost = fresh(claim), Passage.objects.lost().get()
    for act in (claims.confirm_passage, claims.remove_passage):
        with pytest.raises(Conflict, match="no longer"):
            act(make_person("Editor"), claim, claim.version, lost)


def test_who_handed_in_retires_nothing(article: Article) -> None:
    author = make_person("Checker")
    own = make_article(author, TEXT)
    closed(own, TALKS)
    revise(own, f" {TALKS}", "", author)
    lost = Passage.objects.lost().get()
    for person in (author, make_person(is_superuser=True)):
        with pytest.raises(NotPermitted):
            revisions.retire_passage(person, lost.claim, fresh(lost.claim).version, lost)


@pytest.mark.parametrize("edited", ["denies no plan", "denied any plan", "never denies any plan"])
def test_verified_never_covers_other_words(article: Article, edited: str) -> None:
    claim = closed(article, "denies any plan")
    revise(article, "denies any plan", edited)
    if claim.passages.get().exact != "denies any plan":
        assert fresh(claim).stage == Stage.OPEN


def test_a_lost_passage_waits_until_it_is_placed(article: Article, checker: User) -> None:
    claim = closed(article, TALKS)
    first = revision_of(article)
    second = revise(article, f" {TALKS}", "")
    lost = Passage.objects.lost().get()
    assert (lost.claim, lost.revision) == (claim, first)
    assert fresh(claim).stage == Stage.CLOSED  # No other words are covered.
    place = second.text.index(COLD)
    claim = fresh(claim)
    revisions.place_lost(checker, claim, claim.version, lost, second, place, place + len(COLD))
    assert not Passage.objects.lost().exists()
    passage = claim.passages.get()
    assert (passage.revision, passage.exact, passage.former) == (second, COLD, TALKS)
    assert fresh(claim).stage == Stage.OPEN


def test_a_lost_passage_is_retired(article: Article, checker: User) -> None:
    claim = closed(article, TALKS)
    revise(article, f" {TALKS}", "")
    lost, claim = Passage.objects.lost().get(), fresh(claim)
    revisions.retire_passage(checker, claim, claim.version, lost)
    assert not Passage.objects.lost().exists()
    assert claim.events.latest("pk").verb == Verb.RETIRE
    with pytest.raises(Conflict, match="not lost any more"):
        revisions.retire_passage(checker, claim, claim.version, lost)


def test_what_is_proposed_or_dismissed_is_no_loss(article: Article) -> None:
    proposal = make_proposal(article, TALKS)
    dismissed = make_claim(article, COLD)
    bring_to(Stage.DISMISSED, dismissed, make_person("Checker"), make_person("Editor"))
    revise(article, f"{COLD} {TALKS}", "Nothing is known.")
    assert not Passage.objects.lost().exists()
    assert {fresh(proposal).stage, fresh(dismissed).stage} == {Stage.PROPOSED, Stage.DISMISSED}


def test_clearances_follow_unchanged_sentences_only(article: Article, checker: User) -> None:
    first = revision_of(article)
    for span in sentences_of(TEXT, "en"):
        articles.clear_sentence(checker, first, span.start, span.end)
    Clearance.objects.update(cleared_at="2022-01-22T10:00Z")
    second = revise(article, "cold", "mild")
    cleared = [second.text[c.start : c.end] for c in second.clearances.all()]
    assert cleared == [HEAD, TROOPS, DENIAL, TALKS]
    assert {c.cleared_by for c in second.clearances.all()} == {checker}
    assert {str(c.cleared_at.date()) for c in second.clearances.all()} == {"2022-01-22"}
    assert first.clearances.count() == 5


def test_only_new_sentences_are_proposed_by_a_task(article: Article, checker: User) -> None:
    proposal = make_proposal(article, "about 100,000 troops")
    workflow.advance(
        proposal, Verb.DISMISS, checker, proposal.version, workflow.Inputs(note="No claim.")
    )
    known = set(Claim.objects.values_list("pk", flat=True))
    revise(article, TALKS, "About 300 people were killed on Monday.")
    assert set(Claim.objects.values_list("pk", flat=True)) == known
    assert DBTaskResult.objects.get().args_kwargs["args"] == [article.pk]
    new = propose_requested(article.pk)
    assert [claim.passages.get().exact for claim in new if "300" in claim.statement]
    text = revision_of(article).text
    assert all(claim.passages.get().start >= text.index("About 300") for claim in new)
    assert propose_requested(article.pk) == []
    assert not Article.objects.filter(proposing_since__isnull=False).exists()


def test_what_two_revisions_brought_before_a_task_ran_is_proposed(article: Article) -> None:
    revise(article, TALKS, "About 300 people were killed on Monday.")
    revise(article, COLD, "It was a mild morning.")
    assert any("300" in claim.statement for claim in propose_requested(article.pk))


def test_a_text_asked_for_as_a_whole_is_not_narrowed_by_a_revision(
    article: Article, checker: User
) -> None:
    ask_proposals(checker, article)
    revise(article, COLD, "It was a mild morning.")
    assert any("100,000" in claim.statement for claim in propose_requested(article.pk))


def revises_meanwhile(text: str, published_on: object, language: str) -> list[Proposal]:
    """A proposer that is still reading when the next revision comes in."""
    article = Article.objects.get()
    if article.current_revision.number == 2:
        revise(article, COLD, "It was a mild morning.")
    return PROPOSE(text, None, language)


def test_what_was_found_in_a_text_that_is_not_current_any_more_is_not_stored(
    article: Article, settings: Settings
) -> None:
    settings.PROPOSER = f"{__name__}.revises_meanwhile"
    revise(article, TALKS, "About 300 people were killed on Monday.")
    assert propose_requested(article.pk) == []
    assert any("300" in claim.statement for claim in propose_requested(article.pk))


def test_the_old_revision_keeps_its_marks(article: Article) -> None:
    claim = closed(article, "about 100,000 troops")
    first = revision_of(article)
    revise(article, "100,000", "120,000")
    past = PastPassage.objects.get()
    assert (past.revision, past.claim, past.status) == (first, claim, "verified")
    assert first.text[past.start : past.end] == "about 100,000 troops"
    with pytest.raises(IntegrityError), transaction.atomic():
        PastPassage.objects.update(status="false")


def test_corrections_follow_their_words(article: Article, checker: User) -> None:
    first = revision_of(article)

    def suggest(words: str) -> Correction:
        start = TEXT.index(words)
        return Correction.objects.create(
            article=article, revision=first, start=start, end=start + len(words), exact=words,
            words="Other", reason="It is so.", suggested_by=checker,
        )  # fmt: skip

    kept, edited = suggest("about 100,000 troops"), suggest("cold morning")
    settled = suggest("Geneva")
    Correction.objects.filter(pk=settled.pk).update(state=CorrectionState.WITHDRAWN)
    revise(article, f"{HEAD}\n\n", f"{HEAD}\n\nIt was said so. ")
    second = revise(article, "cold", "mild")
    for correction in (kept, edited, settled):
        correction.refresh_from_db()
    assert kept.revision == second
    assert second.text[kept.start : kept.end] == kept.exact
    assert edited.revision.number == 2
    assert settled.revision == first


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "holds no words"), ("\u200b \n", "holds no words"), (TEXT, "word for word"),
     (f"\ufeff{TEXT}\r\n", "word for word")],
)  # fmt: skip
def test_what_is_no_new_revision(article: Article, text: str, sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence) as refusal:
        revisions.revise(article.handed_in_by, article, 1, text)
    assert refusal.value.field == "text"
    assert Revision.objects.count() == 1


def test_another_revision_came_in_meanwhile(article: Article) -> None:
    revise(article, "cold", "mild")
    with pytest.raises(Conflict, match="Revision 2 came in"):
        revisions.revise(article.handed_in_by, article, 1, TEXT + " More.")


def test_who_brings_in_a_revision(article: Article, checker: User) -> None:
    revise(article, "cold", "mild", checker)
    for person in (make_person("Reporter"), make_person()):
        with pytest.raises(NotPermitted):
            revise(article, "mild", "warm", person)


def test_nothing_is_placed_on_an_old_revision(article: Article, checker: User) -> None:
    claim, first = make_claim(article, "cold morning"), revision_of(article)
    revise(article, "Geneva", "Bern")
    claim = fresh(claim)
    with pytest.raises(Conflict, match="later revision"):
        claims.place_passage(checker, claim, claim.version, first, 0, 8)


def test_a_claim_is_judged_on_what_stands(article: Article, checker: User) -> None:
    claim, other = closed(article, "about 100,000 troops"), make_claim(article, COLD)
    other_place = revision_of(article).text.index(TALKS)
    claim = fresh(claim)
    first = revision_of(article)
    claims.place_passage(
        checker, claim, claim.version, first, other_place, other_place + len(TALKS)
    )
    revise(article, f" {TALKS}", "")
    claim = fresh(claim)
    words = [p["exact"] for p in workflow.wording_of(claim)["passages"]]
    assert words == ["about 100,000 troops"]
    with pytest.raises(Conflict, match="only passage"):
        claims.remove_passage(checker, claim, claim.version, claim.passages.current().get())
    assert other.passages.current().exists()


def test_the_desk_is_whole_after_revisions(article: Article, checker: User) -> None:
    for words in ("about 100,000 troops", "denies any plan", TALKS):
        closed(article, words)
    for span in sentences_of(TEXT, "en"):
        articles.clear_sentence(checker, revision_of(article), span.start, span.end)
    revise(article, "100,000", "“120,000”")
    revise(article, f" {TALKS}", "")
    revise(article, "“120,000”", '"120,000"')
    call_command("check_desk", stdout=StringIO())

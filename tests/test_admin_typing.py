"""Articles, claims and evidence typed in through the admin: the verbs write, nothing else does."""

from typing import Any

import pytest
from django.test import Client

from claims.admin import claims as admin_claims
from claims.choices import ClaimantKind, Stage, Stance, Verb
from claims.models import Article, Claim, Claimant, Evidence, User
from claims.roles import Role
from claims.services import claims
from tests.admin_pages import Form, change_url, client_of, closed_claim, fill, send, staff, url
from tests.factories import (
    TEXT,
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_source,
    revision_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Client:
    return client_of(staff(None, is_superuser=True))


@pytest.fixture
def checker() -> User:
    return staff(Role.CHECKER)


@pytest.fixture
def desk(checker: User) -> Client:
    return client_of(checker)


class TestArticles:
    def test_an_article_with_passages_and_claims_is_typed_in_one_go(
        self, desk: Client, checker: User
    ) -> None:
        kremlin = Claimant.objects.create(name="The Kremlin", kind=ClaimantKind.ORGANISATION)
        known = make_claim(statement="About 100,000 troops were moved.")
        page = fill(
            desk,
            url("add", Article),
            outlet="Sample Wire",
            copy=TEXT.replace("\n", "\r\n"),
            **{
                "passages-TOTAL_FORMS": "2",
                "passages-0-quote": "denies any plan to invade",
                "passages-0-statement": "The Kremlin denies planning an invasion.",
                "passages-0-kind": "denial",
                "passages-0-claimant": kremlin.pk,
                "passages-1-quote": "about 100,000 troops",
                "passages-1-claim": known.pk,
            },
        )
        assert "was added successfully" in page.content.decode()
        article = Article.objects.latest("pk")
        assert article.handed_in_by == checker
        assert revision_of(article).text == TEXT
        denial, troops = article.passages.order_by("-start")
        assert denial.claim.claimant == kremlin
        assert denial.claim.stage == Stage.OPEN
        assert denial.exact == "denies any plan to invade"
        assert troops.claim == known
        assert article.events.get().verb == Verb.HAND_IN
        assert denial.claim.events.get().verb == Verb.MAKE
        assert known.events.latest("pk").verb == Verb.PLACE

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ({"quote": "no such words", "statement": "S.", "kind": "figure"}, "do not stand"),
            ({"quote": "to", "statement": "S.", "kind": "figure"}, "occur 2 times"),
            (
                {"quote": "Geneva", "occurrence": "2", "statement": "S.", "kind": "figure"},
                "only once",
            ),
            ({"quote": "Geneva"}, "Either choose a claim"),
            ({"quote": "Geneva", "statement": "S."}, "Say of what kind"),
        ],
    )
    def test_a_refused_passage_keeps_what_was_typed(
        self, desk: Client, row: dict[str, str], sentence: str
    ) -> None:
        article = make_article()
        typed = {f"passages-0-{name}": value for name, value in row.items()}
        page = fill(desk, change_url(article), outlet="Other Wire", **typed)
        assert sentence in page.content.decode()
        data = Form(page.content.decode()).data
        assert typed.items() <= data.items()
        assert data["outlet"] == "Other Wire"
        assert not Claim.objects.exists()
        article.refresh_from_db()
        assert article.outlet == "Sample Wire"

    def test_the_place_of_repeated_words_is_chosen(self, desk: Client) -> None:
        article = make_article()
        typed = {"quote": "to", "occurrence": "2", "statement": "S.", "kind": "event"}
        fill(desk, change_url(article), **{f"passages-0-{k}": v for k, v in typed.items()})
        assert article.passages.get().start == TEXT.rindex("to invade")

    def test_a_dismissed_claim_is_not_placed_and_nothing_is_written(self, desk: Client) -> None:
        claim = make_claim()
        bring_to(Stage.DISMISSED, claim, make_person(Role.CHECKER), make_person(Role.EDITOR))
        article = make_article()
        typed = {"passages-0-quote": "Geneva", "passages-0-claim": str(claim.pk)}
        page = fill(desk, change_url(article), outlet="Other Wire", **typed).content.decode()
        assert "This claim is dismissed" in page
        assert typed.items() <= Form(page).data.items()
        article.refresh_from_db()
        assert article.outlet == "Sample Wire"
        assert not article.passages.exists()

    def test_one_claim_is_placed_twice_at_once(self, desk: Client) -> None:
        claim = make_claim()
        article = make_article()
        typed = {"passages-TOTAL_FORMS": "2"}
        for row, words in enumerate(["Geneva", "a cold morning"]):
            typed |= {f"passages-{row}-quote": words, f"passages-{row}-claim": str(claim.pk)}
        fill(desk, change_url(article), **typed)
        assert article.passages.filter(claim=claim).count() == 2

    def test_what_is_known_of_an_article_is_amended_with_an_event(self, desk: Client) -> None:
        article = make_article()
        fill(desk, change_url(article), outlet="Other Wire", language="fr")
        event = article.events.latest("pk")
        assert event.verb == Verb.AMEND_ARTICLE
        assert event.before == {"outlet": "Sample Wire", "language": "en"}

    def test_the_change_page_shows_text_and_passages_with_their_status(self, desk: Client) -> None:
        claim = closed_claim()
        page = desk.get(change_url(Article.objects.get())).content.decode()
        assert "<h2>Alliance readies for conflict</h2>" in page
        assert "It was a cold morning." in page
        assert change_url(claim) in page
        assert "Verified" in page

    def test_copy_without_words_is_refused(self, desk: Client) -> None:
        page = fill(desk, url("add", Article), outlet="Wire", copy="\ufeff").content.decode()
        assert "This field is required." in page
        assert not Article.objects.exists()

    def test_a_text_never_changes_here(self, root: Client) -> None:
        revision = revision_of(make_article())
        response = root.post(change_url(revision), {"text": "Other", "_save": "Save"})
        assert response.status_code == 403


class TestClaims:
    def test_a_claim_is_added_with_its_passage_and_evidence(self, desk: Client) -> None:
        revision = revision_of(make_article())
        source = make_source()
        fill(
            desk,
            url("add", Claim),
            revision=revision.pk,
            quote="about 100,000 troops",
            statement="About 100,000 troops were moved.",
            kind="figure",
            occasion="a briefing",
            **{"evidence-0-source": source.pk, "evidence-0-stance": "supports"},
        )
        claim = Claim.objects.get()
        assert claim.passages.get().exact == "about 100,000 troops"
        assert claim.evidence.get().source == source
        verbs = list(claim.events.order_by("pk").values_list("verb", flat=True))
        assert verbs == [Verb.MAKE, Verb.ADD_EVIDENCE]

    def test_words_that_are_not_in_the_article_are_refused(self, desk: Client) -> None:
        typed = {"revision": revision_of(make_article()).pk, "quote": "no such words",
                 "statement": "A statement.", "kind": "figure"}  # fmt: skip
        page = fill(desk, url("add", Claim), **typed).content.decode()
        assert "do not stand in the text" in page
        assert Form(page).data["statement"] == "A statement."
        assert not Claim.objects.exists()

    def test_a_closed_claim_whose_statement_changes_is_open_again(
        self, desk: Client, checker: User
    ) -> None:
        claim = closed_claim()
        fill(desk, change_url(claim), statement="About 90,000 troops were moved.")
        claim.refresh_from_db()
        assert (claim.stage, claim.verdict) == (Stage.OPEN, "")
        amended, stale = claim.events.order_by("-pk")[:2][::-1]
        assert (amended.verb, amended.actor) == (Verb.AMEND, checker)
        assert stale.verb == Verb.GO_STALE
        assert str(checker) in stale.note

    def test_a_closed_claim_stays_closed_when_nothing_binding_changes(self, desk: Client) -> None:
        claim = closed_claim()
        fill(desk, change_url(claim), occasion="a briefing")
        claim.refresh_from_db()
        assert (claim.stage, claim.occasion) == (Stage.CLOSED, "a briefing")

    def test_saving_a_page_as_it_stands_writes_no_event(self, desk: Client) -> None:
        claim = closed_claim()
        events = claim.events.count()
        fill(desk, change_url(claim))
        claim.refresh_from_db()
        assert claim.stage == Stage.CLOSED
        assert claim.events.count() == events

    def test_evidence_that_changes_reopens_a_closed_claim(self, desk: Client) -> None:
        claim = closed_claim()
        fill(desk, change_url(claim), **{"evidence-0-stance": Stance.DISPUTES})
        claim.refresh_from_db()
        assert claim.stage == Stage.OPEN
        assert claim.evidence.get().stance == Stance.DISPUTES
        assert claim.events.latest("pk").verb == Verb.GO_STALE

    def test_several_changes_at_once_are_one_save(self, desk: Client) -> None:
        claim = closed_claim()
        typed = {"evidence-0-quote": "page\r\nnine", "evidence-1-source": str(make_source().pk),
                 "evidence-1-stance": "context"}  # fmt: skip
        fill(desk, change_url(claim), statement="Other.", **typed)
        claim.refresh_from_db()
        assert claim.stage == Stage.OPEN
        assert list(claim.evidence.values_list("quote", flat=True)) == ["page\nnine", ""]

    def test_stage_and_verdict_are_not_taken_from_the_form(self, desk: Client) -> None:
        claim = make_claim()
        forged = {"stage": "closed", "verdict": "verified", "rationale": "So.", "version": "9"}
        fill(desk, change_url(claim), occasion="a briefing", **forged)
        claim.refresh_from_db()
        assert (claim.stage, claim.verdict, claim.rationale) == (Stage.OPEN, "", "")
        assert claim.version == 2

    def test_a_claim_that_someone_else_changed_is_not_written_over(
        self, desk: Client, checker: User
    ) -> None:
        claim = make_claim()
        data = Form(desk.get(change_url(claim)).content.decode()).data
        claims.amend_claim(checker, claim, claim.version, statement="Theirs.")
        typed = {"statement": "Mine.", "evidence-0-source": str(make_source().pk),
                 "evidence-0-stance": "supports"}  # fmt: skip
        page = send(desk, change_url(claim), data, **typed).content.decode()
        assert "Someone else changed this claim" in page
        assert Form(page).data.items() >= typed.items()
        claim.refresh_from_db()
        assert claim.statement == "Theirs."
        assert not claim.evidence.exists()

    def test_a_change_between_check_and_write_is_not_written_over(
        self, desk: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        claim = make_claim()
        amend = claims.amend_claim

        def overtaken(actor: User, row: Claim, version: int, **changes: Any) -> Claim:
            Claim.objects.filter(pk=row.pk).update(version=version + 1)
            return amend(actor, row, version, **changes)

        monkeypatch.setattr(admin_claims, "amend_claim", overtaken)
        page = fill(desk, change_url(claim), statement="Mine.").content.decode()
        assert "This claim has changed since you opened it" in page
        assert Form(page).data["statement"] == "Mine."
        assert Claim.objects.get().statement == claim.statement

    def test_the_change_page_tells_the_history(self, desk: Client, checker: User) -> None:
        claim = closed_claim()
        claims.amend_claim(checker, claim, claim.version, statement="Other.")
        page = desk.get(change_url(claim)).content.decode()
        assert page.index("what was judged has changed") < page.index(
            "approved the claim (verified)"
        )

    def test_djangos_history_tells_what_was_changed(self, desk: Client) -> None:
        claim = closed_claim()
        fill(desk, change_url(claim), statement="Other.", **{"evidence-0-stance": "context"})
        page = desk.get(url("history", Claim, claim.pk)).content.decode()
        assert "Changed Statement." in page
        assert "Changed Stance for evidence" in page


class TestEvidence:
    def test_evidence_is_added_and_amended_by_the_verbs(self, desk: Client) -> None:
        claim = make_claim()
        typed = {"claim": claim.pk, "source": make_source().pk, "stance": "supports"}
        fill(desk, url("add", Evidence), **typed)
        evidence = claim.evidence.get()
        bring_to(Stage.CLOSED, _fresh(claim), make_person(Role.CHECKER), make_person(Role.EDITOR))
        fill(desk, change_url(evidence), note="Seen again.")
        claim.refresh_from_db()
        assert claim.stage == Stage.OPEN
        assert claim.evidence.get().note == "Seen again."
        verbs = list(claim.events.values_list("verb", flat=True))
        assert verbs[-2:] == [Verb.AMEND_EVIDENCE, Verb.GO_STALE]

    def test_evidence_stays_with_its_claim(self, desk: Client) -> None:
        evidence = make_evidence(make_claim())
        other = make_claim()
        fill(desk, change_url(evidence), claim=other.pk, note="Mine.")
        evidence.refresh_from_db()
        assert evidence.claim != other

    def test_evidence_of_a_claim_that_someone_else_changed_is_not_written_over(
        self, desk: Client, checker: User
    ) -> None:
        evidence = make_evidence(make_claim())
        data = Form(desk.get(change_url(evidence)).content.decode()).data
        claim = evidence.claim
        claims.amend_claim(checker, claim, claim.version, occasion="a briefing")
        page = send(desk, change_url(evidence), data, note="Mine.").content.decode()
        assert "Someone else changed this claim" in page
        evidence.refresh_from_db()
        assert evidence.note == ""


def _fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)

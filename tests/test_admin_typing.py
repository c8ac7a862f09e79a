"""Articles, claims and evidence typed in through the admin: services write, nothing else does."""

from typing import Any

import pytest
from django.test import Client

from claims.admin import claims as admin_claims
from claims.choices import ClaimantKind, Stage, Stance, Verb
from claims.models import Article, Claim, Claimant, Event, User
from claims.roles import Role
from claims.services import claims
from tests.admin_pages import Form, change_url, client_of, closed_claim, fill, send, staff, url
from tests.factories import (
    TEXT,
    make_article,
    make_claim,
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
    def test_an_article_is_typed_in_then_its_claims_beside_its_text(
        self, desk: Client, checker: User
    ) -> None:
        kremlin = Claimant.objects.create(name="The Kremlin", kind=ClaimantKind.ORGANISATION)
        copy = TEXT.replace("\n", "\r\n")
        page = fill(desk, url("add", Article), outlet="Sample Wire", copy=copy)
        article = Article.objects.get()
        assert page.redirect_chain[-1][0] == change_url(article)
        assert article.handed_in_by == checker
        assert revision_of(article).text == TEXT
        fill(
            desk,
            change_url(article),
            **{
                "passages-TOTAL_FORMS": "3",  # The third stays empty.
                "passages-0-words": "denies any plan to invade",
                "passages-0-statement": "The Kremlin denies planning an invasion.",
                "passages-0-kind": "denial",
                "passages-0-claimant": kremlin.pk,
                "passages-1-words": "about\r\n100,000 troops",
                "passages-1-statement": "About 100,000 troops were moved.",
                "passages-1-kind": "figure",
            },
        )
        denial, troops = article.passages.order_by("-start")
        assert denial.claim.claimant == kremlin
        assert (denial.claim.stage, denial.claim.accepted_by) == (Stage.OPEN, checker)
        assert denial.exact == "denies any plan to invade"
        assert troops.exact == "about 100,000 troops"
        assert article.events.get().verb == Verb.HAND_IN
        assert denial.claim.events.get().verb == Verb.MAKE

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ({"words": "no such words", "statement": "S.", "kind": "figure"}, "not in the text"),
            ({"words": "to", "statement": "S.", "kind": "figure"}, "occur 2 times"),
            (
                {"words": "Geneva", "occurrence": "2", "statement": "S.", "kind": "figure"},
                "only once",
            ),
            ({"words": "Geneva"}, "This field is required."),
            ({"words": "Geneva", "statement": "S."}, "This field is required."),
            (
                {"words": "Geneva", "statement": "S.", "kind": "event", "claimant": "x"},
                "Select a valid choice.",
            ),
        ],
    )
    def test_a_refused_claim_keeps_what_was_typed(
        self, desk: Client, row: dict[str, str], sentence: str
    ) -> None:
        article = make_article()
        typed = {f"passages-0-{name}": value for name, value in row.items()}
        page = fill(desk, change_url(article), outlet="Other Wire", **typed)
        assert sentence in page.content.decode()
        data = Form(page.content.decode()).data
        kept = {name: value for name, value in typed.items() if value != "x"}
        assert kept.items() <= data.items()
        assert data["outlet"] == "Other Wire"
        assert not Claim.objects.exists()
        article.refresh_from_db()
        assert article.outlet == "Sample Wire"

    def test_the_place_of_repeated_words_is_chosen(self, desk: Client) -> None:
        article = make_article()
        typed = {"words": "to", "occurrence": "2", "statement": "S.", "kind": "event"}
        fill(desk, change_url(article), **{f"passages-0-{k}": v for k, v in typed.items()})
        assert article.passages.get().start == TEXT.rindex("to invade")

    def test_rows_without_end_are_not_drawn(self, desk: Client) -> None:
        claim = make_claim()
        for page, prefix in [(claim, "evidence"), (Article.objects.get(), "passages")]:
            answer = fill(desk, change_url(page), **{f"{prefix}-TOTAL_FORMS": "2147483648"})
            assert answer.status_code == 200
            drawn = answer.content.decode().count(f'name="{prefix}-')
            assert drawn < 100 * 12

    def test_what_is_known_of_an_article_is_amended_with_an_event(self, desk: Client) -> None:
        article = make_article()
        fill(desk, change_url(article), outlet="Other Wire", language="fr")
        event = article.events.latest("pk")
        assert event.verb == Verb.AMEND_ARTICLE
        assert event.before == {"outlet": "Sample Wire", "language": "en"}

    def test_the_change_page_shows_text_and_passages_with_their_status(self, desk: Client) -> None:
        claim = closed_claim()
        page = desk.get(change_url(Article.objects.get())).content.decode()
        assert "<h1>Alliance readies for conflict</h1>" in page
        assert "It was a cold morning." in page
        assert change_url(claim) in page
        assert "Verified" in page

    def test_copy_without_words_is_refused(self, desk: Client) -> None:
        page = fill(desk, url("add", Article), outlet="Wire", copy="\ufeff").content.decode()
        assert "This field is required." in page
        assert not Article.objects.exists()


class TestClaims:
    def test_evidence_is_added_and_one_returns_to_the_article(self, desk: Client) -> None:
        claim = make_claim()
        article, source = Article.objects.get(), make_source()
        typed = {"evidence-0-source": source.pk, "evidence-0-stance": "supports"}
        page = fill(desk, f"{change_url(claim)}?article={article.pk}", **typed)
        assert page.redirect_chain[-1][0] == change_url(article)
        assert claim.evidence.get().source == source
        verbs = list(claim.events.order_by("pk").values_list("verb", flat=True))
        assert verbs == [Verb.MAKE, Verb.ADD_EVIDENCE]

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

    def test_the_history_is_a_list_of_the_claims_events(self, desk: Client, checker: User) -> None:
        claim = closed_claim()
        claims.amend_claim(checker, claim, claim.version, statement="Other.")
        make_claim()
        address = f"{url('changelist', Event)}?claim={claim.pk}"
        assert address in desk.get(change_url(claim)).content.decode()
        listed = desk.get(address).context["cl"].result_list
        assert list(listed) == list(claim.events.order_by("-pk"))

    def test_djangos_history_tells_what_was_changed(self, desk: Client) -> None:
        claim = closed_claim()
        fill(desk, change_url(claim), statement="Other.", **{"evidence-0-stance": "context"})
        page = desk.get(url("history", Claim, claim.pk)).content.decode()
        assert "Changed Statement." in page
        assert "Changed Stance for evidence" in page

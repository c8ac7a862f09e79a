"""Claims, their passages and their evidence as people make, amend, place and bring them."""

from datetime import date
from typing import Any

import pytest
from django.contrib.postgres.search import SearchQuery

from claims import workflow
from claims.choices import Kind, Stage, Stance, Verb
from claims.errors import Conflict, Incomplete, InvalidInput, NotPermitted
from claims.models import Claim, Claimant, Evidence, Passage, Source, User
from claims.services import articles, claimants, claims, sources
from claims.services.claims import ClaimInput
from claims.services.evidence import EvidenceInput, amend_evidence, bring_evidence, remove_evidence
from claims.workflow import Inputs
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_source,
    revision_of,
)

pytestmark = pytest.mark.django_db

SAID = ClaimInput({"statement": "It is so.", "kind": Kind.EVENT})


def test_a_claim_is_searched_in_the_language_of_its_article() -> None:
    article = make_article(language="de")
    claim = make_claim(article, statement="Die Truppen marschierten.")
    german = SearchQuery("Truppe", config="german")
    assert list(Claim.objects.filter(search=german)) == [claim]
    articles.amend_article(make_person("Editor"), article, language="uk")
    assert not Claim.objects.filter(search=german).exists()
    assert Claim.objects.filter(search=SearchQuery("Truppen", config="simple")).exists()


def test_make_claim() -> None:
    article, checker = make_article(text="Head\nHe  said “no” 😀 twice."), make_person("Checker")
    claim = make_claim(article, "“no” 😀", made_by=checker)
    assert (claim.stage, claim.accepted_by, claim.version) == (Stage.OPEN, checker, 1)
    passage = claim.passages.get()
    assert (passage.start, passage.end, passage.exact) == (14, 20, "“no” 😀")
    assert (passage.prefix, passage.suffix) == ("Head\nHe  said ", " twice.")
    assert (passage.placed_by, passage.judgement, passage.article) == (checker, None, article)
    event = claim.events.get()
    assert (event.verb, event.actor) == (Verb.MAKE, checker)
    assert (event.from_stage, event.to_stage) == ("", "open")
    assert event.wording["passages"][0]["exact"] == "“no” 😀"


@pytest.mark.parametrize(("start", "end"), [(4, 6), (-1, 3), (3, 3), (3, 2), (0, 100)])
def test_a_claim_needs_words_inside_the_text(start: int, end: int) -> None:
    revision = revision_of(make_article(text="Head\n\nBody"))
    with pytest.raises(Incomplete) as refusal:
        claims.make_claim_as_said(make_person("Checker"), SAID, revision, start, end)
    assert refusal.value.field == "start"
    assert not Claim.objects.exists()


def test_make_claim_with_a_claimant_by_name() -> None:
    checker, revision = make_person("Checker"), revision_of(make_article())
    typed = {"said_on": date(2022, 1, 20), "occasion": "Talks"}
    said = ClaimInput({**SAID.fields, **typed}, "The Kremlin", "organisation")
    first = claims.make_claim_as_said(checker, said, revision, 0, 8).claim
    assert first
    assert (first.said_on, first.occasion) == (date(2022, 1, 20), "Talks")
    known = Claimant.objects.get()
    assert (known.name, known.kind) == ("The Kremlin", "organisation")
    again = ClaimInput(SAID.fields, "the kremlin", "person")
    second = claims.make_claim_as_said(checker, again, revision, 0, 8).claim
    assert second
    assert (first.claimant, second.claimant) == (known, known)
    own_voice = claims.make_claim_as_said(checker, SAID, revision, 0, 8).claim
    assert own_voice
    assert own_voice.claimant is None


def test_of_two_claimants_of_a_name_the_one_in_use_is_taken() -> None:
    Claimant.objects.create(name="NATO", kind="organisation", retired=True)
    in_use = Claimant.objects.create(name="NATO", kind="organisation")
    assert claimants.claimant_named(make_person("Checker"), "NATO", "person") == in_use


def test_amend_claim_writes_what_differs_and_keeps_what_was() -> None:
    claim, checker = make_claim(), make_person("Checker")
    nato = Claimant.objects.create(name="NATO", kind="organisation")
    statement, version = claim.statement, claim.version
    claims.amend_claim(
        checker, claim, version, statement="Anew.", kind=claim.kind, claimant=nato, said_on=None
    )
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.statement, stored.claimant, stored.version) == ("Anew.", nato, version + 1)
    event = claim.events.latest("pk")
    assert (event.verb, event.actor) == (Verb.AMEND, checker)
    assert event.before == {"statement": statement, "claimant": None}
    assert event.wording["statement"]["text"] == "Anew."


def test_amend_claim_with_nothing_new_changes_nothing() -> None:
    claim = bring_to(Stage.CLOSED, make_claim(), make_person("Checker"), make_person("Editor"))
    version, events = claim.version, claim.events.count()
    claims.amend_claim(make_person("Checker"), claim, version, statement=claim.statement)
    assert (claim.stage, claim.version, claim.events.count()) == (Stage.CLOSED, version, events)


@pytest.mark.parametrize(
    "changes", [{"statement": ""}, {"statement": "x" * 1001}, {"kind": "rumour"}]
)
def test_amend_claim_refuses_by_field(changes: dict[str, Any]) -> None:
    claim = make_claim()
    with pytest.raises(InvalidInput) as refusal:
        claims.amend_claim(make_person("Checker"), claim, claim.version, **changes)
    assert changes.keys() == refusal.value.fields.keys()
    assert claim.events.count() == 1


def closed_claim() -> Claim:
    return bring_to(Stage.CLOSED, make_claim(), make_person("Checker"), make_person("Editor"))


def place_in(text: str, claim: Claim, placed_by: User, handed_in_by: User | None = None) -> Passage:
    revision = revision_of(make_article(handed_in_by, text))
    claims.place_passage(placed_by, claim, claim.version, revision, 0, len(text))
    return claim.passages.latest("pk")


def test_a_passage_placed_after_the_verdict_is_not_judged_until_confirmed() -> None:
    claim, checker, editor = closed_claim(), make_person("Checker"), make_person("Editor")
    passage, version = place_in("100,000 troops, says Kyiv", claim, checker), claim.version
    assert (passage.exact, passage.judgement) == ("100,000 troops, says Kyiv", None)
    placed = claim.events.latest("pk")
    assert (placed.verb, placed.actor, placed.note) == (Verb.PLACE, checker, passage.exact)

    claims.confirm_passage(editor, claim, version, passage)
    confirmed = claim.events.latest("pk")
    assert Passage.objects.get(pk=passage.pk).judgement == confirmed
    assert (confirmed.verb, confirmed.actor) == (Verb.CONFIRM, editor)
    assert (confirmed.from_stage, confirmed.to_stage) == ("closed", "closed")
    assert {"id": passage.pk, "sha256": passage.digest}.items() <= confirmed.wording["passages"][
        1
    ].items()
    assert Claim.objects.get(pk=claim.pk).version == version + 1


def test_who_placed_a_passage_does_not_confirm_it() -> None:
    claim, editor = closed_claim(), make_person("Editor")
    passage = place_in("Head", claim, editor)
    with pytest.raises(NotPermitted):
        claims.confirm_passage(editor, claim, claim.version, passage)


def test_who_handed_in_the_article_of_a_passage_does_not_confirm_it() -> None:
    claim, editor = closed_claim(), make_person("Editor")
    passage = place_in("Head", claim, make_person("Checker"), handed_in_by=editor)
    with pytest.raises(NotPermitted):
        claims.confirm_passage(editor, claim, claim.version, passage)


def test_there_is_nothing_to_confirm_on_a_judged_passage_or_without_a_verdict() -> None:
    closed, editor = closed_claim(), make_person("Editor")
    with pytest.raises(Conflict):
        claims.confirm_passage(editor, closed, closed.version, closed.passages.get())
    claim = make_claim()
    with pytest.raises(Conflict):
        claims.confirm_passage(editor, claim, claim.version, claim.passages.get())


def test_a_new_verdict_judges_what_the_old_one_did_not() -> None:
    claim, checker = closed_claim(), make_person("Checker")
    passage = place_in("Head", claim, checker)
    workflow.advance(claim, Verb.REOPEN, checker, claim.version, Inputs(note="New."))
    bring_to(Stage.APPROVAL, claim, checker, checker)
    assert Passage.objects.get(pk=passage.pk).judgement == claim.events.latest("pk")


def test_a_dismissed_claim_is_not_placed_elsewhere() -> None:
    claim, checker = make_claim(), make_person("Checker")
    bring_to(Stage.DISMISSED, claim, checker, checker)
    with pytest.raises(Conflict):
        place_in("Head", claim, checker)
    assert claim.passages.count() == 1


def test_a_claim_stands_at_one_place_once() -> None:
    claim, checker = make_claim(), make_person("Checker")
    passage = claim.passages.get()
    place = passage.revision, passage.start - 1, passage.end  # A space more is the same words.
    with pytest.raises(InvalidInput):
        claims.place_passage(checker, claim, claim.version, *place)
    assert claim.passages.get() == passage


def test_remove_a_passage() -> None:
    claim, checker = make_claim(), make_person("Checker")
    passage = place_in("Head", claim, checker)
    claims.remove_passage(checker, claim, claim.version, passage)
    assert claim.passages.get().exact == "about 100,000 troops"
    event = claim.events.latest("pk")
    assert (event.verb, event.actor, event.note) == (Verb.REMOVE_PASSAGE, checker, "Head")
    assert len(event.wording["passages"]) == 1


def test_the_only_passage_of_a_claim_stays() -> None:
    claim = make_claim()
    with pytest.raises(Conflict, match="only passage"):
        claims.remove_passage(make_person("Checker"), claim, claim.version, claim.passages.get())
    assert claim.passages.exists()


def test_add_amend_and_remove_evidence() -> None:
    claim, checker, source = make_claim(), make_person("Checker"), make_source(title="A count")
    evidence = make_evidence(claim, checker, source=source, quote="90,000", locator="p. 3")
    assert (evidence.claim, evidence.added_by) == (claim, checker)
    amend_evidence(checker, claim, claim.version, evidence, stance=Stance.DISPUTES, quote="90,000")
    assert claim.evidence.get().stance == Stance.DISPUTES
    remove_evidence(checker, claim, claim.version, evidence)
    assert not claim.evidence.exists()

    added, amended, removed = claim.events.exclude(verb=Verb.MAKE)
    assert (added.verb, added.note) == (Verb.ADD_EVIDENCE, "supports: A count")
    assert added.wording["evidence"][0]["quote"] == "90,000"
    assert (amended.verb, amended.before) == (Verb.AMEND_EVIDENCE, {"stance": "supports"})
    assert (removed.verb, removed.note) == (Verb.REMOVE_EVIDENCE, "disputes: A count")
    assert removed.before == {
        "source_id": source.pk,
        "stance": "disputes",
        "quote": "90,000",
        "locator": "p. 3",
        "note": "",
        "added_by_id": checker.pk,
    }
    assert Claim.objects.get(pk=claim.pk).version == 4


def test_evidence_with_nothing_new_changes_nothing() -> None:
    claim = closed_claim()
    evidence, version = claim.evidence.get(), claim.version
    amend_evidence(make_person("Checker"), claim, version, evidence, stance=evidence.stance)
    assert (claim.stage, claim.version) == (Stage.CLOSED, version)


def test_evidence_of_an_unknown_stance_is_refused() -> None:
    claim = make_claim()
    with pytest.raises(InvalidInput):
        make_evidence(claim, stance="against")
    assert not Evidence.objects.exists()


def bring(source: str, title: str = "") -> Source:
    claim = make_claim()
    brought = EvidenceInput(
        source, title, "Kyiv Post", date(2022, 1, 2), Stance.CONTEXT, "q", "l", "n"
    )
    bring_evidence(make_person("Checker"), claim, claim.version, brought)
    evidence = claim.evidence.get()
    assert (evidence.stance, evidence.quote, evidence.locator, evidence.note) == (
        "context", "q", "l", "n",
    )  # fmt: skip
    return evidence.source


def test_evidence_brings_a_new_source_once() -> None:
    source = bring("https://example.org/a", "A report")
    assert (source.title, source.publisher) == ("A report", "Kyiv Post")
    assert source.published_on == date(2022, 1, 2)
    assert bring("https://example.org/a") == bring("https://example.org/a", "Other") == source


def test_evidence_of_a_known_source_by_its_title() -> None:
    source = make_source(title="A report")
    assert bring("a REPORT") == source


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Unheard of", "source"),
        ("Twice there", "source"),
        ("Retired", "source"),
    ],
)
def test_a_source_that_is_not_clear_is_refused(typed: str, field: str) -> None:
    for title in ["Twice there", "Twice there"]:
        make_source(title=title)
    make_source(title="Retired", retired=True)
    with pytest.raises(Incomplete) as refusal:
        bring(typed)
    assert refusal.value.field == field
    assert Source.objects.count() == 3


@pytest.mark.parametrize("typed", ["https://example.org/a", "www.example.org/a"])
def test_an_address_without_a_title_is_its_title_for_now(typed: str) -> None:
    source = bring(typed)
    assert source.title == source.url == (typed if "://" in typed else f"https://{typed}")


def test_an_address_is_a_source_once() -> None:
    checker = make_person("Checker")
    source = sources.add_source(checker, Source(title="A", url="https://example.org/a"))
    again = Source(title="B", url="https://example.org/a")
    with pytest.raises(InvalidInput, match="already there"):
        sources.add_source(checker, again)
    assert sources.source_at(checker, source.url, "", "", None) == source
    with pytest.raises(InvalidInput):
        sources.source_at(checker, "javascript:alert(1)", "Bad", "", None)
    assert Source.objects.get() == source

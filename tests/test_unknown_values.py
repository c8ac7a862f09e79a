"""What a row says that the code has no word for, as after a step back to an earlier version: every
page shows it as it is, and nothing is signed over it."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection

from claims.choices import Kind, NoteOf, OpenItem, Verb
from claims.exporting.as_csv import as_csv
from claims.exporting.as_json import as_json
from claims.exporting.as_pdf import as_pdf
from claims.exporting.contents import gather
from claims.models import Claim, Correction, Event, Evidence, Source
from claims.roles import Role
from claims.selectors.sign_off import unresolved
from claims.services.claims import place_passage
from claims.services.negotiation import suggest_correction
from tests.exporting.pages import words_of
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_person,
    revision_of,
    rolled_back,
)
from tests.signing import TEXT, Desk
from tests.views.browsing import read, signed_in

pytestmark = pytest.mark.django_db

RULES = {
    "claims_claim": ["claim_verdict_known", "claim_kind_known", "claim_stage_known"],
    "claims_evidence": ["evidence_stance_known"],
    "claims_source": ["source_kind_known"],
    "claims_event": ["event_verb_known"],
    "claims_correction": ["correction_state_known"],
}


class UnknownDesk(Desk):
    """A closed claim with a verdict, a kind, a stance, a source kind and a last event that nobody
    knows, an open one in such a stage, and a correction in such a state."""

    def __init__(self) -> None:
        super().__init__(TEXT)
        self.judged = self.closed()
        self.unfinished = make_claim(self.article, "Talks go on", kind=Kind.EVENT)
        make_evidence(self.unfinished, self.checker)
        of_judged = Evidence.objects.filter(claim=self.judged)
        Source.objects.filter(evidence__in=of_judged).update(kind="podcast")
        of_judged.update(stance="hints")
        revision = revision_of(self.article)
        correction = suggest_correction(self.checker, revision, 0, 5, "Other", "It is not so.")
        Correction.objects.filter(pk=correction.pk).update(state="parked")
        Claim.objects.filter(pk=self.judged.pk).update(verdict="half_true", kind="rumour")
        Claim.objects.filter(pk=self.unfinished.pk).update(stage="paused")
        Event.objects.create(claim=self.judged, actor=self.editor, verb="bless", note="Well.")


@pytest.fixture
def desk() -> Iterator[UnknownDesk]:
    with rolled_back():
        with connection.cursor() as cursor:
            for table, rules in RULES.items():
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                for rule in rules:
                    cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {rule}")
        yield UnknownDesk()


def test_the_pages_show_them_as_they_are(desk: UnknownDesk) -> None:
    editor = signed_in(desk.editor)
    panel = read(editor, desk.judged.get_absolute_url()).text
    assert all(word in panel for word in ["half_true", "rumour", "hints", "bless the claim"])
    assert "paused" in read(editor, desk.unfinished.get_absolute_url()).text
    queue = read(editor, "/claims/?stage=all").text
    assert all(word in queue for word in ["half_true", "rumour", "paused"])
    bench = read(editor, desk.article.get_absolute_url()).text
    assert all(word in bench for word in ["1 half_true", "1 paused"])
    (source,) = Source.objects.filter(kind="podcast")
    assert "podcast" in read(editor, source.get_absolute_url()).text
    assert "parked" in read(editor, f"{desk.article.get_absolute_url()}corrections/").text
    (track,) = read(editor, "/articles/").all("svg", class_="track")
    assert track.attrs["aria-label"] == "1 half_true, 1 paused"


def test_nothing_is_signed_over_them(desk: UnknownDesk) -> None:
    assert {(item.item, item.claim) for item in unresolved(desk.items)} == {
        (OpenItem.CORRECTION, None),
        (OpenItem.CLAIM, desk.unfinished),
        (OpenItem.VERDICT, desk.judged),
        (OpenItem.ACCUSATION, desk.judged),  # Of such a kind, somebody may have to be asked.
    }
    page = read(signed_in(desk.editor), f"{desk.article.get_absolute_url()}sign-off/").text
    assert all(word in page for word in ["half_true", "rumour", "paused"])


def test_the_packet_holds_them(desk: UnknownDesk) -> None:
    contents = gather(desk.article, desk.editor, names_confidential=False)
    unfinished, judged = json.loads(as_json(contents))["claims"]
    assert (unfinished["status"], judged["status"], judged["kind"]) == (
        "paused", "half_true", "rumour",
    )  # fmt: skip
    assert [evidence["stance"] for evidence in judged["evidence"]] == ["hints"]
    assert judged["history"][-1]["deed"] == "bless the claim"
    for text in [as_csv(contents).decode(), words_of(as_pdf(contents))]:
        assert all(word in text for word in ["half_true", "rumour", "paused"])
    assert "hints: " in as_csv(contents).decode()


def test_a_step_that_nobody_knows_cannot_be_undone(desk: UnknownDesk) -> None:
    page = read(signed_in(desk.editor), desk.judged.get_absolute_url())
    assert not [f for f in page.all("form") if f.attrs.get("action", "").endswith("/undo/")]


def test_a_reporter_reads_no_note_that_may_hold_another_articles_copy() -> None:
    reporter, checker = make_person(Role.REPORTER), make_person(Role.CHECKER)
    claim = make_claim(make_article(reporter))
    place_passage(checker, claim, claim.version, revision_of(make_article()), 0, 5)
    last = claim.events.latest("pk")
    for verb in Verb:
        Event.objects.create(
            claim=claim,
            actor=None if verb in {Verb.GO_STALE, Verb.PROPOSE} else checker,
            verb=verb,
            note=f"[{verb}]",
            wording=last.wording,
            undoes=last if verb == Verb.UNDO else None,
        )
    address = claim.get_absolute_url()
    theirs, all_of_it = (read(signed_in(who), address).text for who in [reporter, checker])
    assert {verb for verb in Verb if f"[{verb}]" in all_of_it} == set(Verb)
    assert {verb for verb in Verb if f"[{verb}]" in theirs} == {
        verb for verb in Verb if verb.note_of is NoteOf.CLAIM
    }

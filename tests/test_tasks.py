"""What waits for a worker: asked for together with its task, and not for ever."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from claims.choices import CheckOutcome, ImportStage, PacketFormat, PacketStage
from claims.documents.sources import read_paste
from claims.errors import Conflict
from claims.exporting import making
from claims.importing.preparing import prepare
from claims.models import Import, Packet, Source, Upload, User
from claims.roles import Role
from claims.services import claimants, imports, packets, snapshots, sources
from claims.services.evidence import EvidenceInput, bring_evidence
from claims.tasks import LONGEST_TASK, STOPPED
from tests.factories import (
    make_article,
    make_claim,
    make_claimant,
    make_claims,
    make_person,
    make_source,
)
from tests.views.browsing import HTMX, read, refusals_in, signed_in

pytestmark = pytest.mark.django_db

LONG_AGO = LONGEST_TASK + timedelta(minutes=1)
COPY = "Head\n\nIt is so, the ministry said."


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def bring(actor: User) -> None:
    claim = make_claim()
    brought = EvidenceInput("https://example.org/new", "", "", None, "supports", "", "", "")
    bring_evidence(actor, claim, claim.version, brought)


def rename(actor: User) -> None:
    claimant = make_claimant()
    make_claims(make_article(), claimants.AT_ONCE + 1, claimant=claimant)
    claimants.amend_claimant(actor, claimant, name="Another")


ASKED: dict[str, Callable[[User], Any]] = {
    "capture_source": lambda actor: sources.ask_capture(actor, make_source()),
    "a new source of evidence": bring,
    "make_packet": lambda actor: packets.ask_packet(
        actor, make_article(), PacketFormat.JSON, False
    ),
    "read_upload": lambda actor: snapshots.add_upload(actor, make_source(), "a.txt", b"So it is."),
    "rename_claimant": rename,
    "prepare_import": lambda actor: imports.ask_import(actor, Import(text=COPY)),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_what_waits_and_its_task_are_stored_together_or_not_at_all(
    checker: User, ask: Callable[[User], Any]
) -> None:
    with transaction.atomic():
        ask(checker)
        assert DBTaskResult.objects.count() == 1
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()
    assert not Source.objects.filter(capture_asked_at__isnull=False).exists()
    assert not Packet.objects.exists()
    assert not Import.objects.exists()
    assert not Upload.objects.exists()


def test_evidence_of_a_source_that_is_captured_or_waits_asks_for_no_capture(checker: User) -> None:
    bring(checker)
    bring(checker)
    assert DBTaskResult.objects.count() == 1


def test_a_packet_whose_worker_was_stopped_is_failed_once(checker: User) -> None:
    packet = packets.ask_packet(checker, make_article(), PacketFormat.JSON, False)
    assert packets.begin_packet(packet)
    client = signed_in(checker)
    assert "HX-Refresh" not in client.get(packet.get_absolute_url(), headers=HTMX)
    Packet.objects.update(changed_at=timezone.now() - LONG_AGO)
    assert refusals_in(read(client, packet.get_absolute_url())) == [STOPPED]
    packets.keep_packet(packet, b"{}", "application/json")  # The worker was only slow.
    packet.refresh_from_db()
    assert (packet.stage, packet.stored) == (PacketStage.FAILED, None)
    assert packets.ask_packet(checker, packet.article, PacketFormat.JSON, False) != packet


def test_an_import_whose_worker_was_stopped_can_be_tried_again(checker: User) -> None:
    copy = imports.ask_import(checker, Import(text=COPY))
    assert imports.begin_import(copy)
    client = signed_in(checker)
    assert refusals_in(read(client, copy.get_absolute_url())) == []
    Import.objects.update(changed_at=timezone.now() - LONG_AGO)
    assert refusals_in(read(client, copy.get_absolute_url())) == [STOPPED]
    with pytest.raises(Conflict):
        imports.set_stage(copy, ImportStage.READY)  # The worker was only slow.
    client.post(f"{copy.get_absolute_url()}retry/")
    assert Import.objects.get().stage == ImportStage.READY


def test_of_two_workers_one_prepares_an_import(checker: User) -> None:
    copy = imports.ask_import(checker, Import(text=COPY))
    other = Import.objects.get()
    assert imports.begin_import(other)
    prepare(copy)
    assert Import.objects.get().stage == ImportStage.PROPOSING


def test_a_capture_whose_worker_was_stopped_is_said_to_have_failed_once(checker: User) -> None:
    source, client = make_source(), signed_in(checker)
    sources.ask_capture(checker, source)
    assert snapshots.begin_capture(source.pk)
    assert not snapshots.begin_capture(source.pk)  # Of two workers one has it.
    progress = f"/sources/{source.pk}/capturing/"
    assert "HX-Refresh" not in client.get(progress, headers=HTMX)
    Source.objects.update(capture_begun_at=timezone.now() - LONG_AGO)
    for _ in range(2):
        assert client.get(progress, headers=HTMX)["HX-Refresh"] == "true"
    check = source.checks.get()
    assert (check.outcome, check.note) == (CheckOutcome.UNREACHABLE, STOPPED)
    sources.ask_capture(checker, source)
    assert snapshots.begin_capture(source.pk)


def test_an_upload_whose_worker_was_stopped_is_refused_once(checker: User) -> None:
    source, client = make_source(), signed_in(checker)
    snapshots.add_upload(checker, source, "a.txt", b"So it is.")
    upload = snapshots.begin_upload(Upload.objects.get().pk)
    assert upload
    assert not snapshots.begin_upload(upload.pk)  # Of two workers one has it.
    progress = f"/sources/{source.pk}/capturing/"
    assert "HX-Refresh" not in client.get(progress, headers=HTMX)
    Upload.objects.update(begun_at=timezone.now() - LONG_AGO)
    assert client.get(progress, headers=HTMX)["HX-Refresh"] == "true"
    assert read(client, progress).texts(class_="refusal") == [f"a.txt: {STOPPED}"]
    snapshots.keep_upload(upload, read_paste("So it is."))  # The worker was only slow.
    assert not source.snapshots.exists()


def test_who_asks_again_for_what_was_stopped_gets_it_from_the_next_worker(checker: User) -> None:
    source = make_source()
    sources.ask_capture(checker, source)
    assert snapshots.begin_capture(source.pk)
    Source.objects.update(capture_begun_at=timezone.now() - LONG_AGO)
    sources.ask_capture(checker, source)
    assert snapshots.begin_capture(source.pk)
    snapshots.fail_abandoned_captures()
    assert not source.checks.exists()


def test_the_next_task_fails_what_was_stopped_though_nobody_looks(checker: User) -> None:
    packet = packets.ask_packet(checker, make_article(), PacketFormat.JSON, False)
    assert packets.begin_packet(packet)
    Packet.objects.update(changed_at=timezone.now() - LONG_AGO)
    making.make_requested(0)
    assert Packet.objects.get().stage == PacketStage.FAILED

"""Snapshots: a source's bytes as they were, with the text read out of them; the files that people
upload as copies, which a task reads; and checks of an address."""

import hashlib
from datetime import datetime
from itertools import takewhile

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.choices import CaptureWay, CheckOutcome
from claims.documents.sources import CapturedDocument
from claims.errors import Conflict
from claims.models import Snapshot, Source, SourceCheck, StoredFile, Upload, User
from claims.permissions import check_can_capture, check_can_enter
from claims.services.saving import check, store
from claims.tasks import LONGEST_TASK, STOPPED, read_upload
from claims.web.addresses import key_of


@transaction.atomic
def store_snapshot(actor: User | None, source: Source, captured: CapturedDocument) -> Snapshot:
    """Keep what was captured; `actor` is None where the monitoring took it.

    Where the last snapshot of the source came the same way, from the same address, with the same
    bytes and text, that one is it, and an archive's address that came along is kept beside it.
    Raises Conflict where that has another address in an archive.
    """
    if actor:
        check_can_capture(actor, source)
        actor.uploads.filter(source=source).exclude(refusal="").delete()
    stored = stored_file(captured.content, captured.media_type)
    last = source.snapshots.first()
    address_key = source.address_key if captured.way == CaptureWay.FETCHED else ""
    new = (stored.pk, captured.text, captured.way, address_key)
    if last and (last.stored_id, last.text, last.way, last.address_key) == new:
        if actor and captured.archive_url:
            _add_archive(actor, last, captured.archive_url)
        return last
    snapshot = Snapshot(
        source=source,
        stored=stored,
        media_type=captured.media_type,
        way=captured.way,
        address_key=address_key,
        landed_key=key_of(captured.url) if address_key else "",
        url=captured.url[:1000],
        file_name=captured.file_name[:300],
        text=captured.text,
        page_starts=captured.page_starts,
        outcome=captured.outcome,
        note=captured.note,
        archive_url=captured.archive_url,
        captured_by=actor,
    )
    store(snapshot)
    snapshot.refresh_from_db(fields=["captured_at"])
    return snapshot


def begin_capture(source_pk: int) -> Source | None:
    """The source that waits to be captured, for this worker alone; None where it waits no longer,
    or another worker is at it.
    """
    is_free = Q(capture_begun_at=None) | Q(capture_begun_at__lt=timezone.now() - LONGEST_TASK)
    waiting = Source.objects.filter(is_free, pk=source_pk, capture_asked_at__isnull=False)
    if not waiting.update(capture_begun_at=timezone.now()):
        return None
    return Source.objects.get(pk=source_pk)


@transaction.atomic
def fail_abandoned_captures() -> None:
    """Say of each source whose worker was stopped that it was not reached."""
    begun = Source.objects.filter(capture_begun_at__lt=timezone.now() - LONGEST_TASK)
    for source in begun.select_for_update(no_key=True, skip_locked=True):
        record_check(source, CheckOutcome.UNREACHABLE, STOPPED)


@transaction.atomic
def record_check(
    source: Source,
    outcome: CheckOutcome,
    note: str = "",
    snapshot: Snapshot | None = None,
    moved_to: str = "",
    at: datetime | None = None,
) -> SourceCheck:
    """Keep what was found at a source's address, now or `at` another time; it no longer waits to
    be captured.
    """
    found = SourceCheck(
        source=source,
        outcome=outcome,
        note=note,
        snapshot=snapshot,
        address_key=source.address_key,
        moved_to=moved_to[:1000],
        at=at or timezone.now(),
    )
    store(found)
    source.capture_asked_at, source.capture_begun_at, source.checked_at = None, None, found.at
    set_state(source)
    source.save(
        update_fields=[
            "capture_asked_at", "capture_begun_at", "checked_at", "state", "state_since",
        ]
    )  # fmt: skip
    return found


def set_state(source: Source) -> None:
    """What the conclusive checks at its address make of a source, and since when; not saved here.

    The database holds the two columns to the same.
    """
    found = source.checks.conclusive().values_list("state", "at")  # The newest first.
    state = next((state for state, _ in found), "")
    times = [at for _, at in takewhile(lambda row: row[0] == state, found)]
    source.state, source.state_since = state, times[-1] if state else None


@transaction.atomic
def name_archive(actor: User, snapshot: Snapshot, archive_url: str) -> Snapshot:
    """Put the address of an outside archive beside a snapshot, or take it away by ''."""
    check_can_enter(actor)
    snapshot.archive_url = archive_url
    store(snapshot, update_fields=["archive_url"])
    return snapshot


def _add_archive(actor: User, snapshot: Snapshot, archive_url: str) -> None:
    if snapshot.archive_url and snapshot.archive_url != archive_url:
        there = snapshot.archive_url
        raise Conflict(f"This copy is here already, with another address in an archive: {there}")
    name_archive(actor, snapshot, archive_url)


def stored_file(content: bytes, media_type: str) -> StoredFile:
    """The row for these bytes. They are written before it: a row never lacks its bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    values = {"size": len(content), "media_type": media_type}
    row = StoredFile(sha256=sha256, **values)
    check(row, validate_unique=False)
    _write(row.name, content)
    return StoredFile.objects.get_or_create(sha256=sha256, defaults=values)[0]


def _write(name: str, content: bytes) -> None:
    """Keep the bytes under this name, where they do not lie already, whole."""
    storage = storages["snapshots"]
    if storage.exists(name):
        if storage.size(name) == len(content):
            return
        storage.delete(name)  # Something cut the writing of it short.
    written = storage.save(name, ContentFile(content))
    if written != name:  # Another wrote the same bytes at this moment.
        storage.delete(written)


@transaction.atomic
def add_upload(
    actor: User, source: Source, file_name: str, content: bytes, archive_url: str = ""
) -> Upload:
    """Store a file, for a task to make a snapshot of; what of this person's was refused goes."""
    check_can_capture(actor, source)
    actor.uploads.filter(source=source).exclude(refusal="").delete()
    upload = Upload(
        source=source,
        uploaded_by=actor,
        file_name=file_name[:300],
        content=content,
        archive_url=archive_url,
    )
    store(upload)
    read_upload.enqueue(upload.pk)
    return upload


def begin_upload(pk: int) -> Upload | None:
    """The upload, for this worker alone; None where another has it, or it was read."""
    waiting = Upload.objects.filter(pk=pk, refusal="", begun_at=None)
    if not waiting.update(begun_at=timezone.now()):
        return None
    return Upload.objects.select_related("source", "uploaded_by").get(pk=pk)


@transaction.atomic
def keep_upload(upload: Upload, captured: CapturedDocument) -> None:
    """Make a snapshot of it; nothing where it was refused meanwhile.

    Raises Refused as store_snapshot does.
    """
    deleted, _ = Upload.objects.filter(pk=upload.pk, refusal="").delete()
    if deleted:
        store_snapshot(upload.uploaded_by, upload.source, captured)


def refuse_upload(upload: Upload, reason: str) -> None:
    """Say to who brought it in why there is no copy."""
    Upload.objects.filter(pk=upload.pk, refusal="").update(refusal=reason, content=None)


def fail_abandoned_uploads() -> None:
    """Say so of each upload whose worker was stopped."""
    begun = Upload.objects.filter(refusal="", begun_at__lt=timezone.now() - LONGEST_TASK)
    begun.update(refusal=STOPPED, content=None)

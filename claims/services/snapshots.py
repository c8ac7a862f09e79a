"""Snapshots: a source's bytes as they were, with the text read out of them; and looks at it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from claims.choices import CaptureWay, LookOutcome, SnapshotOutcome
from claims.errors import Conflict
from claims.models import Look, Snapshot, Source, StoredFile, User
from claims.permissions import check_can_capture, check_can_enter
from claims.services.records import check
from claims.text.web_addresses import key_of


@dataclass(frozen=True)
class Captured:
    """Bytes on their way into a snapshot, and what was read out of them.

    `page_starts` are offsets in `text`, in code points; `note` says why there is no text;
    `charset` came declared with the bytes, None where none did.
    """

    content: bytes
    media_type: str
    way: str
    text: str = ""
    page_starts: list[int] = field(default_factory=list)
    outcome: str = SnapshotOutcome.READ
    note: str = ""
    url: str = ""
    file_name: str = ""
    archive_url: str = ""
    charset: str | None = None


@transaction.atomic
def store_snapshot(actor: User | None, source: Source, captured: Captured) -> Snapshot:
    """Keep what was captured; `actor` is None where the watch took it.

    Where the last snapshot of the source came the same way, from the same address, with the same
    bytes and text, that one is it, and an archive's address that came along is kept beside it.
    Raises Conflict where that has another address in an archive.
    """
    if actor:
        check_can_capture(actor, source)
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
    check(snapshot)
    snapshot.save()
    snapshot.refresh_from_db(fields=["captured_at"])
    return snapshot


@transaction.atomic
def record_look(
    source: Source,
    outcome: LookOutcome,
    note: str = "",
    snapshot: Snapshot | None = None,
    moved_to: str = "",
    at: datetime | None = None,
    due: datetime | None = None,
) -> Look:
    """Keep what was found at a source's address, now or `at` another time; it no longer waits to
    be captured. `due` is when to look again, None leaves that as it is.
    """
    look = Look(
        source=source,
        outcome=outcome,
        note=note,
        snapshot=snapshot,
        address_key=source.address_key,
        moved_to=moved_to[:1000],
        at=at or timezone.now(),
    )
    check(look)
    look.save()
    source.capture_asked_at, source.looked_at = None, look.at
    changed = ["capture_asked_at", "looked_at"]
    if due:
        source.look_due = due
        changed.append("look_due")
    source.save(update_fields=changed)
    return look


@transaction.atomic
def name_archive(actor: User, snapshot: Snapshot, archive_url: str) -> Snapshot:
    """Put the address of an outside archive beside a snapshot, or take it away by ''."""
    check_can_enter(actor)
    snapshot.archive_url = archive_url
    check(snapshot)
    snapshot.save(update_fields=["archive_url"])
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

"""A source's page captured: fetched, read, kept, and compared with what was there before."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from claims.choices import CaptureWay, CheckOutcome
from claims.documents.media_types import FOR_SOURCES
from claims.documents.sources import CapturedDocument, read_document
from claims.errors import NotAllowed, Refused, Unreadable
from claims.models import Snapshot, Source, SourceCheck, User
from claims.permissions import check_can_capture
from claims.selectors.changed_sources import FETCHED, missing_from
from claims.services import snapshots, sources
from claims.web.addresses import key_of
from claims.web.fetching import CheckRedirect, Limits, fetch

logger = logging.getLogger(__name__)

LIMITS = Limits()
BROKEN = (
    "Something went wrong while this was read. Try again, or tell who keeps ClaimTrack: the"
    " server's log says more."
)


@dataclass(frozen=True)
class Finding:
    """What was found at an address; `captured` is None where no page could be had."""

    outcome: CheckOutcome
    note: str = ""
    captured: CapturedDocument | None = None


def capture(
    source: Source, check_redirect: CheckRedirect | None = None, limits: Limits = LIMITS
) -> CapturedDocument:
    """The page at the source's address now.

    Raises Unreadable, saying why, where it cannot be had or is of a kind that is not kept.
    """
    fetched = fetch(source.url, limits, FOR_SOURCES, check_redirect)
    return read_document(
        fetched.content, CaptureWay.FETCHED, declared=fetched.content_type, url=fetched.url
    )


def capture_now(source: Source, actor: User) -> SourceCheck | None:
    """Capture a source for the person who asked; one that bears its address for a title gets what
    the page says of itself. None, and nothing is kept, where it got another address meanwhile.

    Raises NotPermitted where this person keeps no copies of it.
    """
    check_can_capture(actor, source)
    finding = try_capture(partial(capture, source))
    with transaction.atomic():
        current = lock_if_unmoved(source)
        if not current:
            return None
        check = store_finding(current, finding, actor)
        if finding.captured and current.title == current.url[:500]:
            sources.fill_in_source(current, **finding.captured.metadata)
    return check


def capture_requested(source_pk: int, actor_pk: int) -> None:
    """For the person who asked. Where it was captured meanwhile, or another worker is at it, this
    does nothing.
    """
    waiting = snapshots.begin_capture(source_pk)
    snapshots.fail_abandoned_captures()
    if not waiting:
        return
    try:
        actor = User.objects.get(pk=actor_pk)
        while capture_now(waiting, actor) is None:
            waiting.refresh_from_db()  # It has another address by now.
    except Refused as refusal:
        _give_up(waiting, refusal.message)
    except Exception:
        logger.exception("Source %s could not be captured", source_pk)
        _give_up(waiting, BROKEN)


def read_requested(upload_pk: int) -> None:
    """Make a snapshot of a file that a person brought in, or say why that cannot be."""
    snapshots.fail_abandoned_uploads()
    upload = snapshots.begin_upload(upload_pk)
    if not upload or upload.content is None:
        return
    try:
        content = bytes(upload.content)
        captured = read_document(content, CaptureWay.UPLOADED, file_name=upload.file_name)
        snapshots.keep_upload(upload, replace(captured, archive_url=upload.archive_url))
    except Refused as refusal:
        snapshots.refuse_upload(upload, refusal.message)
    except Exception:
        logger.exception("Upload %s could not be read", upload_pk)
        snapshots.refuse_upload(upload, BROKEN)


def _give_up(source: Source, reason: str) -> None:
    """Say so where the source would wait for ever; not where the capture itself is stored."""
    source.refresh_from_db()
    if source.capture_asked_at:
        snapshots.record_check(source, CheckOutcome.UNREACHABLE, reason)


def try_capture(capture: Callable[[], CapturedDocument]) -> Finding:
    """What `capture` found, where it raises Unreadable too."""
    try:
        captured = capture()
    except NotAllowed as reason:
        return Finding(CheckOutcome.NOT_ALLOWED, reason.message)
    except Unreadable as reason:
        outcome = CheckOutcome.GONE if reason.is_gone else CheckOutcome.UNREACHABLE
        return Finding(outcome, reason.message)
    return Finding(CheckOutcome.CAPTURED, captured.note, captured)


def lock_if_unmoved(checked: Source) -> Source | None:
    """The source as it is now, locked until the transaction ends; None where it got another
    address since it was read: what was found says nothing of that one.
    """
    source = Source.objects.select_for_update(no_key=True).get(pk=checked.pk)
    return source if source.url == checked.url else None


def store_finding(
    source: Source, finding: Finding, actor: User | None, at: datetime | None = None
) -> SourceCheck:
    """Store what was found at the source's address; what is new to the source is a snapshot now.

    Raises NotPermitted where this person keeps no copies of it.
    """
    found: dict[str, Any] = {"outcome": finding.outcome, "note": finding.note}
    if finding.captured:
        found |= _compare(source, finding.captured, actor)
    return snapshots.record_check(source, at=at, **found)


def _compare(source: Source, captured: CapturedDocument, actor: User | None) -> dict[str, Any]:
    """What a page is, beside what was fetched from the address before; stored where it is new."""
    fetched = FETCHED.filter(source=source)
    with_text = fetched.exclude(text="")
    if not captured.text and with_text.exists():
        return {"outcome": CheckOutcome.UNREACHABLE, "note": captured.note or "It holds no text."}
    last = (with_text if captured.text else fetched).select_related("stored").first()
    if last and _says_the_same(last, captured):
        snapshot = last
    else:
        snapshot = snapshots.store_snapshot(actor, source, captured)
    has_moved = captured.url and key_of(captured.url) != source.address_key
    return {
        "outcome": _outcome(source, last, snapshot),
        "snapshot": snapshot,
        "moved_to": captured.url if has_moved else "",
    }


def _says_the_same(snapshot: Snapshot, captured: CapturedDocument) -> bool:
    """A picture or scan has no text to tell it by: its bytes are compared."""
    if captured.text:
        return snapshot.text == captured.text
    return snapshot.stored.sha256 == hashlib.sha256(captured.content).hexdigest()


def _outcome(source: Source, last: Snapshot | None, snapshot: Snapshot) -> CheckOutcome:
    if last is None:
        return CheckOutcome.CAPTURED
    if snapshot.text and missing_from({source.pk: snapshot.pk}):
        return CheckOutcome.WORDS_MISSING
    return CheckOutcome.SAME if snapshot == last else CheckOutcome.CHANGED_AROUND

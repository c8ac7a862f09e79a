"""What was found at a source's address, kept, and told from what stood there before."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from claims.choices import LookOutcome
from claims.errors import NotThere, Unreadable
from claims.models import Snapshot, Source, User
from claims.selectors.missing_words import FETCHED, missing_from
from claims.services import snapshots
from claims.services.snapshots import Captured
from claims.text.web_addresses import key_of


class NotAllowed(Unreadable):
    """A site asks machines to leave this page alone."""


@dataclass(frozen=True)
class Finding:
    """What a look found; `captured` is what stood there, None where nothing could be had."""

    outcome: LookOutcome
    note: str = ""
    captured: Captured | None = None


def finding_of(capture: Callable[[], Captured]) -> Finding:
    """Goes there; `capture` raises Unreadable, NotThere for 404 and 410, NotAllowed."""
    try:
        captured = capture()
    except NotAllowed as reason:
        return Finding(LookOutcome.NOT_ALLOWED, reason.message)
    except NotThere as reason:
        return Finding(LookOutcome.GONE, reason.message)
    except Unreadable as reason:
        return Finding(LookOutcome.UNREACHABLE, reason.message)
    return Finding(LookOutcome.CAPTURED, captured.note, captured)


def still_there(looked_at: Source) -> Source | None:
    """The source as it is now, and stays until the transaction ends; None where it got another
    address since it was read: what was found says nothing of that one.
    """
    source = Source.objects.select_for_update(no_key=True).get(pk=looked_at.pk)
    return source if source.url == looked_at.url else None


def kept(source: Source, finding: Finding, actor: User | None) -> dict[str, Any]:
    """What snapshots.record_look takes of a finding; what is new to the source is a snapshot now.

    Raises NotPermitted where this person keeps no copies of it.
    """
    told = {"outcome": finding.outcome, "note": finding.note}
    return told | (_read(source, finding.captured, actor) if finding.captured else {})


def _read(source: Source, captured: Captured, actor: User | None) -> dict[str, Any]:
    """Outcome, snapshot and the like of a look that could read the page."""
    fetched = FETCHED.filter(source=source)
    with_text = fetched.exclude(text="")
    if not captured.text and with_text.exists():
        return {"outcome": LookOutcome.UNREACHABLE, "note": captured.note or "It holds no text."}
    last = (with_text if captured.text else fetched).select_related("stored").first()
    if last and _says_the_same(last, captured):
        snapshot = last
    else:
        snapshot = snapshots.store_snapshot(actor, source, captured)
    has_moved = captured.url and key_of(captured.url) != source.address_key
    return {
        "outcome": _compared(source, last, snapshot),
        "snapshot": snapshot,
        "moved_to": captured.url if has_moved else "",
    }


def _says_the_same(snapshot: Snapshot, captured: Captured) -> bool:
    """A picture or scan has no text to tell it by: there the bytes do."""
    if captured.text:
        return snapshot.text == captured.text
    return snapshot.stored.sha256 == hashlib.sha256(captured.content).hexdigest()


def _compared(source: Source, last: Snapshot | None, snapshot: Snapshot) -> LookOutcome:
    if last is None:
        return LookOutcome.CAPTURED
    if snapshot.text and missing_from({source.pk: snapshot.pk}):
        return LookOutcome.WORDS_MISSING
    return LookOutcome.SAME if snapshot == last else LookOutcome.CHANGED_AROUND

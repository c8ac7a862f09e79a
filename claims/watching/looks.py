"""One look at a source: what stands at its address, what that means, and what is stored of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min

from claims import editing
from claims.choices import LookOutcome
from claims.editing import Captured
from claims.errors import NotThere, Unreadable
from claims.importing.addresses import target_of
from claims.models import Look, Snapshot, Source
from claims.reading.missing_words import FETCHED, missing_from
from claims.text.web_addresses import key_of
from claims.watching.politeness import Robots
from claims.watching.schedule import wait_after
from claims.watching.sending_back import send_back_lost, send_back_missed

# Fetches the address of a source and reads it. Raises Unreadable, NotThere for 404 and 410.
type Capture = Callable[[Source], Captured]


@dataclass(frozen=True)
class Finding:
    """What a look found; `captured` is what stood there, None where nothing could be had."""

    outcome: LookOutcome
    note: str = ""
    captured: Captured | None = None


def found_at(source: Source, capture: Capture, robots: Robots) -> Finding:
    """Goes to the source's address, if the site lets machines come."""
    try:
        target = target_of(source.url)
        if not robots.allow(target):
            note = f"{target.host} asks machines, in its robots.txt, to leave this page alone."
            return Finding(LookOutcome.NOT_ALLOWED, note)
        with robots.pace.visit(target.authority):
            captured = capture(source)
    except NotThere as reason:
        return Finding(LookOutcome.GONE, reason.message)
    except Unreadable as reason:
        return Finding(LookOutcome.UNREACHABLE, reason.message)
    return Finding(LookOutcome.CAPTURED, captured.note, captured)


@transaction.atomic
def settle(looked_at: Source, finding: Finding, now: datetime) -> Look | None:
    """Store a finding and take its consequences; None where the source was changed meanwhile."""
    source = Source.objects.select_for_update(no_key=True).get(pk=looked_at.pk)
    if source.retired or source.url != looked_at.url:
        return None
    what = _read(source, finding.captured) if finding.captured else {}
    values = {"outcome": finding.outcome, "note": finding.note} | what
    look = editing.record_look(source, at=now, due=_due(source, values["outcome"], now), **values)
    if look.outcome == LookOutcome.GONE and not source.snapshots.exclude(text="").exists():
        send_back_lost(source)
    if look.outcome == LookOutcome.WORDS_MISSING:
        send_back_missed(source)
    return look


def _read(source: Source, captured: Captured) -> dict[str, Any]:
    """Outcome, snapshot and the like of a look that could read the page."""
    fetched = FETCHED.filter(source=source)
    with_text = fetched.exclude(text="")
    last = (with_text if captured.text else fetched).first()
    if not captured.text and with_text.exists():
        return {"outcome": LookOutcome.UNREACHABLE, "note": captured.note or "It holds no text."}
    snapshot = last
    if snapshot is None or snapshot.text != captured.text:
        snapshot = editing.store_snapshot(None, source, captured)
    has_moved = captured.url and key_of(captured.url) != source.address_key
    return {
        "outcome": _compared(source, last, snapshot),
        "snapshot": snapshot,
        "moved_to": captured.url if has_moved else "",
    }


def _compared(source: Source, last: Snapshot | None, snapshot: Snapshot) -> LookOutcome:
    if last is None:
        return LookOutcome.CAPTURED
    if snapshot.text and missing_from({source.pk: snapshot.pk}):
        return LookOutcome.WORDS_MISSING
    return LookOutcome.SAME if snapshot == last else LookOutcome.CHANGED_AROUND


def _due(source: Source, outcome: str, now: datetime) -> datetime:
    used = source.evidence.aggregate(at=Min("added_at"))["at"]
    kept = source.snapshots.aggregate(at=Min("captured_at"))["at"]
    age = now - min((at for at in (used, kept) if at), default=now)
    return now + wait_after([outcome, *source.looks.values_list("outcome", flat=True)], age)

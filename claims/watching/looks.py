"""One look at a source: what stands at its address, what that means, and what is stored of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Min

from claims.capturing.findings import Finding, finding_of, kept, still_there
from claims.choices import LookOutcome
from claims.importing.addresses import target_of
from claims.importing.fetching import CheckRedirect
from claims.models import Look, Source
from claims.services import snapshots
from claims.services.snapshots import Captured
from claims.watching.politeness import Robots
from claims.watching.schedule import wait_after
from claims.watching.sending_back import send_back_lost, send_back_missed

# Fetches the address of a source and reads it, asking before it follows a redirect. Raises
# Unreadable, NotThere for 404 and 410.
type Capture = Callable[[Source, CheckRedirect], Captured]


def found_at(source: Source, capture: Capture, robots: Robots) -> Finding:
    """Goes to the source's address, if the sites that it leads to let machines come."""
    return finding_of(partial(_politely, source, capture, robots))


def _politely(source: Source, capture: Capture, robots: Robots) -> Captured:
    try:
        robots.go_to(target_of(source.url))
        return capture(source, robots.go_to)
    finally:
        robots.pace.leave()


@transaction.atomic
def settle(looked_at: Source, finding: Finding, now: datetime) -> Look | None:
    """Store a finding and take its consequences; None where the source was changed meanwhile."""
    source = still_there(looked_at)
    if not source or source.retired:
        return None
    values = kept(source, finding, None)
    look = snapshots.record_look(source, at=now, due=_due(source, values["outcome"], now), **values)
    readable = source.snapshots.current().exclude(text="")
    if look.outcome == LookOutcome.GONE and not readable.exists():
        send_back_lost(source)
    if look.outcome == LookOutcome.WORDS_MISSING:
        send_back_missed(source)
    return look


def _due(source: Source, outcome: str, now: datetime) -> datetime:
    used = source.evidence.aggregate(at=Min("added_at"))["at"]
    kept = source.snapshots.aggregate(at=Min("captured_at"))["at"]
    age = now - min((at for at in (used, kept) if at), default=now)
    return now + wait_after([outcome, *source.looks.here().values_list("outcome", flat=True)], age)

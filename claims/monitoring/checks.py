"""One check of a source: what is at its address, what that means, and what is stored of it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile

from django.db import transaction
from django.db.models import Min

from claims.capturing import Finding, lock_if_unmoved, store_finding, try_capture
from claims.choices import CheckOutcome
from claims.documents.sources import CapturedDocument
from claims.models import Source, SourceCheck
from claims.monitoring.sending_back import send_back_gone, send_back_words_missing
from claims.web.addresses import target_of
from claims.web.fetching import CheckRedirect
from claims.web.robots import Robots

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)
YOUNG, SETTLED = WEEK, timedelta(days=90)  # Ages up to which a check is due daily, and weekly.
LONGEST_BACK_OFF = timedelta(days=14)
WRONG = {CheckOutcome.WORDS_MISSING, CheckOutcome.GONE, CheckOutcome.UNREACHABLE}

# Fetches the address of a source and reads it, asking before it follows a redirect. Raises
# Unreadable.
type Capture = Callable[[Source, CheckRedirect], CapturedDocument]


def visit(source: Source, capture: Capture, robots: Robots) -> Finding:
    """Goes to the source's address, if the sites on the way to it let machines come."""
    return try_capture(partial(_capture_politely, source, capture, robots))


def _capture_politely(source: Source, capture: Capture, robots: Robots) -> CapturedDocument:
    try:
        robots.go_to(target_of(source.url))
        return capture(source, robots.go_to)
    finally:
        robots.pace.leave()


@transaction.atomic
def apply_finding(checked: Source, finding: Finding, now: datetime) -> SourceCheck | None:
    """Store a finding and take its consequences; None where the source was changed meanwhile."""
    source = lock_if_unmoved(checked)
    if not source or source.retired:
        return None
    check = store_finding(source, finding, None, at=now)
    source.check_due = now + wait_after(_outcomes(source), _age(source, now))
    source.save(update_fields=["check_due"])
    readable = source.snapshots.current().exclude(text="")
    if check.outcome == CheckOutcome.GONE and not readable.exists():
        send_back_gone(source)
    if check.outcome == CheckOutcome.WORDS_MISSING:
        send_back_words_missing(source)
    return check


def wait_after(outcomes: Sequence[str], age: timedelta) -> timedelta:
    """How long until the next check. `outcomes` are those of the checks so far, newest first."""
    last = outcomes[0]
    if last == CheckOutcome.NOT_ALLOWED:
        return MONTH
    if last in WRONG:
        times = sum(1 for _ in takewhile(lambda outcome: outcome == last, outcomes))
        return min(DAY * (1 << min(times - 1, 10)), LONGEST_BACK_OFF)
    if age < YOUNG:
        return DAY
    return WEEK if age < SETTLED else MONTH


def _outcomes(source: Source) -> list[str]:
    """Of the checks at its address, the newest first."""
    return list(source.checks.at_current_url().values_list("outcome", flat=True))


def _age(source: Source, now: datetime) -> timedelta:
    """Since when the desk has had it."""
    used = source.evidence.aggregate(at=Min("added_at"))["at"]
    kept = source.snapshots.aggregate(at=Min("captured_at"))["at"]
    return now - min((at for at in (used, kept) if at), default=now)

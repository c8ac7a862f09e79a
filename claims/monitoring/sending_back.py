"""Claims that go back because what they were judged on is no longer where it was."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from claims import workflow
from claims.choices import CheckOutcome
from claims.models import Claim, Evidence, Source, SourceCheck
from claims.selectors.changed_sources import misses_in

# Fewer are not believed: a page is rebuilt, an error page is served, an editor takes words back.
ENOUGH, ENOUGH_SPAN = 3, timedelta(hours=72)


def send_back_gone(source: Source) -> None:
    """The claims judged on a source that is gone and of which no text is kept."""
    checks = source.checks.conclusive()
    times = [
        check.at for check in takewhile(lambda check: check.outcome == CheckOutcome.GONE, checks)
    ]
    reason = (
        f"“{source}” is gone from its address, and no copy of it is kept:"
        " so every check has found over three days and more."
    )
    _send_back({item.pk: times for item in source.evidence.all()}, reason)


def send_back_words_missing(source: Source) -> None:
    """The claims judged on quoted words that check after check did not find any more."""
    reason = (
        f"The words quoted from “{source}” are no longer at its address:"
        " check after check, over three days and more, did not find them."
    )
    _send_back(_missed(source, list(source.evidence.exclude(quote=""))), reason)


def _missed(source: Source, quoting: list[Evidence]) -> dict[int, list[datetime]]:
    """When the last checks in a row missed the words of each, by its key, newest first.

    Checks that could not read the page say nothing of its words and are passed over.
    """
    read = source.checks.at_current_url().filter(snapshot__isnull=False).exclude(snapshot__text="")
    checks = list(takewhile(lambda check: check.outcome != CheckOutcome.CHANGED_AROUND, read))
    snapshots = list({check.snapshot_id: None for check in checks if check.snapshot_id})
    misses = misses_in([(item, snapshots) for item in quoting])
    return {pk: _last_in(checks, without) for pk, without in misses.items()}


def _last_in(checks: list[SourceCheck], snapshots: set[int]) -> list[datetime]:
    """The times of the checks, newest first, down to the first that found another snapshot."""
    return [check.at for check in takewhile(lambda check: check.snapshot_id in snapshots, checks)]


def _send_back(times: dict[int, list[datetime]], reason: str) -> None:
    """`times` by evidence: when the last checks in a row found what undoes a verdict on it."""
    keys = Evidence.objects.filter(pk__in=times).values("claim")
    claims = {c.pk: c for c in Claim.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    # Read after the claims are locked: now no submission can come in between.
    for item in Evidence.objects.filter(pk__in=times, claim__in=claims):
        claim = claims[item.claim_id]
        submission = claim.submission
        if submission and claim.rests_on(item) and undoes_verdict(times[item.pk], submission.at):
            workflow.go_stale(claim, reason)


def undoes_verdict(times: Sequence[datetime], judged_at: datetime) -> bool:
    """Whether checks in a row that found the words missing, or the page gone, at these times undo
    a verdict of then.

    Those after it have to be enough by themselves. Where those before it were enough, who gave the
    verdict could know: it stays.
    """
    before = [at for at in times if at <= judged_at]
    since = [at for at in times if at > judged_at]
    return _are_enough(since) and not _are_enough(before)


def _are_enough(times: Sequence[datetime]) -> bool:
    return len(times) >= ENOUGH and max(times) - min(times) >= ENOUGH_SPAN

"""Claims that go back because what they were judged on is no longer where it was."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import takewhile

from claims import workflow
from claims.choices import CheckOutcome
from claims.models import Claim, Evidence, Source, SourceCheck
from claims.monitoring.schedule import are_missed, is_lost
from claims.selectors.missing_words import misses_in

# Whether looks of the watch undo a verdict that was submitted at this time.
type Undoes = Callable[[Evidence, datetime], bool]


def send_back_lost(source: Source) -> None:
    """The claims judged on a source that is gone and of which no text is kept."""
    looks = source.checks.conclusive()
    losses = [look.at for look in takewhile(lambda look: look.outcome == CheckOutcome.GONE, looks)]
    reason = f"“{source}” is gone from its address, and no copy of it is kept."
    _send_back(source.evidence.all(), reason, lambda _, judged_at: is_lost(losses, judged_at))


def send_back_missed(source: Source) -> None:
    """The claims judged on quoted words that look after look did not find any more."""
    quoting = list(source.evidence.exclude(quote=""))
    misses = _misses(source, quoting)
    reason = (
        f"The words quoted from “{source}” are no longer at its address:"
        " look after look, over three days and more, did not find them."
    )
    _send_back(quoting, reason, lambda item, judged_at: are_missed(misses[item.pk], judged_at))


def _misses(source: Source, quoting: list[Evidence]) -> dict[int, list[datetime]]:
    """When the last looks in a row missed the words of each, by its key, newest first.

    Looks that could not read the page say nothing of its words and are passed over.
    """
    read = source.checks.at_current_url().filter(snapshot__isnull=False).exclude(snapshot__text="")
    looks = list(takewhile(lambda look: look.outcome != CheckOutcome.CHANGED_AROUND, read))
    snapshots = list({look.snapshot_id: None for look in looks if look.snapshot_id})
    misses = misses_in([(item, snapshots) for item in quoting])
    return {pk: _last_in(looks, without) for pk, without in misses.items()}


def _last_in(looks: list[SourceCheck], snapshots: set[int]) -> list[datetime]:
    """The times of the looks, newest first, down to the first that found another snapshot."""
    return [look.at for look in takewhile(lambda look: look.snapshot_id in snapshots, looks)]


def _send_back(evidence: Iterable[Evidence], reason: str, undoes: Undoes) -> None:
    items = list(evidence)
    keys = {item.claim_id for item in items}
    claims = {c.pk: c for c in Claim.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    # Read again: now no submission can come in between.
    for item in Evidence.objects.filter(pk__in=[item.pk for item in items]):
        claim = claims[item.claim_id]
        submission = claim.submission
        if submission and claim.rests_on(item) and undoes(item, submission.at):
            workflow.go_stale(claim, reason)

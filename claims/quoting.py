"""Quotations compared with what sources said when they were captured.

Neither a snapshot nor a quotation's words change, so each pair is compared once and kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr

from claims.models import Comparison, Snapshot
from claims.text.passages import digest_of
from claims.text.quote_checking import QuoteState, check
from claims.text.quote_words import quote_words_of

# Of one source so many of the newest snapshots are asked: a page that changes daily has hundreds.
NEWEST = 5
MOST_SHOWN = 500  # Code points of a passage that is not the quotation.
BEST_FIRST = [QuoteState.EXACT, QuoteState.ALTERED, QuoteState.ABSENT]

Pair = tuple[int, str]


def compared(pairs: Iterable[Pair]) -> dict[Pair, Comparison]:
    """The comparison of each (key of a snapshot that has a text, quotation)."""
    asked = {(snapshot, digest_of(quote)): (snapshot, quote) for snapshot, quote in pairs}
    if not asked:
        return {}
    snapshots, digests = {key[0] for key in asked}, {key[1] for key in asked}
    known = Comparison.objects.filter(snapshot__in=snapshots, digest__in=digests)
    found = {(c.snapshot_id, c.digest): c for c in known}
    missing: defaultdict[int, list[str]] = defaultdict(list)
    for key, (snapshot, quote) in asked.items():
        if key not in found:
            missing[snapshot].append(quote)
    for comparison in _made(missing):
        found[comparison.snapshot_id, comparison.digest] = comparison
    return {pair: found[key] for key, pair in asked.items()}


def best_of(comparisons: Iterable[Comparison]) -> Comparison | None:
    """The one that speaks best for the quotation; of equals the first."""
    return min(
        comparisons, key=lambda c: (BEST_FIRST.index(QuoteState(c.state)), -c.ratio), default=None
    )


def add_nearest(comparisons: Iterable[Comparison | None]) -> None:
    """Gives each that found its quotation absent the `nearest` passage, or how that begins. Not of
    a confidential source's copy: reading that is logged.
    """
    absent = {(c.snapshot_id, c.digest): c for c in comparisons if c and c.is_near}
    if not absent:
        return
    snapshots, digests = {key[0] for key in absent}, {key[1] for key in absent}
    # Cut out by the database: a text may be long.
    cut = Substr("snapshot__text", F("start") + 1, F("end") - F("start"))
    rows = Comparison.objects.filter(
        snapshot__in=snapshots, digest__in=digests, snapshot__source__is_confidential=False
    )
    for snapshot, digest, passage in rows.values_list("snapshot", "digest", cut):
        if comparison := absent.get((snapshot, digest)):
            is_long = len(passage) > MOST_SHOWN
            comparison.nearest = f"{passage[:MOST_SHOWN]}…" if is_long else passage


def readable_snapshots(sources: Iterable[int], among: QuerySet[Snapshot]) -> dict[int, list[int]]:
    """The keys of each source's newest snapshots that have a text, the newest first."""
    newest: defaultdict[int, list[int]] = defaultdict(list)
    asked = set(sources)
    if not asked:
        return newest
    rows = among.filter(source__in=asked).exclude(text="")
    # A page that lost the words does not undo what it said: older copies that had some count on.
    had_words = Exists(Comparison.objects.filter(snapshot=OuterRef("pk"), state=QuoteState.EXACT))
    listed = rows.annotate(had_words=had_words).order_by("-pk")
    for source, snapshot, counts_on in listed.values_list("source", "pk", "had_words"):
        if counts_on or len(newest[source]) < NEWEST:
            newest[source].append(snapshot)
    return newest


def _made(missing: dict[int, list[str]]) -> list[Comparison]:
    made = []
    for pk, text in Snapshot.objects.filter(pk__in=missing).values_list("pk", "text"):
        source = quote_words_of(text)
        for quote in missing[pk]:
            result = asdict(check(quote, source))
            row = Comparison(snapshot_id=pk, digest=digest_of(quote), **result)
            row.changes = list(row.changes)
            made.append(row)
    # Another may have compared the same pair at this moment, with the same result.
    Comparison.objects.bulk_create(made, ignore_conflicts=True)
    return made

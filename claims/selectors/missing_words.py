"""Quoted words that stood at a source's address once and stand there no more."""

from collections import defaultdict

from claims.models import Comparison, Evidence, Snapshot
from claims.selectors.quotations import compare_with_snapshots, readable_snapshots
from claims.text.passages import digest_of
from claims.text.quote_checking import QuoteState

# What was pasted or uploaded tells what a reader saw, who may be logged in: not what is fetched.
FETCHED = Snapshot.objects.fetched()


def missing_from(snapshots: dict[int, int]) -> list[Evidence]:
    """The evidence whose quoted words stood in a fetched snapshot of its source and are missing in
    the one given: the key of a snapshot that has a text, by that of its source.
    """
    evidence = list(Evidence.objects.filter(source__in=snapshots).exclude(quote=""))
    misses = misses_in([(item, [snapshots[item.source_id]]) for item in evidence])
    return [item for item in evidence if misses[item.pk]]


def misses_in(asked: list[tuple[Evidence, list[int]]]) -> dict[int, set[int]]:
    """In which of the snapshots given with it the words of each evidence are missing, by its key.

    They are missing where they are absent, or stand changed in what they mean though they were
    exact before.
    """
    sources = {item.source_id for item, _ in asked}
    newest = readable_snapshots(sources, FETCHED.all())
    found = compare_with_snapshots(
        (snapshot, item.quote)
        for item, snapshots in asked
        for snapshot in [*newest.get(item.source_id, []), *snapshots]
    )
    once = _states_once(sources)
    return {
        item.pk: {
            snapshot
            for snapshot in snapshots
            if _is_missing(found[snapshot, item.quote], once[item.source_id, digest_of(item.quote)])
        }
        for item, snapshots in asked
    }


def _states_once(sources: set[int]) -> dict[tuple[int, str], set[str]]:
    """In which states a quotation has stood at a source's address, by (source, digest)."""
    states: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    rows = Comparison.objects.filter(snapshot__in=FETCHED.filter(source__in=sources))
    for source, digest, state in rows.values_list("snapshot__source", "digest", "state"):
        states[source, digest].add(state)
    return states


def _is_missing(now: Comparison, once: set[str]) -> bool:
    if now.state == QuoteState.ABSENT:
        return bool(once & {QuoteState.EXACT, QuoteState.ALTERED})
    is_twisted = any(change["fair"] is False for change in now.changes)
    return QuoteState.EXACT in once and is_twisted

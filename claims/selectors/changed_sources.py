"""Sources that are no longer what they were at their address, and the claims that this concerns."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from claims.choices import SourceState, Stage
from claims.models import Claim, Comparison, Evidence, Snapshot, Source, SourceCheck, User
from claims.permissions import visible_claims
from claims.selectors.quotations import compare_with_snapshots, readable_snapshots
from claims.text.passages import digest_of
from claims.text.quote_checking import QuoteState

SHOWN = 10


@dataclass(frozen=True)
class ChangedSource:
    """`moved_to` is the new address, '' where it has not moved."""

    source: Source
    moved_to: str
    claims: list[Claim]


def changed_sources(user: User) -> list[ChangedSource]:
    """Those that claims rest on which this person may see; what was found last comes first.

    Where quoted words are missing, only the claims that quote them are named.
    """
    claims = visible_claims(user).exclude(stage=Stage.DISMISSED)
    used = Evidence.objects.filter(claim__in=claims)
    changed = Source.objects.exclude(state="").filter(
        Exists(used.filter(source=OuterRef("pk"))), retired=False
    )
    sources = {s.pk: s for s in changed.order_by("-state_since", "-pk")[:SHOWN]}
    found = SourceCheck.objects.conclusive().filter(source__in=sources)
    newest = found.order_by("source_id", "-pk").distinct("source_id")
    checks = {check.source_id: check for check in newest}
    without = {
        pk: check.snapshot_id
        for pk, check in checks.items()
        if check.state == SourceState.WORDS_MISSING and check.snapshot_id
    }
    quoting = {item.pk for item in missing_from(without)}
    concerned: defaultdict[int, dict[int, Claim]] = defaultdict(dict)
    concerns = used.filter(source__in=sources).select_related("claim")
    for item in concerns.only("source", "claim__stage", "claim__verdict"):
        if item.source_id not in without or item.pk in quoting:
            concerned[item.source_id][item.claim_id] = item.claim
    return [
        ChangedSource(
            source,
            checks[pk].moved_to if source.state == SourceState.MOVED else "",
            list(concerned[pk].values()),
        )
        for pk, source in sources.items()
        if pk in concerned
    ]


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

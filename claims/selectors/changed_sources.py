"""Sources that are no longer what they were at their address, and the claims that this concerns."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from claims.choices import SourceState, Stage
from claims.models import Claim, Evidence, Source, SourceCheck, User
from claims.permissions import visible_claims
from claims.selectors.missing_words import missing_from

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

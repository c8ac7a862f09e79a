"""Sources that are no longer what they were at their address, and the claims that this concerns."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from claims.choices import LookOutcome, Stage
from claims.models import Claim, Evidence, Look, Source, User
from claims.permissions import visible_claims
from claims.selectors.missing_words import missing_from

SHOWN = 20
MOVED = "moved"

WORSE = Q(outcome__in=[LookOutcome.WORDS_MISSING, LookOutcome.GONE])
STATE = Case(
    When(WORSE, then=F("outcome")),
    When(~Q(moved_to=""), then=Value(MOVED)),
    default=Value(""),
)
TELLING = Look.objects.telling().annotate(state=STATE)


@dataclass(frozen=True)
class ChangedSource:
    """`found` is words_missing, gone or moved, `since` the first look of which that was true."""

    source: Source
    found: str
    since: datetime
    moved_to: str
    claims: list[Claim]

    @property
    def label(self) -> str:
        return "Moved" if self.found == MOVED else LookOutcome(self.found).label


def changed_sources(user: User) -> list[ChangedSource]:
    """Those on which claims stand that this person may see; what was found last comes first.

    Where quoted words are missing, only the claims that quote them are named.
    """
    claims = visible_claims(user).exclude(stage=Stage.DISMISSED)
    used = Evidence.objects.filter(claim__in=claims).select_related("claim")
    looks = list(
        _last_looks()
        .filter(Exists(used.filter(source=OuterRef("source"))), source__retired=False)
        .select_related("source")[:SHOWN]
    )
    missing = missing_from(
        {
            look.source_id: look.snapshot_id
            for look in looks
            if look.state == LookOutcome.WORDS_MISSING and look.snapshot_id
        }
    )
    quoting = {item.pk for item in missing}
    concerned: defaultdict[int, dict[int, Claim]] = defaultdict(dict)
    states = {look.source_id: look.state for look in looks}
    for item in used.filter(source__in=states):
        if states[item.source_id] != LookOutcome.WORDS_MISSING or item.pk in quoting:
            concerned[item.source_id][item.claim_id] = item.claim
    return [
        ChangedSource(
            look.source,
            look.state,
            look.since,
            look.moved_to if look.state == MOVED else "",
            list(concerned[look.source_id].values()),
        )
        for look in looks
        if look.source_id in concerned
    ]


def _last_looks() -> QuerySet[Any]:
    """The last telling look at each source that is not as it was, with `state` and `since`."""
    same_source = TELLING.filter(source=OuterRef("source"))
    otherwise = same_source.filter(~Q(state=OuterRef("state")), pk__lt=OuterRef("pk"))
    first = same_source.filter(pk__gt=Coalesce(OuterRef("otherwise"), 0)).order_by("pk")
    return (
        TELLING.filter(WORSE | ~Q(moved_to=""))
        .filter(~Exists(same_source.filter(pk__gt=OuterRef("pk"))))
        .annotate(otherwise=Subquery(otherwise.order_by("-pk").values("pk")[:1]))
        .annotate(since=Subquery(first.values("at")[:1]))
        .order_by("-since", "-pk")
    )

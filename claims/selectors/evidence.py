"""The evidence for and against a claim, weighed in the open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from claims.choices import SourceKind, SourceRank, SourceState, Stance, Unknown
from claims.models import Claim, Comparison, Evidence, Snapshot, Source, User
from claims.models.fields import columns_but
from claims.models.people import accounts_of
from claims.permissions import visible_snapshots, visible_sources
from claims.roles import Capability
from claims.selectors.quotations import (
    add_nearest,
    best_of,
    compare_with_snapshots,
    readable_snapshots,
)
from claims.selectors.sources import sources_meant
from claims.text.quote_checking import QuoteState


@dataclass(frozen=True)
class EvidenceRow:
    """Evidence with what bears on its weight.

    `comparison` is that of its quoted words with what was captured of its source, None where there
    is nothing to compare; `leans_on` is the source it repeats, if it repeats one.
    """

    evidence: Evidence
    comparison: Comparison | None
    leans_on: Source | None
    is_captured: bool
    is_gone: bool
    is_judged_on: bool

    @property
    def is_misquoted(self) -> bool:
        """Whether its words are not the source's: absent there, or altered unfairly."""
        found = self.comparison
        return found is not None and (
            found.state == QuoteState.ABSENT or any(c["fair"] is False for c in found.changes)
        )

    @property
    def is_unanswered(self) -> bool:
        source = self.evidence.source
        return source.kind == SourceKind.REQUEST and not source.answer

    @cached_property
    def merits(self) -> list[str]:
        """What speaks for it: its weight is how many there are, of four. Nothing
        speaks for words that are not the source's, or for a request without an answer."""
        if self.is_misquoted or self.is_unanswered:
            return []
        source, comparison = self.evidence.source, self.comparison
        words_exact = comparison is not None and comparison.state == QuoteState.EXACT
        merits = [
            ("primary", source.rank == SourceRank.PRIMARY),
            ("relies on no other source", source.relies_on_id is None),
            ("captured", self.is_captured),
            ("words exact", words_exact),
        ]
        return [word for word, holds in merits if holds]

    @property
    def weight(self) -> int:
        return len(self.merits)


@dataclass(frozen=True)
class Side:
    """The evidence of one stance, the strongest first."""

    stance: Stance | Unknown
    rows: list[EvidenceRow]


@dataclass(frozen=True)
class EvidenceAssessment:
    """`sources` and `independent` count sources: those that lean on one line count as one."""

    sides: list[Side]
    sources: int
    independent: int

    @property
    def misquoted(self) -> int:
        """How many have words that are not their source's."""
        return sum(row.is_misquoted for side in self.sides for row in side.rows)

    def __len__(self) -> int:
        return sum(len(side.rows) for side in self.sides)


def weighed(claim: Claim, user: User) -> EvidenceAssessment:
    return weighed_all([claim], user)[claim.pk]


def weighed_all(claims: Sequence[Claim], user: User) -> dict[int, EvidenceAssessment]:
    """The evidence of each claim by its key, in as few queries as that of one."""
    evidence = _evidence_of(claims)
    quoted = {item.source_id for item in evidence if item.quote}
    snapshots = readable_snapshots(quoted, visible_snapshots(user))
    pairs = [
        (snapshot, item.quote)
        for item in evidence
        if item.quote
        for snapshot in snapshots.get(item.source_id, [])
    ]
    comparisons = compare_with_snapshots(pairs)
    seen = _seen(user, evidence)
    rows: defaultdict[int, list[EvidenceRow]] = defaultdict(list)
    for item in evidence:
        own = snapshots.get(item.source_id, []) if item.quote else []
        rows[item.claim_id].append(
            EvidenceRow(
                item,
                best_of(comparisons[pk, item.quote] for pk in own),
                leans_on=item.source.relies_on if item.source.relies_on_id in seen else None,
                is_captured=item.is_captured,
                is_gone=item.source.state == SourceState.GONE,
                is_judged_on=item.claim.rests_on(item),
            )
        )
    add_nearest(row.comparison for of_claim in rows.values() for row in of_claim)
    return {claim.pk: _weighed(rows[claim.pk]) for claim in claims}


def _evidence_of(claims: Sequence[Claim]) -> list[Any]:
    any_copy = Exists(Snapshot.objects.filter(source=OuterRef("source")))
    brought = Evidence.objects.filter(claim__in=claims).annotate(is_captured=any_copy)
    brought = brought.select_related("source__relies_on", "added_by")
    relied_on = columns_but(Source, "source__relies_on", "title", "relies_on")
    found = list(brought.defer(*accounts_of("added_by"), *relied_on))
    of_key = {claim.pk: claim for claim in claims}
    for item in found:
        item.claim = of_key[item.claim_id]
    return found


def _weighed(rows: list[EvidenceRow]) -> EvidenceAssessment:
    rows.sort(key=lambda row: -row.weight)
    unknown = sorted({row.evidence.stance for row in rows} - set(Stance.values()))
    stances = [*Stance, *map(Unknown, unknown)]
    sides = [Side(stance, [r for r in rows if r.evidence.stance == stance]) for stance in stances]
    # A request without an answer says nothing yet.
    sources = {row.evidence.source_id: row.evidence.source for row in rows if not row.is_unanswered}
    return EvidenceAssessment(sides, len(sources), len(set(roots_of(sources.values()))))


def roots_of(sources: Iterable[Source]) -> list[int]:
    """For each source the one at the end of what it relies on; itself where it relies on none."""
    nearest = [source.relies_on for source in sources if source.relies_on]
    onward = {source.pk: source.relies_on_id for source in [*nearest, *sources]}
    while unknown := {pk for pk in onward.values() if pk} - onward.keys():
        known = Source.objects.filter(pk__in=unknown).values_list("pk", "relies_on")
        onward |= dict(known)
    roots = []
    for source in sources:
        root = source.pk
        while relied_on := onward[root]:
            root = relied_on
        roots.append(root)
    return roots


def known_source(user: User, typed: str) -> Source | None:
    """The source that an address in any spelling, a number or a title names, and whether it is
    `captured`."""
    captured = Exists(Snapshot.objects.filter(source=OuterRef("pk")))
    return sources_meant(user, typed).annotate(captured=captured).first()


def _seen(user: User, evidence: Iterable[Evidence]) -> set[int]:
    """Of the sources that these lean on, those that the person may see."""
    leaned_on = {item.source.relies_on_id for item in evidence if item.source.relies_on_id}
    if not leaned_on or user.may(Capability.SEE_EVERYTHING):
        return leaned_on
    return set(visible_sources(user).filter(pk__in=leaned_on).values_list("pk", flat=True))


def gone_at(sources: Iterable[int]) -> dict[int, datetime]:
    """Since when the address of each leads nowhere, of those whose does."""
    gone = Source.objects.filter(pk__in=sources, state=SourceState.GONE)
    return {pk: at for pk, at in gone.values_list("pk", "state_since") if at}

"""The evidence for and against a claim, weighed in the open."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from claims.choices import LookOutcome, SourceRank, Stance
from claims.models import Claim, Comparison, Evidence, Look, Snapshot, Source, User
from claims.permissions import visible_snapshots, visible_sources
from claims.quoting import best_of, compared, readable_snapshots
from claims.text.quote_checking import QuoteState
from claims.text.web_addresses import key_of


@dataclass(frozen=True)
class EvidenceRow:
    """Evidence with what bears on its weight.

    `comparison` is that of its quoted words with what was captured of its source, None where there
    is nothing to compare; `leans_on` is the source it repeats, if it repeats one.
    """

    evidence: Evidence
    comparison: Comparison | None
    snapshot: int | None
    is_gone: bool

    @property
    def leans_on(self) -> Source | None:
        return self.evidence.source.relies_on

    @cached_property
    def merits(self) -> list[str]:
        """What speaks for it, a word each: its weight is how many there are, of four."""
        source, comparison = self.evidence.source, self.comparison
        words_exact = comparison is not None and comparison.state == QuoteState.EXACT
        merits = [
            ("primary", source.rank == SourceRank.PRIMARY),
            ("stands alone", self.leans_on is None),
            ("captured", self.snapshot is not None),
            ("words exact", words_exact),
        ]
        return [word for word, holds in merits if holds]

    @property
    def weight(self) -> int:
        return len(self.merits)


@dataclass(frozen=True)
class Side:
    """The evidence of one stance, the strongest first."""

    stance: Stance
    rows: list[EvidenceRow]


@dataclass(frozen=True)
class Weighed:
    """`sources` and `independent` count sources: those that lean on one line count as one."""

    sides: list[Side]
    sources: int
    independent: int

    def __len__(self) -> int:
        return sum(len(side.rows) for side in self.sides)


def weighed(claim: Claim, user: User) -> Weighed:
    evidence = list(claim.evidence.select_related("source__relies_on", "added_by"))
    sources = {item.source_id: item.source for item in evidence}
    snapshots = readable_snapshots(sources, visible_snapshots(user))
    pairs = [
        (snapshot, item.quote)
        for item in evidence
        if item.quote
        for snapshot in snapshots.get(item.source_id, [])
    ]
    comparisons, gone = compared(pairs), _gone(sources)
    rows = []
    for item in evidence:
        newest = snapshots.get(item.source_id, [])
        found = [comparisons[pk, item.quote] for pk in newest] if item.quote else []
        first = newest[0] if newest else None
        rows.append(EvidenceRow(item, best_of(found), first, item.source_id in gone))
    rows.sort(key=lambda row: -row.weight)
    sides = [Side(stance, [r for r in rows if r.evidence.stance == stance]) for stance in Stance]
    return Weighed(sides, len(sources), len(set(roots_of(sources.values()))))


def roots_of(sources: Iterable[Source]) -> list[int]:
    """For each source the one at the end of what it relies on; itself where it relies on none."""
    onward = {source.pk: source.relies_on_id for source in sources}
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
    """The source that an address in any spelling or a title names, and whether it is `captured`."""
    if not typed:
        return None
    names = Q(address_key=key_of(typed)) if "://" in typed else Q(title__iexact=typed)
    captured = Exists(Snapshot.objects.filter(source=OuterRef("pk")))
    return visible_sources(user).filter(names).annotate(captured=captured).first()


def _gone(sources: Iterable[int]) -> set[int]:
    """Those whose address led nowhere at the last look."""
    last = (
        Look.objects.filter(source__in=sources).order_by("source_id", "-pk").distinct("source_id")
    )
    return {look.source_id for look in last if look.outcome == LookOutcome.GONE}

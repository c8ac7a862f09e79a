"""The sources of a packet and what was captured of them, as the reader may see them."""

from collections.abc import Container, Iterable
from datetime import datetime

from django.db.models import Max

from claims.choices import SnapshotOutcome, SourceKind, SourceRank, Stage, Terms
from claims.documents.media_types import ENDINGS
from claims.exporting.formatting import describe, moment
from claims.exporting.schema import PacketSnapshot, PacketSource
from claims.models import Article, Claim, Snapshot, Source, User
from claims.permissions import can_disclose, visible_snapshots
from claims.roles import Capability
from claims.services.sources import disclose


def sources_of(article: Article) -> list[Source]:
    """The sources of evidence for the article's claims, except dismissed ones."""
    claims = Claim.objects.filter(passages__article=article).exclude(stage=Stage.DISMISSED)
    found = Source.objects.filter(evidence__claim__in=claims.values("pk")).distinct()
    return list(found.select_related("relies_on").order_by("pk"))


def snapshots_for(
    reader: User, sources: Iterable[Source], names_confidential: bool
) -> dict[int, Snapshot]:
    """What goes into the reader's file of these sources, by number and in order; without texts.

    Copies of a confidential source name it: they stay out where the names do.
    """
    shown = [s for s in sources if names_confidential or not s.is_confidential]
    found = visible_snapshots(reader).filter(source__in=shown).order_by("pk")
    return {row.pk: row for row in found.select_related("stored").defer("text", "page_starts")}


def last_copy(reader: User, sources: Iterable[Source]) -> str:
    """When the last copy was made of those that words were checked against: some stay out of the
    file."""
    found = visible_snapshots(reader).filter(source__in=sources)
    return moment(found.aggregate(last=Max("captured_at"))["last"])


def packet_source(
    source: Source, reader: User, names_confidential: bool, gone_at: datetime | None
) -> PacketSource:
    """A confidential source is named only where that is asked and the reader is listed on it."""
    is_named = names_confidential and source.is_confidential and can_disclose(reader, source)
    return describe(
        PacketSource,
        source,
        number=source.pk,
        name=disclose(reader, source).name if is_named else "",
        kind=SourceKind.label_of(source.kind),
        rank=SourceRank.label_of(source.rank),
        address=source.url,
        terms=Terms.label_of(source.terms),
        leans_on=str(source.relies_on or "") if reader.may(Capability.SEE_EVERYTHING) else "",
        gone_at=moment(gone_at),
    )


def packet_snapshots(
    snapshots: dict[int, Snapshot], checked: Container[int | None]
) -> list[PacketSnapshot]:
    """The newest snapshot of each source, and those that words were `checked` against: of a page
    that changes daily there may be hundreds."""
    newest = {snapshot.source_id: snapshot.pk for snapshot in snapshots.values()}.values()
    return [
        _packet_snapshot(snapshot)
        for snapshot in snapshots.values()
        if snapshot.pk in checked or snapshot.pk in newest
    ]


def _packet_snapshot(snapshot: Snapshot) -> PacketSnapshot:
    is_read = snapshot.outcome == SnapshotOutcome.READ
    return describe(
        PacketSnapshot,
        snapshot,
        number=snapshot.pk,
        source=snapshot.source_id,
        sha256=snapshot.stored.sha256,
        size=snapshot.stored.size,
        at=moment(snapshot.captured_at),
        address=snapshot.url,
        archive_address=snapshot.archive_url,
        file=f"snapshots/{snapshot.pk}.{ENDINGS[snapshot.media_type]}",
        text_file=f"snapshots/{snapshot.pk}-text.txt" if is_read else "",
    )

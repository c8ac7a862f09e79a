"""The sources of a synthetic desk: some captured, a few of those changed, moved or gone since."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from claims.choices import (
    CaptureWay,
    CheckOutcome,
    SnapshotOutcome,
    SourceKind,
    SourceRank,
    SourceState,
)
from claims.models import Comparison, Snapshot, Source, SourceCheck, StoredFile, User
from claims.seeding.copying import Rows
from claims.seeding.prose import Prose
from claims.text.passages import digest_of
from claims.web.addresses import key_of

KINDS = [
    SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.LAW, SourceKind.TRANSCRIPT,
    SourceKind.NEWS_REPORT, SourceKind.SOCIAL_POST, SourceKind.ARCHIVE,
]  # fmt: skip
RANKS = [SourceRank.PRIMARY, SourceRank.SECONDARY, ""]
TAGS = ["budget", "climate", "courts", "health", "schools", "trade"]
# What the last check of an address found, and how often of a hundred.
FOUND = {
    CheckOutcome.SAME: 90,
    CheckOutcome.CHANGED_AROUND: 4,
    CheckOutcome.GONE: 3,
    CheckOutcome.UNREACHABLE: 3,
}
CAPTURED = 0.4  # Of all.
MOVED = 0.01


@dataclass
class SeededSource:
    """A source, and the sentences of its copy, if it has one, that evidence may quote."""

    source: Source
    snapshot: Snapshot | None = None
    sentences: list[str] = field(default_factory=list)
    quoted: set[str] = field(default_factory=set)

    def quote(self, rows: Rows, random: Random) -> str:
        """Words of the copy; each time that new ones are quoted, they are compared with it."""
        words = random.choice(self.sentences)
        if self.snapshot and words not in self.quoted:
            self.quoted.add(words)
            start = self.snapshot.text.index(words)
            rows.add(
                Comparison,
                snapshot_id=self.snapshot.pk,
                digest=digest_of(words),
                state="exact",
                start=start,
                end=start + len(words),
                ratio=1.0,
                changes=[],
            )
        return words


def make_sources(
    rows: Rows, random: Random, prose: Prose, people: Sequence[User], number: int, today: datetime
) -> list[SeededSource]:
    made: list[SeededSource] = []
    for n in range(number):
        place, seen_at = prose.place(), today - timedelta(minutes=random.randint(1, 200_000))
        url = f"https://www.{place.lower()}.example/reports/{n + 1}"
        source = rows.add(
            Source,
            title=prose.title(),
            kind=random.choice(KINDS),
            publisher=f"{place} {prose['office']}",
            url=url,
            address_key=key_of(url),
            published_on=(seen_at - timedelta(days=random.randint(0, 4000))).date(),
            rank=random.choice(RANKS),
            relies_on_id=random.choice(made).source.pk if made and random.random() < 0.1 else None,
            language="en",
            tags=random.sample(TAGS, random.randint(0, 2)),
        )
        captured = SeededSource(source)
        if random.random() < CAPTURED:
            captured.sentences = [prose.sentence(1).text for _ in range(random.randint(4, 12))]
            _capture(rows, random, captured, random.choice(people), seen_at)
        made.append(captured)
    return made


def _capture(
    rows: Rows, random: Random, captured: SeededSource, person: User, seen_at: datetime
) -> None:
    source, text = captured.source, "\n\n".join(captured.sentences)
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    stored = rows.add(StoredFile, sha256=digest, size=len(content), media_type="text/plain")
    if not storages["snapshots"].exists(stored.name):
        storages["snapshots"].save(stored.name, ContentFile(content))
    captured.snapshot = rows.add(
        Snapshot,
        source_id=source.pk,
        stored_id=stored.pk,
        media_type="text/plain",
        way=CaptureWay.FETCHED,
        url=source.url,
        address_key=source.address_key,
        landed_key=source.address_key,
        text=text,
        outcome=SnapshotOutcome.READ,
        captured_by_id=person.pk,
        captured_at=seen_at,
    )
    _check(rows, source, CheckOutcome.CAPTURED, seen_at, captured.snapshot)
    found = random.choices(list(FOUND), list(FOUND.values()))[0]
    moved_to = f"{source.url}/new" if random.random() < MOVED else ""
    again = seen_at + timedelta(days=random.randint(1, 7))
    _check(rows, source, found, again, moved_to=moved_to)
    if found == CheckOutcome.GONE:
        source.state, source.state_since = SourceState.GONE, again
    elif moved_to and found != CheckOutcome.UNREACHABLE:
        source.state, source.state_since = SourceState.MOVED, again
    source.checked_at = again
    source.check_due = again + timedelta(days=7)


def _check(
    rows: Rows,
    source: Source,
    outcome: CheckOutcome,
    at: datetime,
    snapshot: Snapshot | None = None,
    moved_to: str = "",
) -> None:
    rows.add(
        SourceCheck,
        source_id=source.pk,
        outcome=outcome,
        address_key=source.address_key,
        snapshot_id=snapshot.pk if snapshot else None,
        moved_to=moved_to,
        at=at,
    )

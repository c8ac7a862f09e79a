"""Prove over the whole database every rule of the desk that it can be asked."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from claims.choices import Stage, Verb
from claims.models import Revision
from claims.services.negotiation import corrected
from claims.text.cleaning import stored_text
from claims.text.passages import CONTEXT
from claims.workflow import STALE_TARGETS, TRANSITIONS

SHOWN = 10  # Ids of offending rows; the rest is counted.
CHUNK = 20  # Revisions whose texts are held at once.

# A rule's line: the rows that it is about, and what it says.
RULE = re.compile(r"^-- ([a-z -]+): (.+)\n", re.MULTILINE)
AS_CORRECTED = "Where corrections were applied, the text is what they make of the one before"

Broken = tuple[list[int], int]  # The first ids of the rows that break a rule, and how many do.


@cache
def sql_rules() -> list[tuple[str, str, str]]:
    """Of each rule in desk_rules.sql: what it says, its rows, and the statement."""
    parts = RULE.split((Path(__file__).parents[1] / "desk_rules.sql").read_text())
    return [
        (said, rows, statement.strip().rstrip(";"))
        for rows, said, statement in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    ]


def broken_by(statement: str) -> Broken:
    verbs, sources, targets = zip(*allowed_ways(), strict=True)
    params: dict[str, Any] = {
        "verbs": list(verbs),
        "sources": list(sources),
        "targets": list(targets),
        "context": CONTEXT,
        "shown": SHOWN,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, count(*) OVER () FROM ({statement}) broken"  # noqa: S608  Ours alone.
            " ORDER BY id LIMIT %(shown)s",
            params,
        )
        found = cursor.fetchall()
    return [row_id for row_id, _ in found], found[0][1] if found else 0


def allowed_ways() -> list[tuple[str, str, str]]:
    """Every (verb, from, to) of an event but of undo, which goes another verb's way back."""
    ways: list[tuple[str, str, str]] = [
        (verb, source, row.target) for verb, row in TRANSITIONS.items() for source in row.sources
    ]
    ways += [(Verb.GO_STALE, *way) for way in STALE_TARGETS.items()]
    ways += [(Verb.MAKE, "", Stage.OPEN), (Verb.PROPOSE, "", Stage.PROPOSED)]
    others = set(Verb) - {verb for verb, _, _ in ways} - {Verb.UNDO}
    # Whatever is no step leaves a claim where it is; an article has no stage.
    return ways + [(verb, stage, stage) for verb in others for stage in ["", *Stage]]


def not_as_corrected() -> Iterator[int]:
    """Revisions that differ from what the corrections applied in them make of the one before:
    the one rule that takes the app's own code."""
    revisions = Revision.objects.filter(applied_corrections__isnull=False).distinct()
    revisions = revisions.prefetch_related("applied_corrections__revision").order_by("pk")
    for revision in revisions.iterator(chunk_size=CHUNK):
        corrections = sorted(revision.applied_corrections.all(), key=lambda c: (c.start, c.pk))
        before = corrections[0].revision.text
        if stored_text(corrected(before, corrections)) != revision.text:
            yield revision.pk


class Command(BaseCommand):
    help = "Proves every rule of the desk over the whole database; exits with 1 if one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        hold = [
            self.report(said, rows, *broken_by(statement)) for said, rows, statement in sql_rules()
        ]
        differing = list(not_as_corrected())
        hold.append(self.report(AS_CORRECTED, "revisions", differing[:SHOWN], len(differing)))
        if not all(hold):
            raise CommandError(f"{hold.count(False)} of {len(hold)} rules are broken.")

    def report(self, said: str, rows: str, ids: list[int], number: int) -> bool:
        """Say whether a rule holds, and give it."""
        if not ids:
            self.stdout.write(f"ok      {said}")
            return True
        more = f" and {number - len(ids)} more" if number > len(ids) else ""
        self.stdout.write(f"BROKEN  {said}: {rows} {', '.join(map(str, ids))}{more}")
        return False

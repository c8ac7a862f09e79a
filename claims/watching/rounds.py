"""A round of the watch: the sources whose look is due, one after another."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from claims.capturing.findings import Finding
from claims.choices import LookOutcome
from claims.errors import Conflict
from claims.models import Evidence, Look, Source
from claims.watching.looks import Capture, found_at, settle
from claims.watching.politeness import Pace, Robots, in_turns

logger = logging.getLogger(__name__)

MOST_SOURCES, MOST_SECONDS = 200, 600.0
BROKEN = "Something went wrong while it was looked at: the server's log says more."


def due(now: datetime) -> QuerySet[Source]:
    """Sources with an address, not retired, that some evidence uses; the longest due first."""
    is_used = Exists(Evidence.objects.filter(source=OuterRef("pk")))
    is_due = Q(look_due=None) | Q(look_due__lte=now)
    sources = Source.objects.filter(is_due, is_used, retired=False).exclude(url="")
    return sources.order_by(F("look_due").asc(nulls_first=True), "pk")


def watch(
    now: datetime,
    capture: Capture,
    pace: Pace | None = None,
    most: int = MOST_SOURCES,
    seconds: float = MOST_SECONDS,
) -> Counter[str]:
    """Look at so many due sources, or for so many seconds; how often each outcome was found.
    `now` is when the round begins.

    What goes wrong with one source ends in the log and in a look, and never ends the round.
    Raises Conflict while another round is under way.
    """
    robots = Robots(pace or Pace())
    clock = robots.pace.clock
    begun = clock()
    outcomes: Counter[str] = Counter()

    def time() -> datetime:
        return now + timedelta(seconds=clock() - begun)

    with _alone():
        for source in in_turns(due(now))[:most]:
            if clock() >= begun + seconds:
                break
            if look := _look_at(source, time, capture, robots):
                outcomes[look.outcome] += 1
    return outcomes


def _look_at(
    source: Source, time: Callable[[], datetime], capture: Capture, robots: Robots
) -> Look | None:
    """`time` is asked when something was found: who judged while a round went on judged before."""
    try:
        finding = found_at(source, capture, robots)
        return settle(source, finding, time())
    except Exception:
        logger.exception("Source %s could not be looked at", source.pk)
        return settle(source, Finding(LookOutcome.UNREACHABLE, BROKEN), time())


@contextmanager
def _alone() -> Iterator[None]:
    """The database's session holds this lock: it ends with the process, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('claims.watching'))")
        if not cursor.fetchone()[0]:
            raise Conflict("Another round of the watch is under way.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('claims.watching'))")

"""A run of the monitoring: the sources whose check is due, one after another."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value, Window
from django.db.models.functions import RowNumber

from claims.capturing import Finding
from claims.choices import CheckOutcome
from claims.errors import Conflict
from claims.models import Evidence, Source, SourceCheck
from claims.monitoring.checks import Capture, apply_finding, visit
from claims.web.pace import Pace
from claims.web.robots import Robots

logger = logging.getLogger(__name__)

MOST_SOURCES, MOST_SECONDS = 200, 600.0
BROKEN = "Something went wrong while it was checked: the server's log says more."


HOST = Func("address_key", Value("/"), Value(1), function="split_part", output_field=TextField())


def due_sources(now: datetime, most: int) -> QuerySet[Source]:
    """So many sources with an address, not retired, that some evidence uses and whose check is
    due: the longest due of each host first, then the next of each host, and so on.
    """
    longest_due = F("check_due").asc(nulls_first=True), F("pk")
    turn = Window(RowNumber(), partition_by=HOST, order_by=longest_due)
    is_used = Exists(Evidence.objects.filter(source=OuterRef("pk")))
    is_due = Q(check_due=None) | Q(check_due__lte=now)
    sources = Source.objects.filter(is_due, is_used, retired=False).exclude(url="")
    return sources.annotate(turn=turn).order_by("turn", *longest_due)[:most]


def run(
    now: datetime,
    capture: Capture,
    pace: Pace | None = None,
    most: int = MOST_SOURCES,
    seconds: float = MOST_SECONDS,
) -> Counter[str]:
    """Check so many due sources, or for so many seconds; how often each outcome was found.
    `now` is when the run begins.

    What goes wrong with one source ends in the log and in a check of it, and never ends the run.
    Raises Conflict while another run is under way.
    """
    robots = Robots(pace or Pace())
    clock = robots.pace.clock
    begun = clock()
    outcomes: Counter[str] = Counter()

    def time() -> datetime:
        return now + timedelta(seconds=clock() - begun)

    with _alone():
        for source in due_sources(now, most):
            if clock() >= begun + seconds:
                break
            if check := _check(source, time, capture, robots):
                outcomes[check.outcome] += 1
    return outcomes


def _check(
    source: Source, time: Callable[[], datetime], capture: Capture, robots: Robots
) -> SourceCheck | None:
    """`time` is asked when something was found: who judged during the run judged before."""
    try:
        finding = visit(source, capture, robots)
        return apply_finding(source, finding, time())
    except Exception:
        logger.exception("Source %s could not be checked", source.pk)
        return apply_finding(source, Finding(CheckOutcome.UNREACHABLE, BROKEN), time())


@contextmanager
def _alone() -> Iterator[None]:
    """The database's session holds this lock: it ends with the process, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('claims.monitoring'))")
        if not cursor.fetchone()[0]:
            raise Conflict("Another run of the monitoring is under way.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('claims.monitoring'))")

"""When an address is looked at again, and when looks enough have missed the quoted words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from claims.choices import CheckOutcome

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)
YOUNG, SETTLED = WEEK, timedelta(days=90)  # Ages up to which a look is due daily, and weekly.
LONGEST_BACK_OFF = timedelta(days=14)

WRONG = {CheckOutcome.WORDS_MISSING, CheckOutcome.GONE, CheckOutcome.UNREACHABLE}

# Misses that are believed: a page is rebuilt, an error page is served, an editor takes words back.
MISSES, MISSES_SPAN = 3, timedelta(hours=72)


def wait_after(outcomes: Sequence[str], age: timedelta) -> timedelta:
    """How long until the next look. `outcomes` are those of the looks so far, newest first."""
    last = outcomes[0]
    if last == CheckOutcome.NOT_ALLOWED:
        return MONTH
    if last in WRONG:
        times = sum(1 for _ in takewhile(lambda outcome: outcome == last, outcomes))
        return min(DAY * (1 << min(times - 1, 10)), LONGEST_BACK_OFF)
    if age < YOUNG:
        return DAY
    return WEEK if age < SETTLED else MONTH


def are_missed(misses: Sequence[datetime], judged_at: datetime) -> bool:
    """Whether looks in a row without the quoted words, at these times, undo a verdict of then.

    Those after it have to be enough by themselves; and where those before it were enough, who
    gave the verdict could know, and it stands.
    """
    before = [at for at in misses if at <= judged_at]
    since = [at for at in misses if at > judged_at]
    return _are_enough(since) and not _are_enough(before)


def is_lost(losses: Sequence[datetime], judged_at: datetime) -> bool:
    """The same for looks in a row that found the page gone: one is enough."""
    return bool(losses) and min(losses) > judged_at


def _are_enough(misses: Sequence[datetime]) -> bool:
    return len(misses) >= MISSES and max(misses) - min(misses) >= MISSES_SPAN

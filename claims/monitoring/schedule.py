"""When an address is checked again, and how many checks in a row undo a verdict."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from claims.choices import CheckOutcome

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)
YOUNG, SETTLED = WEEK, timedelta(days=90)  # Ages up to which a check is due daily, and weekly.
LONGEST_BACK_OFF = timedelta(days=14)

WRONG = {CheckOutcome.WORDS_MISSING, CheckOutcome.GONE, CheckOutcome.UNREACHABLE}

# Fewer are not believed: a page is rebuilt, an error page is served, an editor takes words back.
ENOUGH, ENOUGH_SPAN = 3, timedelta(hours=72)


def wait_after(outcomes: Sequence[str], age: timedelta) -> timedelta:
    """How long until the next check. `outcomes` are those of the checks so far, newest first."""
    last = outcomes[0]
    if last == CheckOutcome.NOT_ALLOWED:
        return MONTH
    if last in WRONG:
        times = sum(1 for _ in takewhile(lambda outcome: outcome == last, outcomes))
        return min(DAY * (1 << min(times - 1, 10)), LONGEST_BACK_OFF)
    if age < YOUNG:
        return DAY
    return WEEK if age < SETTLED else MONTH


def undo_verdict(times: Sequence[datetime], judged_at: datetime) -> bool:
    """Whether checks in a row that found the words missing, or the page gone, at these times undo
    a verdict of then.

    Those after it have to be enough by themselves. Where those before it were enough, who gave the
    verdict could know: it stays.
    """
    before = [at for at in times if at <= judged_at]
    since = [at for at in times if at > judged_at]
    return _are_enough(since) and not _are_enough(before)


def _are_enough(times: Sequence[datetime]) -> bool:
    return len(times) >= ENOUGH and max(times) - min(times) >= ENOUGH_SPAN

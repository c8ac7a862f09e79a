"""When an address is checked again, and how many checks undo a verdict."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import CheckOutcome
from claims.monitoring.checks import wait_after
from claims.monitoring.sending_back import undoes_verdict
from tests.text.strategies import STEADY

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
OUTCOMES = st.lists(st.sampled_from(CheckOutcome.values()), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("outcomes", "age", "days"),
    [
        (["same"], 0, 1),
        (["captured"], 6.9, 1),
        (["changed_around", "same"], 7, 7),
        (["same"], 89, 7),
        (["same"], 90, 30),
        (["words_missing", "same"], 400, 1),
        (["words_missing"] * 2, 400, 2),
        (["unreachable"] * 3, 0, 4),
        (["gone"] * 4, 0, 8),
        (["gone"] * 5, 0, 14),
        (["unreachable"] * 3000, 0, 14),
        (["gone", "unreachable", "unreachable"], 0, 1),
        (["unreachable", "same", "unreachable"], 0, 1),
        (["not_allowed"], 0, 30),
    ],
)
def test_how_long_until_the_next_check(outcomes: list[str], age: float, days: float) -> None:
    assert wait_after(outcomes, timedelta(days=age)) == timedelta(days=days)


@STEADY
@given(OUTCOMES, st.timedeltas(min_value=timedelta(0)))
def test_every_address_is_checked_again_within_a_month(outcomes: list[str], age: timedelta) -> None:
    assert timedelta(days=1) <= wait_after(outcomes, age) <= timedelta(days=30)


def at(*hours: float) -> list[datetime]:
    return [START + timedelta(hours=hour) for hour in hours]


@pytest.mark.parametrize(
    ("times", "judged", "undone"),
    [
        (at(0, 36, 72), -1, True),
        (at(72, 36, 0), -1, True),
        (at(0, 72), -1, False),
        (at(0, 36, 71.9), -1, False),
        (at(0, 1, 72), 0.5, False),  # Two of them are older than the verdict.
        (at(0, 1, 2, 30, 74), 1.5, True),
        (at(0, 36, 72), 80, False),
        (at(0, 36, 72, 90, 130, 170, 300), 80, False),  # Who judged could know.
        ([], 0, False),
    ],
)
def test_three_checks_over_three_days_since_the_verdict_undo_it(
    times: list[datetime], judged: float, undone: bool
) -> None:
    assert undoes_verdict(times, at(judged)[0]) is undone

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.date_readings import (
    Period,
    Step,
    Third,
    calendar_period,
    months_from,
    shifted,
    third_of,
)
from tests.text.strategies import STEADY

STEPS = [Step(days=1), Step(days=7), Step(months=1), Step(months=3), Step(months=12)]
days = st.dates(date(1800, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("step", "count", "expected"),
    [
        (Step(days=7), -2, date(2024, 3, 17)),
        (Step(months=1), -1, date(2024, 2, 29)),
        (Step(months=1), 11, date(2025, 2, 28)),
        (Step(months=12), -100, date(1924, 3, 31)),
    ],
)
def test_shifting_31_march_2024(step: Step, count: int, expected: date) -> None:
    assert shifted(date(2024, 3, 31), step, count) == expected


@pytest.mark.parametrize(
    ("step", "first", "last"),
    [
        (Step(days=7), date(2022, 1, 17), date(2022, 1, 23)),
        (Step(months=3), date(2022, 1, 1), date(2022, 3, 31)),
        (Step(months=120), date(2020, 1, 1), date(2029, 12, 31)),
        (Step(months=1200), date(2000, 1, 1), date(2099, 12, 31)),
    ],
)
def test_the_calendar_around_22_january_2022(step: Step, first: date, last: date) -> None:
    assert calendar_period(date(2022, 1, 22), step) == Period(first, last)


@STEADY
@given(days, st.sampled_from(STEPS), st.integers(-50, 50))
def test_calendar_periods_follow_one_another(day: date, step: Step, count: int) -> None:
    here = calendar_period(day, step, count)
    following = calendar_period(here.last, step, 1)
    assert here.first <= here.last
    assert following.first - here.last == timedelta(days=1)


@STEADY
@given(days, st.sampled_from(STEPS[1:]))
def test_thirds_make_up_the_whole(day: date, step: Step) -> None:
    whole = calendar_period(day, step)
    early, middle, late = (third_of(whole, third) for third in Third)
    assert (early.first, late.last) == (whole.first, whole.last)
    assert middle.first - early.last == late.first - middle.last == timedelta(days=1)


@pytest.mark.parametrize(("year", "month"), [(0, 1), (10_000, 1), (10**12, 1), (-(10**12), 1)])
def test_beyond_the_calendar(year: int, month: int) -> None:
    with pytest.raises((ValueError, OverflowError)):
        months_from(year, month)

"""The even pace: all work in time, never rising, and no higher than it must be."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.even_pace import Pace, even_pace
from cyclecount_tui.domain.workdays import Calendar

TODAY = date(2026, 3, 2)
WEEK = Calendar(frozenset(range(5)))


def test_a_heap_at_the_end_is_spread_over_all_days() -> None:
    pace = even_pace([(date(2026, 3, 13), Decimal(10))] * 10, TODAY, WEEK)
    assert pace == Pace((date(2026, 3, 13),), (Decimal(10),))


def test_what_comes_early_needs_a_higher_pace_only_as_long_as_it_must() -> None:
    pace = even_pace([(date(2026, 3, 3), Decimal(100)), (date(2026, 3, 13), Decimal(80))], TODAY, WEEK)
    assert [pace.on(TODAY + timedelta(days=days)) for days in (0, 1, 2, 11, 30)] == [50, 50, 10, 10, 10]
    assert pace.highest == 50


def test_without_work_there_is_no_pace() -> None:
    assert even_pace([], TODAY, WEEK).highest == even_pace([], TODAY, WEEK).on(TODAY) == 0


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 500)), max_size=30))
def test_all_work_is_done_in_time_and_the_pace_never_rises(drawn: list[tuple[int, int]]) -> None:
    work = [(TODAY + timedelta(days=days), Decimal(minutes)) for days, minutes in drawn]
    pace = even_pace(work, TODAY, WEEK)
    assert list(pace.minutes) == sorted(pace.minutes, reverse=True)
    done = Decimal(0)
    for place in range(61):
        day = TODAY + timedelta(days=place)
        done += pace.on(day) if WEEK.is_workday(day) else 0
        assert done >= sum((minutes for end, minutes in work if end <= day), Decimal(0))
    if work:
        total, days = sum((minutes for _, minutes in work), Decimal(0)), max(end for end, _ in work)
        workdays = sum(WEEK.is_workday(TODAY + timedelta(days=n)) for n in range((days - TODAY).days + 1))
        assert pace.minutes[-1] <= total / max(workdays, 1) + 1

"""What is due when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.schedule import ScheduleRow, days_until_due, due_words, is_due, next_due

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("cadence", "last", "first", "words"),
    [
        (30, date(2026, 1, 31), None, "due today"),
        (30, date(2026, 1, 30), None, "overdue 1 day"),
        (30, date(2025, 1, 30), None, "overdue 366 days"),
        (30, date(2026, 2, 1), None, "in 1 day"),
        (90, date(2026, 3, 2), None, "in 90 days"),
        (90, None, None, "due today"),
        (90, None, date(2026, 3, 12), "in 10 days"),
        (None, date(2026, 3, 1), None, "not scheduled"),
    ],
)
def test_due_in_words(cadence: int | None, last: date | None, first: date | None, words: str) -> None:
    row = ScheduleRow(1, "A", cadence_days=cadence, last_counted=last, first_due=first)
    assert due_words(row, TODAY) == words


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 3660))
def test_the_next_date_is_the_last_count_plus_the_cadence(last: date, cadence: int) -> None:
    row = ScheduleRow(1, "A", cadence_days=cadence, last_counted=last)
    due = next_due(row, TODAY)
    assert due == last + timedelta(days=cadence)
    assert days_until_due(row, due) == 0
    assert is_due(row, due)
    assert not is_due(row, due - timedelta(days=1))


@pytest.mark.parametrize("last", [date(9999, 12, 31), date(9999, 12, 1)])
def test_the_calendar_may_end_before_the_next_date(last: date) -> None:
    row = ScheduleRow(1, "A", cadence_days=90, last_counted=last)
    assert next_due(row, TODAY) == date.max
    assert due_words(row, TODAY) == f"in {(date.max - TODAY).days} days"

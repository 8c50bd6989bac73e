"""A skipped count goes to the next date by cadence, and the history says where it went."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.schedule import ScheduleRow, Standing, due_by_cadence, slack_of
from cyclecount_tui.domain.skipping import day_after_skipping, skipped_day, skipped_words
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar

TODAY = date(2026, 3, 2)
WEEK = Calendar(frozenset(range(5)), frozenset({date(2026, 3, 9)}))


def row(last: date | None, cadence: int | None = 7, **more: Any) -> ScheduleRow:
    return ScheduleRow(Subject(1, "RACK-1"), "A", cadence, last, **more)


@pytest.mark.parametrize(
    ("last", "day"),
    [
        (TODAY, date(2026, 3, 16)),
        (TODAY - timedelta(days=7), date(2026, 3, 10)),
        (TODAY - timedelta(days=8), date(2026, 3, 10)),
        (TODAY - timedelta(days=70), date(2026, 3, 10)),
    ],
)
def test_the_next_date_after_the_skipped_one_is_a_workday(last: date, day: date) -> None:
    """Monday the 9th is a holiday; a date on Sunday the 8th waits for the next workday, too."""
    assert day_after_skipping(row(last), TODAY, WEEK, 14) == day


def test_a_row_that_is_not_scheduled_cannot_be_skipped() -> None:
    assert day_after_skipping(row(TODAY, None), TODAY, WEEK, 14) is None
    assert day_after_skipping(row(TODAY, standing=Standing.PAUSED), TODAY, WEEK, 14) is None


@given(st.integers(0, 900), st.integers(1, 400), st.none() | st.integers(-30, 300), st.integers(0, 30))
def test_skipping_always_puts_off(ago: int, cadence: int, planned_in: int | None, slack: int) -> None:
    planned = None if planned_in is None else TODAY + timedelta(days=planned_in)
    skipped = row(TODAY - timedelta(days=ago), cadence, planned_for=planned)
    day = day_after_skipping(skipped, TODAY, WEEK, slack)
    due = due_by_cadence(skipped, TODAY)
    assert day is not None
    assert due is not None
    assert WEEK.is_workday(day)
    assert day > TODAY
    base = max(due, planned or due)
    if base >= TODAY:
        assert day <= max(base + timedelta(days=cadence + slack_of(skipped, slack)), TODAY + timedelta(days=5))


def test_at_the_end_of_the_calendar_there_is_no_later_day() -> None:
    end = ScheduleRow(Subject(1, "R"), "A", 30, date(9999, 12, 20))
    assert day_after_skipping(end, date(9999, 12, 30), WEEK, 5) == date.max


@given(st.dates())
def test_the_words_give_the_day_back(day: date) -> None:
    assert skipped_day(skipped_words(day)) == day


@pytest.mark.parametrize("words", ["paused", "skipped to ", "skipped to June", "levelled to 2026-06-01", ""])
def test_other_words_name_no_day(words: str) -> None:
    assert skipped_day(words) is None

"""What is due when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.schedule import (
    ScheduleRow,
    Standing,
    days_until_due,
    due_by_cadence,
    due_by_calendar,
    due_words,
    is_due,
    next_due,
    slack_of,
)
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar

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
    row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=last, first_due=first)
    assert due_words(row, TODAY) == words


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 3660))
def test_the_next_date_is_the_last_count_plus_the_cadence(last: date, cadence: int) -> None:
    row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=last)
    due = next_due(row, TODAY)
    assert due == last + timedelta(days=cadence)
    assert days_until_due(row, due) == 0
    assert is_due(row, due)
    assert not is_due(row, due - timedelta(days=1))


@pytest.mark.parametrize("last", [date(9999, 12, 31), date(9999, 12, 1)])
def test_the_calendar_may_end_before_the_next_date(last: date) -> None:
    row = ScheduleRow(Subject(1, "A"), cadence_days=90, last_counted=last)
    assert next_due(row, TODAY) == date.max
    assert due_words(row, TODAY) == f"in {(date.max - TODAY).days} days"


@pytest.mark.parametrize(
    ("last", "cadence", "due"),
    [
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, date(2024, 3, 1)),
        (date(2024, 2, 29), 365, date(2025, 2, 28)),
        (date(2023, 2, 28), 366, date(2024, 2, 29)),
        (date(2025, 12, 31), 1, date(2026, 1, 1)),
    ],
)
def test_next_dates_in_leap_years_and_day_by_day(last: date, cadence: int, due: date) -> None:
    row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=last)
    assert next_due(row, TODAY) == due
    assert due_by_cadence(replace(row, planned_for=TODAY), TODAY) == due


WEEK = Calendar(frozenset(range(5)), frozenset({date(2026, 3, 9), date(2026, 12, 25)}))


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(1, 800), st.integers(0, 60))
def test_by_the_calendar_it_is_due_on_a_workday_within_its_slack(last: date, cadence: int, slack: int) -> None:
    row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=last)
    exact, due = next_due(row, TODAY), due_by_calendar(row, TODAY, WEEK, slack)
    assert exact is not None
    assert due is not None
    assert WEEK.is_workday(due)
    assert due <= exact + timedelta(days=min(slack, cadence - 1))
    assert exact - due <= timedelta(days=4), "a long weekend at most"


def test_a_planned_day_is_shown_as_it_is_and_without_a_calendar_every_day_is_good() -> None:
    saturday = date(2026, 3, 7)
    row = ScheduleRow(Subject(1, "A"), cadence_days=5, last_counted=date(2026, 3, 2))
    assert due_by_calendar(row, TODAY, None, 14) == saturday
    assert due_by_calendar(row, TODAY, WEEK, 14) == date(2026, 3, 10), "Monday the 9th is a holiday"
    assert due_by_calendar(replace(row, planned_for=saturday), TODAY, WEEK, 14) == saturday
    assert due_by_calendar(replace(row, standing=Standing.PAUSED), TODAY, WEEK, 14) is None


def test_the_slack_is_always_less_than_a_cadence() -> None:
    assert slack_of(ScheduleRow(Subject(1, "A"), cadence_days=7), 14) == 6
    assert slack_of(ScheduleRow(Subject(1, "A"), cadence_days=90), 14) == 14
    assert slack_of(ScheduleRow(Subject(1, "A"), cadence_days=1), 14) == 0

"""What is due when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.schedule import (
    ScheduleRow,
    Standing,
    days_until_due,
    due_again,
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
    assert due_by_cadence(row._replace(planned_for=TODAY), TODAY) == due


WEEK = Calendar(frozenset(range(5)), frozenset({date(2026, 3, 9), date(2026, 12, 25)}))


CADENCES = st.sampled_from([1, 2]) | st.integers(1, 800)


def days_off(calendar: Calendar) -> st.SearchStrategy[date]:
    return st.dates(date(2025, 1, 1), date(2027, 12, 31)).filter(lambda day: not calendar.is_workday(day))


def rule(row: ScheduleRow, today: date, calendar: Calendar, slack: int) -> date:
    """Day by day: the first workday within the slack, else the last one before that can still be, else the next."""
    assert row.last_counted is not None
    assert row.cadence_days is not None
    exact = row.last_counted + timedelta(days=row.cadence_days)
    within = [exact + timedelta(days=n) for n in range(min(slack, row.cadence_days - 1) + 1)]
    soonest = max(today, row.last_counted + timedelta(days=max(1, row.cadence_days // 4)))
    before = [exact - timedelta(days=n) for n in range(1, (exact - soonest).days + 1)]
    after = [exact + timedelta(days=n) for n in range(1, 40)]
    return next(day for day in [*within, *before, *after] if calendar.is_workday(day))


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), CADENCES, st.integers(0, 60), st.integers(0, 900),
       st.sampled_from([WEEK, Calendar(frozenset({6})), Calendar(frozenset({0, 3}))]))  # fmt: skip
def test_by_the_calendar_it_is_due_on_a_workday_within_its_slack(
    last: date, cadence: int, slack: int, later: int, calendar: Calendar
) -> None:
    row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=last)
    today = last + timedelta(days=later)
    due = due_by_calendar(row, today, calendar, slack)
    assert due is not None
    assert calendar.is_workday(due)
    assert due > last, "never again on the day of the count"
    assert due == rule(row, today, calendar, slack)


@given(days_off(WEEK), CADENCES, st.integers(0, 60))
def test_what_can_only_be_counted_on_a_coming_workday_is_not_overdue(due: date, cadence: int, slack: int) -> None:
    row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=due - timedelta(days=cadence))
    day = due_by_calendar(row, due, WEEK, slack)
    assert day is not None
    assert day > due


def test_a_row_that_is_counted_daily_is_due_on_the_next_workday() -> None:
    friday, monday = date(2026, 3, 13), date(2026, 3, 16)
    for cadence in (1, 2):
        row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=friday)
        assert due_by_calendar(row, friday, WEEK, 0) == monday
    saturday = row._replace(cadence_days=90, last_counted=friday - timedelta(days=89))
    assert due_by_calendar(saturday, friday, WEEK, 0) == friday, "it can still be counted in time"
    assert due_by_calendar(saturday, friday + timedelta(days=1), WEEK, 0) == monday


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), CADENCES, st.integers(0, 60))
def test_counted_again_is_what_the_schedule_says_after_the_count(last: date, cadence: int, slack: int) -> None:
    row = ScheduleRow(Subject(1, "A"), cadence_days=cadence, last_counted=last)
    assert due_again(last, cadence, WEEK, slack) == due_by_calendar(row, last, WEEK, slack)
    assert due_again(last, cadence, None, slack) == last + timedelta(days=cadence)


def test_a_planned_day_is_shown_as_it_is_and_without_a_calendar_every_day_is_good() -> None:
    saturday = date(2026, 3, 7)
    row = ScheduleRow(Subject(1, "A"), cadence_days=5, last_counted=date(2026, 3, 2))
    assert due_by_calendar(row, TODAY, None, 14) == saturday
    assert due_by_calendar(row, TODAY, WEEK, 14) == date(2026, 3, 10), "Monday the 9th is a holiday"
    assert due_by_calendar(row._replace(planned_for=saturday), TODAY, WEEK, 14) == saturday
    assert due_by_calendar(row._replace(standing=Standing.PAUSED), TODAY, WEEK, 14) is None


def test_the_slack_is_always_less_than_a_cadence() -> None:
    assert slack_of(ScheduleRow(Subject(1, "A"), cadence_days=7), 14) == 6
    assert slack_of(ScheduleRow(Subject(1, "A"), cadence_days=90), 14) == 14
    assert slack_of(ScheduleRow(Subject(1, "A"), cadence_days=1), 14) == 0

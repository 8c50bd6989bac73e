"""Workdays: weekdays that are worked, holidays that are not, and where something due on a day off is done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.workdays import Calendar, days_after, workday_for

SATURDAY = date(2026, 3, 7)
MONDAY = date(2026, 3, 9)
WEEK = frozenset(range(5))


def calendars() -> st.SearchStrategy[Calendar]:
    holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30)
    return st.builds(Calendar, st.frozensets(st.integers(0, 6), min_size=1), holidays)


@given(calendars(), st.dates(date(2025, 12, 1), date(2027, 2, 1)))
def test_the_next_workday_is_the_first_one(calendar: Calendar, day: date) -> None:
    found = calendar.on_or_after(day)
    assert found is not None
    assert calendar.is_workday(found)
    assert not any(calendar.is_workday(day + timedelta(days=n)) for n in range((found - day).days))


@given(calendars(), st.dates(date(2025, 12, 1), date(2027, 2, 1)), st.integers(0, 20), st.integers(0, 40))
def test_what_is_due_is_done_on_a_workday_within_its_slack(
    calendar: Calendar, due: date, slack: int, before: int
) -> None:
    latest, not_before = due + timedelta(days=slack), due - timedelta(days=before)
    day = workday_for(due, latest, calendar, not_before)
    assert calendar.is_workday(day)
    later = [due + timedelta(days=n) for n in range(slack + 1) if calendar.is_workday(due + timedelta(days=n))]
    sooner = [due - timedelta(days=n) for n in range(before + 1) if calendar.is_workday(due - timedelta(days=n))]
    if later:
        assert day == later[0]
    elif sooner:
        assert day == sooner[0] < due
    else:
        assert day == calendar.on_or_after(due)


@pytest.mark.parametrize(("slack", "done"), [(0, date(2026, 3, 6)), (1, date(2026, 3, 6)), (2, MONDAY), (14, MONDAY)])
def test_a_saturday_waits_for_monday_if_the_slack_allows(slack: int, done: date) -> None:
    friday = date(2026, 3, 6)
    assert workday_for(SATURDAY, days_after(SATURDAY, slack), Calendar(WEEK), friday) == done
    assert workday_for(SATURDAY, days_after(SATURDAY, slack), Calendar(WEEK), SATURDAY) == MONDAY, "Friday is over"


def test_a_holiday_is_a_day_off() -> None:
    assert workday_for(MONDAY, days_after(MONDAY, 3), Calendar(WEEK, frozenset({MONDAY})), MONDAY) == date(2026, 3, 10)


def test_a_week_without_workdays_is_refused() -> None:
    with pytest.raises(DomainError, match="No weekday is a workday"):
        Calendar(frozenset())


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 365, date(2025, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 1)),
        (date(9999, 12, 30), 5, date.max),
        (date.max, 1, date.max),
        (date(1, 1, 3), -9, date.min),
    ],
)
def test_days_after_a_day_end_with_the_calendar(day: date, days: int, found: date) -> None:
    assert days_after(day, days) == found


def test_the_calendar_ends_without_another_workday() -> None:
    only_mondays = Calendar(frozenset({0}))
    assert only_mondays.on_or_after(date.max) is None
    assert workday_for(date.max, date.max, only_mondays, date.min) == date(9999, 12, 27)
    assert workday_for(date.max, date.max, only_mondays, date(9999, 12, 28)) == date.max
    assert Calendar(frozenset({6})).on_or_before(date.min) is None

"""The schedule: which location is counted how often, and what is due when."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One location of the schedule.

    `cadence_days` None: the location is not on the schedule, it can be counted all the same.
    `first_due` says when a location that was never counted is due; without it, it is due at once.
    """

    location_id: int
    location_name: str
    count_class: str = ""
    cadence_days: int | None = None
    last_counted: date | None = None
    first_due: date | None = None
    assigned_to: str = ""
    notes: str = ""


def next_due(row: ScheduleRow, today: date) -> date | None:
    """The last actual count plus the cadence (cycle-counting SOP: next date from cadence and most recent count)."""
    if row.cadence_days is None:
        return None
    if row.last_counted is None:
        return row.first_due or today
    days = min(row.cadence_days, (date.max - row.last_counted).days)  # the calendar ends with the year 9999
    return row.last_counted + timedelta(days=days)


def days_until_due(row: ScheduleRow, today: date) -> int | None:
    """Whole days from today to the next due date; below zero when overdue, None when not scheduled."""
    due = next_due(row, today)
    return None if due is None else (due - today).days


def due_words(row: ScheduleRow, today: date) -> str:
    """`overdue 3 days`, `due today`, `in 12 days`, `not scheduled`."""
    days = days_until_due(row, today)
    if days is None:
        return "not scheduled"
    if days == 0:
        return "due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"overdue {-days} {unit}"


def is_due(row: ScheduleRow, today: date) -> bool:
    """Whether it is due today or overdue."""
    days = days_until_due(row, today)
    return days is not None and days <= 0

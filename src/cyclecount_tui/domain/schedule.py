"""The schedule: which location or part is counted how often, and what is due when."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar, days_after, workday_for


class Standing(StrEnum):
    """Whether a row takes part in the schedule."""

    ACTIVE = "active"
    PAUSED = "paused"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One location or part of the schedule.

    `cadence_days` None: it is not on the schedule, it can be counted all the same.
    `first_due` says when a subject that was never counted is due; without it, it is due at once.
    `planned_for`: the day on which it is to be counted, where levelling or a skip chose another one than cadence and
    last count come to; the next count ends it.
    `reason`: why it has its class and cadence, in a sentence. `lines`: how many lines there were to count at the last
    build or count, for planning the work; never a quantity.
    """

    subject: Subject
    count_class: str = ""
    cadence_days: int | None = None
    last_counted: date | None = None
    first_due: date | None = None
    assigned_to: str = ""
    notes: str = ""
    planned_for: date | None = None
    reason: str = ""
    lines: int | None = None
    standing: Standing = Standing.ACTIVE


def next_due(row: ScheduleRow, today: date) -> date | None:
    """The planned day, else the last actual count plus the cadence.

    Source: cycle-counting SOP (the next date follows from cadence and most recent count).
    """
    if row.cadence_days is None or row.standing is not Standing.ACTIVE:
        return None
    return row.planned_for or due_by_cadence(row, today)


def due_by_cadence(row: ScheduleRow, today: date) -> date | None:
    """As `next_due`, whatever was planned since: the last count plus the cadence."""
    if row.cadence_days is None or row.standing is not Standing.ACTIVE:
        return None
    if row.last_counted is None:
        return row.first_due or today
    return days_after(row.last_counted, row.cadence_days)


def slack_of(row: ScheduleRow, slack_days: int) -> int:
    """How many days after its computed date a row may be counted: always less than a whole cadence."""
    return max(0, min(slack_days, (row.cadence_days or 1) - 1))


def due_by_calendar(row: ScheduleRow, today: date, calendar: Calendar | None, slack_days: int) -> date | None:
    """As `next_due`, on a workday: the next one, or the one before where that is beyond the slack.

    A planned day stays as it was planned. Without a calendar every day is as good as another.
    """
    due = next_due(row, today)
    if due is None or calendar is None or row.planned_for is not None:
        return due
    return workday_for(due, days_after(due, slack_of(row, slack_days)), calendar)


def days_until_due(row: ScheduleRow, today: date) -> int | None:
    """Whole days from today to the next due date; below zero when overdue, None when not scheduled."""
    due = next_due(row, today)
    return None if due is None else (due - today).days


def due_words(row: ScheduleRow, today: date) -> str:
    """`overdue 3 days`, `due today`, `in 12 days`, `not scheduled`, `paused`."""
    return words_for(row, days_until_due(row, today))


def words_for(row: ScheduleRow, days: int | None) -> str:
    """As `due_words`, for a row that is due in so many days."""
    if days is None:
        return row.standing if row.standing is not Standing.ACTIVE else "not scheduled"
    if days == 0:
        return "due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"overdue {-days} {unit}"


def counted(row: ScheduleRow, counted_on: date, lines: int | None = None) -> ScheduleRow:
    """The row after an actual count, planned or not: cadence goes on from the later of both days, a plan is used up."""
    latest = counted_on if row.last_counted is None else max(row.last_counted, counted_on)
    return replace(
        row,
        last_counted=latest,
        planned_for=None,
        lines=row.lines if lines is None else lines,
    )


def is_due(row: ScheduleRow, today: date) -> bool:
    """Whether it is due today or overdue."""
    days = days_until_due(row, today)
    return days is not None and days <= 0

"""The schedule: which location or part is counted how often, and what is due when."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar, days_after, workday_for

EARLIEST_SHARE = 4
"""A row is not counted again before a quarter of its cadence is over: sooner than that there is little new to find."""


class Standing(StrEnum):
    """Whether a row takes part in the schedule."""

    ACTIVE = "active"
    PAUSED = "paused"
    RETIRED = "retired"


class ScheduleRow(NamedTuple):
    """One location or part of the schedule.

    `cadence_days` None: it is not on the schedule, it can be counted all the same.
    `first_due` says when a subject that was never counted is due; without it, it is due at once.
    `planned_for`: the day on which it is to be counted, where levelling or a skip chose another one than cadence and
    last count come to; the next count ends it.
    `reason`: why it has its class and cadence, in a sentence. `lines`: how many lines there were to count at the last
    build or count, for planning the work; never a quantity. `paused_until`: the last day of a pause; it ends by itself.
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
    paused_until: date | None = None


def standing_on(row: ScheduleRow, today: date) -> Standing:
    """Its standing on a day: a pause with a last day is over by itself on the day after it."""
    if row.standing is not Standing.PAUSED:
        return row.standing
    return Standing.ACTIVE if row.paused_until is not None and row.paused_until < today else Standing.PAUSED


def takes_part(row: ScheduleRow, today: date) -> bool:
    """Whether it is counted by the schedule on this day: it has a cadence, and is neither paused nor retired."""
    return row.cadence_days is not None and standing_on(row, today) is Standing.ACTIVE


def next_due(row: ScheduleRow, today: date) -> date | None:
    """The planned day, else the last actual count plus the cadence.

    Source: cycle-counting SOP (the next date follows from cadence and most recent count).
    """
    if not takes_part(row, today):
        return None
    return row.planned_for or _due_by_cadence(row, today)


def due_by_cadence(row: ScheduleRow, today: date) -> date | None:
    """As `next_due`, whatever was planned since: the last count plus the cadence."""
    return _due_by_cadence(row, today) if takes_part(row, today) else None


def _due_by_cadence(row: ScheduleRow, today: date) -> date | None:
    if row.cadence_days is None:
        return None
    if row.last_counted is None:
        return row.first_due or today
    return days_after(row.last_counted, row.cadence_days)


def slack_of(row: ScheduleRow, slack_days: int) -> int:
    """How many days after its computed date a row may be counted: always less than a whole cadence."""
    return slack_within(row.cadence_days or 1, slack_days)


def slack_within(cadence_days: int, slack_days: int) -> int:
    """As `slack_of`, for a cadence."""
    return max(0, min(slack_days, cadence_days - 1))


def earliest_after(counted_on: date, cadence_days: int) -> date:
    """The first day on which something may be counted again: when a quarter of its cadence is over, never at once."""
    return days_after(counted_on, max(1, cadence_days // EARLIEST_SHARE))


def due_by_calendar(row: ScheduleRow, today: date, calendar: Calendar | None, slack_days: int) -> date | None:
    """As `next_due`, on a workday: the next one, or the one before where that is beyond the slack.

    The one before is none that is over, and none so soon after the last count that there is little new to find: then
    it is the next one, whatever the slack. A planned day stays as it was planned. Without a calendar every day is as
    good as another.
    """
    due = next_due(row, today)
    if due is None or calendar is None or row.planned_for is not None:
        return due
    counted_on, latest = row.last_counted, days_after(due, slack_of(row, slack_days))
    soonest = today if counted_on is None else max(today, earliest_after(counted_on, row.cadence_days or 1))
    return workday_for(due, latest, calendar, soonest)


def due_again(counted_on: date, cadence_days: int, calendar: Calendar | None, slack_days: int) -> date:
    """The day on which something counted on a day is counted the next time, as `due_by_calendar` says it then."""
    due = days_after(counted_on, cadence_days)
    if calendar is None:
        return due
    latest = days_after(due, slack_within(cadence_days, slack_days))
    return workday_for(due, latest, calendar, earliest_after(counted_on, cadence_days))


def days_until_due(row: ScheduleRow, today: date) -> int | None:
    """Whole days from today to the next due date; below zero when overdue, None when not scheduled."""
    due = next_due(row, today)
    return None if due is None else (due - today).days


def due_words(row: ScheduleRow, today: date) -> str:
    """`overdue 3 days`, `due today`, `in 12 days`, `not scheduled`, `paused`."""
    return words_for(row, days_until_due(row, today), today)


def words_for(row: ScheduleRow, days: int | None, today: date) -> str:
    """As `due_words`, for a row that is due in so many days."""
    if days is None:
        standing = standing_on(row, today)
        return standing if standing is not Standing.ACTIVE else "not scheduled"
    if days == 0:
        return "due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"overdue {-days} {unit}"


def counted(row: ScheduleRow, counted_on: date, lines: int | None = None) -> ScheduleRow:
    """The row after an actual count, planned or not: cadence goes on from the later of both days, a plan is used up."""
    latest = counted_on if row.last_counted is None else max(row.last_counted, counted_on)
    return row._replace(
        last_counted=latest,
        planned_for=None,
        lines=row.lines if lines is None else lines,
    )


def is_due(row: ScheduleRow, today: date) -> bool:
    """Whether it is due today or overdue."""
    days = days_until_due(row, today)
    return days is not None and days <= 0

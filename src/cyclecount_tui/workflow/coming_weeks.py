"""The work of the coming weeks as the schedule stands: every count that falls into them, repeated ones too."""

from collections.abc import Sequence
from datetime import date, timedelta

from cyclecount_tui.domain.repeating import Repeating, weeks_of
from cyclecount_tui.domain.schedule import due_by_calendar
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.domain.workload import DAYS_A_WEEK, WeekLoad, load_of, monday_of, typical_lines
from cyclecount_tui.workflow.scheduling import ScheduleEntry

WEEKS_SHOWN = 8


def coming_weeks(
    entries: Sequence[ScheduleEntry],
    rules: SchedulingRules,
    today: date,
    calendar: Calendar,
    weeks: int = WEEKS_SHOWN,
) -> tuple[WeekLoad, ...]:
    """The load of `weeks` weeks from the present one on, as levelling sees it. What is overdue is work of today."""
    last = monday_of(today) + timedelta(days=weeks * DAYS_A_WEEK - 1)
    due = ((entry.row, due_by_calendar(entry.row, today, calendar, rules.slack_days)) for entry in entries)
    scheduled = [(row, day) for row, day in due if day is not None]
    typical = typical_lines(row for row, _ in scheduled)
    counts = ((row.cadence_days or 1, day, load_of(row, rules, typical)) for row, day in scheduled)
    return weeks_of(counts, Repeating(calendar, rules.slack_days), today, last)

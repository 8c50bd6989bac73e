"""The work of the coming weeks as the schedule stands: every count that falls into them, repeated ones too."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.workdays import days_after
from cyclecount_tui.domain.workload import (
    DAYS_A_WEEK,
    Load,
    WeekLoad,
    load_of,
    monday_of,
    typical_lines,
    weekly,
)
from cyclecount_tui.workflow.scheduling import ScheduleEntry

WEEKS_SHOWN = 8


def coming_weeks(
    entries: Sequence[ScheduleEntry], rules: SchedulingRules, today: date, weeks: int = WEEKS_SHOWN
) -> tuple[WeekLoad, ...]:
    """The load of `weeks` weeks from the present one on. What is overdue is work of today."""
    last = monday_of(today) + timedelta(days=weeks * DAYS_A_WEEK - 1)
    return weekly(_loads(entries, rules, today, last), today, last)


def _loads(
    entries: Iterable[ScheduleEntry], rules: SchedulingRules, today: date, last: date
) -> Iterator[tuple[date, Load]]:
    scheduled = [(entry, due) for entry in entries if (due := entry.next_due) is not None]
    typical = typical_lines(entry.row for entry, _ in scheduled)
    for entry, due in scheduled:
        load, cadence, day = load_of(entry.row, rules, typical), entry.row.cadence_days or 1, max(due, today)
        while day <= last:
            yield day, load
            day = days_after(day, cadence)

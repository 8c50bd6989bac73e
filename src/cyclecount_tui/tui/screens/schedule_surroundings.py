"""What stands around the rows of the schedule: how right the last counts were, and the work of the coming weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from cyclecount_tui.tui.screens.schedule_filter import ScheduleFilter
from cyclecount_tui.tui.widgets.load_strip import LoadStrip, WeekShown

if TYPE_CHECKING:  # all of it comes behind the first rows
    from fractions import Fraction

    from cyclecount_tui.domain.subject import Subject
    from cyclecount_tui.domain.workload import WeekLoad
    from cyclecount_tui.workflow.scheduling import ScheduleEntry
    from cyclecount_tui.workflow.workplace import Workplace

    _Surroundings: TypeAlias = tuple[Mapping[Subject, tuple[Fraction, ...]], tuple[WeekLoad, ...], str]

_JOB = "surroundings"


class ScheduleSurroundings(ScheduleFilter):
    """Mixin for the schedule; its rows do not wait for any of it. `trouble_said`: what is wrong with the calendar."""

    trouble_said = ""

    def look_around(self, entries: Sequence[ScheduleEntry]) -> None:
        """Work it out for these rows, in the background."""
        self.start_job(_JOB, partial(_surroundings, self.workplace, entries), self._show_surroundings)

    def _show_surroundings(self, found: _Surroundings) -> None:
        accuracy, weeks, trouble = found
        self.table.show_accuracy(accuracy)
        self._here.query_one(LoadStrip).set_weeks([WeekShown(week.monday, week.load.lines) for week in weeks])
        if trouble and trouble != self.trouble_said:
            self.message_line.bad(trouble)
            self._here.refresh_bindings()
        self.trouble_said = trouble


def _surroundings(workplace: Workplace, entries: Sequence[ScheduleEntry]) -> _Surroundings:
    from cyclecount_tui.workflow.calendar import calendar_trouble, workdays_here
    from cyclecount_tui.workflow.coming_weeks import coming_weeks
    from cyclecount_tui.workflow.past_results import past_accuracy

    rules, today = workplace.practice.scheduling, workplace.today()
    weeks = coming_weeks(entries, rules, today, workdays_here(workplace))
    return past_accuracy(workplace), weeks, calendar_trouble(workplace)

"""The schedule's filter: the one of every table, on the schedule's own."""

from __future__ import annotations

from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.screens.table_filter import FILTER_BINDINGS, TableFilter

__all__ = ["FILTER_BINDINGS", "ScheduleFilter"]


class ScheduleFilter(TableFilter):
    """Mixin for the screen with a `ScheduleTable`."""

    @property
    def table(self) -> ScheduleTable:
        """The rows."""
        return self._here.query_one(ScheduleTable)

"""Looking at the schedule in another way: another order, in groups, only what is due for oneself."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.binding import Binding

from cyclecount_tui.tui.acting_ahead import ActsAhead
from cyclecount_tui.tui.screens.schedule_arrangement import Arrangement
from cyclecount_tui.tui.screens.schedule_filter import ScheduleFilter
from cyclecount_tui.tui.screens.schedule_rows import COLUMNS
from cyclecount_tui.tui.screens.schedule_sorting import SORTINGS
from cyclecount_tui.tui.widgets.line_table import LineTable

ARRANGING_BINDINGS = [
    Binding("s", "sort", "Sort", id="schedule-sort", tooltip="Sort by the next column"),
    Binding(
        "S", "turn_round", "Backwards", show=False, id="schedule-turn-round", tooltip="The same order from its end"
    ),
    Binding("g", "group", "Group", id="schedule-group", tooltip="Group by class, by area, or not at all"),
    Binding("m", "only_mine", "Mine", id="schedule-mine", tooltip="Only what is due for me, or all again"),
    Binding("G", "last_row", "Last", show=False, id="schedule-last", tooltip="To the last row"),
]

SORT_ACTIONS = tuple(
    (f"schedule-sort-{sorting.column}", f"Sort: {column.title}", f"Sort by {sorting.words}", f"sort_by('{column.key}')")
    for column in COLUMNS
    for sorting in SORTINGS
    if sorting.column == column.key
)
"""Each column by its name, without a key: id, name, sentence and action."""


class ScheduleArranging(ScheduleFilter, ActsAhead):
    """Mixin for the schedule."""

    ACTS_AHEAD = frozenset({"sort"})

    def view_kept(self) -> Callable[[], None]:
        """Order, place and sentence."""
        table, sort_again = self.table, self.table.arrangement.order_kept()
        go_back, say_again = table.place_kept(), self.message_line.kept()

        def show_again() -> None:
            table.rearrange(sort_again)
            go_back()
            say_again()

        return show_again

    def action_sort(self) -> None:
        """The next order."""
        self.table.rearrange(Arrangement.sort_next)
        self._say_order()

    def action_sort_by(self, column: str) -> None:
        """By this column; once more, the other way round."""
        self.table.rearrange(lambda arrangement: arrangement.sort_by(column))
        self._say_order()

    def action_turn_round(self) -> None:
        """The same order from its end."""
        self.action_sort_by(self.table.arrangement.sorting.column)

    def action_group(self) -> None:
        """By class, by area, not at all."""
        self.table.rearrange(Arrangement.group_next)
        grouped_by = self.table.arrangement.grouped_by
        said = f"Grouped by {grouped_by}; Enter folds a group." if grouped_by else "Not grouped any more."
        self.message_line.say(said)

    @on(LineTable.Chosen)
    def fold_group(self) -> None:
        """Enter on a heading."""
        self.table.fold()

    def action_only_mine(self) -> None:
        """Only what is due for whoever counts here, and for nobody in particular; or all."""
        self.show_only_mine(self.table.arrangement.only_for is None)
        counter = self.workplace.counter
        only = self.table.arrangement.only_for is not None
        self.message_line.say(f"Only what is due for {counter} or for anybody. Press m to see all." if only else "")

    def show_only_mine(self, only: bool) -> None:
        """Narrow the rows down, or show all."""

        def narrow(arrangement: Arrangement) -> None:
            arrangement.only_for = self.workplace.counter if only else None

        self.table.rearrange(narrow)
        self._here.refresh_bindings()

    def action_last_row(self) -> None:
        """The end of the table."""
        self.table.action_walk("last")

    def _say_order(self) -> None:
        self.message_line.say(f"Sorted by {self.table.arrangement.sorted_by}.")

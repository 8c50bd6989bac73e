"""The schedule's table: keeps its rows, their order and the filter, and changes its columns with its width."""

from __future__ import annotations

from cyclecount_tui.tui.screens import schedule_rows
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.workflow.scheduling import ScheduleEntry


class ScheduleTable(LineTable):
    """Shows schedule entries; the cursor stays with its location whatever becomes of the rows."""

    def __init__(self) -> None:
        super().__init__(schedule_rows.COLUMNS, empty_text="Reading the schedule.", letters=True)
        self._entries: tuple[ScheduleEntry, ...] = ()
        self._sorting = 0
        self._wanted = ""
        self._narrow = False
        self._nothing = "Reading the schedule."

    @property
    def entries(self) -> tuple[ScheduleEntry, ...]:
        """All entries, whatever the filter."""
        return self._entries

    @property
    def entry(self) -> ScheduleEntry | None:
        """The location under the cursor."""
        index = self.cursor
        return None if index is None else self._entries[index]

    @property
    def wanted(self) -> str:
        """What the rows must hold to be shown; empty shows all."""
        return self._wanted

    @property
    def sorted_by(self) -> str:
        """The present order, for a sentence."""
        return schedule_rows.SORTINGS[self._sorting].words

    def show(self, entries: tuple[ScheduleEntry, ...]) -> None:
        """Show these entries instead."""
        here = self.entry
        self._entries = entries
        self._load()
        if here is not None:
            places = {entry.row.location_id: place for place, entry in enumerate(entries)}
            self.move_to(places.get(here.row.location_id, -1))

    def say_when_empty(self, text: str) -> None:
        """The sentence that stands there when there is nothing to show even without a filter."""
        self._nothing = text
        self._order()

    def search(self, wanted: str) -> None:
        """Show only what holds `wanted`, the cursor on the first of it; with nothing wanted it keeps its location."""
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._order()
        if wanted:
            self.action_walk("first")

    def sort_next(self) -> None:
        """Sort by the next of the orders."""
        self._sorting = (self._sorting + 1) % len(schedule_rows.SORTINGS)
        self._order()

    def on_resize(self) -> None:
        """A narrow table has two columns."""
        narrow = self.size.width < schedule_rows.NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.set_columns(schedule_rows.NARROW_COLUMNS if narrow else schedule_rows.COLUMNS)

    def _load(self) -> None:
        self.set_rows(len(self._entries), self._cells, self._tone)
        self._order()

    def _order(self) -> None:
        nothing_found = f"No row holds '{self._wanted}'. Press Esc to see all."
        self.set_empty_text(nothing_found if self._wanted else self._nothing)
        sorting = schedule_rows.SORTINGS[self._sorting]
        self.set_order(schedule_rows.shown_order(self._entries, sorting, self._wanted))

    def _cells(self, index: int) -> tuple[str, ...]:
        entry = self._entries[index]
        return schedule_rows.narrow_cells(entry) if self._narrow else schedule_rows.cells(entry)

    def _tone(self, index: int) -> str:
        return schedule_rows.tone(self._entries[index])

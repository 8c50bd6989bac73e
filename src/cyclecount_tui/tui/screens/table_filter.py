"""Filtering a table: a row to type in that comes with / and goes with Enter or Esc."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.binding import Binding

from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens.searched_table import SearchedTable
from cyclecount_tui.tui.widgets.entry_field import EntryField

FILTER_BINDINGS = [
    Binding("slash", "filter", "Filter", id="schedule-filter", tooltip="Show only rows that hold what you type"),
    Binding("f2", "clear_typed", "Clear", id="filter-clear", tooltip="Clear what is typed, and go on typing"),
    Binding("up", "walk('up')", "Up", show=False, id="schedule-up", tooltip="One row up while filtering"),
    Binding("down", "walk('down')", "Down", show=False, id="schedule-down", tooltip="One row down while filtering"),
]


def filter_field(search: Callable[[str], None]) -> EntryField:
    """Where the text to look for is typed; it is looked for as it grows."""
    field = EntryField("Filter", id="filter", hold_on_submit=True)
    field.when_changed = search
    return field


class TableFilter(Jobs):
    """Mixin for a screen with a `SearchedTable` and an `EntryField(id="filter")`; `-filtering` shows the field."""

    @property
    def searched(self) -> SearchedTable:
        """The rows."""
        return self._here.query_one(SearchedTable)

    @property
    def filtering(self) -> bool:
        """Whether the filter is being typed."""
        return self._here.has_class("-filtering")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is typed can be cleared only while it is typed."""
        if action == "clear_typed":
            return self.filtering
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Type what the rows must hold."""
        self._here.add_class("-filtering")
        self._field.focus()
        self._here.refresh_bindings()

    def action_walk(self, step: str) -> None:
        """The cursor keys belong to the rows while the filter is typed."""
        self.searched.action_walk(step)

    def action_clear_typed(self) -> None:
        """All rows again, and another text to look for."""
        self._field.clear()
        self.searched.search("")

    def search(self, text: str) -> None:
        """Filter as the text grows."""
        self.searched.search(text.strip())

    @on(EntryField.Submitted)
    def keep_filter(self, event: EntryField.Submitted) -> None:
        """Back to the rows that were found; what was typed behind the Enter is meant for them."""
        event.field.set_text(event.text)
        self._leave_filter()
        event.field.call_later(event.field.release)  # after the keys on their way to it
        if event.text.strip():
            self.message_line.say(f"Only rows with '{event.text.strip()}'. Press Esc to see all.")

    def clear_filter(self) -> None:
        """Show all rows again."""
        self._field.clear()
        self.searched.search("")
        self.message_line.say("")
        self._leave_filter()

    def _leave_filter(self) -> None:
        self._here.remove_class("-filtering")
        self._here.set_focus(self.searched)  # at once, so that keys that wait go there
        self._here.refresh_bindings()

    @property
    def _field(self) -> EntryField:
        return self._here.query_one("#filter", EntryField)

"""The schedule's table: shows its rows as they are arranged, and changes its columns with its width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from rich.cells import cell_len

from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens import schedule_rows
from cyclecount_tui.tui.screens.row_order import Group
from cyclecount_tui.tui.screens.schedule_arrangement import Arrangement
from cyclecount_tui.tui.screens.schedule_sorting import Ranked, RankedEntries
from cyclecount_tui.tui.screens.searched_table import SearchedTable
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.line_table import Column, Heading
from cyclecount_tui.tui.widgets.name_column import wide_enough
from cyclecount_tui.workflow.schedule_entries import ScheduleEntries
from cyclecount_tui.workflow.scheduling import ScheduleEntry, in_due_order

_NOTHING_KNOWN: Mapping[Subject, tuple[Fraction, ...]] = {}


class ScheduleTable(SearchedTable):
    """Shows schedule entries; the cursor stays with its location whatever becomes of the rows.

    Grouped, it stands on a heading at times: then there is a `group` and no `entry`.
    """

    def __init__(self) -> None:
        super().__init__(schedule_rows.COLUMNS, empty_text="Reading the schedule.")
        self.arrangement = Arrangement()
        self._entries = in_due_order(())
        self._parents: dict[Subject, str] = {}
        self._accuracy = _NOTHING_KNOWN
        self._narrow = False
        self._name_widths: dict[bool, tuple[Column, ...]] = {}
        self._nothing = "Reading the schedule."

    @property
    def entries(self) -> ScheduleEntries:
        """All entries, whatever the filter."""
        return self._entries

    @property
    def ranked(self) -> Ranked | None:
        """The location under the cursor with what is known of it; None on a heading."""
        index, ranked = self.cursor, self.arrangement.ranked
        return ranked[index] if index is not None and index < len(ranked) else None

    @property
    def entry(self) -> ScheduleEntry | None:
        """The location under the cursor; None on a heading."""
        return self.ranked.entry if self.ranked else None

    @property
    def name_is_shortened(self) -> bool:
        """Whether the name under the cursor is longer than its column."""
        room = next((each.width for each in self._layout(self.size.width).columns if each.column.names), 0)
        return self.entry is not None and cell_len(schedule_rows.name(self.entry)) > room

    @property
    def group(self) -> Group | None:
        """The group whose heading is under the cursor."""
        return None if self.cursor is None else self.arrangement.group_at(self.cursor)

    @property
    def narrowed(self) -> bool:
        """Whether rows may be hidden: by a filter, or because they are not for one person."""
        return bool(self.wanted) or self.arrangement.only_for is not None

    def show(self, entries: ScheduleEntries) -> None:
        """Show these entries instead."""
        self._entries = entries
        self._parents |= entries.parents
        self._name_widths = {}
        self._set_columns()
        self._load()

    def show_accuracy(self, accuracy: Mapping[Subject, tuple[Fraction, ...]]) -> None:
        """Show how right the last counts were."""
        if accuracy != self._accuracy:
            self._accuracy = accuracy
            self._load()

    def say_when_empty(self, text: str) -> None:
        """The sentence that stands there when there is nothing to show even without a filter."""
        self._nothing = text
        self.set_empty_text(self._why_empty())

    def rearrange(self, change: Callable[[Arrangement], None]) -> None:
        """Change how the rows are arranged; the cursor keeps its location."""
        change(self.arrangement)
        self._set_columns()
        self.order_rows()

    def fold(self) -> None:
        """Hide the rows of the group under the cursor, or show them again."""
        if self.group is not None:
            self.arrangement.fold(self.group.name)
            self.order_rows()

    def order_rows(self) -> None:
        """Filter, sort and group; the cursor keeps its row."""
        self.set_empty_text(self._why_empty())
        self.set_order(self.arrangement.order(self.wanted))

    def go_to_first(self) -> None:
        """The first location, not the heading above it."""
        self.action_walk("first")
        if self.group is not None and not self.arrangement.is_folded(self.group.name):
            self.action_walk("down")

    def on_mount(self) -> None:
        """Which signs can be drawn is known now."""
        self._set_columns()

    def on_resize(self) -> None:
        """A narrow table has two columns."""
        narrow = self.size.width < schedule_rows.NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._set_columns()

    def _load(self) -> None:
        here, group = self.entry, self.group
        self.arrangement.load(RankedEntries(self._entries, self._parents, self._accuracy))
        self.set_rows(self.arrangement.most_numbers, self._cells, self._tone)
        self.order_rows()
        if here is not None:
            place = self._entries.place_of(here.row.subject)
            self.move_to(-1 if place is None else place)
        elif group is not None:
            self.move_to(self.arrangement.heading_of(group.name))

    def _set_columns(self) -> None:
        columns = self._name_widths.get(self._narrow)
        if columns is None:
            usual = schedule_rows.NARROW_COLUMNS if self._narrow else schedule_rows.COLUMNS
            columns = self._name_widths[self._narrow] = wide_enough(usual, self._entries.names)
        arranged, ascii_only = self.arrangement, glyphs_of(self).ascii_only
        self.set_columns(
            schedule_rows.sorted_columns(
                columns, arranged.sorting.column, backwards=arranged.backwards, ascii_only=ascii_only
            )
        )

    def _why_empty(self) -> str:
        if self.wanted:
            return f"No row holds '{self.wanted}'. Press Esc to see all."
        if self.arrangement.only_for is not None and self._entries:
            return f"Nothing is due for {self.arrangement.only_for}. Press m to see all."
        return self._nothing

    def _cells(self, index: int) -> tuple[str, ...] | Heading:
        ascii_only, group = glyphs_of(self).ascii_only, self.arrangement.group_at(index)
        if group is not None:
            folded = self.arrangement.is_folded(group.name)
            return Heading(
                schedule_rows.heading(group, self.arrangement.ranked, folded=folded, ascii_only=ascii_only)
            )  # fmt: skip
        each = self.arrangement.ranked[index]
        return (
            schedule_rows.narrow_cells(each.entry) if self._narrow else schedule_rows.cells(each, ascii_only=ascii_only)
        )

    def _tone(self, index: int) -> str:
        return schedule_rows.tone(self._entries[index]) if index < len(self._entries) else ""

"""The one table of the program: schedule, sheet and reconciliation are rows of plain strings in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from cyclecount_tui.tui.widgets.column_layout import Column
from cyclecount_tui.tui.widgets.table_keys import TABLE_BINDINGS
from cyclecount_tui.tui.widgets.table_view import TONES, Heading, RowSource, TableView

__all__ = ["TONES", "Column", "Heading", "LineTable", "RowSource"]

_WHEEL_ROWS = 3


class LineTable(TableView, can_focus=True, inherit_bindings=False):
    """A table with a sticky header and a cursor row.

    Rows are spoken of by their *source index* everywhere, in messages too, whatever their place on the screen.
    `letters` adds j, k, g and G to the cursor keys; leave it off where letters belong to an entry.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*TABLE_BINDINGS]

    @dataclass
    class Moved(Message):
        """Another row stands under the cursor; `index` is its source index, None when there is no row any more."""

        table: LineTable
        index: int | None

        @property
        def control(self) -> LineTable:
            """The table that was moved in."""
            return self.table

    @dataclass
    class Chosen(Message):
        """Enter, or a second click, on the row with source index `index`."""

        table: LineTable
        index: int

        @property
        def control(self) -> LineTable:
            """The table that was chosen from."""
            return self.table

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty_text: str = "Nothing to show.",
        letters: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, empty_text=empty_text, id=id, classes=classes)
        self._letters = letters
        self.when_moved: Callable[[], None] | None = None
        """Called in place of `Moved`, and at once: what is told of the row is drawn in one frame with it."""
        self._clicked: int | None = None

    def set_rows(self, count: int, cell_row: RowSource, style_of: Callable[[int], str] | None = None) -> None:
        """Show `count` rows in their own order; nothing is made for a row until it is drawn.

        `cell_row(index)` gives one string a column, `style_of(index)` one of `TONES` or "".
        The cursor keeps its place on the screen as far as there are rows.
        """
        before = self.cursor
        self._cell_row, self._tone_of = cell_row, style_of
        self._window.load(count)
        self._rows_changed(before)

    def add_rows(self, more: int) -> None:
        """There are more rows behind those that were set. Where none of them is in view, only their number is drawn.

        A table in an order of its own is shown in the rows' own order then.
        """
        before, shown, position = self.cursor, self._window.shown, len(self._position())
        in_order = self._window.load_more(more)
        if in_order and self._top + self._page <= shown and len(self._position()) == position:
            self._count_rows()
            self._refresh_position()
        else:
            self._rows_changed(before)

    def set_order(self, indices: Sequence[int] | None) -> None:
        """Show only these rows, in this order (a sort, a filter); None shows all. The cursor keeps its row.

        Raises:
            ValueError: when an index is not that of a row.
        """
        before = self.cursor
        self._window.reorder(indices)
        self._rows_changed(before)

    def move_to(self, index: int) -> None:
        """Put the cursor on the row with source `index`; nothing happens when that row is not shown."""
        place = self._window.place_of(index)
        if place is not None:
            self._go_to(place)

    def begin_at(self, index: int) -> None:
        """As `move_to`; where the first page does not show the row, the view begins with it."""
        self.move_to(index)
        place = self._window.place
        self._scroll_view_to(0 if place < self._page else place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters walk only when they were asked for; Enter is live only when there is a row."""
        if action == "walk_by_letter":
            return self._letters
        if action == "choose":
            return self._window.shown > 0
        return super().check_action(action, parameters)

    def action_walk(self, step: str) -> None:
        """Move the cursor: up, down, page_up, page_down, first or last."""
        strides = {"up": -1, "down": 1, "page_up": -self._page, "page_down": self._page}
        if step in strides:
            self._go_to(self._window.place + strides[step])
        else:
            self._go_to(0 if step == "first" else self._window.shown - 1)

    def action_walk_by_letter(self, step: str) -> None:
        """The same for j, k, g and G."""
        self.action_walk(step)

    def action_choose(self) -> None:
        """Say that the cursor row was chosen."""
        index = self.cursor
        if index is not None:
            self.post_message(self.Chosen(self, index))

    def on_click(self, event: events.Click) -> None:
        """The first click moves the cursor, a second one on the same row chooses it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1:
            return
        place = offset.y - 1 + self._top
        index = self._window.index_at(place)
        if index is None:
            return
        if index == self._clicked and index == self.cursor:
            self.action_choose()
            return
        self._go_to(place)
        self._clicked = index

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The view goes down, the cursor stays."""
        event.stop()
        self._scroll_view_to(self._top + _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The view goes up, the cursor stays."""
        event.stop()
        self._scroll_view_to(self._top - _WHEEL_ROWS)

    def _go_to(self, place: int) -> None:
        before, top = self._window.place, self._top
        moved = self._window.go_to(place)
        self._follow_cursor()  # the wheel may have left the cursor out of view
        if not moved:
            return
        self._clicked = None
        if self._top == top:
            self._refresh_place(before)
            self._refresh_place(self._window.place)
            self._refresh_position()
        self._announce()

    def _rows_changed(self, before: int | None) -> None:
        self._clicked = None
        self._resize_to_rows()
        if self.is_attached and bool(self._window.shown) != (before is not None):
            self.refresh_bindings()  # Enter comes and goes with the rows
        if self.cursor != before:
            self._announce()

    def _announce(self) -> None:
        if self.when_moved is None:
            self.post_message(self.Moved(self, self.cursor))
        else:
            self.when_moved()

"""Walking through a screen's table with the keys of the screen, so that it works where the table is hidden too."""

from __future__ import annotations

from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.screen import Screen

from cyclecount_tui.tui.widgets.line_table import LineTable


def _walk(keys: str, step: str, label: str, tooltip: str) -> Binding:
    return Binding(
        keys, f"walk('{step}')", label, show=False, id=f"walk-{step.replace('_', '-')}", tooltip=tooltip
    )  # fmt: skip


ENTRY_WALKING = [
    _walk("up", "up", "Up", "One line up"),
    _walk("down", "down", "Down", "One line down"),
    _walk("pageup", "page_up", "Page up", "One screen up"),
    _walk("pagedown", "page_down", "Page down", "One screen down"),
]
"""For screens on which letters and Home belong to an entry."""

LETTER_WALKING = [
    _walk("up,k", "up", "Up", "One line up"),
    _walk("down,j", "down", "Down", "One line down"),
    _walk("pageup", "page_up", "Page up", "One screen up"),
    _walk("pagedown,space", "page_down", "Page down", "One screen down"),
    _walk("home,g", "first", "First", "To the first line"),
    _walk("end,G", "last", "Last", "To the last line"),
]
"""For screens without an entry."""


class TableWalking(MessagePump):
    """Mixin for a screen with one `LineTable`, which never has the focus."""

    _table: LineTable | None = None

    @property
    def table(self) -> LineTable:
        """The table that is walked through; looked for once, since the keys of the screen ask for it often."""
        if self._table is None:
            assert isinstance(self, Screen)
            self._table = self.query_one(LineTable)
        return self._table

    def action_walk(self, step: str) -> None:
        """Move the cursor: up, down, page_up, page_down, first or last."""
        self.table.action_walk(step)


def unfocused(table: LineTable) -> LineTable:
    """The same table, out of the focus chain: a click moves its cursor, keys stay with the screen."""
    table.can_focus = False
    return table

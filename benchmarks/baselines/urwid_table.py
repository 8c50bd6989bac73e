"""urwid with the rows of a schedule; u changes one cell of the row under the cursor.

python -m benchmarks.baselines.urwid_table SCHEDULE.csv
"""

import sys
from pathlib import Path
from typing import Any

import urwid

from benchmarks.baselines.table_rows import line_of, rows_of

CELL = 2
"""The column whose cell changes."""


class Row(urwid.Text):  # type: ignore[misc]  # urwid is there for this alone, and may not be installed
    """A line that can be under the cursor."""

    _selectable = True

    def keypress(self, _size: object, key: str) -> str:
        """None of the keys is for a row."""
        return key


class Rows(urwid.ListWalker):  # type: ignore[misc]  # as above
    """Rows that are made when they are shown."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = rows
        self.focus = 0
        self._changes = 0

    def __getitem__(self, number: int) -> Any:
        return urwid.AttrMap(Row(line_of(self._rows[number]), wrap="clip"), None, "under")

    def next_position(self, number: int) -> int:
        """The row below."""
        if number + 1 >= len(self._rows):
            raise IndexError
        return number + 1

    def prev_position(self, number: int) -> int:
        """The row above."""
        if number <= 0:
            raise IndexError
        return number - 1

    def set_focus(self, number: int) -> None:
        """The cursor is on this row now."""
        self.focus = number
        self._modified()

    def change(self, key: str) -> None:
        """Another number in a cell under the cursor."""
        if key == "u":
            self._changes += 1
            self._rows[self.focus][CELL] = str(self._changes)
            self._modified()


if __name__ == "__main__":
    rows = Rows(rows_of(Path(sys.argv[1])))
    frame = urwid.Frame(urwid.ListBox(rows), header=urwid.Text("ready"))
    urwid.MainLoop(frame, [("under", "standout", "")], unhandled_input=rows.change, handle_mouse=False).run()

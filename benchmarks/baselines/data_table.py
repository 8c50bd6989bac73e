"""Textual's own `DataTable` with the rows of a schedule.

    python -m benchmarks.baselines.data_table SCHEDULE.csv

s sorts by the last column, f shows every other row or all of them.
"""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from benchmarks.baselines.table_rows import WIDTHS, rows_of


class TableApp(App[None]):
    """A table with a row cursor."""

    BINDINGS = [("s", "sort"), ("f", "filter")]  # noqa: RUF012 - as Textual's own examples have it

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self._rows = rows
        self._backwards = self._fewer = False

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        for name in WIDTHS:
            table.add_column(name, key=name)
        table.add_rows(self._rows)

    def action_sort(self) -> None:
        """The other way round each time."""
        self._backwards = not self._backwards
        self.query_one(DataTable).sort("assigned_to", reverse=self._backwards)

    def action_filter(self) -> None:
        """Every other row, or all."""
        self._fewer = not self._fewer
        table = self.query_one(DataTable)
        table.clear()
        table.add_rows(self._rows[:: 2 if self._fewer else 1])


if __name__ == "__main__":
    TableApp(rows_of(Path(sys.argv[1]))).run(mouse=False)

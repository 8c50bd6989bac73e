"""A table whose rows can be narrowed down by typing; the filter's row works with any of them."""

from __future__ import annotations

from cyclecount_tui.tui.widgets.line_table import LineTable


class SearchedTable(LineTable):
    """Shows only what holds `wanted`; how rows are found and ordered is the table's own matter."""

    wanted = ""

    def search(self, wanted: str) -> None:
        """Show only what holds `wanted`, the cursor on the first of it; with nothing wanted it keeps its row."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        self.order_rows()
        if wanted:
            self.go_to_first()

    def order_rows(self) -> None:
        """Show the rows that are wanted, in their order; a table says how."""
        raise NotImplementedError

    def go_to_first(self) -> None:
        """Put the cursor on the first row."""
        self.action_walk("first")

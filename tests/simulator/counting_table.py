"""A table that counts how many rows were looked at."""

from collections.abc import Iterator
from typing import Any, cast

from cyclecount_tui.simulator import Plant
from cyclecount_tui.simulator.plant.table import Table


class CountingTable(Table[Any]):
    """A table that notes each row it hands out."""

    touched: int

    def get(self, row_id: int | None) -> Any:
        """The row with this id, counted."""
        self.touched += 1
        return super().get(row_id)

    def __getitem__(self, row_id: int) -> Any:
        self.touched += 1
        return super().__getitem__(row_id)

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            self.touched += 1
            yield row


def count_rows(plant: Plant, name: str) -> CountingTable:
    """From now on, count the rows of one of the plant's tables that are looked at."""
    table = getattr(plant, name)
    table.__class__ = CountingTable
    table.touched = 0
    return cast("CountingTable", table)

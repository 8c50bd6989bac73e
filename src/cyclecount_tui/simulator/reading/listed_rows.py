"""The rows of a list, known by their ids and fetched only where somebody looks."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

from cyclecount_tui.simulator.plant.table import Table


class ListedRows(Sequence[Any]):
    """Rows of a table in the order of the given ids.

    Args:
        table: where the rows are.
        ids: which rows, in which order.
    """

    def __init__(self, table: Table[Any], ids: Sequence[int]) -> None:
        self._table = table
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Any]:
        return (self._table[row_id] for row_id in self._ids)

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self._table[row_id] for row_id in self._ids[place]]
        return self._table[self._ids[place]]

    def by_id(self, *, downwards: bool) -> "ListedRows":
        """The same rows by id; the ids must be rising."""
        return ListedRows(self._table, self._ids[::-1]) if downwards else self

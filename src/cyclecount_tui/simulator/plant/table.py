"""A table of rows by id, with indexes on the columns that lists are narrowed by."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from cyclecount_tui.simulator.plant.rows import Row

RowT = TypeVar("RowT", bound=Row)


class Table(Generic[RowT]):
    """Rows by id, in the order they were added; indexed columns change only through `change`.

    Args:
        row_class: the dataclass of the rows.
        indexed: names of the columns to index.
        first_id: the id the first new row gets.
    """

    def __init__(self, row_class: type[RowT], *indexed: str, first_id: int = 1) -> None:
        self.row_class = row_class
        self.next_id = first_id
        self._rows: dict[int, RowT] = {}
        self._indexes: dict[str, dict[object, set[int]]] = {column: {} for column in indexed}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RowT]:
        return iter(list(self._rows.values()))

    def __contains__(self, row_id: object) -> bool:
        return row_id in self._rows

    @property
    def indexed(self) -> frozenset[str]:
        """The columns that have an index."""
        return frozenset(self._indexes)

    def get(self, row_id: int | None) -> RowT | None:
        """The row with this id, or None."""
        return None if row_id is None else self._rows.get(row_id)

    def __getitem__(self, row_id: int) -> RowT:
        return self._rows[row_id]

    def by(self, column: str, value: object) -> list[RowT]:
        """The rows whose indexed `column` holds `value`, by id."""
        return [self._rows[row_id] for row_id in sorted(self._indexes[column].get(value, ()))]

    def count_by(self, column: str, value: object) -> int:
        """How many rows hold `value` in the indexed `column`."""
        return len(self._indexes[column].get(value, ()))

    def add(self, row: RowT) -> RowT:
        """Put a row in; ids already given out are never given again."""
        self._rows[row.id] = row
        self.next_id = max(self.next_id, row.id + 1)
        for column, index in self._indexes.items():
            index.setdefault(getattr(row, column), set()).add(row.id)
        return row

    def change(self, row: RowT, **values: object) -> None:
        """Set columns of a row and keep the indexes true."""
        for column, value in values.items():
            if column in self._indexes:
                self._move(column, row, value)
            setattr(row, column, value)

    def remove(self, row: RowT) -> None:
        """Take a row out; its id stays used."""
        del self._rows[row.id]
        for column, index in self._indexes.items():
            index[getattr(row, column)].discard(row.id)

    def _move(self, column: str, row: RowT, value: object) -> None:
        index = self._indexes[column]
        index[getattr(row, column)].discard(row.id)
        index.setdefault(value, set()).add(row.id)

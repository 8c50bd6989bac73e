"""A table of rows by id, with indexes on the columns that lists are narrowed by."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from cyclecount_tui.simulator.plant.rows import Row

RowT = TypeVar("RowT", bound=Row)


class Table(Generic[RowT]):
    """Rows by id, in the order they were added; indexed columns change only through `change`.

    Every list of ids is kept rising, so that a page is cut from it without sorting and without touching
    the rows of other pages. Rows whose indexed column is empty are in no index.

    Args:
        row_class: the dataclass of the rows.
        indexed: names of the columns to index.
        first_id: the id the first new row gets.
    """

    def __init__(self, row_class: type[RowT], *indexed: str, first_id: int = 1) -> None:
        self.row_class = row_class
        self.next_id = first_id
        self._rows: dict[int, RowT] = {}
        self._ids: list[int] = []
        self._indexes: dict[str, dict[object, list[int]]] = {column: {} for column in indexed}

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

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows, rising; to read, not to keep."""
        return self._ids

    def get(self, row_id: int | None) -> RowT | None:
        """The row with this id, or None."""
        return None if row_id is None else self._rows.get(row_id)

    def __getitem__(self, row_id: int) -> RowT:
        return self._rows[row_id]

    def by(self, column: str, value: object) -> list[RowT]:
        """The rows whose indexed `column` holds `value`, by id."""
        return [self[row_id] for row_id in self.ids_by(column, value)]

    def ids_by(self, column: str, value: object) -> Sequence[int]:
        """The ids of the rows whose indexed `column` holds `value`, rising; to read, not to keep."""
        return self._indexes[column].get(value, ())

    def values_of(self, column: str) -> Iterator[object]:
        """What the indexed `column` holds, each value once."""
        return (value for value, ids in self._indexes[column].items() if ids)

    def count_by(self, column: str, value: object) -> int:
        """How many rows hold `value` in the indexed `column`."""
        return len(self.ids_by(column, value))

    def add(self, row: RowT) -> RowT:
        """Put a row in; ids already given out are never given again."""
        row_id = row.id
        self._rows[row_id] = row
        _put(self._ids, row_id)
        self.next_id = max(self.next_id, row_id + 1)
        for column, index in self._indexes.items():
            _put_under(index, getattr(row, column), row_id)
        return row

    def add_all(self, rows: Sequence[RowT]) -> None:
        """Put many rows in at once; their ids must rise, and be above all that were given out."""
        ids = [row.id for row in rows]
        if ids != sorted(set(ids)) or (ids and ids[0] < self.next_id):
            raise ValueError("Rows are added together only with rising ids that are new.")
        self._rows.update(zip(ids, rows, strict=True))
        self._ids.extend(ids)
        self.next_id = ids[-1] + 1 if ids else self.next_id
        for column, index in self._indexes.items():
            for value, row_id in zip(map(attrgetter(column), rows), ids, strict=True):
                if value is not None:
                    index.setdefault(value, []).append(row_id)

    def change(self, row: RowT, **values: object) -> None:
        """Set columns of a row and keep the indexes true."""
        for column, value in values.items():
            index = self._indexes.get(column)
            if index is not None:
                _take_from(index, getattr(row, column), row.id)
                _put_under(index, value, row.id)
            setattr(row, column, value)

    def remove(self, row: RowT) -> None:
        """Take a row out; its id stays used."""
        del self._rows[row.id]
        _take(self._ids, row.id)
        for column, index in self._indexes.items():
            _take_from(index, getattr(row, column), row.id)


def _put_under(index: dict[object, list[int]], value: object, row_id: int) -> None:
    if value is not None:
        ids = index.get(value)
        if ids is None:
            index[value] = [row_id]
        else:
            _put(ids, row_id)


def _take_from(index: dict[object, list[int]], value: object, row_id: int) -> None:
    if value is not None:
        _take(index[value], row_id)


def _put(ids: list[int], row_id: int) -> None:
    if not ids or ids[-1] < row_id:
        ids.append(row_id)
    else:
        insort(ids, row_id)


def _take(ids: list[int], row_id: int) -> None:
    del ids[bisect_left(ids, row_id)]

"""Sort orders: ION's enumeration values become keys; empty values come last going up, first going down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cyclecount_tui.simulator.reading.columns import reader
from cyclecount_tui.simulator.reading.listed_rows import ListedRows
from cyclecount_tui.simulator.reading.values import Read

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

BY_ID = frozenset({"ID_ASC", "ID_DESC"})
ALWAYS_EMPTY = frozenset({"_LAST_SESSION_ID"})
SPECIAL_FIELDS = {"_STATUS": "status", "_COST": "_cost", "KITTED": "kitted"}


def in_order(plant: "Plant", rows: ListedRows, node: str, orders: Sequence[str] | None) -> Sequence[Any]:
    """The rows by the given orders, the first one strongest, and by id where they leave a tie.

    Rows that come by id, rising, are put by id without being looked at. Without any order the rows come as a
    database that promises none would give them: last written last.
    """
    if not orders:
        return sorted(rows, key=lambda row: (row.updated, row.id))
    if orders[0] in BY_ID:
        return rows.by_id(downwards=orders[0] == "ID_DESC")
    ordered = list(rows)
    for order in reversed(orders):
        field, _, direction = order.rpartition("_")
        _sort(plant, ordered, _reader(node, field), downwards=direction == "DESC")
    return ordered


def distinct(plant: "Plant", rows: Sequence[Any], node: str, orders: Sequence[str] | None) -> Sequence[Any]:
    """The first row of each combination of the named values."""
    if not orders:
        return rows
    readers = [_reader(node, order.rpartition("_")[0]) for order in orders]
    firsts: dict[tuple[object, ...], Any] = {}
    for row in rows:
        firsts.setdefault(tuple(read(plant, row) for read in readers), row)
    return list(firsts.values())


def _reader(node: str, field: str) -> Read:
    if field in ALWAYS_EMPTY:
        return lambda _plant, _row: None
    return reader(node, SPECIAL_FIELDS.get(field) or _field_name(field))


def _field_name(field: str) -> str:
    first, *rest = field.lstrip("_").lower().split("_")
    name = first + "".join(word.capitalize() for word in rest)
    return f"_{name}" if field.startswith("_") else name


def _sort(plant: "Plant", rows: list[Any], read: Read, *, downwards: bool) -> None:
    keyed = [(read(plant, row), row) for row in rows]
    full = [pair for pair in keyed if pair[0] is not None]
    empty = [row for value, row in keyed if value is None]
    full.sort(key=lambda pair: pair[0], reverse=downwards)  # type: ignore[arg-type,return-value]  # one column, one type
    ordered = [row for _, row in full]
    rows[:] = [*empty, *ordered] if downwards else [*ordered, *empty]

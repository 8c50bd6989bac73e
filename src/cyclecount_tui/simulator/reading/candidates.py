"""Narrowing a list by an index before its filter is tried row by row."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cyclecount_tui.simulator.plant.rows import Row
from cyclecount_tui.simulator.plant.table import Table
from cyclecount_tui.simulator.reading.columns import column_name
from cyclecount_tui.simulator.reading.conditions import comparable

IDS = frozenset({"id", "partId", "locationId", "partKitId", "parentId", "entityId", "partInventoryId"})


def candidates(table: Table[Any], filters: Mapping[str, Any] | None) -> Iterable[Any]:
    """The rows that can pass a filter: few when a key with an index is pinned by `eq` or `in`, else all."""
    narrowest: list[Row] | None = None
    for key, wanted in _pinned(filters or {}):
        found = _found(table, key, wanted)
        if found is not None and (narrowest is None or len(found) < len(narrowest)):
            narrowest = found
    return table if narrowest is None else narrowest


def _pinned(filters: Mapping[str, Any]) -> Iterable[tuple[str, list[Any]]]:
    for key, condition in filters.items():
        if key == "and_":
            for branch in condition or ():
                yield from _pinned(branch or {})
        elif isinstance(condition, Mapping):
            wanted = _wanted(condition)
            if wanted is not None:
                yield key, wanted


def _wanted(condition: Mapping[str, Any]) -> list[Any] | None:
    if condition.get("eq") is not None:
        return [condition["eq"]]
    choices = condition.get("in")
    return list(choices) if isinstance(choices, list) else None


def _found(table: Table[Any], key: str, wanted: list[Any]) -> list[Row] | None:
    look_up = _look_up(table, key)
    if look_up is None:
        return None
    values = {comparable(value, is_id=key in IDS) for value in wanted if value is not None}
    return [row for value in values for row in look_up(value)]


def _look_up(table: Table[Any], key: str) -> Callable[[object], list[Row]] | None:
    if key == "id":
        return lambda value: [table[value]] if isinstance(value, int) and value in table else []
    column = column_name(key)
    return (lambda value: table.by(column, value)) if column in table.indexed else None

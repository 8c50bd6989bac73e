"""Narrowing a list by an index before its filter is tried row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cyclecount_tui.simulator.plant.status_index import ids_that_may_have
from cyclecount_tui.simulator.plant.table import Table
from cyclecount_tui.simulator.reading.columns import column_name
from cyclecount_tui.simulator.reading.conditions import comparable

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

IDS = frozenset(
    {"id", "partId", "locationId", "partKitId", "parentId", "originPartInventoryId", "partInventoryId"}
    | {"receiptId", "purchaseOrderLineId"}
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows that can pass a filter.

    Attributes:
        ids: their ids, rising.
        exact: they all do pass; no row has to be looked at.
    """

    ids: Sequence[int]
    exact: bool


def candidates(plant: "Plant", table: Table[Any], filters: Mapping[str, Any] | None) -> Candidates:
    """The rows that can pass a filter: few when a key with an index is pinned by `eq` or `in`, else all."""
    conditions = list(_conditions(filters or {}))
    narrowest: Candidates | None = None
    for key, condition in conditions:
        found = _found(plant, table, key, condition)
        if found is not None and (narrowest is None or len(found.ids) < len(narrowest.ids)):
            narrowest = found
    if narrowest is None:
        return Candidates(table.ids, exact=not conditions)
    return Candidates(narrowest.ids, exact=narrowest.exact and len(conditions) == 1)


def _conditions(filters: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What must hold, key by key; `and_` opened up, and what lets everything through left out."""
    for key, condition in filters.items():
        if key == "and_":
            for branch in condition or ():
                yield from _conditions(branch or {})
        elif key == "or_":
            if any(branch is not None for branch in condition or ()):
                yield key, condition
        elif condition is not None:
            yield key, condition


def _found(plant: "Plant", table: Table[Any], key: str, condition: Any) -> Candidates | None:
    wanted = _wanted(condition) if isinstance(condition, Mapping) else None
    if wanted is None:
        return None
    if key == "status" and table is plant.inventory:
        tied = ids_that_may_have(plant, wanted)
        return None if tied is None else Candidates(tied, exact=False)
    ids = _ids(table, key, {comparable(value, is_id=key in IDS) for value in wanted if value is not None})
    return None if ids is None else Candidates(ids, exact=len(condition) == 1)


def _wanted(condition: Mapping[str, Any]) -> list[Any] | None:
    if condition.get("eq") is not None:
        return [condition["eq"]]
    choices = condition.get("in")
    return list(choices) if isinstance(choices, list) else None


def _ids(table: Table[Any], key: str, values: Iterable[object]) -> Sequence[int] | None:
    if key == "id":
        return sorted(value for value in values if isinstance(value, int) and value in table)
    column = column_name(key)
    if column not in table.indexed:
        return None
    found = [table.ids_by(column, value) for value in values]
    return found[0] if len(found) == 1 else sorted({row_id for ids in found for row_id in ids})

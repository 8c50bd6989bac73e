"""Fields around inventory records that are more than a column or a link: timelines and issued stock."""

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from cyclecount_tui.simulator.plant.entities import Entity
from cyclecount_tui.simulator.plant.quantities import available_quantity
from cyclecount_tui.simulator.plant.rows import Change, Inventory
from cyclecount_tui.simulator.reading.paging import Connection
from cyclecount_tui.simulator.session import Session

READ_BACK: dict[str, Callable[[str], object]] = {
    "quantity": Decimal,
    "quantity_scrapped": Decimal,
    "location_id": int,
    "unavailable": lambda text: text == "True",
}
FIELD_NAMES = {
    "quantity_scrapped": "quantityScrapped",
    "location_id": "locationId",
    "lot_number": "lotNumber",
    "serial_number": "serialNumber",
}


def aggregates(session: Session, connection: Connection) -> dict[str, Any]:
    """Sums over the whole list, not the page."""
    records: Sequence[Inventory] = connection.rows
    return {
        "sum": {
            "quantity": sum((record.quantity for record in records), Decimal(0)),
            "quantityAvailable": sum((available_quantity(session.plant, record) for record in records), Decimal(0)),
        },
        "count": len(records),
    }


def changed_attributes(_: Session, change: Change) -> list[dict[str, str | None]]:
    """What one entry of a timeline changed."""
    return [
        {"field": FIELD_NAMES.get(column, column), "oldValue": change.old.get(column), "newValue": value}
        for column, value in change.new.items()
    ]


def old_values(session: Session, change: Change) -> Inventory | None:
    """The record with the values it had before; None for its creation."""
    return _as_of(session, change, change.old) if change.event_type != "CREATE" else None


def new_values(session: Session, change: Change) -> Inventory | None:
    """The record with the values it got."""
    return _as_of(session, change, change.new)


def _as_of(session: Session, change: Change, values: dict[str, str | None]) -> Inventory | None:
    plant = session.plant
    record = plant.inventory.get(change.part_inventory_id)
    if record is None:
        return None
    later = [each for each in plant.changes.by("part_inventory_id", record.id) if _order(each) > _order(change)]
    as_of_then: dict[str, str | None] = {}
    for each in sorted(later, key=_order, reverse=True):  # what a later change found was there before it, too
        as_of_then.update(each.old)
    as_of_then.update(values)
    return dataclasses.replace(record, **{column: _read(column, text) for column, text in as_of_then.items()})


def _order(change: Change) -> tuple[datetime, int]:
    return change.created, change.id


def _read(column: str, text: str | None) -> Any:
    convert = READ_BACK.get(column)
    return text if text is None or convert is None else convert(text)


def entity_of(node: str, row: Any) -> Entity | None:
    """The entity of a row of some type."""
    return Entity(row.entity_id, node, row)


def entity_rows(node: str, entity: Entity) -> list[Any]:
    """The row behind an entity when it is of the type asked for."""
    return [entity.row] if entity.node == node else []

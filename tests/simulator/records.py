"""Finding and making inventory records that a test needs."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cyclecount_tui.simulator import Plant
from cyclecount_tui.simulator.plant.rows import Inventory


def record_where(plant: Plant, fits: Callable[[Inventory], bool]) -> Inventory:
    return next(record for record in plant.inventory if fits(record))


def available(plant: Plant, tracking: str | None = None, above: int = 5) -> Inventory:
    """An AVAILABLE record of a part tracked so, with more than `above` (any, for serial numbers)."""

    def fits(record: Inventory) -> bool:
        part = plant.parts[record.part_id]
        enough = tracking == "SERIAL" or record.quantity > above
        right_part = part.tracking_type == tracking and part.part_type == "PART"
        return right_part and enough and plant.status_of(record) == "AVAILABLE"

    return record_where(plant, fits)


def with_status(plant: Plant, status: str) -> Inventory:
    return record_where(plant, lambda record: record.quantity > 0 and plant.status_of(record) == status)


def beside(plant: Plant, record: Inventory, quantity: Decimal, **values: Any) -> Inventory:
    """A second record of the same stock."""
    twin = Inventory(
        id=plant.inventory.next_id,
        part_id=record.part_id,
        location_id=record.location_id,
        lot_number=record.lot_number,
        unit_of_measure_id=record.unit_of_measure_id,
        quantity=quantity,
        **values,
    )
    plant.born(twin, by=1)
    return plant.inventory.add(twin)

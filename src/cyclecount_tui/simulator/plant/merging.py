"""Which inventory records ION would merge into one."""

from typing import TYPE_CHECKING

from cyclecount_tui.simulator.plant.rows import Inventory

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

MERGEABLE_STATUSES = frozenset({"AVAILABLE", "UNAVAILABLE"})


def can_be_merged(plant: "Plant", record: Inventory) -> bool:
    """Not a tool, no serial number, and neither kitted, installed, scrapped, in work nor on order."""
    part = plant.parts[record.part_id]
    single = record.serial_number is not None or part.part_type == "TOOL" or part.tracking_type == "SERIAL"
    return not single and plant.status_of(record) in MERGEABLE_STATUSES


def may_be_merged(plant: "Plant", first: Inventory, second: Inventory) -> bool:
    """Whether two records are one and the same stock: part, lot, location and unit agree."""
    return _stock(first) == _stock(second) and can_be_merged(plant, first) and can_be_merged(plant, second)


def merge_candidates(plant: "Plant", record: Inventory) -> list[Inventory]:
    """The other records a record could be merged with, by id."""
    if record.location_id is None:
        return []
    beside = plant.inventory.by("location_id", record.location_id)
    return [other for other in beside if other.id != record.id and may_be_merged(plant, record, other)]


def _stock(record: Inventory) -> tuple[object, ...]:
    return record.part_id, record.lot_number, record.location_id, record.unit_of_measure_id

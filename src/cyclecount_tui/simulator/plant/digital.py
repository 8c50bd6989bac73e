"""What ION's records at a location add up to, line by line."""

from decimal import Decimal
from typing import TYPE_CHECKING

from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.plant.truth import LineKey

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant


def line_of(plant: "Plant", record: Inventory) -> LineKey:
    """The line an inventory record belongs to."""
    part = plant.parts[record.part_id]
    return LineKey(part.part_number, part.revision, record.lot_number, record.serial_number)


def digital_lines(plant: "Plant", location_id: int) -> dict[LineKey, Decimal]:
    """The sums by line of the records above 0 that are not INSTALLED (the cycle-counting SOP's rule)."""
    lines: dict[LineKey, Decimal] = {}
    for record in plant.inventory.by("location_id", location_id):
        if record.quantity > 0 and plant.status_of(record) != "INSTALLED":
            line = line_of(plant, record)
            lines[line] = lines.get(line, Decimal(0)) + record.quantity
    return lines

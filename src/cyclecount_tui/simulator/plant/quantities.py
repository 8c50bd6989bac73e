"""The quantities ION derives for an inventory record from kits and installations."""

from decimal import Decimal
from typing import TYPE_CHECKING

from cyclecount_tui.simulator.plant.rows import Inventory, KitItem

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

CLOSED_KIT_STATUSES = frozenset({"COMPLETED", "CANCELED"})


def kitted_quantity(plant: "Plant", record: Inventory) -> Decimal:
    """How much of a record is issued to kits that are still open."""
    total = Decimal(0)
    for issue in plant.kit_issues.by("part_inventory_id", record.id):
        kit = plant.kits[plant.kit_items[issue.part_kit_item_id].part_kit_id]
        if kit.status not in CLOSED_KIT_STATUSES:
            total += issue.quantity
    return total


def installed_quantity(plant: "Plant", record: Inventory) -> Decimal:
    """How much of a record is installed on assemblies."""
    installations = plant.installations.by("part_inventory_id", record.id)
    return sum((installation.quantity for installation in installations), Decimal(0))


def available_quantity(plant: "Plant", record: Inventory) -> Decimal:
    """What is left of a record after kits, installations and scrap; never below 0."""
    taken = kitted_quantity(plant, record) + installed_quantity(plant, record) + record.quantity_scrapped
    return max(record.quantity - taken, Decimal(0))


def fulfilled_quantity(plant: "Plant", item: KitItem) -> Decimal:
    """How much has been issued to a kit item."""
    return sum((issue.quantity for issue in plant.kit_issues.by("part_kit_item_id", item.id)), Decimal(0))

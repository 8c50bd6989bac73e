"""The values ION derives rather than keeps, by type and field."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cyclecount_tui.simulator.plant import rows
from cyclecount_tui.simulator.plant.merging import merge_candidates
from cyclecount_tui.simulator.plant.places import ancestors, descendants
from cyclecount_tui.simulator.plant.quantities import (
    available_quantity,
    fulfilled_quantity,
    installed_quantity,
    kitted_quantity,
)
from cyclecount_tui.simulator.plant.status import OPEN_PURCHASE_STATUSES, OPEN_RUN_STATUSES

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

Read = Callable[["Plant", Any], object]
ORGANIZATION_ID = 1


def _fully(amount: Callable[["Plant", rows.Inventory], Decimal]) -> Read:
    def read(plant: "Plant", record: rows.Inventory) -> bool:
        return record.quantity > 0 and amount(plant, record) >= record.quantity

    return read


def _part_value(field: str) -> Read:
    def read(plant: "Plant", record: rows.Inventory) -> object:
        return getattr(plant.parts[record.part_id], field)

    return read


def _total_cost(plant: "Plant", record: rows.Inventory) -> Decimal | None:
    unit_cost = record.cost if record.cost is not None else plant.parts[record.part_id].cost
    return None if unit_cost is None else unit_cost * record.quantity


def _latest_revision(plant: "Plant", part: rows.Part) -> str:
    return max(other.revision for other in plant.parts.by("part_number", part.part_number))


def _is_latest_revision(plant: "Plant", part: rows.Part) -> bool:
    return part.revision == _latest_revision(plant, part)


def _part_total(plant: "Plant", part: rows.Part) -> int:
    records = plant.inventory.by("part_id", part.id)
    return int(sum((record.quantity for record in records), Decimal(0)))


def _unfulfilled(plant: "Plant", item: rows.KitItem) -> Decimal:
    return max(item.quantity - fulfilled_quantity(plant, item), Decimal(0))


def _item_fulfilled(plant: "Plant", item: rows.KitItem) -> bool:
    return _unfulfilled(plant, item) == 0


def _percent_fulfilled(plant: "Plant", kit: rows.Kit) -> int:
    items = plant.kit_items.by("part_kit_id", kit.id)
    full = sum(1 for item in items if _item_fulfilled(plant, item))
    return 100 * full // len(items) if items else 0


def _issue_inventory_ids(_: "Plant", issue: rows.Issue) -> list[int]:
    return issue.part_inventory_ids


def _nothing(_: "Plant", __: object) -> None:
    return None


def _always(value: object) -> Read:
    return lambda _plant, _row: value


VALUES: dict[str, dict[str, Read]] = {
    "PartInventory": {
        "status": lambda plant, record: plant.status_of(record),
        "quantityAvailable": available_quantity,
        "quantityKitted": kitted_quantity,
        "quantityIssued": kitted_quantity,
        "quantityInstalled": installed_quantity,
        "kitted": _fully(kitted_quantity),
        "installed": _fully(installed_quantity),
        "received": lambda plant, record: plant.status_of(record) != "ON_ORDER",
        "identifiable": lambda _, record: bool(record.serial_number or record.lot_number),
        "identity": lambda _, record: record.serial_number or record.lot_number,
        "trackingType": _part_value("tracking_type"),
        "usageType": _part_value("part_type"),
        "Cost": lambda _, record: record.cost,
        "_cost": lambda _, record: record.cost,
        "estimatedTotalCost": _total_cost,
        "mergeCandidateIds": lambda plant, record: [other.id for other in merge_candidates(plant, record)],
        "maintenanceStatus": _nothing,
        "serviceDueDate": _nothing,
        "estimatedArrival": _nothing,
        "needDate": _nothing,
        "prettyStr": lambda plant, record: f"{plant.parts[record.part_id].part_number} #{record.id}",
    },
    "Part": {
        "quantity": _part_total,
        "latestRevision": _latest_revision,
        "isLatestRevision": _is_latest_revision,
        "prettyStr": lambda _, part: f"{part.part_number} {part.revision}",
        "_PartsInventoryCount": lambda plant, part: plant.inventory.count_by("part_id", part.id),
    },
    "UnitOfMeasurement": {"prettyStr": lambda _, unit: unit.type},
    "Location": {
        "prettyStr": lambda _, place: place.name,
        "latitude": _nothing,
        "longitude": _nothing,
        "locationSubtypeId": _nothing,
        "contactId": _nothing,
        "imageId": _nothing,
        "_PartInventoriesCount": lambda plant, place: plant.inventory.count_by("location_id", place.id),
        "_PartKitsCount": lambda plant, place: plant.kits.count_by("location_id", place.id),
        "_AllChildrenCount": lambda plant, place: len(descendants(plant, place)),
        "_AllParentsCount": lambda plant, place: len(ancestors(plant, place)),
    },
    "PartKit": {
        "percentKitted": _percent_fulfilled,
        "percentFulfilled": _percent_fulfilled,
        "fulfilled": lambda plant, kit: _percent_fulfilled(plant, kit) == 100,
        "prettyStr": lambda _, kit: f"Kit {kit.id}",
        "_PartKitItemsCount": lambda plant, kit: plant.kit_items.count_by("part_kit_id", kit.id),
    },
    "PartKitItem": {
        "quantityFulfilled": fulfilled_quantity,
        "quantityUnfulfilled": _unfulfilled,
        "fulfilled": _item_fulfilled,
        "originMbomItemId": _nothing,
        "prettyStr": lambda _, item: f"Kit item {item.id}",
    },
    "Run": {
        "isOpen": lambda _, run: run.status in OPEN_RUN_STATUSES,
        "archived": _always(False),
        "description": _nothing,
        "assignedToId": _nothing,
        "prettyStr": lambda _, run: f"Run {run.id}",
    },
    "PurchaseOrderLine": {
        "isOpen": lambda _, line: line.status in OPEN_PURCHASE_STATUSES,
        "prettyStr": lambda _, line: f"Purchase order line {line.id}",
    },
    "Receipt": {"prettyStr": lambda _, receipt: f"Receipt {receipt.id}"},
    "ReceiptItem": {"prettyStr": lambda _, item: f"Receipt item {item.id}"},
    "Issue": {
        "partInventoryId": _issue_inventory_ids,
        "prettyStr": lambda _, issue: f"Issue {issue.id}",
    },
    "AbomInstallation": {"buildRequirementReferenceDesignatorId": _nothing},
    "User": {"organizationId": _always(ORGANIZATION_ID)},
    "Comment": {"entityId": lambda _, comment: comment.about_entity_id},
    "PartInventoryEvents": {
        "Created": lambda _, change: change.created,
        "Updated": lambda _, change: change.created,
        "timestamp": lambda _, change: change.created,
    },
}

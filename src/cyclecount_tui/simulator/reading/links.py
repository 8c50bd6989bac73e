"""How the rows hang together: for each type, its linked fields, where they lead and how to follow them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cyclecount_tui.simulator.plant import rows
from cyclecount_tui.simulator.plant.places import ancestors, descendants

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

Follow = Callable[["Plant", Any], list[Any]]


@dataclass(frozen=True, slots=True)
class Link:
    """A linked field: the type it leads to, how to follow it, and whether it is a list."""

    node: str
    follow: Follow
    many: bool


def one(node: str, table: str, column: str) -> Link:
    """A link to the row whose id is in a column."""

    def follow(plant: "Plant", row: Any) -> list[Any]:
        found = getattr(plant, table).get(getattr(row, column))
        return [] if found is None else [found]

    return Link(node, follow, many=False)


def one_in_a_list(node: str, table: str, column: str) -> Link:
    """The same, where ION's schema has a list of one."""
    return replace(one(node, table, column), many=True)


def many(node: str, table: str, column: str) -> Link:
    """A link to the rows that hold this row's id in an indexed column."""
    return Link(node, lambda plant, row: getattr(plant, table).by(column, row.id), many=True)


def listed(node: str, follow: Follow) -> Link:
    """A link to several rows, found by a function."""
    return Link(node, follow, many=True)


def never(node: str) -> Link:
    """A link to things that the simulator does not hold: always empty."""
    return Link(node, lambda _plant, _row: [], many=True)


def _place_of(plant: "Plant", record: rows.Inventory) -> rows.Place | None:
    return plant.places.get(record.location_id)


def _record_places(plant: "Plant", record: rows.Inventory) -> list[rows.Place]:
    place = _place_of(plant, record)
    return [place, *ancestors(plant, place)] if place is not None else []


def _record_kit_items(plant: "Plant", record: rows.Inventory) -> list[rows.KitItem]:
    issues = plant.kit_issues.by("part_inventory_id", record.id)
    return _distinct(plant.kit_items[issue.part_kit_item_id] for issue in issues)


def _record_kits(plant: "Plant", record: rows.Inventory) -> list[rows.Kit]:
    return _distinct(plant.kits[item.part_kit_id] for item in _record_kit_items(plant, record))


def _record_issues(plant: "Plant", record: rows.Inventory) -> list[rows.Issue]:
    return [issue for issue in plant.issues if record.id in issue.part_inventory_ids]


def _record_receipts(plant: "Plant", record: rows.Inventory) -> list[rows.Receipt]:
    items = plant.receipt_items.by("part_inventory_id", record.id)
    return _distinct(plant.receipts[item.receipt_id] for item in items)


def _issued_to_kit(plant: "Plant", kit: rows.Kit) -> list[rows.KitIssue]:
    items = plant.kit_items.by("part_kit_id", kit.id)
    return [issue for item in items for issue in plant.kit_issues.by("part_kit_item_id", item.id)]


def _run_places(plant: "Plant", run: rows.Run) -> list[rows.Place]:
    place = plant.places.get(run.location_id)
    return [] if place is None else [place]


def _run_issues(plant: "Plant", run: rows.Run) -> list[rows.Issue]:
    return [issue for issue in plant.issues if run.part_inventory_id in issue.part_inventory_ids]


def _with(table: str, column: str) -> Follow:
    def follow(plant: "Plant", row: Any) -> list[Any]:
        return [other for other in getattr(plant, table) if getattr(other, column) == row.id]

    return follow


def _issue_records(plant: "Plant", issue: rows.Issue) -> list[rows.Inventory]:
    return _existing(plant.inventory.get(record_id) for record_id in issue.part_inventory_ids)


def _comments_on(plant: "Plant", row: rows.Row) -> list[rows.Comment]:
    return plant.comments.by("about_entity_id", row.entity_id)


def _revisions(plant: "Plant", part: rows.Part) -> list[rows.Part]:
    return plant.parts.by("part_number", part.part_number)


def _existing(found: Iterable[Any]) -> list[Any]:
    return [row for row in found if row is not None]


def _distinct(found: Iterable[Any]) -> list[Any]:
    return list({row.id: row for row in found}.values())


def _authors() -> dict[str, Link]:
    return {
        "createdBy": one("User", "people", "created_by_id"),
        "updatedBy": one("User", "people", "updated_by_id"),
    }


LINKS: dict[str, dict[str, Link]] = {
    "PartInventory": {
        **_authors(),
        "part": one("Part", "parts", "part_id"),
        "location": one("Location", "places", "location_id"),
        "unitOfMeasure": one("UnitOfMeasurement", "units", "unit_of_measure_id"),
        "originPartInventory": one("PartInventory", "inventory", "origin_part_inventory_id"),
        "partInventories": many("PartInventory", "inventory", "origin_part_inventory_id"),
        "parentLocations": listed("Location", _record_places),
        "partKits": listed("PartKit", _record_kits),
        "partKitItems": listed("PartKitItem", _record_kit_items),
        "runs": many("Run", "runs", "part_inventory_id"),
        "originRuns": never("Run"),
        "runSteps": never("RunStep"),
        "issues": listed("Issue", _record_issues),
        "purchaseOrderLines": many("PurchaseOrderLine", "purchase_lines", "part_inventory_id"),
        "receiptItems": many("ReceiptItem", "receipt_items", "part_inventory_id"),
        "receipts": listed("Receipt", _record_receipts),
        "attributes": never("PartInventoryAttribute"),
        "labels": never("Label"),
        "comments": listed("Comment", _comments_on),
        "fileAttachments": never("FileAttachment"),
        "buildRequirements": many("BuildRequirement", "requirements", "part_inventory_id"),
        "abomInstallations": many("AbomInstallation", "installations", "part_inventory_id"),
        "timeline": many("PartInventoryEvents", "changes", "part_inventory_id"),
    },
    "Part": {
        **_authors(),
        "unitOfMeasure": one("UnitOfMeasurement", "units", "unit_of_measure_id"),
        "partsInventory": many("PartInventory", "inventory", "part_id"),
        "partKitItems": many("PartKitItem", "kit_items", "part_id"),
        "purchaseOrderLines": listed("PurchaseOrderLine", _with("purchase_lines", "part_id")),
        "runs": listed("Run", _with("runs", "part_id")),
        "revisions": listed("Part", _revisions),
        "attributes": never("PartAttribute"),
        "partSubtypes": never("PartSubtype"),
    },
    "Location": {
        **_authors(),
        "parent": one("Location", "places", "parent_id"),
        "locations": many("Location", "places", "parent_id"),
        "allChildren": listed("Location", descendants),
        "allParents": listed("Location", ancestors),
        "supervisor": one("User", "people", "supervisor_id"),
        "partInventories": many("PartInventory", "inventory", "location_id"),
        "partKits": many("PartKit", "kits", "location_id"),
        "expectedPartKits": many("PartKit", "kits", "delivery_location_id"),
        "attributes": never("LocationAttribute"),
        "timeline": never("PartInventoryEvents"),
    },
    "PartKit": {
        **_authors(),
        "location": one("Location", "places", "location_id"),
        "deliveryLocation": one("Location", "places", "delivery_location_id"),
        "run": one("Run", "runs", "run_id"),
        "assignedTo": one("User", "people", "assigned_to_id"),
        "partKitItems": many("PartKitItem", "kit_items", "part_kit_id"),
        "partInventories": listed("IssuedPartInventory", _issued_to_kit),
    },
    "PartKitItem": {
        **_authors(),
        "part": one("Part", "parts", "part_id"),
        "partKit": one("PartKit", "kits", "part_kit_id"),
        "partInventories": many("IssuedPartInventory", "kit_issues", "part_kit_item_id"),
    },
    "Run": {
        **_authors(),
        "part": one("Part", "parts", "part_id"),
        "partInventory": one("PartInventory", "inventory", "part_inventory_id"),
        "partKits": listed("PartKit", _with("kits", "run_id")),
        "locations": listed("Location", _run_places),
        "issues": listed("Issue", _run_issues),
    },
    "BuildRequirement": {
        "part": one("Part", "parts", "part_id"),
        "partInventory": one("PartInventory", "inventory", "part_inventory_id"),
        "abomInstallations": many("AbomInstallation", "installations", "build_requirement_id"),
    },
    "AbomInstallation": {
        "buildRequirement": one("BuildRequirement", "requirements", "build_requirement_id"),
        "partInventory": one("PartInventory", "inventory", "part_inventory_id"),
    },
    "PurchaseOrderLine": {
        **_authors(),
        "part": one("Part", "parts", "part_id"),
        "partInventories": listed(
            "PartInventory", lambda plant, line: _existing([plant.inventory.get(line.part_inventory_id)])
        ),
        "receiptItems": many("ReceiptItem", "receipt_items", "purchase_order_line_id"),
    },
    "Receipt": {
        **_authors(),
        "receivedBy": one("User", "people", "received_by_id"),
        "receiptItems": many("ReceiptItem", "receipt_items", "receipt_id"),
    },
    "ReceiptItem": {
        **_authors(),
        "partInventory": one("PartInventory", "inventory", "part_inventory_id"),
        "purchaseOrderLine": one("PurchaseOrderLine", "purchase_lines", "purchase_order_line_id"),
        "receipt": one("Receipt", "receipts", "receipt_id"),
    },
    "Issue": {
        **_authors(),
        "partInventories": listed("PartInventory", _issue_records),
        "assignedTo": one("User", "people", "assigned_to_id"),
    },
    "User": {"updatedBy": one_in_a_list("User", "people", "updated_by_id")},
    "Comment": {"createdBy": one("User", "people", "created_by_id")},
    "PartInventoryEvents": {"actor": one("User", "people", "created_by_id")},
}

"""Entities: the number that comments and barcodes use for a row of any kind."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cyclecount_tui.simulator.plant.rows import Row

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

FIRST_ENTITY = 60_001
LABELLED = frozenset({"Location", "PartInventory", "PartKit"})
TABLES = {
    "Location": "places",
    "PartInventory": "inventory",
    "PartKit": "kits",
    "Part": "parts",
    "PartKitItem": "kit_items",
    "Run": "runs",
    "Issue": "issues",
    "PurchaseOrderLine": "purchase_lines",
    "Receipt": "receipts",
    "User": "people",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A row, its entity number, and the type it is."""

    id: int
    node: str
    row: Row


def row_of_entity(plant: "Plant", entity_id: int) -> Entity | None:
    """What an entity number stands for."""
    for node, table in TABLES.items():
        for row in getattr(plant, table):
            if row.entity_id == entity_id:
                return Entity(entity_id, node, row)
    return None


def barcode_uid(plant: "Plant", entity_id: int) -> str:
    """The 32 hexadecimal digits on the label of an entity."""
    return hashlib.sha256(f"{plant.seed} label {entity_id}".encode()).hexdigest()[:32]


def row_of_barcode(plant: "Plant", uid: str) -> Entity | None:
    """What a label's digits stand for; locations, inventory records and kits have labels."""
    for entity_id in range(FIRST_ENTITY + len(plant.labels), FIRST_ENTITY + plant.entities_given):
        plant.labels[barcode_uid(plant, entity_id)] = entity_id
    entity_id = plant.labels.get(uid.lower(), 0)
    found = row_of_entity(plant, entity_id) if entity_id else None
    return found if found is not None and found.node in LABELLED else None

"""Entities: the number that comments and barcodes use for a row of any kind."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cyclecount_tui.simulator.plant.rows import Row

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

TABLES = {
    "Location": "places",
    "PartInventory": "inventory",
    "PartKit": "kits",
    "Part": "parts",
    "PartKitItem": "kit_items",
    "Run": "runs",
    "Issue": "issues",
    "PurchaseOrderLine": "purchase_lines",
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
    wanted = uid.lower()
    for node in ("Location", "PartInventory", "PartKit"):
        for row in getattr(plant, TABLES[node]):
            if barcode_uid(plant, row.entity_id) == wanted:
                return Entity(row.entity_id, node, row)
    return None

"""From the text of a label to what it is stuck on (scanBarcode), and the other way round (barcodeLabels)."""

import json
from typing import Any

from cyclecount_tui.simulator.plant.entities import FIRST_ENTITY, LABELLED, Entity, barcode_uid, row_of_barcode
from cyclecount_tui.simulator.session import Info, Session


def scan_barcode(_: object, info: Info, barcode: str) -> dict[str, list[Entity]]:
    """The entities of a label; the JSON text of an ION label or its digits alone are both understood."""
    session = info.context
    session.restrictions.check_names("scanBarcode", session.operation_name)
    found = row_of_barcode(session.plant, _uid(barcode))
    return {"entities": [] if found is None else [found]}


def labels_of(session: Session, entity: Entity) -> list[dict[str, Any]]:
    """The labels printed for an entity: one for each location, inventory record and kit, none for anything else."""
    if entity.node not in LABELLED:
        return []
    label = {
        "id": entity.id - FIRST_ENTITY + 1,
        "entityId": entity.id,
        "iuid": barcode_uid(session.plant, entity.id),
        "deactivated": False,
    }
    return [label]


def _uid(barcode: str) -> str:
    try:
        content = json.loads(barcode)
    except ValueError:
        return barcode.strip()
    return str(content.get("uid", "")) if isinstance(content, dict) else barcode.strip()

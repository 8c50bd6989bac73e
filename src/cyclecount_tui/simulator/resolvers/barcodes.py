"""scanBarcode: from the text of a label to what it is stuck on."""

import json

from cyclecount_tui.simulator.plant.entities import Entity, row_of_barcode
from cyclecount_tui.simulator.session import Info


def scan_barcode(_: object, info: Info, barcode: str) -> dict[str, list[Entity]]:
    """The entities of a label; the JSON text of an ION label or its digits alone are both understood."""
    session = info.context
    session.restrictions.check_names("scanBarcode", session.operation_name)
    found = row_of_barcode(session.plant, _uid(barcode))
    return {"entities": [] if found is None else [found]}


def _uid(barcode: str) -> str:
    try:
        content = json.loads(barcode)
    except ValueError:
        return barcode.strip()
    return str(content.get("uid", "")) if isinstance(content, dict) else barcode.strip()

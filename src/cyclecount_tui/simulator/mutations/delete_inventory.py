"""deletePartInventory: a record goes for good."""

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.mutations.writing import record_to_write
from cyclecount_tui.simulator.session import Session


def delete_inventory(session: Session, id: str, etag: str) -> dict[str, object]:  # noqa: A002 - ION's argument
    """Delete a record that no kit and no assembly holds."""
    plant = session.plant
    record = record_to_write(session, id, etag)
    if plant.kit_issues.count_by("part_inventory_id", record.id):
        raise Refused("Inventory that is kitted cannot be deleted.")
    if plant.installations.count_by("part_inventory_id", record.id):
        raise Refused("Inventory that is installed cannot be deleted.")
    plant.inventory.remove(record)
    return {"id": record.id}

"""adjustInventory: recount, scrap or transfer with a reason and without an etag, where a tenant has it at all."""

from collections.abc import Callable, Mapping
from typing import Any

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.mutations.splitting import check_split, split_off
from cyclecount_tui.simulator.mutations.update_inventory import update_inventory
from cyclecount_tui.simulator.mutations.writing import as_id, as_quantity, existing
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.session import Session

Adjust = Callable[[Session, Inventory, Mapping[str, Any]], Inventory]


def adjust_inventory(session: Session, input: Mapping[str, Any]) -> dict[str, Any]:  # noqa: A002 - ION's argument
    """Adjust one record; the answer is the record that was acted on, and the reason stays in its timeline."""
    record = existing(session.plant.inventory, input["partInventoryId"], "PartInventory")
    session.restrictions.check_locations(record.location_id)
    adjust = ADJUSTMENTS.get(input["adjustmentType"])
    if adjust is None:
        raise Refused(f"adjustmentType must be one of {', '.join(ADJUSTMENTS)}.")
    adjusted = adjust(session, record, input)
    changes = session.plant.changes.by("part_inventory_id", adjusted.id)
    changes[-1].reason = input.get("reason")
    return {"partInventory": adjusted}


def _recount(session: Session, record: Inventory, given: Mapping[str, Any]) -> Inventory:
    return _update(session, record, quantity=given["quantity"])


def _scrap(session: Session, record: Inventory, given: Mapping[str, Any]) -> Inventory:
    return _update(session, record, quantityScrapped=given["quantity"])


def _transfer(session: Session, record: Inventory, given: Mapping[str, Any]) -> Inventory:
    if given.get("targetLocationId") is None:
        raise Refused("A transfer needs a targetLocationId.")
    place = existing(session.plant.places, as_id(given["targetLocationId"], "Location"), "Location")
    session.restrictions.check_locations(place.id)
    quantity = as_quantity(given["quantity"])
    if quantity == record.quantity:
        return _update(session, record, locationId=str(place.id))
    check_split(session, record, [quantity])
    return split_off(session, record, quantity, location_id=place.id)


def _update(session: Session, record: Inventory, **values: object) -> Inventory:
    done = update_inventory(session, {"id": record.id, "etag": record.etag, **values})
    adjusted: Inventory = done["splitInventory"] or done["partInventory"]
    return adjusted


ADJUSTMENTS: dict[str, Adjust] = {"recount": _recount, "scrap": _scrap, "transfer": _transfer}

"""What happened to a record before it was as it is now: one more entry of its timeline."""

from datetime import timedelta
from decimal import Decimal

from cyclecount_tui.simulator.plant.rows import Change, Inventory, Place
from cyclecount_tui.simulator.planting.stockroom import Stockroom


def changed_before(
    room: Stockroom,
    record: Inventory,
    *,
    days_ago: int,
    had: Decimal | None = None,
    got: Decimal | None = None,
    came_from: Place | None = None,
    went_to: Place | None = None,
) -> Change:
    """Some days ago the record held another quantity (`had`) or lay elsewhere (`came_from`), and then was changed.

    What it became then is what it is now, unless `got` or `went_to` say that it was changed once more afterwards.
    """
    old: dict[str, str | None] = {}
    new: dict[str, str | None] = {}
    if had is not None:
        old["quantity"], new["quantity"] = str(had), str(record.quantity if got is None else got)
    if came_from is not None:
        there = record.location_id if went_to is None else went_to.id
        old["location_id"], new["location_id"] = str(came_from.id), str(there)
    changes = room.plant.changes
    change = Change(id=changes.next_id, part_inventory_id=record.id, event_type="UPDATE", old=old, new=new)
    change.created = change.updated = room.now - timedelta(days=days_ago)
    by = room.chance.choice([person.id for person in room.plant.people if not person.ion_bot])
    change.created_by_id = change.updated_by_id = by
    if change.created >= record.updated:
        record.updated, record.updated_by_id = change.created, by
    return changes.add(change)

"""mergePartInventory: several records of one stock become one."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.mutations.writing import add, existing, write
from cyclecount_tui.simulator.plant.merging import may_be_merged
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.session import Session


def merge_inventory(session: Session, input: Mapping[str, Any]) -> dict[str, Any]:  # noqa: A002 - ION's argument
    """Merge the given records; fails as a whole when one of them may not be merged."""
    ids = [each["id"] for each in input["partInventories"] if each is not None]
    return {"partInventory": merge(session, ids)}


def merge(session: Session, record_ids: list[int]) -> Inventory:
    """Merge records by id into a new record, or into the oldest, as the options say."""
    records = [existing(session.plant.inventory, record_id, "PartInventory") for record_id in record_ids]
    _check(session, records)
    records.sort(key=lambda record: (record.created, record.id))
    total = sum((record.quantity for record in records), Decimal(0))
    survivor, *merged = _with_survivor(session, records)
    write(session, survivor, quantity=total)
    for record in merged:
        _hand_over(session, record, survivor)
        session.plant.inventory.remove(record)
    return survivor


def _check(session: Session, records: list[Inventory]) -> None:
    session.restrictions.check_locations(*(record.location_id for record in records))
    if len({record.id for record in records}) < 2:
        raise Refused("At least two different inventories are needed to merge.")
    for record in records[1:]:
        if not may_be_merged(session.plant, records[0], record):
            raise Refused(f"Inventory {record.id} is not valid for merge with inventory {records[0].id}.")


def _with_survivor(session: Session, records: list[Inventory]) -> list[Inventory]:
    oldest = records[0]
    if session.options.merge_survivor == "oldest":
        return records
    fresh = dataclasses.replace(oldest, id=session.plant.inventory.next_id, entity_id=0)
    add(session, fresh)
    fresh.created = oldest.created
    return [fresh, *records]


def _hand_over(session: Session, record: Inventory, survivor: Inventory) -> None:
    plant = session.plant
    for issue in plant.kit_issues.by("part_inventory_id", record.id):
        plant.kit_issues.change(issue, part_inventory_id=survivor.id)
    for installation in plant.installations.by("part_inventory_id", record.id):
        plant.installations.change(installation, part_inventory_id=survivor.id)
    for issue_row in plant.issues:
        if record.id in issue_row.part_inventory_ids:
            kept = [survivor.id if each == record.id else each for each in issue_row.part_inventory_ids]
            issue_row.part_inventory_ids = list(dict.fromkeys(kept))

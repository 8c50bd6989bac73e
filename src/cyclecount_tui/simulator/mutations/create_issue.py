"""createIssue: a quality issue about some inventory records."""

from collections.abc import Mapping
from typing import Any

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.mutations.writing import as_id, existing
from cyclecount_tui.simulator.plant.rows import Issue
from cyclecount_tui.simulator.session import Session


def create_issue(session: Session, input: Mapping[str, Any]) -> dict[str, Any]:  # noqa: A002 - ION's argument
    """Open an issue; every record it names must exist."""
    plant = session.plant
    if not (input.get("title") or "").strip():
        raise Refused("An issue needs a title.")
    named = [record_id for record_id in input.get("partInventoryIds") or () if record_id is not None]
    records = [existing(plant.inventory, record_id, "PartInventory") for record_id in named]
    issue = Issue(
        id=plant.issues.next_id,
        title=input["title"],
        status=input.get("status") or "PENDING",
        part_inventory_ids=[record.id for record in records],
        assigned_to_id=as_id(input["assignedToId"], "User") if input.get("assignedToId") else None,
        cause_condition=input.get("causeCondition"),
        expected_condition=input.get("expectedCondition"),
        disposition=input.get("disposition"),
    )
    plant.born(issue, session.user_id)
    return {"issue": plant.issues.add(issue)}

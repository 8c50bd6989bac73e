"""splitPartInventory and splitManyPartInventory: new records from a part of one."""

from collections.abc import Mapping
from typing import Any

from cyclecount_tui.simulator.mutations.splitting import check_split, split_off
from cyclecount_tui.simulator.mutations.writing import as_quantity, record_to_write
from cyclecount_tui.simulator.session import Session


def split_inventory(session: Session, input: Mapping[str, Any]) -> dict[str, Any]:  # noqa: A002 - ION's argument
    """Split once; the answer is the new record, which holds the given quantity."""
    record = record_to_write(session, input["id"], input["etag"])
    quantity = as_quantity(input["quantity"])
    check_split(session, record, [quantity])
    return {"partInventory": split_off(session, record, quantity)}


def split_many_inventory(session: Session, input: Mapping[str, Any]) -> dict[str, Any]:  # noqa: A002 - ION's argument
    """Split several times at once; the answer is the new records, in the order asked for."""
    record = record_to_write(session, input["id"], input["etag"])
    wanted = [as_quantity(each["quantity"]) for each in input["partInventories"] if each is not None]
    check_split(session, record, wanted)
    return {"partInventories": [split_off(session, record, quantity) for quantity in wanted]}

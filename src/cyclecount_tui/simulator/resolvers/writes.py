"""Mutations: which function does each write, and the check that it is allowed at all."""

from collections.abc import Callable
from typing import Any

from cyclecount_tui.simulator.mutations.adjust_inventory import adjust_inventory
from cyclecount_tui.simulator.mutations.create_comment import create_comment
from cyclecount_tui.simulator.mutations.create_inventory import create_inventory
from cyclecount_tui.simulator.mutations.create_issue import create_issue
from cyclecount_tui.simulator.mutations.delete_inventory import delete_inventory
from cyclecount_tui.simulator.mutations.merge_inventory import merge_inventory
from cyclecount_tui.simulator.mutations.split_inventory import split_inventory, split_many_inventory
from cyclecount_tui.simulator.mutations.update_inventory import update_inventory
from cyclecount_tui.simulator.mutations.update_location import update_location
from cyclecount_tui.simulator.session import Info

WRITES: dict[str, Callable[..., dict[str, Any]]] = {
    "updatePartInventory": update_inventory,
    "splitPartInventory": split_inventory,
    "splitManyPartInventory": split_many_inventory,
    "mergePartInventory": merge_inventory,
    "createPartInventory": create_inventory,
    "deletePartInventory": delete_inventory,
    "createComment": create_comment,
    "createIssue": create_issue,
    "updateLocation": update_location,
    "adjustInventory": adjust_inventory,
}


def write_resolver(name: str) -> Callable[..., dict[str, Any]]:
    """What answers a mutation."""
    write = WRITES[name]

    def resolve(_: object, info: Info, **arguments: Any) -> dict[str, Any]:
        session = info.context
        session.restrictions.check_names(name, session.operation_name)
        return write(session, **arguments)

    return resolve

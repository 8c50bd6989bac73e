"""Splitting a quantity off a record into a new one."""

import dataclasses
from decimal import Decimal
from typing import Any

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.mutations.writing import add, write
from cyclecount_tui.simulator.plant.quantities import installed_quantity, kitted_quantity
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.session import Session


def check_split(session: Session, record: Inventory, quantities: list[Decimal]) -> None:
    """Refuse a split that would leave a line of 0, or take what is kitted or installed."""
    if record.serial_number:
        raise Refused("Inventory with a serial number cannot be split.")
    if not quantities or any(quantity <= 0 for quantity in quantities):
        raise Refused("Each split quantity must be greater than 0.")
    rest = record.quantity - sum(quantities, Decimal(0))
    if rest <= 0:
        raise Refused("Split quantities must add up to less than the quantity of the inventory.")
    if rest < kitted_quantity(session.plant, record) + installed_quantity(session.plant, record):
        raise Refused("The kitted or installed quantity of an inventory cannot be split off.")


def split_off(
    session: Session,
    record: Inventory,
    quantity: Decimal,
    how_created: str = "DIRECT_SPLIT",
    **values: Any,
) -> Inventory:
    """Take `quantity` out of a record into a new one like it; `values` differ in the new one."""
    write(session, record, quantity=record.quantity - quantity)
    piece = dataclasses.replace(
        record,
        id=session.plant.inventory.next_id,
        entity_id=0,
        quantity=quantity,
        origin_part_inventory_id=record.id,
        how_created=how_created,
        **values,
    )
    return add(session, piece)

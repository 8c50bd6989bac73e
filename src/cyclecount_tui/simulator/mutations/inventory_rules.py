"""The rules an inventory record must meet, on creation and on every update alike."""

from collections.abc import Callable
from decimal import Decimal

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.plant.quantities import installed_quantity, kitted_quantity
from cyclecount_tui.simulator.plant.rows import Inventory, Part
from cyclecount_tui.simulator.session import Session

InventoryRule = Callable[[Session, Part, Inventory], str | None]
ONE = Decimal(1)


def check(session: Session, proposed: Inventory) -> None:
    """Refuse a record, as it would be after the write, that breaks a rule."""
    part = session.plant.parts[proposed.part_id]
    for rule in RULES:
        message = rule(session, part, proposed)
        if message is not None:
            raise Refused(message)


def _serial_is_there(_: Session, part: Part, proposed: Inventory) -> str | None:
    if part.tracking_type == "SERIAL" and not proposed.serial_number:
        return f"Part {part.part_number} is serial tracked: a serial number is required."
    return None


def _lot_is_there(_: Session, part: Part, proposed: Inventory) -> str | None:
    if part.tracking_type == "LOT" and not proposed.lot_number:
        return f"Part {part.part_number} is lot tracked: a lot number is required."
    return None


def _serial_is_one(_: Session, __: Part, proposed: Inventory) -> str | None:
    if proposed.serial_number and proposed.quantity not in (0, ONE):
        return "Inventory with a serial number can only have a quantity of 0 or 1."
    return None


def _serial_is_alone(session: Session, part: Part, proposed: Inventory) -> str | None:
    if not proposed.serial_number:
        return None
    same_serial = session.plant.inventory.by("serial_number", proposed.serial_number)
    if any(other.part_id == part.id and other.id != proposed.id for other in same_serial):
        return f"Serial number {proposed.serial_number} already exists for part {part.part_number}."
    return None


def _not_negative(session: Session, __: Part, proposed: Inventory) -> str | None:
    if proposed.quantity >= 0:
        return None
    if proposed.lot_number:
        return "Lot tracked inventory cannot have a quantity below 0."
    return None if session.options.allow_negative else "Quantity must not be negative."


def _scrap_fits(_: Session, __: Part, proposed: Inventory) -> str | None:
    if proposed.quantity_scrapped < 0 or proposed.quantity_scrapped > max(proposed.quantity, Decimal(0)):
        return "Scrapped quantity must be between 0 and the quantity."
    return None


def _covers_what_is_committed(session: Session, __: Part, proposed: Inventory) -> str | None:
    if not session.options.refuse_below_committed:
        return None
    committed = kitted_quantity(session.plant, proposed) + installed_quantity(session.plant, proposed)
    if committed and proposed.quantity < committed:
        return f"Quantity cannot be less than the {committed} that are kitted or installed."
    return None


def _place_exists(session: Session, __: Part, proposed: Inventory) -> str | None:
    if proposed.location_id is not None and proposed.location_id not in session.plant.places:
        return f"Location with id {proposed.location_id} does not exist."
    return None


def _unit_exists(session: Session, __: Part, proposed: Inventory) -> str | None:
    if proposed.unit_of_measure_id is not None and proposed.unit_of_measure_id not in session.plant.units:
        return f"Unit of measurement with id {proposed.unit_of_measure_id} does not exist."
    return None


RULES: tuple[InventoryRule, ...] = (
    _serial_is_there,
    _lot_is_there,
    _serial_is_one,
    _serial_is_alone,
    _not_negative,
    _scrap_fits,
    _covers_what_is_committed,
    _place_exists,
    _unit_exists,
)

"""The common ground of all writes: find the row, check its etag, write, and keep the timeline."""

from decimal import Decimal
from typing import TypeVar

from cyclecount_tui.simulator.mutations.refusal import Refused, not_found
from cyclecount_tui.simulator.plant.rows import Change, Inventory, Row
from cyclecount_tui.simulator.plant.table import Table
from cyclecount_tui.simulator.session import Session

RowT = TypeVar("RowT", bound=Row)
WATCHED = ("quantity", "quantity_scrapped", "location_id", "lot_number", "serial_number", "unavailable")


def as_id(text: object, what: str) -> int:
    """The number in an ID argument."""
    if isinstance(text, int):
        return text
    if isinstance(text, str) and text.isdigit():
        return int(text)
    raise not_found(what, text)


def as_quantity(number: float) -> Decimal:
    """A quantity from the wire: the decimal that the float reads as."""
    quantity = Decimal(str(number))
    if not quantity.is_finite():
        raise Refused("Quantity must be a finite number.")
    return quantity.quantize(Decimal(1)) if quantity == quantity.to_integral_value() else quantity


def existing(table: Table[RowT], row_id: object, what: str) -> RowT:
    """The row with an id, or a refusal."""
    row = table.get(as_id(row_id, what))
    if row is None:
        raise not_found(what, row_id)
    return row


def check_etag(session: Session, row: Row, etag: str) -> None:
    """Refuse when the row was written since the caller read it."""
    if row.etag == etag:
        return
    message = f"Etag does not match for id {row.id}. Read the current version and try again."
    if session.options.stale_etag == "message":
        raise Refused(f"CONCURRENCY_ERROR: {message}", status=409)
    raise Refused(message, status=409, code="CONCURRENCY_ERROR")


def record_to_write(session: Session, record_id: object, etag: str) -> Inventory:
    """An inventory record that may be written now with this etag."""
    record = existing(session.plant.inventory, record_id, "PartInventory")
    check_etag(session, record, etag)
    session.restrictions.check_locations(record.location_id)
    return record


def write(session: Session, record: Inventory, **values: object) -> None:
    """Write columns of an inventory record: new etag, and one more entry of its timeline."""
    plant = session.plant
    before = _snapshot(record)
    plant.inventory.change(record, **values)
    plant.stamp(record, session.user_id)
    after = _snapshot(record)
    changed = [column for column in WATCHED if before[column] != after[column]]
    old = {column: before[column] for column in changed}
    _remember(session, record, "UPDATE", old, {column: after[column] for column in changed})


def add(session: Session, record: Inventory) -> Inventory:
    """Put a new inventory record in."""
    session.plant.born(record, session.user_id)
    session.plant.inventory.add(record)
    _remember(session, record, "CREATE", {}, _snapshot(record))
    return record


def _remember(
    session: Session, record: Inventory, event: str, old: dict[str, str | None], new: dict[str, str | None]
) -> None:
    changes = session.plant.changes
    change = Change(id=changes.next_id, part_inventory_id=record.id, event_type=event, old=old, new=new)
    change.created = change.updated = record.updated
    change.created_by_id = change.updated_by_id = session.user_id
    changes.add(change)


def _snapshot(record: Inventory) -> dict[str, str | None]:
    values = {column: getattr(record, column) for column in WATCHED}
    return {column: None if value is None else str(value) for column, value in values.items()}

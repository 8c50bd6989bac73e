"""The four writes a posting is made of, guarded by an etag where a record exists; none is ever repeated."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.quantities import rounded
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.errors import SchemaMismatch, Unclear
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire import record_of
from cyclecount_tui.ion.wire_shapes import LARGEST, RecordNode


class _Written(TypedDict):
    partInventory: RecordNode


_WRITTEN = ReplyShape(_Written)


class RecordWrites(Asking):
    """Writes to inventory records. Any of them may raise Unclear: then read the record before anything else."""

    def set_quantity(self, record_id: int, etag: str, quantity: Decimal) -> InventoryRecord:
        """Set the whole quantity of a record, as read with this etag. ValueError for a negative quantity."""
        changes = {"id": record_id, "etag": etag, "quantity": _number(quantity)}
        return self._write("SetQuantity", "updatePartInventory", {"input": changes})

    def move(self, record_id: int, etag: str, location_id: int) -> InventoryRecord:
        """Move a whole record to a location."""
        changes = {"id": record_id, "etag": etag, "locationId": location_id}
        return self._write("Move", "updatePartInventory", {"input": changes})

    def split(self, record_id: int, etag: str, quantity: Decimal) -> InventoryRecord:
        """Split a quantity off a record; the answer is the new record that holds it. ValueError unless above zero."""
        part = _number(quantity)
        if part == 0:
            raise ValueError("Only a quantity above zero can be split off.")
        variables = {"id": record_id, "etag": etag, "quantity": part}
        return self._write("Split", "splitPartInventory", variables)

    def create(
        self,
        part_id: int,
        quantity: Decimal,
        location_id: int,
        lot_number: str = "",
        serial_number: str = "",
    ) -> InventoryRecord:
        """Create a record. ValueError for a negative quantity."""
        new: dict[str, Any] = {"partId": part_id, "quantity": _number(quantity), "locationId": location_id}
        if lot_number:
            new["lotNumber"] = lot_number
        if serial_number:
            new["serialNumber"] = serial_number
        return self._write("Create", "createPartInventory", {"input": new})

    def _write(self, operation: str, field: str, variables: Mapping[str, Any]) -> InventoryRecord:
        data = self._graphql.tell(operation, variables)
        try:
            written = field_of(_WRITTEN, operation, field, data)
        except SchemaMismatch as error:
            raise Unclear(
                "ION accepted the change and answered in a shape this version does not know; "
                "read the record in ION before anything else.",
                trace_id=error.trace_id,
            ) from error
        return record_of(written["partInventory"])


def _number(quantity: Decimal) -> float:
    """The JSON number for a quantity, at five places."""
    if not quantity.is_finite() or quantity > LARGEST:
        raise ValueError("A quantity must be a number within reason.")
    if quantity < 0:
        raise ValueError("A quantity cannot be negative.")
    return float(rounded(quantity))

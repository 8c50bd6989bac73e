"""The shapes of replies about purchase order lines and receipts, and the domain's objects made of them."""

from typing import Annotated

from pydantic import BeforeValidator
from typing_extensions import TypedDict

from cyclecount_tui.domain.incoming import OrderedRecord, OrderLine, Receipt
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.ion.wire_shapes import Amount, EditorNode, Moment, PlaceNode, Text, what_is_there


class _Row(TypedDict):
    """Anything with ION's id."""

    id: int


class OrderedRecordNode(_Row):
    """An inventory record that waits for a purchase line."""

    quantity: Amount
    lotNumber: Text
    serialNumber: Text
    location: PlaceNode | None


class OrderLineNode(_Row):
    """A purchase order line; one of something that is no part has no part."""

    purchaseOrderId: int
    partId: int | None
    status: Text
    quantity: Amount
    receivedQuantity: Amount | None
    estimatedArrivalDate: Moment | None
    partInventories: Annotated[list[OrderedRecordNode], BeforeValidator(what_is_there)]


class ReceiptNode(_Row):
    """A receipt: when and by whom."""

    receivedAt: Moment | None
    receivedBy: EditorNode | None


class OrderedNode(_Row):
    """The purchase line that a receipt is for."""

    partId: int | None


class ReceivedNode(_Row):
    """The inventory record that a receipt made or filled."""

    partId: int
    lotNumber: Text
    serialNumber: Text
    location: PlaceNode | None


class ReceiptItemNode(_Row):
    """What a receipt took in of one thing."""

    quantity: Amount
    receipt: ReceiptNode | None
    purchaseOrderLine: OrderedNode | None
    partInventory: ReceivedNode | None


def order_line_of(node: OrderLineNode) -> OrderLine | None:
    """A purchase line; None for one of no part."""
    if node["partId"] is None:
        return None
    return OrderLine(
        id=node["id"],
        order_id=node["purchaseOrderId"],
        part_id=node["partId"],
        quantity=node["quantity"],
        received=node["receivedQuantity"] or ZERO,
        status=node["status"],
        expected=node["estimatedArrivalDate"],
        records=tuple(_ordered_record(record) for record in node["partInventories"]),
    )


def receipt_of(node: ReceiptItemNode) -> Receipt | None:
    """What was received; None for what says of no part."""
    record, line, receipt = node["partInventory"], node["purchaseOrderLine"], node["receipt"]
    part_id = record["partId"] if record else line["partId"] if line else None
    if part_id is None or receipt is None:
        return None
    return Receipt(
        id=node["id"],
        receipt_id=receipt["id"],
        part_id=part_id,
        quantity=node["quantity"],
        at=receipt["receivedAt"],
        by=receipt["receivedBy"]["name"] if receipt["receivedBy"] else "",
        order_line_id=line["id"] if line else None,
        record_id=record["id"] if record else None,
        lot_number=record["lotNumber"] if record else "",
        serial_number=record["serialNumber"] if record else "",
        location=_place(record["location"]) if record else None,
    )


def _ordered_record(node: OrderedRecordNode) -> OrderedRecord:
    place = _place(node["location"])
    return OrderedRecord(node["id"], node["quantity"], node["lotNumber"], node["serialNumber"], place)


def _place(node: PlaceNode | None) -> Place | None:
    return Place(node["id"], node["name"]) if node else None

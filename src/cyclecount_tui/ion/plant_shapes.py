"""The shapes of replies about the whole plant, and the domain's objects made of them; for planning only."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, NotRequired

from pydantic import BeforeValidator
from typing_extensions import TypedDict

from cyclecount_tui.domain.inventory import Status
from cyclecount_tui.domain.stock import Installed, Kitted, StockPart, StockRecord, WentOut
from cyclecount_tui.ion.history_shapes import EventNode, ValuesNode
from cyclecount_tui.ion.wire_shapes import Amount, Moment, Text, what_is_there


class _Row(TypedDict):
    """Anything with ION's id."""

    id: int


class InstalledNode(TypedDict):
    """One installation of a record on an assembly."""

    created: Moment | None
    quantity: Amount | None


class PlantRecordNode(_Row):
    """An inventory record, flat; installations where the tenant has them."""

    partId: int
    locationId: int | None
    quantity: Amount
    status: str | None
    lotNumber: Text
    serialNumber: Text
    created: Moment | None
    updated: Moment | None
    originPartInventoryId: int | None
    abomInstallations: NotRequired[Annotated[list[InstalledNode], BeforeValidator(what_is_there)]]


class PlantPartNode(_Row):
    """A part and revision, with its cost where the tenant has costs."""

    partNumber: Text
    revision: Text
    cost: NotRequired[Amount | None]


class FilledKitNode(TypedDict):
    """Where a kit is put together."""

    locationId: int | None


class FilledFromNode(_Row):
    """A record from which a kit was filled, with how much of it where the tenant tells that."""

    issuedQuantity: NotRequired[Amount | None]


class FilledKitItemNode(_Row):
    """A position of a kit with the records it was filled from."""

    partKit: FilledKitNode | None
    partInventories: Annotated[list[FilledFromNode], BeforeValidator(what_is_there)]


class HistoryNode(_Row):
    """A record with its changes."""

    timeline: Annotated[list[EventNode], BeforeValidator(what_is_there)]


def stock_record_of(node: PlantRecordNode) -> StockRecord:
    """A record as planning sees it."""
    installations = node.get("abomInstallations", [])
    return StockRecord(
        id=node["id"],
        part_id=node["partId"],
        location_id=node["locationId"],
        quantity=node["quantity"],
        installed=node["status"] == Status.INSTALLED,
        lot_number=node["lotNumber"],
        serial_number=node["serialNumber"],
        created=node["created"],
        updated=node["updated"],
        origin_id=node["originPartInventoryId"],
        installations=tuple(
            Installed(each["created"], each["quantity"]) for each in installations if each["created"] is not None
        ),
    )


def stock_part_of(node: PlantPartNode) -> StockPart:
    """A part as planning sees it."""
    return StockPart(node["id"], node["partNumber"], node["revision"], node.get("cost"))


def kitted_of(node: FilledKitItemNode) -> Iterator[Kitted]:
    """The records from which a position of a kit was filled."""
    kit = node["partKit"]
    place = kit["locationId"] if kit else None
    return (Kitted(record["id"], place, record.get("issuedQuantity")) for record in node["partInventories"])


def went_out_of(node: HistoryNode) -> Iterator[WentOut]:
    """The changes by which a record left a location or became less there."""
    for event in node["timeline"]:
        old, new = event.get("oldValues"), event.get("newValues")
        if old and new and old["locationId"] is not None and _less_there(old, new):
            yield WentOut(node["id"], old["locationId"], _how_much(old, new))


def _less_there(old: ValuesNode, new: ValuesNode) -> bool:
    if old["locationId"] != new["locationId"]:
        return True
    return old["quantity"] is not None and new["quantity"] is not None and new["quantity"] < old["quantity"]


def _how_much(old: ValuesNode, new: ValuesNode) -> Decimal | None:
    """All of it where it left; else what it became less."""
    if old["locationId"] != new["locationId"] or old["quantity"] is None or new["quantity"] is None:
        return old["quantity"]
    return old["quantity"] - new["quantity"]

"""The shapes of the timelines of records, and the changes they tell; each value as of its time, as far as ION says."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Annotated, NotRequired

from pydantic import BeforeValidator
from typing_extensions import TypedDict

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.record_changes import RecordChange
from cyclecount_tui.ion.wire_shapes import Amount, EditorNode, Moment, PlaceNode, Text, what_is_there


class _Row(TypedDict):
    """Anything with ION's id."""

    id: int


class ValuesNode(TypedDict):
    """Where a record was and how much of it, at one moment of its history."""

    locationId: int | None
    quantity: Amount | None


class EventNode(TypedDict):
    """A change of a record; an event of another kind has no values."""

    oldValues: NotRequired[ValuesNode | None]
    newValues: NotRequired[ValuesNode | None]


class ToldEventNode(EventNode):
    """The same with what, when and who."""

    eventType: NotRequired[str | None]
    timestamp: NotRequired[Moment | None]
    actor: NotRequired[EditorNode | None]


class PartHistoryNode(_Row):
    """A record as it is now, with its changes."""

    partId: int
    quantity: Amount
    lotNumber: Text
    serialNumber: Text
    originPartInventoryId: int | None
    location: PlaceNode | None
    timeline: Annotated[list[ToldEventNode], BeforeValidator(what_is_there)]


def changes_of(node: PartHistoryNode, most: int) -> Iterator[RecordChange]:
    """The latest changes of a record, the latest first; `most` of them.

    A value that an event leaves out did not change with it: it is what the event after it began with.
    """
    quantity: Decimal | None = node["quantity"]
    location = node["location"]["id"] if node["location"] else None
    told = [event for event in node["timeline"] if event.get("newValues") is not None or event.get("oldValues")]
    for event in sorted(told, key=_moment, reverse=True)[:most]:
        after = _filled(event.get("newValues"), quantity, location)
        before = _filled(event.get("oldValues"), *after)
        yield _change(node, event, before, after)
        quantity, location = before


_Values = tuple[Decimal | None, int | None]


def _filled(values: ValuesNode | None, quantity: Decimal | None, location: int | None) -> _Values:
    if values is None:
        return quantity, location
    told_quantity, told_location = values["quantity"], values["locationId"]
    return (
        quantity if told_quantity is None else told_quantity,
        location if told_location is None else told_location,
    )


def _change(node: PartHistoryNode, event: ToldEventNode, before: _Values, after: _Values) -> RecordChange:
    actor, made = event.get("actor"), event.get("eventType") == "CREATE"
    return RecordChange(
        record_id=node["id"],
        part_id=node["partId"],
        at=event.get("timestamp"),
        by=actor["name"] if actor else "",
        before=None if made else before[0],
        after=after[0],
        was_at=None if made else _place(before[1]),
        is_at=_place(after[1]),
        made=made,
        lot_number=node["lotNumber"],
        serial_number=node["serialNumber"],
        origin_id=node["originPartInventoryId"],
    )


def _place(location_id: int | None) -> Place | None:
    """A place of which the name is not known here."""
    return None if location_id is None else Place(location_id, "")


def _moment(event: ToldEventNode) -> tuple[bool, datetime | int]:
    """By time; what has none was before all that has one."""
    at = event.get("timestamp")
    return (False, 0) if at is None else (True, at)

"""ION's own `available` flag of a location: reading it, setting it, and which records were unavailable before."""

from dataclasses import dataclass

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.errors import NotFound, SchemaMismatch, Unclear
from cyclecount_tui.ion.paging import FLAT_ROWS, Listing
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire_shapes import Identified, Page, PlaceNode, Text


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a location is available, and the etag that guards a change of it."""

    location_id: int
    name: str
    etag: str
    available: bool


class _Node(PlaceNode):
    etag: Text
    available: bool


class _Written(TypedDict):
    location: _Node


_NODE: ReplyShape[_Node | None] = ReplyShape(_Node | None)
_WRITTEN = ReplyShape(_Written)
_UNAVAILABLE = Listing("UnavailableRecords", "partInventories", ReplyShape(Page[Identified]), FLAT_ROWS)


class AvailabilityCalls(Asking):
    """The `available` flag of a location. No quantity is asked for, so it may be used before a count is submitted."""

    def availability(self, location_id: int) -> Availability | None:
        """The flag as it is now; None where ION has no such location (or does not show it)."""
        try:
            data = self._graphql.ask("Availability", {"id": location_id})
        except NotFound as error:
            if error.address_doubtful:
                raise
            return None
        node = field_of(_NODE, "Availability", "location", data)
        return None if node is None else _availability_of(node)

    def set_availability(self, location_id: int, etag: str, available: bool) -> Availability:
        """Set the flag of a location as read with this etag. After Unclear, read it before anything else."""
        changes = {"id": location_id, "etag": etag, "available": available}
        data = self._graphql.tell("SetAvailability", {"input": changes})
        try:
            written = field_of(_WRITTEN, "SetAvailability", "updateLocation", data)
        except SchemaMismatch as error:
            raise Unclear(
                "ION accepted the change of the location and answered in a shape this version does not know; "
                "look at the location in ION before anything else.",
                trace_id=error.trace_id,
            ) from error
        return _availability_of(written["location"])

    def unavailable_records(self, location_id: int) -> tuple[int, ...]:
        """The ids of the records at a location that are unavailable and not empty."""
        return tuple(row["id"] for row in self._pages.read(_UNAVAILABLE, {"location": location_id}))


def _availability_of(node: _Node) -> Availability:
    return Availability(node["id"], node["name"], node["etag"], node["available"])

"""Reads of who we are and which locations there are."""

from collections.abc import Iterable

from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.errors import NotFound
from cyclecount_tui.ion.paging import FLAT_ROWS, Listing
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire import location_of
from cyclecount_tui.ion.wire_shapes import LocationNode, Page, UserNode

_USER = ReplyShape(UserNode)
_LOCATION: ReplyShape[LocationNode | None] = ReplyShape(LocationNode | None)
_LOCATION_PAGE = ReplyShape(Page[LocationNode])


def _location_list(operation: str) -> Listing[LocationNode]:
    return Listing(operation, "locations", _LOCATION_PAGE, FLAT_ROWS)


class LocationReads(Asking):
    """Who the API key acts as, and the locations."""

    def me(self) -> str:
        """The name of the user the API key acts as, or the email where there is no name."""
        user = field_of(_USER, "Me", "me", self._graphql.ask("Me", {}))
        return user["name"] or user["email"] or f"user {user['id']}"

    def locations(self) -> list[Location]:
        """Every location that is not archived."""
        rows = self._pages.read(_location_list("Locations"), {})
        return [location_of(row) for row in rows]

    def location(self, location_id: int) -> Location | None:
        """One location; None where ION has none with this id (or does not show it)."""
        try:
            data = self._graphql.ask("Location", {"id": location_id})
        except NotFound as error:
            if error.address_doubtful:
                raise
            return None
        node = field_of(_LOCATION, "Location", "location", data)
        return location_of(node) if node else None

    def locations_by_id(self, ids: Iterable[int]) -> list[Location]:
        """The locations with these ids, archived ones too; none on a tenant that cannot be asked so."""
        rows = self._where_given("neighbours", lambda: self._read_for(_location_list("LocationsById"), "ids", ids))
        return [location_of(row) for row in rows]

    def locations_named(self, name: str) -> list[Location]:
        """The locations with exactly this name, archived ones excluded; there may be more than one."""
        rows = self._pages.read(_location_list("LocationsNamed"), {"name": name})
        return [location_of(row) for row in rows]

    def locations_like(self, pattern: str) -> list[Location]:
        """The locations named like the SQL pattern (`%` any text), whatever the case; archived ones excluded."""
        rows = self._pages.read(_location_list("LocationsLike"), {"pattern": pattern})
        return [location_of(row) for row in rows]

"""Whole lists from ION's pages: its cursors are offsets that move with the rows, so every reading is checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic

from pydantic import TypeAdapter

from cyclecount_tui.ion.errors import KeepsChanging, Unreachable
from cyclecount_tui.ion.reply_shape import field_of
from cyclecount_tui.ion.transport import GraphQL
from cyclecount_tui.ion.wire_shapes import Node, Page

Progress = Callable[[int, int], None]
"""Called with the rows read so far and the length of the whole list."""

NESTED_ROWS = 100
FLAT_ROWS = 500
FEWEST_ROWS = 10
READINGS = 3


@dataclass(frozen=True)
class Listing(Generic[Node]):
    """A list operation: the field it asks for, the shape of its pages, and how many rows to start with."""

    operation: str
    field: str
    shape: TypeAdapter[Page[Node]]
    rows: int = NESTED_ROWS


class Pages:
    """Reads whole lists; a page that was too much for ION's gateway is halved, and the size remembered.

    Lists may be read in several threads, and what one of them learns about the size holds for all.
    """

    def __init__(self, graphql: GraphQL) -> None:
        self._graphql = graphql
        self._sizes: dict[str, int] = {}
        self._lock = Lock()

    def read(
        self,
        listing: Listing[Node],
        variables: Mapping[str, Any],
        on_progress: Progress | None = None,
    ) -> list[Node]:
        """Every row once, by ascending id. KeepsChanging when the list changed during each of three readings."""
        for _ in range(READINGS):
            rows = self._reading(listing, variables, on_progress)
            if rows is not None:
                return rows
        raise KeepsChanging(
            f"The list of {listing.field} changed each of the {READINGS} times it was read; "
            f"try again when fewer people are working there."
        )

    def _reading(
        self,
        listing: Listing[Node],
        variables: Mapping[str, Any],
        on_progress: Progress | None,
    ) -> list[Node] | None:
        """All rows, or None if rows came or went meanwhile."""
        rows: dict[int, Node] = {}
        totals: set[int] = set()
        after: str | None = None
        while True:
            page = self._page(listing, variables, after)
            rows.update((edge["node"]["id"], edge["node"]) for edge in page["edges"])
            totals.add(page["pageInfo"]["totalCount"])
            if on_progress:
                on_progress(len(rows), page["pageInfo"]["totalCount"])
            after = _next_cursor(page, after)
            if after is None or len(totals) > 1:
                return list(rows.values()) if totals == {len(rows)} else None

    def _page(self, listing: Listing[Node], variables: Mapping[str, Any], after: str | None) -> Page[Node]:
        asked = self._size(listing)

        def request() -> dict[str, Any]:
            return {**variables, "first": asked, "after": after}

        def smaller_request() -> dict[str, Any] | None:
            nonlocal asked
            if asked <= FEWEST_ROWS:
                return None
            asked = self._smaller(listing, asked)
            return request()

        try:
            data = self._graphql.ask(listing.operation, request(), when_slow=smaller_request)
        except Unreachable:
            with self._lock:
                self._sizes.pop(listing.operation, None)  # ION is away altogether: the size was not to blame
            raise
        return field_of(listing.shape, listing.operation, listing.field, data)

    def _size(self, listing: Listing[Node]) -> int:
        return self._sizes.get(listing.operation, listing.rows)

    def _smaller(self, listing: Listing[Node], too_much: int) -> int:
        """A size below the one that was too much; another thread may have found it already."""
        with self._lock:
            size = min(self._size(listing), max(too_much // 2, FEWEST_ROWS))
            self._sizes[listing.operation] = size
            return size


def _next_cursor(page: Page[Node], current: str | None) -> str | None:
    """Where the next page begins; None at the end, and where a cursor that stands still would never end."""
    info = page["pageInfo"]
    if not info["hasNextPage"] or not page["edges"] or info["endCursor"] == current:
        return None
    return info["endCursor"]

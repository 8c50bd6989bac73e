"""Whole lists from ION's pages: its cursors are offsets that move with the rows, so every reading is checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from pydantic import TypeAdapter

from cyclecount_tui.ion.errors import KeepsChanging, Unreachable
from cyclecount_tui.ion.page_sizes import FEWEST_ROWS, PageSizes
from cyclecount_tui.ion.reply_shape import field_of
from cyclecount_tui.ion.transport import GraphQL
from cyclecount_tui.ion.waiting import Progress, another_list
from cyclecount_tui.ion.wire_shapes import Node, Page

NESTED_ROWS = 100
FLAT_ROWS = 500
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

    Lists may be read in several threads, and what one of them learns about the size holds for all. Whoever waits for
    a list is told how many of its rows have come, page by page.
    """

    def __init__(self, graphql: GraphQL, sizes: PageSizes | None = None) -> None:
        self._graphql = graphql
        self._sizes = sizes or PageSizes()

    def read(self, listing: Listing[Node], variables: Mapping[str, Any]) -> list[Node]:
        """Every row once, by ascending id. KeepsChanging when the list changed during each of three readings."""
        rows_came = another_list()
        for _ in range(READINGS):
            rows = self._reading(listing, variables, rows_came)
            if rows is not None:
                return rows
        raise KeepsChanging(
            f"The list of {listing.field} changed each of the {READINGS} times it was read; "
            f"try again when fewer people are working there."
        )

    def read_once(self, listing: Listing[Node], variables: Mapping[str, Any]) -> list[Node]:
        """Every row that one reading meets, once; rows that come and go meanwhile may be missed.

        For planning, where a list is long and a row more or less decides nothing: never for a count.
        """
        rows: dict[int, Node] = {}
        rows_came = another_list()
        for page in self._walk(listing, variables):
            _take(page, rows, rows_came)
        return list(rows.values())

    def read_first(self, listing: Listing[Node], variables: Mapping[str, Any], most: int) -> tuple[list[Node], int]:
        """The first rows of one reading, `most` at least where there are so many, and how many there are in all.

        Ends with the page that holds the last of them, for what is told beside a count and decides nothing alone.
        """
        rows: dict[int, Node] = {}
        total = 0
        rows_came = another_list()
        for page in self._walk(listing, variables):
            _take(page, rows, rows_came)
            total = page["pageInfo"]["totalCount"]
            if len(rows) >= most:
                break
        return list(rows.values()), total

    def _reading(
        self,
        listing: Listing[Node],
        variables: Mapping[str, Any],
        rows_came: Progress,
    ) -> list[Node] | None:
        """All rows, or None if rows came or went meanwhile."""
        rows: dict[int, Node] = {}
        totals: set[int] = set()
        for page in self._walk(listing, variables):
            _take(page, rows, rows_came)
            totals.add(page["pageInfo"]["totalCount"])
            if len(totals) > 1:
                return None
        return list(rows.values()) if totals == {len(rows)} else None

    def _walk(self, listing: Listing[Node], variables: Mapping[str, Any]) -> Iterator[Page[Node]]:
        after: str | None = None
        while True:
            page = self._page(listing, variables, after)
            yield page
            after = _next_cursor(page, after)
            if after is None:
                return

    def _page(self, listing: Listing[Node], variables: Mapping[str, Any], after: str | None) -> Page[Node]:
        asked = self._sizes.size(listing.operation, listing.rows)

        def request() -> dict[str, Any]:
            return {**variables, "first": asked, "after": after}

        def smaller_request() -> dict[str, Any] | None:
            nonlocal asked
            if asked <= FEWEST_ROWS:
                return None
            asked = self._sizes.smaller(listing.operation, listing.rows, asked)
            return request()

        usual = asked
        try:
            data = self._graphql.ask(listing.operation, request(), when_slow=smaller_request)
        except Unreachable:
            self._sizes.not_to_blame(listing.operation)
            raise
        if asked < usual:
            self._sizes.worked(listing.operation, asked)
        return field_of(listing.shape, listing.operation, listing.field, data)


def _take(page: Page[Node], rows: dict[int, Node], rows_came: Progress) -> None:
    rows.update((edge["node"]["id"], edge["node"]) for edge in page["edges"])
    rows_came(len(rows), page["pageInfo"]["totalCount"])


def _next_cursor(page: Page[Node], current: str | None) -> str | None:
    """Where the next page begins; None at the end, and where a cursor that stands still would never end."""
    info = page["pageInfo"]
    if not info["hasNextPage"] or not page["edges"] or info["endCursor"] == current:
        return None
    return info["endCursor"]

"""Whole lists from ION's pages: its cursors are offsets that move with the rows, so every reading is checked."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic

from typing_extensions import TypeVar  # with a default before Python 3.13

from cyclecount_tui.ion.errors import KeepsChanging, Unreachable
from cyclecount_tui.ion.page_sizes import FEWEST_ROWS, PageSizes
from cyclecount_tui.ion.page_walk import Came, PageWalk, Step
from cyclecount_tui.ion.reply_shape import Reader, ReplyShape, field_of, in_reply
from cyclecount_tui.ion.transport import GraphQL
from cyclecount_tui.ion.waiting import Progress, another_list
from cyclecount_tui.ion.wire_shapes import Node, Page

NESTED_ROWS = 100
FLAT_ROWS = 500
READINGS = 3

BESIDE_WORK = 2
"""How many pages of a list are on their way together while the first of them are being worked with."""

Row = TypeVar("Row", default=Node)
Made = TypeVar("Made")


def as_told() -> Callable[[Any], Any]:
    """Rows as ION tells them."""
    return lambda node: node


@dataclass(frozen=True)
class Listing(Generic[Node, Row]):
    """A list operation: the field it asks for, the shape of its pages, and how many rows to start with.

    `rows_made` gives what makes rows of a list's nodes. `quick_reader` gives what reads the replies in place of
    `reply`, and has a `Came` for a page. Both are called for each reading, and may remember what recurs in it.
    """

    operation: str
    field: str
    shape: ReplyShape[Page[Node]]
    rows: int = NESTED_ROWS
    rows_made: Callable[[], Callable[[Node], Row]] = as_told
    quick_reader: Callable[[], Reader] | None = None

    @cached_property
    def reply(self) -> Reader:
        """Checks a page where it stands, in the bytes of the reply."""
        return in_reply(self.shape)

    def taking(self) -> "Taking[Node, Row]":
        """How the pages of one reading are taken."""
        return Taking(self, self.quick_reader() if self.quick_reader else self.reply, self.rows_made())


@dataclass(frozen=True)
class Taking(Generic[Node, Row]):
    """What makes pages of the answers to one list.

    Rows are made as their page comes: what ION told of them is not kept, and needs no room beside them.
    """

    listing: Listing[Node, Row]
    read: Reader
    row_of: Callable[[Node], Row]

    def came(self, data: Mapping[str, Any]) -> Came[Row]:
        """The page of an answer's data. SchemaMismatch where it does not fit."""
        came = data.get(self.listing.field)
        if isinstance(came, Came):
            return came
        page = field_of(self.listing.shape, self.listing.operation, self.listing.field, data)
        nodes = [edge["node"] for edge in page["edges"]]
        return Came(page["pageInfo"], [node["id"] for node in nodes], list(map(self.row_of, nodes)))


class Pages:
    """Reads whole lists; a page that was too much for ION's gateway is halved, and the size remembered.

    Lists may be read in several threads, and what one of them learns about the size holds for all. Whoever waits for
    a list is told how many of its rows have come, page by page. The first page says how long the list is; the others
    are then asked for side by side.
    """

    def __init__(self, graphql: GraphQL, sizes: PageSizes | None = None) -> None:
        self._graphql = graphql
        self._sizes = sizes or PageSizes()
        self._begun: tuple[str, Mapping[str, Any], Came[Any]] | None = None
        """The first page of the list that `first` began last, by operation and variables."""

    def read(self, listing: Listing[Node, Row], variables: Mapping[str, Any]) -> list[Row]:
        """Every row once, by ascending id. KeepsChanging when the list changed during each of three readings."""
        rows: list[Row] = []
        for reading in self._readings(listing, variables):
            for _ in reading.pages():
                pass
            if reading.is_whole:
                rows = reading.rows
        return rows

    def first(self, listing: Listing[Node, Row], variables: Mapping[str, Any]) -> tuple[list[Row], bool]:
        """The rows of the first page, and whether they are all there are: one request."""
        page, rows_came = self._page(listing.taking(), variables, None, None), another_list()
        total = page.info["totalCount"]
        rows_came(len(page.ids), total)
        whole = len(set(page.ids)) == total and not page.info["hasNextPage"]
        self._begun = None if whole else (listing.operation, dict(variables), page)
        return page.rows, whole

    def arriving(self, listing: Listing[Node, Row], variables: Mapping[str, Any]) -> Generator[list[Row], None, None]:
        """The rows page by page, as they come; at the end every row that was there all the while has come.

        A list that `first` began goes on from there; its first rows come once more, and are not asked for again.
        Where the list changed meanwhile it is read again: rows come again then, and some that came are gone by now.
        KeepsChanging as in `read`. Fewer pages are on their way together: somebody works with those that came.
        """
        begun, self._begun = self._begun, None
        first = begun[2] if begun is not None and begun[:2] == (listing.operation, variables) else None
        for reading in self._readings(listing, variables, BESIDE_WORK, first):
            with closing(reading.pages()) as pages:
                yield from pages

    def read_once(self, listing: Listing[Node, Row], variables: Mapping[str, Any]) -> list[Row]:
        """Every row that one reading meets, once; rows that come and go meanwhile may be missed.

        For planning, where a list is long and a row more or less decides nothing: never for a count.
        """
        reading = _Reading(self._walk(listing, variables), another_list(), strict=False)
        for _ in reading.pages():
            pass
        return reading.rows

    def read_first(self, listing: Listing[Node, Row], variables: Mapping[str, Any], most: int) -> tuple[list[Row], int]:
        """The first rows of one reading, `most` at least where there are so many, and how many there are in all.

        Ends with the page that holds the last of them, for what is told beside a count and decides nothing alone.
        """
        reading, total = _Reading(self._walk(listing, variables), another_list(), strict=False), 0
        for step in reading.walk.in_turn():
            reading.take(step)
            total = step.page.info["totalCount"]
            if len(reading.rows) >= most:
                break
        return reading.rows, total

    def _readings(
        self,
        listing: Listing[Node, Row],
        variables: Mapping[str, Any],
        at_once: int | None = None,
        first: Came[Row] | None = None,
    ) -> Iterator["_Reading[Row]"]:
        """One reading after the other, until one was whole."""
        rows_came = another_list()
        for _ in range(READINGS):
            reading, first = _Reading(self._walk(listing, variables, at_once, first), rows_came), None
            yield reading
            if reading.is_whole:
                return
        raise KeepsChanging(
            f"The list of {listing.field} changed each of the {READINGS} times it was read; "
            f"try again when fewer people are working there."
        )

    def _walk(
        self,
        listing: Listing[Node, Row],
        variables: Mapping[str, Any],
        at_once: int | None = None,
        first: Came[Row] | None = None,
    ) -> PageWalk[Row]:
        taking = listing.taking()

        def ask(after: str | None, most: int | None) -> Came[Row]:
            return self._page(taking, variables, after, most)

        return PageWalk(ask, at_once, first)

    def _page(
        self, taking: Taking[Node, Row], variables: Mapping[str, Any], after: str | None, most: int | None
    ) -> Came[Row]:
        listing = taking.listing
        asked = self._sizes.size(listing.operation, listing.rows)

        def request() -> dict[str, Any]:
            return {**variables, "first": asked if most is None else min(asked, most), "after": after}

        def smaller_request() -> dict[str, Any] | None:
            nonlocal asked
            if asked <= FEWEST_ROWS:
                return None
            asked = self._sizes.smaller(listing.operation, listing.rows, asked)
            return request()

        usual = asked
        try:
            data = self._graphql.ask(listing.operation, request(), when_slow=smaller_request, read=taking.read)
        except Unreachable:
            self._sizes.not_to_blame(listing.operation)
            raise
        if asked < usual:
            self._sizes.worked(listing.operation, asked)
        return taking.came(data)


@dataclass
class _Reading(Generic[Made]):
    """One reading of a list from its first page on. `strict`: it ends where it shows that the list has changed."""

    walk: PageWalk[Made]
    rows_came: Progress
    strict: bool = True
    _rows: dict[int, Made] = field(default_factory=dict)
    _totals: set[int] = field(default_factory=set)
    _joined: bool = True

    def pages(self) -> Generator[list[Made], None, None]:
        """The rows of each page, in order."""
        with closing(self.walk.steps()) as steps:
            for step in steps:
                yield self.take(step)
                if self.strict and not (self._joined and len(self._totals) == 1):
                    return

    @property
    def rows(self) -> list[Made]:
        """Each row once, in the order of the list."""
        return list(self._rows.values())

    @property
    def is_whole(self) -> bool:
        """Whether the list held still while it was read."""
        return self._joined and self._totals == {len(self._rows)}

    def take(self, step: Step[Made]) -> list[Made]:
        """Takes a page in, and gives its rows."""
        page = step.page
        total = page.info["totalCount"]
        self._rows.update(zip(page.ids, page.rows, strict=True))
        self._totals.add(total)
        self._joined = self._joined and step.joined
        self.rows_came(len(self._rows), total)
        return page.rows

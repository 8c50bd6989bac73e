"""Whole lists from pages, while rows come and go and the gateway gives up."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.ion.errors import KeepsChanging, SchemaMismatch, Unreachable
from cyclecount_tui.ion.paging import Listing, Pages
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.waiting import Wait, waited_for
from cyclecount_tui.ion.wire_shapes import LocationNode, Page
from tests.ion.scripted import ScriptedIon, data, html

SHAPE = ReplyShape(Page[LocationNode])


class Shelf:
    """A list of ids served by offsets, as ION does, with a hook before every page."""

    def __init__(self, ids: list[int], largest_page: int = 1000) -> None:
        self.ids = ids
        self.largest_page = largest_page
        self.before_page: Callable[[int], None] = lambda _: None
        self.slow_above: int | None = None
        self.ion = ScriptedIon([self.answer])
        self.pages = Pages(self.ion.graphql())

    def answer(self, _: httpx.Request) -> httpx.Response:
        number = len(self.ion.requests)
        self.before_page(number)
        variables = self.ion.requests[-1]["variables"]
        first, after = variables["first"], variables["after"]
        if self.slow_above is not None and first > self.slow_above:
            return html(502)
        start = 0 if after is None else int(after) + 1
        shown = self.ids[start : start + min(first, self.largest_page)]
        return data(locations=page(shown, start, len(self.ids)))

    def read(self, rows: int = 10) -> list[int]:
        listing = Listing("Locations", "locations", SHAPE, rows)
        return [node["id"] for node in self.pages.read(listing, {})]

    @property
    def sizes(self) -> list[int]:
        return [request["variables"]["first"] for request in self.ion.requests]


def page(ids: list[int], start: int, total: int) -> dict[str, Any]:
    nodes = [{"id": i, "name": f"L{i}", "type": None, "parentId": None, "available": True} for i in ids]
    end = start + len(ids)
    return {
        "pageInfo": {
            "hasNextPage": end < total,
            "endCursor": str(end - 1) if ids else None,
            "totalCount": total,
        },
        "edges": [{"node": node} for node in nodes],
    }


@given(st.integers(0, 60), st.integers(1, 20), st.integers(1, 20))
def test_every_row_comes_once_whatever_the_page_size(count: int, rows: int, largest_page: int) -> None:
    shelf = Shelf(list(range(1, count + 1)), largest_page)
    assert shelf.read(rows) == list(range(1, count + 1))
    assert len(shelf.ion.requests) == max(1, -(-count // min(rows, largest_page)))


def test_progress_is_told_a_page_at_a_time() -> None:
    told: list[tuple[int, int]] = []
    with waited_for(Wait(lambda done, total: told.append((done, total)))):
        Shelf(list(range(25))).read(10)
    assert told == [(10, 25), (20, 25), (25, 25)]


def test_a_row_that_leaves_meanwhile_makes_it_read_again() -> None:
    """Row 1 leaves after the first page: offsets shift, and row 11 would be missed in silence."""
    shelf = Shelf(list(range(1, 26)))
    shelf.before_page = lambda number: shelf.ids.remove(1) if number == 2 else None
    assert shelf.read(10) == list(range(2, 26))
    assert len(shelf.ion.requests) == 2 + 3, "the first reading ends where the change shows"


def test_a_row_that_comes_meanwhile_makes_it_read_again() -> None:
    shelf = Shelf(list(range(10, 35)))
    shelf.before_page = lambda number: shelf.ids.insert(0, 5) if number == 2 else None
    assert shelf.read(10) == [5, *range(10, 35)]


def test_one_leaving_and_one_coming_are_noticed_by_the_double() -> None:
    """The total stays the same; a row that came in front pushes one that was read already onto the next page."""
    shelf = Shelf(list(range(10, 35)))

    def swap(number: int) -> None:
        if number == 2:
            shelf.ids.insert(0, 5)
            shelf.ids.remove(34)

    shelf.before_page = swap
    assert shelf.read(10) == [5, *range(10, 34)]


def test_a_list_that_never_holds_still_is_given_up() -> None:
    shelf = Shelf(list(range(25)))
    shelf.before_page = lambda number: shelf.ids.append(100 + number)
    with pytest.raises(KeepsChanging, match="3 times"):
        shelf.read(10)


def test_a_cursor_that_stands_still_does_not_turn_forever() -> None:
    stuck = page([1], 0, 5)
    ion = ScriptedIon([data(locations=stuck)])
    with pytest.raises(KeepsChanging):
        Pages(ion.graphql()).read(Listing("Locations", "locations", SHAPE), {})
    assert len(ion.requests) == 6


def test_a_slow_page_is_halved_and_the_size_remembered() -> None:
    shelf = Shelf(list(range(60)))
    shelf.slow_above = 30
    assert shelf.read(100) == list(range(60))
    assert shelf.sizes == [100, 50, 25, 25, 25]
    assert shelf.read(100) == list(range(60))
    assert shelf.sizes[5:] == [25, 25, 25]


def test_ten_rows_are_the_fewest_and_then_it_is_given_up() -> None:
    shelf = Shelf(list(range(60)))
    shelf.slow_above = 0
    with pytest.raises(Unreachable):
        shelf.read(100)
    assert shelf.sizes == [100, 50, 25, 12, 10, 10, 10, 10]
    shelf.slow_above = None
    shelf.read(100)
    assert shelf.sizes[8:] == [100], "ION was away; the size was not to blame"


def test_a_timeout_halves_too_and_a_broken_line_does_not() -> None:
    for failure, sizes in ((httpx.ReadTimeout("late"), [100, 50]), (httpx.ReadError("gone"), [100, 100])):
        ion = ScriptedIon([failure, data(locations=page([], 0, 0))])
        Pages(ion.graphql()).read(Listing("Locations", "locations", SHAPE), {})
        assert [request["variables"]["first"] for request in ion.requests] == sizes


@pytest.mark.parametrize(
    ("reply", "field"),
    [
        (None, "locations"),
        ([], "locations"),
        ({"edges": []}, "locations.pageInfo"),
        ({"pageInfo": {"hasNextPage": False, "endCursor": None}, "edges": []}, "locations.pageInfo.totalCount"),
        ({**page([], 0, 0), "edges": None}, "locations.edges"),
        ({**page([], 0, 0), "edges": [{"node": None}]}, "locations.edges.node"),
        ({**page([], 0, 0), "edges": [{"node": {"id": "x"}}]}, "locations.edges.node.id"),
    ],
)
def test_pages_of_another_shape_name_the_field(reply: object, field: str) -> None:
    ion = ScriptedIon([data(locations=reply)])
    with pytest.raises(SchemaMismatch) as caught:
        Pages(ion.graphql()).read(Listing("Locations", "locations", SHAPE), {})
    assert f"Locations in a shape this version does not know, at {field} (" in caught.value.sentence

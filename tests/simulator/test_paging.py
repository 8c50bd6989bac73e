"""Relay pages: their cursors, their counts, and what happens when rows come and go between them."""

import base64
from typing import Any

import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.reading.paging import cursor_of, offset_of, page
from tests.simulator.asking import Asker

PAGE = """
query Page($first: Int, $last: Int, $after: String, $before: String) {
  partInventories(sort: [ID_ASC], first: $first, last: $last, after: $after, before: $before) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor count totalCount }
    edges { cursor node { id } }
  }
}
"""


def read(ask: Asker, **limits: Any) -> tuple[list[int], dict[str, Any]]:
    answer = ask.data(PAGE, **limits)["partInventories"]
    return [edge["node"]["id"] for edge in answer["edges"]], answer["pageInfo"]


def all_ids(plant: Plant) -> list[int]:
    return sorted(record.id for record in plant.inventory)


def test_a_cursor_is_an_offset_in_base64() -> None:
    assert cursor_of(19) == "YXJyYXljb25uZWN0aW9uOjE5"
    assert base64.b64decode(cursor_of(7)) == b"arrayconnection:7"
    assert offset_of(cursor_of(123)) == 123


@pytest.mark.parametrize("cursor", ["", None, "rubbish", "YWJj", "YXJyYXljb25uZWN0aW9uOng="])
def test_a_cursor_that_is_none_is_no_cursor(cursor: str | None, ask: Asker, plant: Plant) -> None:
    assert offset_of(cursor) is None
    assert read(ask, first=3, after=cursor)[0] == all_ids(plant)[:3]


def test_pages_follow_each_other_to_the_end(ask: Asker, plant: Plant) -> None:
    seen: list[int] = []
    cursor, more = None, True
    while more:
        ids, info = read(ask, first=100, after=cursor)
        assert info["count"] == len(ids)
        assert info["totalCount"] == len(plant.inventory)
        assert info["hasPreviousPage"] is bool(seen)
        seen += ids
        cursor, more = info["endCursor"], info["hasNextPage"]
    assert seen == all_ids(plant)


def test_pages_go_backwards_too(ask: Asker, plant: Plant) -> None:
    ids, info = read(ask, last=5)
    assert ids == all_ids(plant)[-5:]
    assert (info["hasNextPage"], info["hasPreviousPage"]) == (False, True)
    earlier, _ = read(ask, last=5, before=info["startCursor"])
    assert earlier == all_ids(plant)[-10:-5]


def test_without_a_limit_everything_comes(ask: Asker, plant: Plant) -> None:
    ids, info = read(ask)
    assert ids == all_ids(plant)
    assert not info["hasNextPage"]


def test_an_empty_page_has_no_cursors(ask: Asker, plant: Plant) -> None:
    ids, info = read(ask, first=0)
    assert ids == []
    assert (info["startCursor"], info["endCursor"], info["count"]) == (None, None, 0)
    assert info["totalCount"] == len(plant.inventory)
    assert read(ask, first=5, after=cursor_of(10_000))[0] == []


@pytest.mark.parametrize("limit", ["first", "last"])
def test_a_negative_limit_is_refused(ask: Asker, limit: str) -> None:
    assert f'"{limit}" must not be negative' in ask.error(PAGE, **{limit: -1})["message"]


def test_rows_that_vanish_between_pages_shift_the_next_page(ask: Asker, plant: Plant) -> None:
    first_ids, info = read(ask, first=10)
    gone = plant.inventory[first_ids[0]]
    plant.inventory.remove(gone)
    second_ids, second_info = read(ask, first=10, after=info["endCursor"])
    skipped = all_ids(plant)[9]
    assert skipped not in first_ids + second_ids
    assert second_info["totalCount"] == info["totalCount"] - 1


def test_rows_that_appear_before_a_page_come_twice(ask: Asker, plant: Plant) -> None:
    query = """query($after: String) { partInventories(sort: [ID_DESC], first: 10, after: $after) {
        pageInfo { endCursor } edges { node { id partId } } } }"""
    page_one = ask.data(query)["partInventories"]
    last = page_one["edges"][-1]["node"]
    plain = next(part for part in plant.parts if part.tracking_type is None)
    create = "mutation($part: ID!) { createPartInventory(input: {partId: $part}) { partInventory { id } } }"
    ask.data(create, part=str(plain.id))
    page_two = ask.data(query, after=page_one["pageInfo"]["endCursor"])["partInventories"]
    assert page_two["edges"][0]["node"]["id"] == last["id"]


def test_a_tenant_may_cap_the_page(plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(max_first=25)))
    for limits in ({"first": 100}, {}):
        ids, info = read(ask, **limits)
        assert ids == all_ids(plant)[:25]
        assert info["hasNextPage"]


def test_aggregates_are_over_the_whole_list(ask: Asker, plant: Plant) -> None:
    query = """{ partInventories(first: 2, filters: {lotNumber: {isnull: false}}) {
        pageInfo { totalCount } aggregates { count sum { quantity quantityAvailable } } } }"""
    answer = ask.data(query)["partInventories"]
    lots = [record for record in plant.inventory if record.lot_number]
    assert answer["aggregates"]["count"] == answer["pageInfo"]["totalCount"] == len(lots)
    assert answer["aggregates"]["sum"]["quantity"] == float(sum(record.quantity for record in lots))
    assert answer["aggregates"]["sum"]["quantityAvailable"] < answer["aggregates"]["sum"]["quantity"]


def test_first_counts_from_the_start_and_last_from_the_end() -> None:
    rows = list(range(10))
    assert [edge.node for edge in page(rows, first=6, last=2).edges] == [4, 5]
    assert [edge.node for edge in page(rows, after=cursor_of(2), before=cursor_of(5)).edges] == [3, 4]
    assert page([], first=5).page_info.has_previous_page is False

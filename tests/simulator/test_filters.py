"""Filters as a client writes them: on derived values, through links, and on lists inside lists."""

from typing import Any

import pytest

from cyclecount_tui.simulator import Plant
from tests.simulator.asking import Asker
from tests.simulator.records import available

LISTS = {
    "partInventories": "PartInventoriesInputFilters",
    "locations": "LocationsInputFilters",
    "partKitItems": "PartKitItemsInputFilters",
    "partKits": "PartKitsInputFilters",
    "parts": "PartsInputFilters",
    "runs": "RunsInputFilters",
    "issues": "IssueInputFilters",
    "users": "UserInputFilters",
}


def ids(ask: Asker, name: str, filters: dict[str, Any]) -> set[int]:
    query = f"""query($filters: {LISTS[name]}) {{
        {name}(filters: $filters, sort: [ID_ASC]) {{ edges {{ node {{ id }} }} }} }}"""
    return {edge["node"]["id"] for edge in ask.data(query, filters=filters)[name]["edges"]}


def place_id(plant: Plant, name: str) -> int:
    return next(place.id for place in plant.places if place.name == name)


@pytest.mark.parametrize("status", ["AVAILABLE", "INSTALLED", "KITTED", "ON_ORDER", "SCRAPPED", "WIP"])
def test_by_derived_status(ask: Asker, plant: Plant, status: str) -> None:
    expected = {record.id for record in plant.inventory if plant.status_of(record) == status}
    assert expected
    assert ids(ask, "partInventories", {"status": {"eq": status}}) == expected
    everything = {record.id for record in plant.inventory}
    assert ids(ask, "partInventories", {"status": {"neq": status}}) == everything - expected


def test_the_sheet_of_a_location(ask: Asker, plant: Plant) -> None:
    shelf = place_id(plant, "RACK-B / SHELF-04")
    filters = {"locationId": {"eq": shelf}, "quantity": {"gt": 0}, "status": {"neq": "INSTALLED"}}
    found = ids(ask, "partInventories", filters)
    assert found == {
        record.id
        for record in plant.inventory
        if record.location_id == shelf and record.quantity > 0 and plant.status_of(record) != "INSTALLED"
    }
    assert len(found) > 10


def test_by_part_number_without_regard_to_case(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    part = plant.parts[record.part_id]
    found = ids(ask, "partInventories", {"part": {"partNumber": {"ilike": part.part_number.lower()}}})
    same = {part.id for part in plant.parts.by("part_number", part.part_number)}
    assert found == {record.id for record in plant.inventory if record.part_id in same}


def test_tools_can_be_left_out(ask: Asker, plant: Plant) -> None:
    tools = ids(ask, "partInventories", {"part": {"partType": {"eq": "TOOL"}}})
    assert len(tools) == 1
    assert not tools & ids(ask, "partInventories", {"part": {"partType": {"neq": "TOOL"}}})


def test_the_subtree_of_a_location(ask: Asker, plant: Plant) -> None:
    rack = place_id(plant, "RACK-A")
    shelves = {place.id for place in plant.places if place.parent_id == rack}
    expected = {record.id for record in plant.inventory if record.location_id in shelves}
    assert ids(ask, "partInventories", {"parentLocations": {"id": {"eq": str(rack)}}}) == expected
    assert ids(ask, "locations", {"allParents": {"id": {"eq": str(rack)}}}) == shelves
    assert ids(ask, "locations", {"parentId": {"eq": rack}}) == shelves
    assert rack in ids(ask, "locations", {"allChildren": {"name": {"eq": "RACK-A / SHELF-01"}}})


def test_kit_items_of_open_kits(ask: Asker, plant: Plant) -> None:
    part_ids = [str(item.part_id) for item in plant.kit_items]
    filters = {
        "partId": {"in": part_ids},
        "partKit": {"status": {"in": ["REQUESTED", "IN_PROGRESS", "DELIVERED"]}},
    }
    statuses = {kit.id: kit.status for kit in plant.kits}
    expected = {
        item.id for item in plant.kit_items if statuses[item.part_kit_id] in ("REQUESTED", "IN_PROGRESS", "DELIVERED")
    }
    assert ids(ask, "partKitItems", filters) == expected
    assert 0 < len(expected) < len(plant.kit_items)


def test_kits_by_delivery_location_and_by_item(ask: Asker, plant: Plant) -> None:
    line = place_id(plant, "LINE-2")
    assert ids(ask, "partKits", {"deliveryLocation": {"name": {"eq": "LINE-2"}}}) == {
        kit.id for kit in plant.kits if kit.delivery_location_id == line
    }
    unfilled = ids(ask, "partKits", {"partKitItems": {"fulfilled": {"eq": False}}})
    assert unfilled == ids(ask, "partKits", {"percentFulfilled": {"lt": 100}})
    assert unfilled


def test_records_by_their_kits_runs_issues_and_orders(ask: Asker, plant: Plant) -> None:
    kitted = {issue.part_inventory_id for issue in plant.kit_issues}
    assert ids(ask, "partInventories", {"partKitItems": {"id": {"isnull": False}}}) == kitted
    in_work = {run.part_inventory_id for run in plant.runs}
    assert ids(ask, "partInventories", {"runs": {"isOpen": {"eq": True}}}) == in_work
    ordered = {line.part_inventory_id for line in plant.purchase_lines}
    assert ids(ask, "partInventories", {"purchaseOrderLines": {"status": {"eq": "ORDERED"}}}) == ordered
    title = {"issues": {"title": {"ilike": "manifold%"}}}
    assert len(ids(ask, "partInventories", title)) == 2


def test_runs_by_what_they_build(ask: Asker, plant: Plant) -> None:
    run = next(iter(plant.runs))
    assert ids(ask, "runs", {"partInventoryId": {"eq": run.part_inventory_id}}) == {run.id}
    assert run.id in ids(ask, "runs", {"locations": {"name": {"eq": "LINE-1"}}})
    assert ids(ask, "runs", {"partInventory": {"id": {"eq": run.part_inventory_id}}}) == {run.id}


def test_issues_by_a_record(ask: Asker, plant: Plant) -> None:
    issue = next(iter(plant.issues))
    assert issue.id == 812
    assert ids(ask, "issues", {"partInventoryId": {"eq": issue.part_inventory_ids[0]}}) == {812}
    assert ids(ask, "issues", {"partInventories": {"location": {"name": {"eq": "MRB-1"}}}}) == {
        issue.id for issue in plant.issues
    }


def test_parts_that_have_stock_somewhere(ask: Asker, plant: Plant) -> None:
    stocked = {record.part_id for record in plant.inventory}
    assert ids(ask, "parts", {"partsInventory": {"id": {"isnull": False}}}) == stocked
    assert len(stocked) < len(plant.parts)


def test_people_who_count(ask: Asker) -> None:
    people = ids(ask, "users", {"deactivated": {"eq": False}, "ionBot": {"eq": False}})
    assert len(people) == 5


def test_filters_on_a_linked_list(ask: Asker, plant: Plant) -> None:
    shelf = place_id(plant, "RACK-A / SHELF-01")
    query = """query($id: ID!, $filters: PartInventoriesInputFilters) {
        location(id: $id) { partInventories(filters: $filters) { id lotNumber } _PartInventoriesCount } }"""
    answer = ask.data(query, id=str(shelf), filters={"lotNumber": {"isnull": False}})["location"]
    lots = {r.id for r in plant.inventory if r.location_id == shelf and r.lot_number is not None}
    assert {record["id"] for record in answer["partInventories"]} == lots
    assert answer["_PartInventoriesCount"] > len(lots)


def test_filters_on_a_linked_row_empty_it(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    query = """query($id: ID!, $number: String) { partInventory(id: $id) {
        part(filters: {partNumber: {eq: $number}}) { id } } }"""
    number = plant.parts[record.part_id].part_number
    there = ask.data(query, id=str(record.id), number=number)["partInventory"]
    assert there["part"] == {"id": record.part_id}
    assert ask.data(query, id=str(record.id), number="x")["partInventory"]["part"] is None


@pytest.mark.parametrize("row_id", ["999999", "abc", ""])
def test_a_row_that_is_not_there_is_null(ask: Asker, row_id: str) -> None:
    assert ask.data("query($id: ID!) { partInventory(id: $id) { id } }", id=row_id) == {"partInventory": None}

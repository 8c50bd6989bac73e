"""createComment, createIssue, updateLocation, and the labels that scanBarcode reads."""

import json
from typing import Any

import pytest

from cyclecount_tui.simulator import Plant
from cyclecount_tui.simulator.plant.rows import Place
from tests.simulator.asking import Asker
from tests.simulator.records import available

COMMENT = "mutation($input: CreateCommentInput!) { createComment(input: $input) { comment { id entityId } } }"
ISSUE = """mutation($input: CreateIssueInput!) { createIssue(input: $input) { issue {
    id title status causeCondition partInventories { id } } } }"""
LOCATION = """mutation($input: UpdateLocationInput!) { updateLocation(input: $input) {
    location { id _etag name available archived parentId description } } }"""
SCAN = """query($barcode: String!) { scanBarcode(barcode: $barcode) {
    entities { id type locations { id } partInventories { id } partKits { id } } } }"""
SLATE = [{"children": [{"type": "p", "children": [{"text": "counted [twice]"}]}]}]


def a_shelf(plant: Plant) -> Place:
    return next(place for place in plant.places if place.type == "SHELF")


def test_a_comment_hangs_on_its_entity(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    given = {"entityId": str(record.entity_id), "content": "Counted 12 by Ada", "slateContent": SLATE}
    comment = ask.data(COMMENT, input=given)["createComment"]["comment"]
    assert comment["entityId"] == record.entity_id
    query = """query($id: ID!) { partInventory(id: $id) { _CommentsCount comments {
        id content slateContent createdBy { name } } } }"""
    found = ask.data(query, id=str(record.id))["partInventory"]
    assert found["_CommentsCount"] == 1
    assert found["comments"] == [
        {
            "id": comment["id"],
            "content": "Counted 12 by Ada",
            "slateContent": SLATE,
            "createdBy": {"name": "Cycle count service"},
        }
    ]
    listed = ask.data(
        "query($f: CommentsInputFilters) { comments(filters: $f) { edges { node { id } } } }",
        f={"entityId": {"eq": str(record.entity_id)}},
    )
    assert listed["comments"]["edges"] == [{"node": {"id": comment["id"]}}]


def test_a_comment_on_a_location(ask: Asker, plant: Plant) -> None:
    shelf = a_shelf(plant)
    given = {"entityId": str(shelf.entity_id), "content": "Closed"}
    assert ask.data(COMMENT, input=given)["createComment"]["comment"]["entityId"] == shelf.entity_id


@pytest.mark.parametrize(
    ("given", "words"),
    [({"entityId": "5", "content": "x"}, "Entity with id 5 not found"), ({"content": ""}, "needs content")],
)
def test_a_comment_that_cannot_be(ask: Asker, plant: Plant, given: dict[str, Any], words: str) -> None:
    whole = {"entityId": str(a_shelf(plant).entity_id), **given}
    assert words in ask.error(COMMENT, input=whole)["message"]


def test_an_issue_is_opened(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    given = {"title": "Count differs", "partInventoryIds": [record.id], "causeCondition": SLATE}
    issue = ask.data(ISSUE, input=given)["createIssue"]["issue"]
    assert issue["status"] == "PENDING"
    assert issue["partInventories"] == [{"id": record.id}]
    assert issue["causeCondition"] == SLATE
    query = "query($id: ID!) { partInventory(id: $id) { issues { id title status } } }"
    assert ask.data(query, id=str(record.id))["partInventory"]["issues"] == [
        {"id": issue["id"], "title": "Count differs", "status": "PENDING"}
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [({"title": " "}, "needs a title"), ({"title": "x", "partInventoryIds": [999999]}, "999999 not found")],
)
def test_an_issue_that_cannot_be(ask: Asker, given: dict[str, Any], words: str) -> None:
    assert words in ask.error(ISSUE, input=given)["message"]


def test_availability_changes_the_status_of_what_lies_there(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    place = plant.places[record.location_id or 0]
    given = {"id": place.id, "etag": place.etag, "available": False}
    location = ask.data(LOCATION, input=given)["updateLocation"]["location"]
    assert location["available"] is False
    assert location["_etag"] != given["etag"]
    query = "query($id: ID!) { partInventory(id: $id) { status } }"
    assert ask.data(query, id=str(record.id))["partInventory"]["status"] == "UNAVAILABLE"


def test_a_location_is_renamed_and_moved(ask: Asker, plant: Plant) -> None:
    shelf = a_shelf(plant)
    rack = next(place for place in plant.places if place.name == "RACK-C")
    given = {"id": shelf.id, "etag": shelf.etag, "name": "NEW", "parentId": rack.id, "description": None}
    location = ask.data(LOCATION, input=given)["updateLocation"]["location"]
    assert (location["name"], location["parentId"], location["description"]) == ("NEW", rack.id, None)
    assert shelf in plant.places.by("parent_id", rack.id)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"etag": "stale"}, "Etag does not match"),
        ({"id": 5}, "Location with id 5 not found"),
        ({"name": ""}, "name cannot be empty"),
        ({"available": None}, "available cannot be empty"),
        ({"name": "x" * 129}, "at most 128"),
        ({"description": "x" * 513}, "at most 512"),
        ({"parentId": 5}, "Location with id 5 not found"),
    ],
)
def test_a_location_that_cannot_be(ask: Asker, plant: Plant, given: dict[str, Any], words: str) -> None:
    shelf = a_shelf(plant)
    whole = {"id": shelf.id, "etag": shelf.etag, **given}
    assert words in ask.error(LOCATION, input=whole)["message"]


def test_a_location_cannot_be_inside_itself(ask: Asker, plant: Plant) -> None:
    rack = next(place for place in plant.places if place.name == "RACK-A")
    for parent in (rack.id, plant.places.by("parent_id", rack.id)[0].id):
        given = {"id": rack.id, "etag": rack.etag, "parentId": parent}
        assert "inside itself" in ask.error(LOCATION, input=given)["message"]


def test_a_label_is_read_as_a_scanner_types_it(ask: Asker, plant: Plant) -> None:
    shelf, record = a_shelf(plant), available(plant)
    found = ask.data(SCAN, barcode=plant.label(shelf.entity_id))["scanBarcode"]["entities"]
    assert found == [
        {
            "id": shelf.entity_id,
            "type": "Location",
            "locations": [{"id": shelf.id}],
            "partInventories": [],
            "partKits": [],
        }
    ]
    uid = json.loads(plant.label(record.entity_id))["uid"]
    assert len(uid) == 32
    entities = ask.data(SCAN, barcode=uid.upper())["scanBarcode"]["entities"]
    assert entities[0]["partInventories"] == [{"id": record.id}]


@pytest.mark.parametrize("barcode", ["", "FR-10021", "[1]", '{"uid": 5}', "{}"])
def test_a_foreign_label_finds_nothing(ask: Asker, barcode: str) -> None:
    assert ask.data(SCAN, barcode=barcode) == {"scanBarcode": {"entities": []}}


def test_records_and_locations_know_their_labels(ask: Asker, plant: Plant) -> None:
    shelf, record = a_shelf(plant), available(plant)
    query = """query($place: ID!, $record: ID!) { location(id: $place) { entity { barcodeLabels { iuid deactivated } } }
        partInventory(id: $record) { entity { barcodeLabels { id iuid entityId } } } }"""
    answer = ask.data(query, place=str(shelf.id), record=str(record.id))
    (label,) = answer["location"]["entity"]["barcodeLabels"]
    assert label == {"iuid": json.loads(plant.label(shelf.entity_id))["uid"], "deactivated": False}
    (label,) = answer["partInventory"]["entity"]["barcodeLabels"]
    assert label["entityId"] == record.entity_id
    entity = ask.data(SCAN, barcode=label["iuid"])["scanBarcode"]["entities"][0]
    assert entity["partInventories"] == [{"id": record.id}]


def test_only_what_has_labels_says_so(ask: Asker) -> None:
    query = "{ issues(first: 1) { edges { node { entity { barcodeLabels { iuid } } } } } }"
    (edge,) = ask.data(query)["issues"]["edges"]
    assert edge["node"]["entity"]["barcodeLabels"] == []

"""Requests in the shapes in which ION is publicly known to be asked, answered in the shapes it is known to answer."""

import base64
import json
from typing import Any

import pytest

from cyclecount_tui.simulator import Plant
from tests.simulator.asking import Asker
from tests.simulator.records import available, with_status

PAGED = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor count totalCount }"

READS: dict[str, tuple[str, dict[str, Any]]] = {
    "me": ("{ me { id name email organization { id domain } permissionGroups { name family } } }", {}),
    "location list": (
        "query($first: Int!, $after: String) { locations(first: $first, after: $after, sort: [ID_ASC], "
        "filters: {archived: {eq: false}}) { " + PAGED + " edges { node { id name parentId type available } } } }",
        {"first": 5, "after": ""},
    ),
    "locations by name": (
        "query($names: [String]) { locations(filters: {name: {in: $names}}) { edges { node { id name entityId } } } }",
        {"names": ["MRB-1", "LINE-1"]},
    ),
    "tools": (
        "query($x: String) { partInventories(first: 200, sort: [ID_ASC], filters: {part: {partType: {eq: TOOL}, "
        "partNumber: {ilike: $x}}}) { edges { node { id serialNumber unavailable attributes { key value Etag } } } } }",
        {"x": "fr-%"},
    ),
    "below a location": (
        "query($x: ID!) { partInventories(first: 9, filters: {parentLocations: {id: {eq: $x}}}) { " + PAGED + " } }",
        {"x": "101"},
    ),
    "kits of parts": (
        "query($parts: [ID]) { partKitItems(first: 100, sort: [ID_ASC], filters: {partId: {in: $parts}, "
        "partKit: {status: {in: [REQUESTED, IN_PROGRESS, DELIVERED]}}}) { edges { node { id quantity "
        "quantityFulfilled partKit { id status location { id } deliveryLocation { id } } "
        "partInventories { id issuedQuantity } } } } }",
        {"parts": ["301", "302"]},
    ),
    "runs": (
        "{ runs(first: 9, filters: {isOpen: {eq: true}}) { edges { node { id title status partInventoryId } } } }",
        {},
    ),
    "people who count": (
        "{ users(first: 50, filters: {deactivated: {eq: false}, ionBot: {eq: false}}) { "
        "edges { node { id name updatedBy { id } } } } }",
        {},
    ),
    "rules in force": (
        "{ rules(filters: {target: {eq: PARTINVENTORY}, enabled: {eq: true}}) { "
        "edges { node { id title eventType } } } }",
        {},
    ),
    "units": ("{ unitsOfMeasurement { edges { node { id type } } } }", {}),
    "sums": ("{ partInventories(first: 1) { aggregates { sum { quantity quantityAvailable } count } } }", {}),
}


@pytest.mark.parametrize("name", READS)
def test_a_read_is_answered(name: str, ask: Asker) -> None:
    query, variables = READS[name]
    for value in ask.data(query, **variables).values():
        assert value


def test_the_snapshot_of_a_count(ask: Asker, plant: Plant) -> None:
    record = available(plant, tracking="LOT")
    query = """query($loc: ID!, $first: Int, $after: String) {
      partInventories(filters: {locationId: {eq: $loc}, status: {neq: INSTALLED}}, sort: [ID_ASC], first: $first,
        after: $after) {
        pageInfo { hasNextPage endCursor totalCount count }
        edges { cursor node { id _etag _updated entityId partId quantity quantityAvailable quantityScrapped status
          serialNumber lotNumber locationId unitOfMeasure { id type }
          part { id partNumber revision description trackingType partType cost } } } } }"""
    answer = ask.data(query, loc=str(record.location_id), first=500, after=None)["partInventories"]
    edges = answer["edges"]
    assert answer["pageInfo"]["count"] == answer["pageInfo"]["totalCount"] == len(edges)
    assert base64.b64decode(edges[3]["cursor"]) == b"arrayconnection:3"
    node = next(edge["node"] for edge in edges if edge["node"]["id"] == record.id)
    assert isinstance(node["id"], int)
    assert isinstance(node["quantity"], float | int)
    assert (node["lotNumber"], node["status"], node["_etag"]) == (record.lot_number, "AVAILABLE", record.etag)


def test_a_recount_moves_from_one_etag_to_the_next(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    query = """mutation($input: UpdatePartInventoryInput!) { updatePartInventory(input: $input) {
        partInventory { id _etag quantity status locationId } } }"""
    etag = record.etag
    given = {"id": record.id, "etag": etag, "quantity": 6.0}
    done = ask.data(query, input=given)["updatePartInventory"]["partInventory"]
    assert (done["quantity"], done["_etag"] != etag) == (6, True)
    error = ask.error(query, input=given)
    assert "Etag does not match" in error["message"]
    assert error["extensions"] == {"code": "CONCURRENCY_ERROR"}
    assert error["path"] == ["updatePartInventory"]


def test_the_history_of_a_record(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.update(record.id, quantity=3)
    query = """query($id: ID!, $since: DateTime) { partInventory(id: $id) {
        timeline(filters: {Updated: {gte: $since}, eventType: {eq: UPDATE}}) {
        __typename timestamp eventType actor { id name } changedAttributes { field oldValue newValue }
        ... on PartInventoryEvents { oldValues { quantity locationId } newValues { quantity locationId } } } } }"""
    (event,) = ask.data(query, id=str(record.id), since="2026-01-01T00:00:00")["partInventory"]["timeline"]
    assert event["__typename"] == "PartInventoryEvents"
    assert event["newValues"]["quantity"] == 3
    assert event["changedAttributes"][0]["field"] == "quantity"


def test_what_is_installed_where(ask: Asker, plant: Plant) -> None:
    installed = with_status(plant, "INSTALLED")
    query = """query($id: ID!) { partInventory(id: $id) { abomInstallations { id buildRequirement { id
        partInventory { id buildRequirements { quantity abomInstallations { quantity partInventory {
        id part { partNumber } serialNumber lotNumber } } } } } } } }"""
    (tie,) = ask.data(query, id=str(installed.id))["partInventory"]["abomInstallations"]
    assembly = tie["buildRequirement"]["partInventory"]
    below = [each for need in assembly["buildRequirements"] for each in need["abomInstallations"]]
    assert installed.id in [each["partInventory"]["id"] for each in below]


def test_a_label_is_resolved_by_its_text_and_by_its_digits(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    query = """query($b: String!) { scanBarcode(barcode: $b) { entities { id type locations { id name }
        partInventories { id } partKits { id } } } }"""
    label = plant.label(record.entity_id)
    for text in (label, json.loads(label)["uid"]):
        (entity,) = ask.data(query, b=text)["scanBarcode"]["entities"]
        assert entity["partInventories"] == [{"id": record.id}]
        assert entity["id"] == float(record.entity_id)


def test_a_reason_lives_in_a_comment(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    query = "mutation($i: CreateCommentInput!) { createComment(input: $i) { comment { id } } }"
    ask.data(query, i={"entityId": str(record.entity_id), "content": "Cycle count 12"})
    read = "query($id: ID!) { partInventory(id: $id) { comments { content createdBy { name } } } }"
    (comment,) = ask.data(read, id=str(record.id))["partInventory"]["comments"]
    assert comment["content"] == "Cycle count 12"


def test_an_issue_takes_rich_text(ask: Asker, plant: Plant) -> None:
    slate = [{"children": [{"type": "p", "children": [{"text": "Found bent"}]}]}]
    query = """mutation($i: CreateIssueInput!) { createIssue(input: $i) {
        issue { id status expectedCondition partInventories { id } } } }"""
    given = {"title": "Bent", "partInventoryIds": [available(plant).id], "expectedCondition": slate}
    issue = ask.data(query, i=given)["createIssue"]["issue"]
    assert (issue["status"], issue["expectedCondition"]) == ("PENDING", slate)
    assert issue["partInventories"] == [{"id": available(plant).id}]

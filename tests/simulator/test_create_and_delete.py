"""createPartInventory and deletePartInventory."""

from typing import Any

import pytest

from cyclecount_tui.simulator import Plant
from tests.simulator.asking import Asker
from tests.simulator.records import available, with_status

CREATE = """mutation($input: CreatePartInventoryInput!) { createPartInventory(input: $input) {
    partInventory { id _etag quantity lotNumber serialNumber locationId unitOfMeasureId howCreated cost Cost
        createdBy { name } timeline { eventType } } } }"""
DELETE = "mutation($id: ID!, $etag: String!) { deletePartInventory(id: $id, etag: $etag) { id } }"


def part_id(plant: Plant, tracking: str | None) -> str:
    return str(next(part.id for part in plant.parts if part.tracking_type == tracking))


def create(ask: Asker, **values: Any) -> Any:
    return ask.data(CREATE, input=values)["createPartInventory"]["partInventory"]


def test_a_record_is_created(ask: Asker, plant: Plant) -> None:
    place = next(place for place in plant.places if place.type == "SHELF")
    given = {"quantity": 7.5, "locationId": str(place.id), "cost": "12.50"}
    record = create(ask, partId=part_id(plant, None), **given)
    assert record["quantity"] == 7.5
    assert record["cost"] == record["Cost"] == 12.5
    assert (record["locationId"], record["howCreated"]) == (place.id, "MANUAL")
    assert record["createdBy"] == {"name": "Cycle count service"}
    assert record["timeline"] == [{"eventType": "CREATE"}]
    assert record["id"] in plant.inventory
    assert record["unitOfMeasureId"] == plant.parts[int(part_id(plant, None))].unit_of_measure_id


def test_a_missing_quantity_is_zero(ask: Asker, plant: Plant) -> None:
    assert create(ask, partId=part_id(plant, None))["quantity"] == 0


def test_ids_are_never_given_twice(ask: Asker, plant: Plant) -> None:
    first = create(ask, partId=part_id(plant, None))
    ask.data(DELETE, id=str(first["id"]), etag=first["_etag"])
    assert create(ask, partId=part_id(plant, None))["id"] > first["id"]


def test_numbers_can_be_made_up(ask: Asker, plant: Plant) -> None:
    lot = create(ask, partId=part_id(plant, "LOT"), autogenerateLotNumber=True)
    assert lot["lotNumber"]
    serials = [
        create(ask, partId=part_id(plant, "SERIAL"), autogenerateSerialNumber=True, quantity=1)["serialNumber"]
        for _ in range(2)
    ]
    assert serials[0] != serials[1]


@pytest.mark.parametrize(
    ("tracking", "values", "words"),
    [
        (None, {"quantity": -1}, "must not be negative"),
        ("LOT", {"quantity": 1}, "a lot number is required"),
        ("SERIAL", {"quantity": 1}, "a serial number is required"),
        ("SERIAL", {"quantity": 3, "serialNumber": "SN-NEW"}, "0 or 1"),
        (None, {"locationId": "5"}, "Location with id 5 does not exist"),
    ],
)
def test_the_same_rules_as_for_updates(
    ask: Asker, plant: Plant, tracking: str | None, values: dict[str, Any], words: str
) -> None:
    before = len(plant.inventory)
    given = {"partId": part_id(plant, tracking), **values}
    assert words in ask.error(CREATE, input=given)["message"]
    assert len(plant.inventory) == before


def test_a_part_that_is_not_there(ask: Asker) -> None:
    assert ask.error(CREATE, input={"partId": "5"})["message"] == "Part with id 5 not found."


def test_a_record_is_deleted(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    assert ask.data(DELETE, id=str(record.id), etag=record.etag) == {"deletePartInventory": {"id": str(record.id)}}
    assert record.id not in plant.inventory
    assert record not in plant.inventory.by("location_id", record.location_id)


@pytest.mark.parametrize("status", ["KITTED", "INSTALLED"])
def test_what_is_committed_is_not_deleted(ask: Asker, plant: Plant, status: str) -> None:
    record = with_status(plant, status)
    assert "cannot be deleted" in ask.error(DELETE, id=str(record.id), etag=record.etag)["message"]

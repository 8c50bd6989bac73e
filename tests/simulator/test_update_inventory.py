"""updatePartInventory: what it sets, what it splits off, and what it refuses."""

from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available, with_status


def other_place(plant: Plant, record_place: int | None) -> int:
    return next(
        place.id for place in plant.places if place.available and place.type == "SHELF" and place.id != record_place
    )


def test_the_whole_new_quantity_is_set(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    answer = ask.update(record.id, quantity=12.375)
    assert answer["partInventory"]["quantity"] == 12.375
    assert answer["splitInventory"] is None
    assert plant.inventory[record.id].quantity == Decimal("12.375")
    assert plant.inventory[record.id].updated_by_id == plant.me_id


@pytest.mark.parametrize("tracking", [None, "LOT", "SERIAL"])
def test_zero_empties_a_record(ask: Asker, plant: Plant, tracking: str | None) -> None:
    answer = ask.update(available(plant, tracking).id, quantity=0)["partInventory"]
    assert (answer["quantity"], answer["status"]) == (0, "UNAVAILABLE")


def test_only_the_given_keys_change(ask: Asker, plant: Plant) -> None:
    record = available(plant, "LOT")
    before = (record.quantity, record.lot_number, record.unit_of_measure_id)
    place = other_place(plant, record.location_id)
    assert ask.update(record.id, locationId=str(place))["partInventory"]["locationId"] == place
    moved = plant.inventory[record.id]
    assert (moved.quantity, moved.lot_number, moved.unit_of_measure_id) == before
    assert moved in plant.inventory.by("location_id", place)


def test_null_clears_a_location_but_not_a_quantity(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    assert ask.update(record.id, locationId=None)["partInventory"]["locationId"] is None
    assert "quantity cannot be empty" in ask.refused_update(record.id, quantity=None)


def test_a_hold_makes_a_record_unavailable(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    held = ask.update(record.id, unavailable=True)["partInventory"]
    assert (held["unavailable"], held["status"]) == (True, "UNAVAILABLE")
    assert ask.update(record.id, unavailable=False)["partInventory"]["status"] == "AVAILABLE"


def test_scrapping_a_part_splits_it_off(ask: Asker, plant: Plant) -> None:
    record = available(plant, "LOT")
    before = record.quantity
    answer = ask.update(record.id, quantityScrapped=2)
    assert answer["partInventory"]["quantity"] == float(before - 2)
    assert answer["partInventory"]["quantityScrapped"] == 0
    piece = answer["splitInventory"]
    assert (piece["quantity"], piece["quantityScrapped"], piece["status"]) == (2, 2, "SCRAPPED")
    assert (piece["originPartInventoryId"], piece["howCreated"]) == (record.id, "PARTIAL_SCRAP")


def test_scrapping_all_of_it_splits_nothing(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    answer = ask.update(record.id, quantityScrapped=float(record.quantity))
    assert answer["partInventory"]["status"] == "SCRAPPED"
    assert answer["splitInventory"] is None


@pytest.mark.parametrize(
    ("tracking", "values", "words"),
    [
        (None, {"quantity": -0.5}, "must not be negative"),
        ("LOT", {"quantity": -1}, "cannot have a quantity below 0"),
        ("SERIAL", {"quantity": 2}, "only have a quantity of 0 or 1"),
        ("SERIAL", {"quantity": 0.5}, "only have a quantity of 0 or 1"),
        ("SERIAL", {"serialNumber": None}, "a serial number is required"),
        ("SERIAL", {"serialNumber": "  "}, "a serial number is required"),
        ("LOT", {"lotNumber": None}, "a lot number is required"),
        (None, {"locationId": "99999"}, "Location with id 99999 does not exist"),
        (None, {"locationId": "here"}, "Location with id here not found"),
        (None, {"unitOfMeasureId": "99999"}, "Unit of measurement with id 99999 does not exist"),
        (None, {"partId": "99999"}, "part of an inventory cannot be changed"),
        (None, {"quantityScrapped": 1e9}, "Scrapped quantity must be between 0 and the quantity"),
        (None, {"quantityScrapped": -1}, "Scrapped quantity must be between 0 and the quantity"),
        (None, {"unavailable": None}, "unavailable cannot be empty"),
        (None, {"attributes": [{"key": "shape", "value": 1, "etag": "x"}]}, "Attribute shape does not exist"),
    ],
)
def test_what_breaks_a_rule_is_refused(
    ask: Asker, plant: Plant, tracking: str | None, values: dict[str, Any], words: str
) -> None:
    record = available(plant, tracking)
    etag = record.etag
    assert words in ask.refused_update(record.id, **values)
    assert plant.inventory[record.id].etag == etag


def test_a_serial_number_is_taken_only_once_a_part(ask: Asker, plant: Plant) -> None:
    record = available(plant, "SERIAL")
    same_part = plant.inventory.by("part_id", record.part_id)
    taken = next(other.serial_number for other in same_part if other.id != record.id)
    assert f"Serial number {taken} already exists" in ask.refused_update(record.id, serialNumber=taken)
    other_part = next(
        other.serial_number for other in plant.inventory if other.serial_number and other.part_id != record.part_id
    )
    assert ask.update(record.id, serialNumber=other_part)["partInventory"]["serialNumber"] == other_part


def test_the_same_part_may_be_named(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    assert ask.update(record.id, partId=str(record.part_id), quantity=3)["partInventory"]["quantity"] == 3


@pytest.mark.parametrize("status", ["KITTED", "INSTALLED"])
def test_what_is_committed_cannot_be_counted_away(ask: Asker, plant: Plant, status: str) -> None:
    record = with_status(plant, status)
    assert "kitted or installed" in ask.refused_update(record.id, quantity=float(record.quantity) - 1)
    loose = Asker(Simulator(plant, SimulatorOptions(refuse_below_committed=False)))
    assert loose.update(record.id, quantity=1)["partInventory"]["quantity"] == 1


def test_a_tenant_may_allow_negative_quantities(plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(allow_negative=True)))
    assert ask.update(available(plant).id, quantity=-2)["partInventory"]["quantity"] == -2
    assert "below 0" in ask.refused_update(available(plant, "LOT").id, quantity=-2)


def test_numbers_can_be_made_up(ask: Asker, plant: Plant) -> None:
    record = available(plant, "SERIAL")
    old = record.serial_number
    new = ask.update(record.id, autogenerateSerialNumber=True)["partInventory"]["serialNumber"]
    assert new not in (None, old)


@pytest.mark.parametrize("given", ["999999", "abc"])
def test_a_record_that_is_not_there(ask: Asker, given: str) -> None:
    error = ask.error(UPDATE, input={"id": given, "etag": "x", "quantity": 1})
    assert error["message"] == f"PartInventory with id {given} not found."


def test_several_writes_in_one_document_run_in_order(ask: Asker, plant: Plant) -> None:
    record, other = available(plant), available(plant, "LOT")
    query = """mutation($a: UpdatePartInventoryInput, $b: UpdatePartInventoryInput) {
        first: updatePartInventory(input: $a) { partInventory { quantity } }
        again: updatePartInventory(input: $a) { partInventory { quantity } }
        last: updatePartInventory(input: $b) { partInventory { quantity } } }"""
    given = {"id": record.id, "etag": record.etag, "quantity": 41}
    last = {"id": other.id, "etag": other.etag, "quantity": 43}
    answer = ask.reply(query, a=given, b=last).json()
    assert answer["data"]["first"] == {"partInventory": {"quantity": 41}}
    assert answer["data"]["again"] is None
    assert answer["data"]["last"] == {"partInventory": {"quantity": 43}}


def test_an_update_without_input_is_refused(ask: Asker) -> None:
    assert "input is missing" in ask.error("mutation { updatePartInventory { partInventory { id } } }")["message"]

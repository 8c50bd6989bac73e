"""Splitting a record, and merging several into one."""

from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.simulator.asking import Asker
from tests.simulator.records import available, beside, with_status

SPLIT = """mutation($input: SplitPartInventoryInput!) { splitPartInventory(input: $input) {
    partInventory { id quantity lotNumber locationId partId originPartInventoryId howCreated
        originPartInventory { id partInventories { id } } } } }"""
SPLIT_MANY = """mutation($input: SplitManyPartInventoryInput!) { splitManyPartInventory(input: $input) {
    partInventories { id quantity } } }"""
MERGE = """mutation($input: MergePartInventoryInput!) { mergePartInventory(input: $input) {
    partInventory { id quantity mergeCandidateIds } } }"""


def split(ask: Asker, record_id: int, quantity: float) -> Any:
    given = {"id": record_id, "etag": ask.etag(record_id), "quantity": quantity}
    return ask.data(SPLIT, input=given)["splitPartInventory"]["partInventory"]


def merge_input(*ids: int) -> dict[str, Any]:
    return {"partInventories": [{"id": record_id} for record_id in ids]}


def test_a_split_makes_a_new_record_of_the_quantity(ask: Asker, plant: Plant) -> None:
    record = available(plant, "LOT")
    before, old_etag = record.quantity, record.etag
    piece = split(ask, record.id, 2.5)
    assert piece["id"] != record.id
    assert piece["quantity"] == 2.5
    assert (piece["lotNumber"], piece["partId"]) == (record.lot_number, record.part_id)
    assert (piece["locationId"], piece["howCreated"]) == (record.location_id, "DIRECT_SPLIT")
    assert piece["originPartInventory"]["partInventories"] == [{"id": piece["id"]}]
    assert plant.inventory[record.id].quantity == before - Decimal("2.5")
    assert plant.inventory[record.id].etag != old_etag
    assert plant.inventory[piece["id"]].entity_id != record.entity_id


def test_several_splits_at_once(ask: Asker, plant: Plant) -> None:
    record = available(plant, above=20)
    before = record.quantity
    wanted = [{"quantity": 2}, {"quantity": 3}]
    given = {"id": record.id, "etag": record.etag, "partInventories": wanted}
    pieces = ask.data(SPLIT_MANY, input=given)["splitManyPartInventory"]["partInventories"]
    assert [piece["quantity"] for piece in pieces] == [2, 3]
    assert plant.inventory[record.id].quantity == before - 5


@pytest.mark.parametrize("quantity", [0, -1, "all", "more"])
def test_no_line_of_zero_may_result(ask: Asker, plant: Plant, quantity: float | str) -> None:
    record = available(plant)
    whole = float(record.quantity)
    wanted = {"all": whole, "more": whole + 1}.get(str(quantity), quantity)
    error = ask.error(SPLIT, input={"id": record.id, "etag": record.etag, "quantity": wanted})
    assert "plit quantit" in error["message"]


def test_a_serial_number_cannot_be_split(ask: Asker, plant: Plant) -> None:
    record = available(plant, "SERIAL")
    error = ask.error(SPLIT, input={"id": record.id, "etag": record.etag, "quantity": 0.5})
    assert "serial number cannot be split" in error["message"]


def test_what_is_kitted_cannot_be_split_off(ask: Asker, plant: Plant) -> None:
    record = with_status(plant, "KITTED")
    error = ask.error(SPLIT, input={"id": record.id, "etag": record.etag, "quantity": 1})
    assert "kitted or installed" in error["message"]


def test_an_empty_list_of_splits_is_refused(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    given = {"id": record.id, "etag": record.etag, "partInventories": []}
    assert "greater than 0" in ask.error(SPLIT_MANY, input=given)["message"]


def test_merging_makes_a_new_record_and_deletes_the_old_ones(ask: Asker, plant: Plant) -> None:
    record = available(plant, "LOT")
    piece = split(ask, record.id, 3)
    total = plant.inventory[record.id].quantity + 3
    candidates = ask.data("query($id: ID!) { partInventory(id: $id) { mergeCandidateIds } }", id=str(record.id))[
        "partInventory"
    ]["mergeCandidateIds"]
    assert piece["id"] in candidates
    merged = ask.data(MERGE, input=merge_input(record.id, piece["id"]))["mergePartInventory"]["partInventory"]
    assert merged["quantity"] == float(total)
    assert record.id not in plant.inventory
    assert piece["id"] not in plant.inventory
    assert merged["id"] not in (record.id, piece["id"])
    assert plant.inventory[merged["id"]].created == record.created


def test_the_oldest_may_survive_instead(plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(merge_survivor="oldest")))
    record = available(plant)
    twin = beside(plant, record, Decimal(4))
    merged = ask.data(MERGE, input=merge_input(twin.id, record.id))["mergePartInventory"]["partInventory"]
    assert merged["id"] == record.id
    assert twin.id not in plant.inventory


def test_issues_follow_the_survivor(ask: Asker, plant: Plant) -> None:
    issue = next(issue for issue in plant.issues if issue.status == "IN_PROGRESS")
    record = plant.inventory[issue.part_inventory_ids[0]]
    twin = beside(plant, record, Decimal(4))
    merged = ask.data(MERGE, input=merge_input(record.id, twin.id))["mergePartInventory"]["partInventory"]
    assert issue.part_inventory_ids == [merged["id"]]


@pytest.mark.parametrize("status", ["KITTED", "WIP", "ON_ORDER", "SCRAPPED"])
def test_only_free_stock_can_be_merged(ask: Asker, plant: Plant, status: str) -> None:
    record = with_status(plant, status)
    twin = beside(plant, record, Decimal(1))
    before = plant.to_json()
    assert "not valid for merge" in ask.error(MERGE, input=merge_input(record.id, twin.id))["message"]
    assert plant.to_json() == before


@pytest.mark.parametrize("change", ["location_id", "lot_number", "unit_of_measure_id"])
def test_different_stock_cannot_be_merged(ask: Asker, plant: Plant, change: str) -> None:
    record = available(plant, "LOT")
    twin = beside(plant, record, Decimal(4))
    plant.inventory.change(twin, **{change: None if change == "location_id" else 2})
    assert "not valid for merge" in ask.error(MERGE, input=merge_input(record.id, twin.id))["message"]


def test_serial_numbers_cannot_be_merged(ask: Asker, plant: Plant) -> None:
    record = available(plant, "SERIAL")
    twin = beside(plant, record, Decimal(1), serial_number="SN-X")
    assert "not valid for merge" in ask.error(MERGE, input=merge_input(record.id, twin.id))["message"]


def test_one_wrong_id_fails_the_whole_merge(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    twin = beside(plant, record, Decimal(4))
    assert "999999 not found" in ask.error(MERGE, input=merge_input(record.id, twin.id, 999999))["message"]
    assert "two different" in ask.error(MERGE, input=merge_input(record.id, record.id))["message"]
    assert record.id in plant.inventory

"""The profile with `adjustInventory`: recount, scrap and transfer with a reason, and the same rules as ever."""

import pytest
from graphql import validate_schema

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.schema.building import executable_schema
from tests.simulator.asking import Asker
from tests.simulator.records import available

ADJUST = """mutation($input: InventoryAdjustmentInput!) {
  adjustInventory(input: $input) { partInventory { id quantity quantityScrapped status location { id } } } }"""


@pytest.fixture
def ask(plant: Plant) -> Asker:
    return Asker(Simulator(plant, SimulatorOptions(adjust_inventory=True)))


def test_the_schema_is_valid_and_has_a_reason() -> None:
    schema = executable_schema(adjust_inventory=True)
    assert validate_schema(schema) == []
    given = schema.type_map["InventoryAdjustmentInput"].fields  # type: ignore[attr-defined]  # an input object
    assert {name: str(field.type) for name, field in given.items()} == {
        "partInventoryId": "ID!",
        "adjustmentType": "String!",
        "quantity": "Float!",
        "reason": "String",
        "targetLocationId": "ID",
    }
    assert "etag" not in given


def adjust(ask: Asker, record_id: int, kind: str, quantity: float, **more: object) -> dict[str, object]:
    given = {"partInventoryId": str(record_id), "adjustmentType": kind, "quantity": quantity, **more}
    adjusted: dict[str, object] = ask.data(ADJUST, input=given)["adjustInventory"]["partInventory"]
    return adjusted


def test_a_recount_sets_the_quantity_and_keeps_the_reason(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    etag = record.etag
    assert adjust(ask, record.id, "recount", 3, reason="Cycle count 12")["quantity"] == 3
    assert record.etag != etag
    assert plant.changes.by("part_inventory_id", record.id)[-1].reason == "Cycle count 12"
    adjust(ask, record.id, "recount", 4)
    assert plant.changes.by("part_inventory_id", record.id)[-1].reason is None


def test_scrapping_a_part_splits_it_off(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    whole = record.quantity
    scrapped = adjust(ask, record.id, "scrap", 2, reason="Bent")
    assert scrapped["id"] != record.id
    assert (scrapped["quantityScrapped"], scrapped["status"], record.quantity) == (2, "SCRAPPED", whole - 2)


@pytest.mark.parametrize("all_of_it", [True, False])
def test_a_transfer_moves_all_or_a_part(ask: Asker, plant: Plant, all_of_it: bool) -> None:
    record = available(plant)
    whole = record.quantity
    target = next(place.id for place in plant.places if place.id != record.location_id)
    quantity = float(whole) if all_of_it else 2
    moved = adjust(ask, record.id, "transfer", quantity, targetLocationId=str(target), reason="Overflow")
    assert moved["location"] == {"id": target}
    assert moved["quantity"] == quantity
    assert (moved["id"] == record.id) is all_of_it
    reasons = [change.reason for change in plant.changes.by("part_inventory_id", moved["id"])]
    assert reasons[-1] == "Overflow"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"adjustmentType": "guess"}, "must be one of recount, scrap, transfer"),
        ({"adjustmentType": "transfer"}, "needs a targetLocationId"),
        ({"adjustmentType": "transfer", "targetLocationId": "99"}, "Location with id 99 not found"),
        ({"quantity": -1}, "must not be negative"),
        ({"partInventoryId": "99"}, "PartInventory with id 99 not found"),
    ],
)
def test_what_does_not_fit_is_refused(ask: Asker, plant: Plant, changes: dict[str, object], words: str) -> None:
    record = available(plant)
    before = (record.quantity, record.etag, record.location_id)
    given = {"partInventoryId": str(record.id), "adjustmentType": "recount", "quantity": 1, **changes}
    assert words in ask.error(ADJUST, input=given)["message"]
    assert (record.quantity, record.etag, record.location_id) == before


def test_a_guarded_location_is_guarded_here_too(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.simulator.faults.refuse_updates_at(record.location_id or 0, "Closed.")
    given = {"partInventoryId": str(record.id), "adjustmentType": "recount", "quantity": 1}
    assert ask.error(ADJUST, input=given)["message"] == "Closed."


def test_others_do_not_have_it(plant: Plant) -> None:
    given = {"partInventoryId": "4001", "adjustmentType": "recount", "quantity": 1}
    answer = Asker(Simulator(plant)).reply(ADJUST, input=given).json()
    assert any("InventoryAdjustmentInput" in error["message"] for error in answer["errors"])

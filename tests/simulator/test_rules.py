"""ION Actions: those that are planted, those that a fault sets, and that they refuse what they should."""

from pathlib import Path

import pytest

from cyclecount_tui.simulator import Plant, Simulator
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available, with_status

RULES = """{ rules(filters: {target: {eq: PARTINVENTORY}, enabled: {eq: true}}, sort: [ID_ASC]) {
    edges { node { id title eventType ruleType status errorState code } } } }"""
CLOSED = "Cage 4 is frozen for the audit."


def enabled(ask: Asker) -> list[str]:
    return [edge["node"]["title"] for edge in ask.data(RULES)["rules"]["edges"]]


def test_one_rule_on_inventory_is_in_force(ask: Asker) -> None:
    (edge,) = ask.data(RULES)["rules"]["edges"]
    assert edge["node"]["title"] == "Tail-numbered parts carry a serial number"
    assert edge["node"]["ruleType"] == "VALIDATION"
    assert "ValidationError" in edge["node"]["code"]


def test_other_rules_are_off_or_about_something_else(ask: Asker) -> None:
    query = "{ rules(sort: [ID_ASC], first: 10) { edges { node { target enabled } } } }"
    nodes = [edge["node"] for edge in ask.data(query)["rules"]["edges"]]
    assert nodes == [
        {"target": "PARTINVENTORY", "enabled": True},
        {"target": "PARTINVENTORY", "enabled": False},
        {"target": "RUN", "enabled": True},
    ]


@pytest.mark.parametrize("status", ["AVAILABLE", "UNAVAILABLE"])
def test_the_planted_rules_refuse_nothing_that_a_count_does(ask: Asker, plant: Plant, status: str) -> None:
    record = with_status(plant, status)
    quantity = 0 if record.serial_number else 7
    assert ask.update(record.id, quantity=quantity)["partInventory"]["quantity"] == quantity


def test_a_guarded_location_has_a_rule_that_is_listed(ask: Asker, plant: Plant) -> None:
    place = available(plant).location_id or 0
    before = enabled(ask)
    ask.simulator.faults.refuse_updates_at(place, "One.")
    ask.simulator.faults.refuse_updates_at(place, CLOSED)
    assert enabled(ask) == [*before, f"No inventory changes at location {place}"]
    ask.simulator.faults.allow_updates_at(place)
    assert enabled(ask) == before


WRITES = {
    "update": (UPDATE, {"quantity": 3}),
    "split": ("mutation($input: SplitPartInventoryInput!) { splitPartInventory(input: $input) { __typename } }", {}),
}


@pytest.mark.parametrize("write", WRITES)
def test_it_refuses_at_that_location_and_nowhere_else(ask: Asker, plant: Plant, write: str) -> None:
    query, values = WRITES[write]
    here = available(plant)
    there = next(
        row
        for row in plant.inventory
        if row.location_id != here.location_id and row.quantity > 5 and plant.status_of(row) == "AVAILABLE"
    )
    ask.simulator.faults.refuse_updates_at(here.location_id or 0, CLOSED)
    before = here.quantity
    given = {"quantity": 1, **values}
    assert ask.error(query, input={"id": here.id, "etag": here.etag, **given})["message"] == CLOSED
    assert here.quantity == before
    assert ask.data(query, input={"id": there.id, "etag": there.etag, **given})


def test_deleting_and_merging_are_refused_too(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.simulator.faults.refuse_updates_at(record.location_id or 0, CLOSED)
    delete = "mutation($id: ID!, $etag: String!) { deletePartInventory(id: $id, etag: $etag) { id } }"
    assert ask.error(delete, id=str(record.id), etag=record.etag)["message"] == CLOSED
    merge = "mutation($ids: [MergePartInventoryEachInput]!) {" + (
        "mergePartInventory(input: {partInventories: $ids}) { partInventory { id } } }"
    )
    assert ask.error(merge, ids=[{"id": record.id}, {"id": record.id}])["message"] == CLOSED
    assert record.id in plant.inventory


def test_a_rule_that_is_switched_off_refuses_nothing(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.simulator.faults.refuse_updates_at(record.location_id or 0, CLOSED)
    next(rule for rule in plant.rules if rule.location_id).enabled = False
    assert ask.update(record.id, quantity=3)["partInventory"]["quantity"] == 3


def test_a_guard_lasts_as_long_as_the_plant(ask: Asker, plant: Plant, tmp_path: Path) -> None:
    record = available(plant)
    ask.simulator.faults.refuse_updates_at(record.location_id or 0, CLOSED)
    plant.save(tmp_path / "plant.json")
    later = Asker(Simulator(Plant.load(tmp_path / "plant.json")))
    assert later.refused_update(record.id, quantity=3) == CLOSED
    later.simulator.faults.clear(everything=True)
    assert later.update(record.id, quantity=3)["partInventory"]["quantity"] == 3

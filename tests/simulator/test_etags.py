"""Etags: opaque, never given twice, and checked on every write."""

from typing import Any

import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available

WRITES: dict[str, tuple[str, dict[str, Any]]] = {
    "updatePartInventory": (UPDATE, {"quantity": 3}),
    "splitPartInventory": (
        "mutation($input: SplitPartInventoryInput!) { splitPartInventory(input: $input) { partInventory { id } } }",
        {"quantity": 1},
    ),
    "splitManyPartInventory": (
        "mutation($input: SplitManyPartInventoryInput!) "
        "{ splitManyPartInventory(input: $input) { partInventories { id } } }",
        {"partInventories": [{"quantity": 1}]},
    ),
}
DELETE = "mutation($id: ID!, $etag: String!) { deletePartInventory(id: $id, etag: $etag) { id } }"


def test_no_two_rows_share_an_etag(plant: Plant) -> None:
    tables = (plant.inventory, plant.parts, plant.places, plant.kits, plant.runs, plant.issues)
    etags = [row.etag for table in tables for row in table]
    assert len(set(etags)) == len(etags)
    assert all(len(etag) == 32 for etag in etags)


def test_every_write_gives_a_new_etag(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    etags = [record.etag]
    for _ in range(3):
        etags.append(ask.update(record.id, quantity=float(record.quantity))["partInventory"]["_etag"])
    assert len(set(etags)) == 4
    assert ask.etag(record.id) == etags[-1]


def test_other_rows_keep_their_etags(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    others = {row.id: row.etag for row in plant.inventory if row.id != record.id}
    ask.update(record.id, quantity=9)
    assert {row.id: row.etag for row in plant.inventory if row.id != record.id} == others


@pytest.mark.parametrize("name", WRITES)
def test_a_stale_etag_is_refused_and_nothing_is_written(name: str, ask: Asker, plant: Plant) -> None:
    query, values = WRITES[name]
    record = available(plant)
    stale = record.etag
    ask.update(record.id, quantity=float(record.quantity))
    before = plant.to_json()
    error = ask.error(query, input={"id": record.id, "etag": stale, **values})
    assert "Etag does not match" in error["message"]
    assert error["extensions"] == {"code": "CONCURRENCY_ERROR"}
    assert error["path"] == [name]
    assert plant.to_json() == before


def test_deleting_needs_the_etag_too(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    assert "Etag does not match" in ask.error(DELETE, id=str(record.id), etag="stale")["message"]
    assert record.id in plant.inventory


def test_the_code_may_stand_in_the_message(plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(stale_etag="message")))
    error = ask.error(UPDATE, input={"id": available(plant).id, "etag": "stale", "quantity": 1})
    assert "CONCURRENCY_ERROR" in error["message"]
    assert "Etag does not match" in error["message"]
    assert not error.get("extensions")

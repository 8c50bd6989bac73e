"""Faults set at run time, and other people's changes."""

import threading
from decimal import Decimal

import pytest

from cyclecount_tui.simulator import Dropped, Plant, Simulator
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available, beside

ME = "query Me { me { id } }"


def test_a_line_cut_before_the_write(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.simulator.faults.drop_before(count=2, only="updatePartInventory")
    given = {"id": record.id, "etag": record.etag, "quantity": 3}
    before = record.quantity
    for _ in range(2):
        with pytest.raises(Dropped):
            ask.reply(UPDATE, input=given)
        assert record.quantity == before
    assert ask.reply(UPDATE, input=given).status == 200
    assert record.quantity == 3
    assert [request.status for request in ask.simulator.requests] == [None, None, 200]


def test_a_line_cut_after_the_write(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.simulator.faults.drop_after_commit()
    assert ask.reply(ME).status == 200
    with pytest.raises(Dropped):
        ask.reply(UPDATE, input={"id": record.id, "etag": record.etag, "quantity": 3})
    assert record.quantity == 3
    assert ask.data(ME) == {"me": {"id": 1}}


def test_a_gateway_page_after_the_write(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.simulator.faults.http_status(502, html=True, after_commit=True)
    reply = ask.reply(UPDATE, input={"id": record.id, "etag": record.etag, "quantity": 3})
    assert (reply.status, reply.headers["content-type"]) == (502, "text/html")
    assert reply.body.startswith(b"<html>")
    assert record.quantity == 3


def test_an_http_status_for_some_requests(ask: Asker) -> None:
    ask.simulator.faults.http_status(503, count=2, only="Me")
    assert ask.reply("{ users(first: 1) { edges { cursor } } }").status == 200
    assert [ask.reply(ME).status for _ in range(3)] == [503, 503, 200]


@pytest.mark.parametrize("retry_after", [None, 3])
def test_rate_limits(ask: Asker, retry_after: int | None) -> None:
    ask.simulator.faults.rate_limited(retry_after)
    reply = ask.reply(ME)
    assert reply.status == 429
    assert reply.headers.get("retry-after") == (None if retry_after is None else "3")
    assert ask.reply(ME).status == 200


def test_faults_can_be_forgotten(ask: Asker) -> None:
    ask.simulator.faults.drop_before(count=5)
    ask.simulator.faults.delay(60)
    ask.simulator.faults.clear()
    assert ask.reply(ME).status == 200


@pytest.mark.parametrize("name", ["Update", "updatePartInventory"])
def test_a_missing_permission(ask: Asker, plant: Plant, name: str) -> None:
    record = available(plant)
    given = {"id": record.id, "etag": record.etag, "quantity": 3}
    before = record.quantity
    ask.simulator.faults.forbid(name)
    error = ask.error(UPDATE, input=given)
    assert error["message"] == "User does not have permission to update this resource."
    assert record.quantity == before
    ask.simulator.faults.allow(name)
    assert ask.data(UPDATE, input=given)["updatePartInventory"]["partInventory"]["quantity"] == 3


@pytest.mark.parametrize(
    "query",
    [
        "{ rules { edges { cursor } } }",
        "{ rule(id: 1) { id } }",
        '{ scanBarcode(barcode: "x") { entities { id } } }',
        "{ me { id } }",
    ],
)
def test_queries_can_be_forbidden_too(ask: Asker, query: str) -> None:
    ask.simulator.faults.forbid(query[2:].split(" ")[0].split("(")[0])
    assert "does not have permission" in ask.error(query)["message"]


def test_an_action_guards_a_location(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    assert record.location_id is not None
    elsewhere = next(row for row in plant.inventory if row.location_id != record.location_id)
    message = "This location is being counted."
    ask.simulator.faults.refuse_updates_at(record.location_id, message)
    assert ask.refused_update(record.id, quantity=3) == message
    assert ask.refused_update(elsewhere.id, locationId=str(record.location_id)) == message
    create = "mutation($i: CreatePartInventoryInput!) { createPartInventory(input: $i) { partInventory { id } } }"
    given = {"partId": str(record.part_id), "locationId": str(record.location_id)}
    assert ask.error(create, i=given)["message"] == message
    ask.simulator.faults.allow_updates_at(record.location_id)
    assert ask.update(record.id, quantity=3)["partInventory"]["quantity"] == 3


def test_somebody_edits_behind_the_back(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    etag = record.etag
    ask.simulator.faults.edit_behind_the_back(record.id, quantity=77, location_id=101)
    assert (record.quantity, record.location_id) == (77, 101)
    assert "Etag does not match" in ask.error(UPDATE, input={"id": record.id, "etag": etag})["message"]
    query = """query($id: ID!) { partInventory(id: $id) {
        updatedBy { name ionBot } timeline { actor { ionBot } eventType } } }"""
    seen = ask.data(query, id=str(record.id))["partInventory"]
    assert not seen["updatedBy"]["ionBot"]
    assert seen["timeline"][-1] == {"actor": {"ionBot": False}, "eventType": "UPDATE"}


def test_somebody_merges_behind_the_back(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    whole = record.quantity
    twin = beside(plant, record, Decimal(4))
    survivor = ask.simulator.faults.merge_behind_the_back([record.id, twin.id])
    assert record.id not in plant.inventory
    assert plant.inventory[survivor].quantity == whole + 4


def test_many_clients_at_once(plant: Plant) -> None:
    simulator = Simulator(plant)
    record = available(plant)
    errors: list[str] = []

    def write(number: int) -> None:
        ask = Asker(simulator)
        for step in range(10):
            answer = ask.reply(
                UPDATE, input={"id": record.id, "etag": ask.etag(record.id), "quantity": number * 100 + step}
            ).json()
            errors.extend(error["message"] for error in answer.get("errors", ()))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    changes = plant.changes.by("part_inventory_id", record.id)
    assert len(changes) - 1 + len(errors) == 40
    assert all("Etag does not match" in error for error in errors)

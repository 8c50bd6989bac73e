"""Faults set at run time, and other people's changes."""

import threading
from decimal import Decimal

import pytest

from cyclecount_tui.simulator import Dropped, Plant, Simulator
from tests.simulator.asking import TOKEN_PATH, UPDATE, Asker, token_form
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


@pytest.mark.parametrize("cut", [False, True])
def test_half_an_answer(ask: Asker, cut: bool) -> None:
    whole = ask.reply(ME)
    ask.simulator.faults.truncated_json(cut=cut)
    half = ask.reply(ME)
    assert half.status == 200
    assert half.body == whole.body[: len(whole.body) // 2]
    assert half.missing == (len(whole.body) - len(half.body) if cut else 0)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        half.json()
    assert ask.reply(ME).body == whole.body


def test_half_an_answer_to_a_write_that_was_done(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.simulator.faults.truncated_json(only="updatePartInventory")
    assert ask.reply(ME).json()
    reply = ask.reply(UPDATE, input={"id": record.id, "etag": record.etag, "quantity": 3})
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        reply.json()
    assert record.quantity == 3


def test_a_retry_after_may_be_a_date(ask: Asker) -> None:
    date = "Mon, 16 Mar 2026 14:31:00 GMT"
    ask.simulator.faults.rate_limited(date)
    assert ask.reply(ME).headers["retry-after"] == date


def test_faults_for_a_token_touch_nothing_else(ask: Asker) -> None:
    simulator = ask.simulator
    simulator.faults.http_status(503, html=True, only="token")
    simulator.faults.drop_before()
    with pytest.raises(Dropped):
        ask.reply(ME)
    assert simulator.handle("POST", TOKEN_PATH, {}, token_form(simulator)).status == 503
    assert simulator.handle("POST", TOKEN_PATH, {}, token_form(simulator)).status == 200


def test_tokens_can_be_let_run_out(ask: Asker) -> None:
    ask.simulator.faults.expire_tokens()
    reply = ask.reply(ME)
    assert (reply.status, reply.json()["errors"][0]["message"]) == (401, "Token is expired.")


def test_what_struck_is_counted(ask: Asker, plant: Plant) -> None:
    faults = ask.simulator.faults
    faults.rate_limited(count=2)
    faults.http_status(502, only="Nothing")
    assert [ask.reply(ME).status for _ in range(3)] == [429, 429, 200]
    assert faults.struck == {"rate_limited": 2}


def test_all_that_is_set_can_be_read_and_cleared(ask: Asker, plant: Plant) -> None:
    faults = ask.simulator.faults
    place = available(plant).location_id
    assert place is not None
    nothing = faults.state()
    faults.drop_before(count=2, only="Me")
    faults.delay(9, count=4)
    faults.edit_randomly(3, place)
    faults.forbid("createIssue")
    faults.refuse_updates_at(place, "Closed.")
    assert faults.state() == {
        "waiting": [{"fault": "drop_before", "remaining": 2, "only": "Me", "stage": "before"}],
        "delay": {"seconds": 9, "only": None, "remaining": 4, "commits": True},
        "gateway_timeout": 30.0,
        "edit_randomly": {"every": 3, "location_id": place, "by": "1", "only": None, "edits": 0},
        "forbidden": ["CreateIssue"],
        "refused_at": {str(place): "Closed."},
        "struck": {},
    }
    faults.clear()
    assert faults.state() == {**nothing, "forbidden": ["CreateIssue"], "refused_at": {str(place): "Closed."}}
    faults.clear(everything=True)
    assert faults.state() == nothing


def test_records_merged_between_two_pages_are_gone_and_shift_the_rest(ask: Asker, plant: Plant) -> None:
    query = """query($at: ID!, $after: String) {
        partInventories(filters: {locationId: {eq: $at}}, sort: [ID_ASC], first: 3, after: $after) {
        pageInfo { endCursor totalCount } edges { node { id } } } }"""
    record = available(plant)
    twin = beside(plant, record, Decimal(4))
    here = [row.id for row in plant.inventory.by("location_id", record.location_id)]
    page = ask.data(query, at=str(record.location_id))["partInventories"]
    read = [edge["node"]["id"] for edge in page["edges"]]
    survivor = ask.simulator.faults.merge_behind_the_back([record.id, twin.id])
    rest = ask.data(query, at=str(record.location_id), after=page["pageInfo"]["endCursor"])["partInventories"]
    assert rest["pageInfo"]["totalCount"] == page["pageInfo"]["totalCount"] - 1 == len(here) - 1
    now = sorted({*here, survivor} - {record.id, twin.id})
    assert [edge["node"]["id"] for edge in rest["edges"]] == now[3:6]
    assert read == here[:3]
    gone = "query($ids: [ID]) { partInventories(filters: {id: {in: $ids}}, first: 9) { edges { node { id } } } }"
    assert ask.data(gone, ids=[str(record.id), str(twin.id)])["partInventories"]["edges"] == []

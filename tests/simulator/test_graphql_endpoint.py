"""What `/graphql` says to good, bad and malformed requests, and what it keeps of them."""

import gzip
import json

import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"query": 5}',
        b'{"query": "{ me { id } }", "variables": [1]}',
        b'{"query": "{ me { id } }", "operationName": 5}',
    ],
)
def test_a_malformed_request_is_400(ask: Asker, body: bytes) -> None:
    reply = ask.simulator.handle("POST", "/graphql", {"authorization": ask.token}, body)
    assert reply.status == 400
    assert "message" in reply.json()["errors"][0]


def test_other_paths_and_methods_are_refused(ask: Asker) -> None:
    assert ask.simulator.handle("POST", "/elsewhere", {"authorization": ask.token}, b"").status == 404
    assert ask.simulator.handle("GET", "/graphql", {"authorization": ask.token}, b"").status == 405


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("{ me { id }", "Syntax Error"),
        ("{ me { nonsense } }", "Cannot query field 'nonsense'"),
        ("{ partInventories(filter: {}) { edges { cursor } } }", "Unknown argument 'filter'"),
        ("query($x: Nonsense) { partInventory(id: $x) { id } }", "Unknown type 'Nonsense'"),
    ],
)
def test_a_document_that_does_not_fit_is_an_error(ask: Asker, query: str, words: str) -> None:
    reply = ask.reply(query)
    assert reply.status == 200
    assert words in reply.json()["errors"][0]["message"]
    assert "data" not in reply.json()


def test_every_reply_has_its_own_trace_id(ask: Asker) -> None:
    traces = {ask.reply("{ me { id } }").headers["x-b3-trace-id"] for _ in range(3)}
    assert len(traces) == 3
    assert all(len(trace) == 32 for trace in traces)


def test_a_long_reply_is_zipped_when_the_client_takes_it(ask: Asker) -> None:
    query = json.dumps({"query": "{ partInventories(first: 50) { edges { node { id _etag } } } }"}).encode()
    headers = {"authorization": ask.token, "accept-encoding": "gzip, deflate"}
    reply = ask.simulator.handle("POST", "/graphql", headers, query)
    assert reply.headers["content-encoding"] == "gzip"
    plain = ask.simulator.handle("POST", "/graphql", {"authorization": ask.token}, query)
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(reply.body) == plain.body


def test_the_named_operation_is_executed(ask: Asker) -> None:
    document = "query One { me { id } } query Two { me { name } }"
    assert ask.reply(document, "Two").json()["data"] == {"me": {"name": "Cycle count service"}}
    assert "errors" in ask.reply(document).json()


def test_requests_are_kept(ask: Asker) -> None:
    ask.reply("query Whoami { me { id } }")
    ask.reply("{ users(first: $n) { edges { cursor } } }", n=1)
    first, second = ask.simulator.requests
    assert (first.operation_name, first.response_keys, first.status) == ("Whoami", ("me",), 200)
    assert (second.operation_name, second.variables, second.response_keys) == (None, {"n": 1}, ())
    assert "users" in second.query
    assert not first.is_mutation


def test_refusals_come_with_status_200(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    reply = ask.reply(UPDATE, input={"id": record.id, "etag": "old", "quantity": 1})
    assert reply.status == 200
    assert reply.json()["data"] == {"updatePartInventory": None}


def test_refusals_may_come_with_a_status_of_their_own(plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(error_statuses=True)))
    record = available(plant)
    etag = ask.etag(record.id)
    assert ask.reply(UPDATE, input={"id": record.id, "etag": "old", "quantity": 1}).status == 409
    assert ask.reply(UPDATE, input={"id": record.id, "etag": etag, "quantity": -1}).status == 422
    assert ask.reply(UPDATE, input={"id": "999999", "etag": etag, "quantity": 1}).status == 404
    ask.simulator.faults.forbid("updatePartInventory")
    assert ask.reply(UPDATE, input={"id": record.id, "etag": etag, "quantity": 1}).status == 403
    assert ask.reply("{ nonsense }").status == 400
    assert ask.reply("{ me { id } }").status == 200


@pytest.mark.parametrize("quantity", ["12", True, [1], {"value": 1}])
def test_a_quantity_that_is_not_a_number_is_refused(ask: Asker, plant: Plant, quantity: object) -> None:
    record = available(plant)
    error = ask.error(UPDATE, input={"id": record.id, "etag": record.etag, "quantity": quantity})
    assert "quantity" in error["message"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_quantity_must_be_finite(ask: Asker, plant: Plant, number: str) -> None:
    record = available(plant)
    variables = json.dumps({"input": {"id": record.id, "etag": record.etag, "quantity": 7777}})
    body = json.dumps({"query": UPDATE})[:-1] + f', "variables": {variables.replace("7777", number)}}}'
    before = record.quantity
    reply = ask.simulator.handle("POST", "/graphql", {"authorization": ask.token}, body.encode())
    assert "errors" in reply.json()
    assert record.quantity == before

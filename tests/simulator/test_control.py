"""The control endpoint: every fault set, read and cleared over HTTP, and clear words for what it cannot do."""

import inspect
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx
import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.control.commands import COMMANDS
from cyclecount_tui.simulator.control.endpoint import CONTROL_PATH
from cyclecount_tui.simulator.faults import Faults
from cyclecount_tui.simulator.server import serve
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available, beside

ME = "query Me { me { id } }"
NOT_SWITCHES = {"state", "arrive", "strike", "struck"}


def control(simulator: Simulator, commands: object) -> Any:
    reply = simulator.handle("POST", CONTROL_PATH, {}, json.dumps(commands).encode())
    assert reply.status == 200, reply.body
    return reply.json()


def refusal(simulator: Simulator, commands: object) -> tuple[int, str]:
    reply = simulator.handle("POST", CONTROL_PATH, {}, json.dumps(commands).encode())
    return reply.status, reply.json()["errors"][0]["message"]


def test_every_switch_is_a_command_with_the_same_arguments() -> None:
    switches = {name for name in vars(Faults) if not name.startswith("_")} - NOT_SWITCHES
    assert set(COMMANDS) == switches
    for name, wanted in COMMANDS.items():
        parameters = dict(inspect.signature(getattr(Faults, name)).parameters)
        del parameters["self"]
        assert list(wanted) == list(parameters), name
        required = {key for key, each in parameters.items() if each.default is inspect.Parameter.empty}
        assert {key for key, argument in wanted.items() if argument.required} == required, name


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ({"fault": "http_status", "status": 502, "html": True, "count": 1, "only": "Me"}, 502),
        ({"fault": "http_status", "status": 503, "only": None}, 503),
        ({"fault": "rate_limited", "retry_after": 2}, 429),
        ({"fault": "rate_limited", "retry_after": "Mon, 16 Mar 2026 14:31:00 GMT"}, 429),
        ({"fault": "expire_tokens"}, 401),
    ],
)
def test_a_fault_strikes(ask: Asker, command: dict[str, Any], status: int) -> None:
    assert control(ask.simulator, command)["results"] == [None]
    assert ask.reply(ME).status == status


def test_several_commands_in_their_order(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    twin = beside(plant, record, Decimal(4))
    answer = control(
        ask.simulator,
        [
            {"fault": "edit_behind_the_back", "record_id": record.id, "quantity": "2.5"},
            {"fault": "merge_behind_the_back", "record_ids": [record.id, twin.id]},
            {"fault": "forbid", "name": "updatePartInventory"},
            {"fault": "gateway_timeout", "seconds": 0.5},
        ],
    )
    survivor = answer["results"][1]
    assert plant.inventory[survivor].quantity == Decimal("6.5")
    assert answer["faults"]["forbidden"] == ["UpdatePartInventory"]
    assert answer["faults"]["gateway_timeout"] == 0.5


def test_faults_are_read_and_cleared(ask: Asker) -> None:
    simulator = ask.simulator
    control(simulator, [{"fault": "drop_before", "count": 3}, {"fault": "delay", "seconds": 60}])
    read = simulator.handle("GET", CONTROL_PATH, {}, b"").json()
    assert (read["faults"]["waiting"][0]["remaining"], read["faults"]["delay"]["seconds"]) == (3, 60)
    assert control(simulator, []) == read
    control(simulator, {"fault": "clear", "everything": True})
    assert ask.reply(ME).status == 200
    assert simulator.faults.state()["waiting"] == []


@pytest.mark.parametrize(
    ("commands", "sentence"),
    [
        ("drop_before", "Give an object such as"),
        ({"name": "drop_before"}, "Give an object such as"),
        ({"fault": "drop_befor"}, "There is no fault 'drop_befor'; the nearest is 'drop_before'."),
        ({"fault": "strike"}, "There is no fault 'strike'"),
        ({"fault": "__init__"}, "There is no fault '__init__'"),
        ({"fault": "drop_before", "often": 3}, "drop_before has no argument 'often'; its arguments: count, only."),
        ({"fault": "expire_tokens", "now": True}, "its arguments: none."),
        ({"fault": "delay"}, "delay needs seconds: a number of seconds, not below 0."),
        ({"fault": "delay", "seconds": -1}, "seconds of delay must be a number of seconds, not below 0, not -1."),
        ({"fault": "delay", "seconds": True}, "must be a number of seconds"),
        ({"fault": "drop_before", "count": 0}, "count of drop_before must be a whole number from 1, not 0."),
        ({"fault": "drop_before", "count": 1.5}, "must be a whole number from 1"),
        ({"fault": "drop_before", "count": True}, "must be a whole number from 1"),
        ({"fault": "forbid", "name": ""}, "must be the name of an operation"),
        ({"fault": "truncated_json", "cut": "yes"}, "must be true or false"),
        ({"fault": "merge_behind_the_back", "record_ids": [4001]}, "must be a list of two ids or more"),
        ({"fault": "edit_behind_the_back", "record_id": 4001, "quantity": "NaN"}, "must be a number"),
        ({"fault": "edit_behind_the_back", "record_id": 4001, "quantity": "many"}, "must be a number"),
        ({"fault": "rate_limited", "retry_after": -3}, "must be seconds, or a text"),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_done(
    simulator: Simulator, commands: object, sentence: str
) -> None:
    before = simulator.faults.state()
    status, message = refusal(simulator, [{"fault": "forbid", "name": "me"}, commands])
    assert status == 400
    assert sentence in message
    assert simulator.faults.state() == before


def test_a_record_that_is_not_there(simulator: Simulator) -> None:
    command = {"fault": "edit_behind_the_back", "record_id": 99, "quantity": 1}
    assert refusal(simulator, command) == (422, "PartInventory with id 99 not found.")


def test_other_bodies_and_methods(simulator: Simulator) -> None:
    assert simulator.handle("POST", CONTROL_PATH, {}, b"{").status == 400
    assert simulator.handle("DELETE", CONTROL_PATH, {}, b"").status == 405


def test_it_can_be_switched_off(plant: Plant) -> None:
    simulator = Simulator(plant, SimulatorOptions(control=False))
    assert simulator.handle("POST", CONTROL_PATH, {}, b"[]").status == 404


def test_it_is_no_request_of_ions(ask: Asker) -> None:
    ask.simulator.faults.drop_before()
    control(ask.simulator, [])
    assert ask.simulator.requests == []
    assert ask.simulator.faults.struck == {}


@pytest.fixture
def line(simulator: Simulator) -> Iterator[httpx.Client]:
    with serve(simulator) as server, httpx.Client(base_url=server.url, trust_env=False) as client:
        yield client


def test_over_a_real_line(line: httpx.Client, ask: Asker) -> None:
    assert line.post(CONTROL_PATH, json={"fault": "truncated_json", "cut": True, "only": "Me"}).status_code == 200
    headers = {"authorization": ask.token}
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        line.post("/graphql", json={"query": ME}, headers=headers)
    assert line.post("/graphql", json={"query": ME}, headers=headers).json() == {"data": {"me": {"id": 1}}}
    assert line.get(CONTROL_PATH).json()["faults"]["struck"] == {"truncated_json": 1}


def test_a_location_is_closed_and_opened_over_the_line(line: httpx.Client, ask: Asker, plant: Plant) -> None:
    record = available(plant)
    closing = {"fault": "refuse_updates_at", "location_id": record.location_id, "message": "Being audited."}
    line.post(CONTROL_PATH, json=closing)
    error = ask.error(UPDATE, input={"id": record.id, "etag": record.etag, "quantity": 3})
    assert error["message"] == "Being audited."
    line.post(CONTROL_PATH, json={"fault": "allow_updates_at", "location_id": record.location_id})
    assert ask.update(record.id, quantity=3)["partInventory"]["quantity"] == 3

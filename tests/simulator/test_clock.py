"""ION's clock: a Date on every reply, which may be off, as the times of what is written then are."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.simulator.asking import TOKEN_PATH, Asker, token_form
from tests.simulator.records import available

NOON = datetime(2026, 3, 16, 12, 0, 7, tzinfo=UTC)


def simulator_ahead(plant: Plant, ahead: timedelta) -> Simulator:
    plant.clock = lambda: NOON
    return Simulator(plant, SimulatorOptions(clock_ahead=ahead))


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(minutes=7), timedelta(seconds=-90)])
def test_every_reply_has_ions_date(plant: Plant, ahead: timedelta) -> None:
    simulator = simulator_ahead(plant, ahead)
    replies = [
        Asker(simulator).reply("{ me { id } }"),
        simulator.handle("POST", TOKEN_PATH, {}, token_form(simulator)),
        simulator.handle("POST", "/graphql", {}, b"{}"),
        simulator.handle("GET", "/nowhere", {}, b""),
    ]
    assert [reply.status for reply in replies] == [200, 200, 401, 404]
    assert {parsedate_to_datetime(reply.headers["date"]) for reply in replies} == {NOON + ahead}


def test_a_gateway_page_has_one_too(plant: Plant) -> None:
    simulator = simulator_ahead(plant, timedelta(hours=1))
    simulator.faults.http_status(502, html=True)
    reply = Asker(simulator).reply("{ me { id } }")
    assert (reply.status, parsedate_to_datetime(reply.headers["date"]).hour) == (502, 13)


def test_what_is_written_has_the_same_time(plant: Plant) -> None:
    ahead = timedelta(minutes=-3)
    ask = Asker(simulator_ahead(plant, ahead))
    record = available(plant)
    ask.update(record.id, quantity=3)
    query = "query($id: ID!) { partInventory(id: $id) { _updated timeline { timestamp } } }"
    seen = ask.data(query, id=str(record.id))["partInventory"]
    assert datetime.fromisoformat(seen["_updated"]) == NOON + ahead
    assert datetime.fromisoformat(seen["timeline"][-1]["timestamp"]) == NOON + ahead


def test_the_next_simulator_of_a_plant_sets_its_own_clock(plant: Plant) -> None:
    simulator_ahead(plant, timedelta(hours=5))
    reply = simulator_ahead(plant, timedelta(0)).handle("GET", "/", {}, b"")
    assert parsedate_to_datetime(reply.headers["date"]) == NOON

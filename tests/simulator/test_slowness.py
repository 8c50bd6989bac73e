"""Slow answers: kept to some requests, ended at once, and given up by the gateway."""

import threading

import pytest

from cyclecount_tui.simulator import Plant, Reply, Simulator, SimulatorOptions
from cyclecount_tui.simulator.faults.slowness import Delay, Slowness, Waited
from cyclecount_tui.simulator.faults.strikes import Asked
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available

ME = "query Me { me { id } }"
FOREVER = 3600.0
AN_INSTANT = 0.001


@pytest.fixture
def hasty(plant: Plant) -> Asker:
    """A client of an ION whose gateway gives up at once."""
    return Asker(Simulator(plant, SimulatorOptions(gateway_timeout=AN_INSTANT)))


def test_a_short_wait_is_only_a_wait(ask: Asker) -> None:
    ask.simulator.faults.delay(AN_INSTANT, count=2)
    assert [ask.reply(ME).status for _ in range(3)] == [200] * 3
    assert ask.simulator.faults.struck == {"delay": 2}


def test_the_gateway_gives_up_with_a_page_of_its_own(hasty: Asker) -> None:
    hasty.simulator.faults.delay(FOREVER, only="Me")
    assert hasty.reply("{ users(first: 1) { edges { cursor } } }").status == 200
    reply = hasty.reply(ME)
    assert (reply.status, reply.headers["content-type"]) == (502, "text/html")
    assert reply.body.startswith(b"<html>")
    hasty.simulator.faults.delay(0)
    assert hasty.reply(ME).status == 200


def test_the_gateways_patience_can_be_changed_at_run_time(ask: Asker) -> None:
    ask.simulator.faults.gateway_timeout(AN_INSTANT)
    ask.simulator.faults.delay(FOREVER, count=1)
    assert [ask.reply(ME).status for _ in range(2)] == [502, 200]


@pytest.mark.parametrize("commits", [True, False])
def test_a_write_the_gateway_gave_up_on_may_be_done(hasty: Asker, plant: Plant, commits: bool) -> None:
    record = available(plant)
    before = record.quantity
    hasty.simulator.faults.delay(FOREVER, count=1, commits=commits)
    reply = hasty.reply(UPDATE, input={"id": record.id, "etag": record.etag, "quantity": 3})
    assert reply.status == 502
    assert record.quantity == (3 if commits else before)


def test_ending_a_delay_lets_those_that_wait_go_on(ask: Asker) -> None:
    faults = ask.simulator.faults
    faults.delay(25)
    replies: list[Reply] = []
    waiting = threading.Thread(target=lambda: replies.append(ask.reply(ME)))
    waiting.start()
    try:
        # The delay counts as struck once its wait is over; the request is known as soon as it came in.
        for _ in range(10_000):
            if ask.simulator.requests:
                break
            waiting.join(AN_INSTANT)
    finally:
        faults.clear()
        waiting.join(20)
    assert [reply.status for reply in replies] == [200]


def test_a_wait_that_was_ended_was_not_given_up() -> None:
    slowness = Slowness(gateway_timeout=FOREVER)
    slowness.start(Delay(FOREVER, remaining=1))
    results: list[Waited] = []
    waiting = threading.Thread(target=lambda: results.append(slowness.wait(Asked({"Me"}))))
    waiting.start()
    for _ in range(10_000):
        if slowness.state() is None:
            break
        waiting.join(AN_INSTANT)
    slowness.start(None)
    waiting.join(20)
    assert results == [Waited.IN_TIME]
    assert slowness.wait(Asked({"Me"})) is Waited.NOT

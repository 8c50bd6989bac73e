"""A wait for ION that is given up: no more tries, no more pages, in none of its threads; and how many rows came."""

import threading
from collections.abc import Callable

import httpx
import pytest

from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import Unreachable
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.ion.side_by_side import side_by_side
from cyclecount_tui.ion.waiting import StoppedWaiting, Wait, go_on, pause, waited_for
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.ion.scripted import ScriptedIon, data, html

LONG = 10_000.0
"""Seconds; no test waits so long."""


def me(_: httpx.Request) -> httpx.Response:
    return data(me={"id": 1, "name": "Ann", "email": None})


def test_without_anybody_waiting_everything_goes_on() -> None:
    go_on()
    pause(0)
    with waited_for(Wait()):
        go_on()
        pause(0)


def test_a_pause_ends_when_the_wait_is_given_up() -> None:
    wait = Wait()
    ended: list[BaseException] = []

    def sleeping() -> None:
        with waited_for(wait):
            try:
                pause(LONG)
            except StoppedWaiting as error:
                ended.append(error)

    thread = threading.Thread(target=sleeping)
    thread.start()
    wait.stop()
    thread.join(20)
    assert len(ended) == 1
    assert wait.stopped


def test_a_read_that_failed_is_not_tried_again_once_nobody_waits() -> None:
    wait = Wait()

    def stop_and_fail(_: httpx.Request) -> httpx.Response:
        wait.stop()
        return html(502)

    scripted = ScriptedIon([stop_and_fail, me])
    with waited_for(wait), pytest.raises(StoppedWaiting):
        Ion(scripted.graphql()).me()
    assert len(scripted.requests) == 1


def test_an_answer_that_comes_too_late_is_not_taken_and_nothing_is_asked_after_it() -> None:
    wait = Wait()

    def stop_and_answer(request: httpx.Request) -> httpx.Response:
        wait.stop()
        return me(request)

    scripted = ScriptedIon([stop_and_answer, me])
    ion = Ion(scripted.graphql())
    with waited_for(wait):
        for _ in range(2):
            with pytest.raises(StoppedWaiting):
                ion.me()
    assert len(scripted.requests) == 1
    assert ion.me() == "Ann", "another wait is another matter"


def test_an_error_is_not_told_to_nobody() -> None:
    wait = Wait()

    def failing() -> None:
        wait.stop()
        raise Unreachable("gone")

    with waited_for(wait), pytest.raises(StoppedWaiting):
        Patience().until_done(failing, lambda _: False)


def test_pages_end(ion_of: Callable[[Simulator], Ion], plant: Plant) -> None:
    simulator = Simulator(plant, SimulatorOptions(max_first=5))
    ion = ion_of(simulator)
    wait = Wait(lambda _read, _total: wait.stop())
    with waited_for(wait), pytest.raises(StoppedWaiting):
        ion.locations()
    assert len(simulator.requests) == 1


def test_questions_side_by_side_belong_to_the_wait_they_were_put_in(
    ion_of: Callable[[Simulator], Ion], plant: Plant
) -> None:
    simulator = Simulator(plant)
    ion = ion_of(simulator)
    ion.me()
    wait = Wait()
    wait.stop()
    with waited_for(wait), pytest.raises(StoppedWaiting):
        side_by_side([ion.locations] * 6)
    assert len(simulator.requests) == 1


def test_rows_of_all_lists_of_a_wait_are_summed(ion_of: Callable[[Simulator], Ion], plant: Plant) -> None:
    ion = ion_of(Simulator(plant, SimulatorOptions(max_first=4)))
    told: list[tuple[int, int]] = []
    with waited_for(Wait(lambda read, total: told.append((read, total)))):
        first, second = side_by_side([ion.locations, lambda: ion.locations_like("%RACK%")])
    assert told[-1] == (len(first) + len(second),) * 2
    pages = [1 + -(-(len(rows) - 4) // 3) for rows in (first, second)]
    assert len(told) == sum(pages), "one word a page, of which all but the first begin with the row before"
    assert [read for read, _ in told] == sorted(read for read, _ in told)
    ion.locations()
    assert told[-1] == (len(first) + len(second),) * 2, "what is read for another is not counted"


def test_a_list_that_is_read_again_begins_again() -> None:
    told: list[tuple[int, int]] = []
    wait = Wait(lambda read, total: told.append((read, total)))
    first, second = wait.another_list(), wait.another_list()
    first(100, 300)
    second(10, 20)
    first(50, 299)
    assert told == [(100, 300), (110, 320), (60, 319)]

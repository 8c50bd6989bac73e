"""The app as a whole: its first screen, the keys that work everywhere, jobs, and leaving."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.routing import screen_for
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts import Notice
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.opening import open_count, read_sheet
from tests.tui.counts_made import begun
from tests.tui.driving import message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor


class Desk(Jobs, Screen[None]):
    """A screen that only has jobs."""

    def compose(self) -> ComposeResult:
        yield MessageLine(id="message")


async def test_the_schedule_is_the_first_screen_and_q_leaves(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test() as pilot:
        await until_screen(pilot, ScheduleScreen)
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


async def test_leaving_does_not_wait_for_ion(plant: PlantFloor) -> None:
    plant.gate.shut()
    app = plant.app
    async with app.run_test() as pilot:
        await until_shown(pilot, "Asking ION")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert any(thread.name == "abandonable-job" and thread.daemon for thread in threading.enumerate())


async def test_ctrl_q_does_nothing_and_ctrl_c_says_how_to_quit(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test() as pilot:
        await until_shown(pilot, "not scheduled")
        await pilot.press("ctrl+q")
        assert message(app) == ""
        await pilot.press("ctrl+c")
        assert message(app) == "Press q to quit."
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await pilot.press("ctrl+c")
        assert message(app).startswith("To quit, go back to the schedule")
        assert app.is_running


async def test_the_demo_says_that_it_is_one(plant: PlantFloor) -> None:
    app = CycleCountApp(plant.workplace, demo=True)
    async with app.run_test() as pilot:
        await until_shown(pilot, "SCHEDULE (demo)")


@pytest.mark.parametrize("bells", [True, False])
async def test_bells_are_a_choice(plant: PlantFloor, bells: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    app = CycleCountApp(plant.workplace, bells=bells)
    monkeypatch.setattr(app, "bell", lambda: rung.append("bell"))
    async with app.run_test() as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await pilot.press("f8")
        await until_shown(pilot, "! Say who was told")
    assert len(rung) == (2 if bells else 0)


@pytest.mark.parametrize("bells", [True, False])
async def test_a_good_result_rings_once(plant: PlantFloor, bells: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    app = CycleCountApp(plant.workplace, bells=bells)
    monkeypatch.setattr(app, "bell", lambda: rung.append(1))
    async with app.run_test() as pilot:
        await until_screen(pilot, ScheduleScreen)
        screen = CountScreen(begun(plant, "RACK-A / SHELF-01"))
        app.push_screen(screen)
        await until_screen(pilot, CountScreen)
        await pilot.press("7", "enter")
        await until(pilot, lambda: screen.at == 1)
    assert len(rung) == (1 if bells else 0)


def runs(timer: Timer) -> bool:
    unfinished = {task.get_name() for task in asyncio.all_tasks()}
    return timer.name in unfinished and timer._active.is_set()


async def test_an_idle_app_has_no_timer_running(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test() as pilot:
        await until_shown(pilot, "not scheduled")
        timers = [timer for node in app.screen.walk_children(with_self=True) for timer in node._timers]
        await until(pilot, lambda: not [timer for timer in timers if runs(timer)], "A screen without timers")


# Routing


def opened(plant: PlantFloor) -> Count:
    return open_count(plant.workplace, plant.location("LINE-1"))


@pytest.mark.parametrize(
    ("advance", "screen_class", "phase"),
    [
        (lambda _plant, count: count, CloseOffScreen, Phase.OPENED),
        (lambda plant, count: read_sheet(plant.workplace, count), CountScreen, Phase.COUNTING),
        (lambda plant, count: give_up(plant.workplace, count, "by mistake"), Notice, Phase.GIVEN_UP),
    ],
)
def test_a_count_goes_on_where_its_phase_says(
    plant: PlantFloor, advance: Callable[[PlantFloor, Count], Count], screen_class: type, phase: Phase
) -> None:
    count = advance(plant, opened(plant))
    assert count.phase is phase
    assert isinstance(screen_for(count), screen_class)


async def test_a_count_that_is_over_says_so(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen_for(give_up(plant.workplace, opened(plant), "by mistake")))
        await until_shown(pilot, "The count of LINE-1 is given up (by mistake).")


# Jobs


async def with_desk(pilot: Pilot[None]) -> Desk:
    desk = Desk()
    await pilot.app.push_screen(desk)
    await until_screen(pilot, Desk)
    return desk


async def test_a_result_is_taken_over_on_the_screens_side(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test() as pilot:
        desk = await with_desk(pilot)
        threads: list[threading.Thread] = []

        def work() -> int:
            threads.append(threading.current_thread())
            return 7

        def then(result: int) -> None:
            threads.append(threading.current_thread())
            desk.message_line.good(f"Got {result}")

        desk.start_job("sums", work, then, waiting="Reckoning")
        assert message(app) == "Reckoning."
        await until_shown(pilot, "Got 7")
        assert threads[0] is not threading.main_thread()
        assert threads[1] is threading.main_thread()
        assert not desk.job_runs("sums")


@pytest.mark.parametrize("abandonable", [True, False])
async def test_nobody_hears_of_a_cancelled_job(plant: PlantFloor, abandonable: bool) -> None:
    app = plant.app
    async with app.run_test() as pilot:
        desk = await with_desk(pilot)
        go_on, ended = threading.Event(), threading.Event()
        results: list[str] = []

        def work() -> str:
            go_on.wait(20)
            ended.set()
            return "late"

        desk.start_job("reading", work, results.append, abandonable=abandonable)
        await until(pilot, lambda: desk.job_runs("reading"))
        assert desk.cancel_job("reading")
        assert not desk.job_runs("reading")
        assert not desk.cancel_job("nothing of that name")
        go_on.set()
        await until(pilot, ended.is_set)
        desk.start_job("reading", lambda: "next", results.append)
        await until(pilot, lambda: results)
        assert results == ["next"]


async def test_a_sentence_for_the_operator_stays_as_an_error(plant: PlantFloor) -> None:
    def refuse() -> None:
        raise Refusal("That cannot be: try another.")

    app = plant.app
    async with app.run_test() as pilot:
        desk = await with_desk(pilot)
        desk.start_job("refused", refuse, lambda _: None, waiting="Trying")
        await until_shown(pilot, "! That cannot be: try another.")
        desk.message_line.say("Something else.")
        assert "That cannot be" in message(app)


async def test_a_fault_of_the_program_is_not_hidden(plant: PlantFloor) -> None:
    app = plant.app

    async def run_into_it() -> None:
        async with app.run_test() as pilot:
            desk = await with_desk(pilot)
            desk.start_job("fault", lambda: 1 / 0, lambda _: None)
            await until(pilot, lambda: not app.is_running)

    with pytest.raises(ZeroDivisionError):
        await run_into_it()

"""Leaving the program while something is being stored: it is said, and it is finished."""

from __future__ import annotations

import threading

from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.quitting import quit_when_finished
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.workflow.opening import open_count
from tests.tui.driving import message, until, until_rest, until_screen
from tests.tui.plant_floor import PlantFloor


async def test_the_screen_stays_until_what_is_stored_is_stored(plant: PlantFloor) -> None:
    app, go_on = CycleCountApp(plant.workplace), threading.Event()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_rest(pilot)
        desk = CloseOffScreen(open_count(plant.workplace, plant.location("LINE-1")))
        app.push_screen(desk)
        await until_screen(pilot, CloseOffScreen)
        desk.start_job("record", lambda: go_on.wait(20), lambda _: None)
        quit_when_finished(app)
        await until(pilot, lambda: message(app) == "Finishing what is being stored; then the program ends.")
        assert app.is_running
        go_on.set()
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0


async def test_a_read_from_ion_is_left_behind(plant: PlantFloor) -> None:
    app = CycleCountApp(plant.workplace)
    plant.gate.shut()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Asking ION" in message(app))
        quit_when_finished(app)
        await until(pilot, lambda: app._exit)
    plant.gate.open()
    assert app.return_code == 0

"""What is under way while the help or the palette lies over a screen: it ends where it belongs."""

from __future__ import annotations

import pytest

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.counting_events import ItemFound
from cyclecount_tui.tui.help import HelpScreen
from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.workflow.closing_off import skip_close_off
from cyclecount_tui.workflow.opening import open_count
from tests.tui.counts_made import begun, counted, on_screen
from tests.tui.driving import message, until, until_screen
from tests.tui.plant_floor import PlantFloor

PLACE = "RACK-A / SHELF-01"


@pytest.mark.parametrize(("key", "over"), [("f1", HelpScreen), ("ctrl+p", Palette)])
async def test_a_found_item_is_stored_under_another_screen(plant: PlantFloor, key: str, over: type) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        plant.gate.shut()
        await pilot.press("f3", "Q", "enter", "enter", "enter", "enter", "1", "enter")
        await until(pilot, lambda: "Asking ION about Q" in message(pilot.app))
        await pilot.press(key)
        await until_screen(pilot, over)
        plant.gate.open()
        await until(pilot, lambda: any(isinstance(event, ItemFound) for event in plant.events(PLACE)))
        assert isinstance(pilot.app.screen, over)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: message(pilot.app) == "Saved found item Q = 1")
        await pilot.press("5", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("Saved") and screen.at == 1)


async def test_a_count_that_is_compared_under_the_help_leaves_no_screen_behind(plant: PlantFloor) -> None:
    count = counted(plant, PLACE)
    async with on_screen(plant, CountScreen(count)) as pilot:
        plant.gate.shut()
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, lambda: "Esc stops waiting." in message(pilot.app))
        await pilot.press("f1")
        await until_screen(pilot, HelpScreen)
        plant.gate.open()
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.RECONCILING)
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        await until_screen(pilot, ReconcileScreen)
        assert [type(screen) for screen in pilot.app.screen_stack] == [ScheduleScreen, ReconcileScreen]


async def test_a_sheet_that_is_read_under_the_help_is_counted_after_it(plant: PlantFloor) -> None:
    count = open_count(plant.workplace, plant.location(PLACE))
    count = skip_close_off(plant.workplace, count, "night")
    async with on_screen(plant, CloseOffScreen(count)) as pilot:
        plant.gate.shut()
        await pilot.press("f8")
        await until(pilot, lambda: "Esc stops waiting." in message(pilot.app))
        await pilot.press("f1")
        await until_screen(pilot, HelpScreen)
        plant.gate.open()
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.COUNTING)
        await pilot.press("escape")
        await until_screen(pilot, CountScreen)
        assert [type(screen) for screen in pilot.app.screen_stack] == [ScheduleScreen, CountScreen]

"""Finishing a count: asked first, submitted even with ION away, compared when ION answers."""

from __future__ import annotations

import re

import pytest

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.events import Submitted
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import none_here
from tests.tui.counts_made import begun, counted, on_screen
from tests.tui.driving import SIZES, keys, message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"


@pytest.mark.parametrize("size", SIZES)
async def test_finishing_lists_what_is_not_counted_and_enter_never_submits(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = begun(plant, PLACE)
    for line in count.lines[:-2]:
        count = none_here(plant.workplace, count, line.number)
    async with on_screen(plant, CountScreen(count), size) as pilot:
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "After this the count cannot be")
        if size[1] == 8:
            assert re.search(r"FINISH .* \d/\d", screen_text(pilot.app)), "Nothing says that there is more to read."
            await pilot.press("pagedown")
        await until_shown(pilot, count.lines[-2].key.part_number)
        await pilot.press("enter", "enter")
        assert plant.latest(PLACE).phase is Phase.COUNTING
        await pilot.press("y")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.RECONCILING)
    assert len(plant.latest(PLACE).not_counted) == 2


async def test_nothing_counted_is_nothing_to_submit(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: "Nothing was counted yet" in message(pilot.app))
        assert pilot.app.screen is screen


async def test_with_ion_away_the_count_is_submitted_and_compared_later(plant: PlantFloor) -> None:
    count = counted(plant, PLACE)
    async with on_screen(plant, CountScreen(count)) as pilot:
        plant.simulator.faults.drop_before(count=1)
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: "it is not compared yet. Press r to ask ION again." in message(pilot.app))
        assert plant.latest(PLACE).phase is Phase.SUBMITTED
        assert "r try again" in keys(pilot.app)
        await pilot.press("r")
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.RECONCILING)
        await until_shown(pilot, "3 differ")
    assert sum(isinstance(event, Submitted) for event in plant.events(PLACE)) == 1


async def test_waiting_for_ion_can_be_stopped(plant: PlantFloor) -> None:
    count = counted(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        plant.gate.shut()
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, lambda: "Esc stops waiting." in message(pilot.app))
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.SUBMITTED)
        await pilot.press("1", "f4", "enter")
        assert pilot.app.screen is screen
        assert screen.field.text == ""
        await pilot.press("escape")
        await until_screen(pilot, ReconcileScreen)
        await until(
            pilot, lambda: "Note: Stopped waiting for ION. The count is submitted and kept" in message(pilot.app)
        )
        plant.gate.open()


async def test_an_empty_location_can_be_finished(plant: PlantFloor) -> None:
    count = open_count(plant.workplace, plant.location("RACK-A"))
    count = read_sheet(plant.workplace, count)
    assert not count.lines
    async with on_screen(plant, CountScreen(count)) as pilot:
        await until_shown(pilot, "ION has nothing at this location.")
        assert "F4" not in keys(pilot.app)
        assert "not closed off" in screen_text(pilot.app)
        await pilot.press("5", "enter", "f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: "All good: nothing is recorded here" in message(pilot.app))

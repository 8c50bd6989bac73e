"""A scheduled location that is no longer in ION is marked on the schedule, at every size, until it is retired."""

from __future__ import annotations

import pytest

from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.workflow.schedule_changes import retire
from tests.tui.driving import SIZES, type_text, until, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

GONE = "LINE-1"


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_marked_until_it_is_retired(plant: PlantFloor, size: tuple[int, int]) -> None:
    place, places = plant.location(GONE), plant.simulator.plant.places
    places.change(places[place.id], archived=True)
    async with plant.app.run_test(size=size) as pilot:
        await until_shown(pilot, "not in ION")
        assert [line for line in screen_text(pilot.app).splitlines() if GONE in line and "not in ION" in line]
        await until_shown(pilot, "Not in ION: retire it")
        await pilot.press("slash")
        await type_text(pilot, "not in ion")
        await until(pilot, lambda: pilot.app.screen.query_one(ScheduleTable).row_count == 1)
        row = plant.workplace.store.schedule.row(place)
        assert row is not None
        retire(plant.workplace, [row], "gone")
        await pilot.press("escape", "r")
        await until(pilot, lambda: "not in ION" not in screen_text(pilot.app))

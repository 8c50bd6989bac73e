"""The app's schedule at rest, and the screens that one of its keys leads to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from tests.tui.driving import until, until_rest, until_screen
from tests.tui.plant_floor import PlantFloor


async def at_rest(pilot: Pilot[Any], plant: PlantFloor) -> None:
    """ION's locations have come, and all that is worked out beside them."""
    await until_screen(pilot, ScheduleScreen)
    scheduled = len(plant.simulator.plant.schedule_rows())
    await until(pilot, lambda: pilot.app.screen.query_one(LineTable).row_count > scheduled, "ION's list of locations")
    await until_rest(pilot)


@asynccontextmanager
async def over_schedule(
    plant: PlantFloor, size: tuple[int, int] = (80, 24), before: Callable[[], None] = lambda: None
) -> AsyncIterator[Pilot[Any]]:
    """The schedule at rest; `before` is done then."""
    async with plant.app.run_test(size=size) as pilot:
        await at_rest(pilot, plant)
        before()
        yield pilot


@asynccontextmanager
async def opened_by(
    key: str,
    screen: type,
    plant: PlantFloor,
    size: tuple[int, int] = (80, 24),
    before: Callable[[], None] = lambda: None,
) -> AsyncIterator[Pilot[Any]]:
    """The screen that a key of the schedule opens; `before` is done before the key."""
    async with over_schedule(plant, size, before) as pilot:
        await pilot.press(key)
        await until_screen(pilot, screen)
        yield pilot

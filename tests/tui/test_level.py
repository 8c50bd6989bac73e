"""The level screen: the weeks before and after, the rows that move, and taking it or leaving it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.screens.level import LevelScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import Confirm
from tests.tui.driving import SIZES, keys, message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text


@asynccontextmanager
async def opened(
    plant: PlantFloor, size: tuple[int, int] = (80, 24), before: Callable[[], None] = lambda: None
) -> AsyncIterator[Pilot[None]]:
    """The screen over a schedule that has read all it wants to; `before` is done between the two."""
    async with plant.app.run_test(size=size) as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one(LineTable).row_count > 15)
        await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))
        before()
        await pilot.press("l")
        await until_screen(pilot, LevelScreen)
        yield pilot


def rows(plant: PlantFloor) -> list[ScheduleRow]:
    return plant.workplace.store.schedule.rows()


@pytest.mark.parametrize("size", SIZES)
async def test_the_plan_is_shown_and_stored_only_after_a_yes(plant: PlantFloor, size: tuple[int, int]) -> None:
    before = rows(plant)
    async with opened(plant, size) as pilot:
        await until_shown(pilot, "12 rows move")
        text = screen_text(pilot.app)
        assert text.splitlines()[1].startswith(" Before   █")
        assert " After " in text
        assert "LINE-1" in text
        assert "Enter" not in keys(pilot.app), "there is nothing to open"
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        await pilot.press("enter", "escape")
        await until_screen(pilot, LevelScreen)
        assert rows(plant) == before
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "move 12 rows")
        await pilot.press("y")
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "Moved 12 rows: the schedule is level.")
        assert sum(old.planned_for != new.planned_for for old, new in zip(before, rows(plant), strict=True)) >= 12
        await pilot.press("l")
        await until_screen(pilot, LevelScreen)
        await until_shown(pilot, "0 rows move")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


async def walked(pilot: Pilot[None]) -> str:
    await pilot.press("down", "j", "end", "G")
    await until(pilot, lambda: any("▶ RACK-A / SHELF-04" in line for line in screen_text(pilot.app).splitlines()))
    return screen_text(pilot.app)


async def test_the_rows_are_walked_through_and_left_as_they_are(plant: PlantFloor) -> None:
    before = rows(plant)
    async with opened(plant, (80, 24)) as pilot:
        await until_shown(pilot, "12 rows move")
        assert "2026-03-16  2026-03-" in await walked(pilot)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        assert rows(plant) == before


async def test_a_row_that_changed_meanwhile_stores_nothing_and_says_so(plant: PlantFloor) -> None:
    async with opened(plant, (80, 24)) as pilot:
        await until_shown(pilot, "12 rows move")
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        changed = replace(next(row for row in rows(plant) if row.subject.name == "LINE-1"), cadence_days=7)
        plant.workplace.store.schedule.put(changed)
        await pilot.press("y")
        await until_shown(pilot, "LINE-1 was changed in the schedule meanwhile")
        assert message(pilot.app).startswith("! ")
        assert all(row.planned_for is None for row in rows(plant))


async def test_bars_in_ascii(plant: PlantFloor) -> None:
    app = CycleCountApp(plant.workplace, ascii_only=True)
    async with app.run_test(size=(40, 8)) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("l")
        await until_shown(pilot, "12 rows move")
        assert screen_text(app).splitlines()[1].startswith(" Before   9011101")
        assert screen_text(app).isascii()

"""Work on one row of the schedule: assign, skip, pause, resume, retire, and what was done before."""

from __future__ import annotations

from datetime import date

from textual.pilot import Pilot

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.widgets.prompts import AskText, Notice
from cyclecount_tui.workflow.opening import open_count
from tests.tui.driving import keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "LINE-1"


def stored(plant: PlantFloor) -> ScheduleRow:
    row = plant.workplace.store.schedule.row(plant.location(PLACE))
    assert row is not None
    return row


async def ready(pilot: Pilot[None]) -> None:
    await until_screen(pilot, ScheduleScreen)
    await until_shown(pilot, "not scheduled")


async def asked(pilot: Pilot[None], key: str, text: str) -> None:
    """The key, its question, and the answer."""
    await pilot.press(key)
    await until_screen(pilot, AskText)
    await type_text(pilot, text)
    await pilot.press("enter")
    await until_screen(pilot, ScheduleScreen)


async def chosen(pilot: Pilot[None], name: str) -> None:
    """An action from the palette."""
    await pilot.press("ctrl+p")
    await until_screen(pilot, Palette)
    await type_text(pilot, name)
    await pilot.press("enter")


async def test_a_row_is_assigned_and_given_to_nobody(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("a")
        await until_screen(pilot, AskText)
        await until_shown(pilot, "Ada Moreno")
        await pilot.press("ctrl+u")
        await type_text(pilot, "Zoe")
        await pilot.press("enter")
        await until_shown(pilot, "Assigned LINE-1 to Zoe.")
        await until(pilot, lambda: "Zoe" in screen_text(pilot.app).splitlines()[2])
        assert stored(plant).assigned_to == "Zoe"
        await pilot.press("a")
        await until_screen(pilot, AskText)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        assert stored(plant).assigned_to == "Zoe"
        await asked(pilot, "a", "")
        await until_shown(pilot, "LINE-1 was so already.")
        await pilot.press("a", "ctrl+u", "enter")
        await until_shown(pilot, "Assigned LINE-1 to nobody in particular.")
        assert stored(plant).assigned_to == ""


async def test_a_count_is_skipped_with_a_reason_only(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("k")
        await until_screen(pilot, AskText)
        await pilot.press("enter")
        assert message(pilot.app).startswith("! Nothing was typed.")
        await type_text(pilot, "line is down")
        await pilot.press("enter")
        await until_shown(pilot, "Skipped LINE-1: due 2026-04-27.")
        assert stored(plant).planned_for == date(2026, 4, 27)
        (change,) = plant.workplace.store.schedule.changes(plant.location(PLACE))
        assert (change.by, change.reason) == ("Ann", "line is down")


async def test_p_pauses_and_brings_back(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        assert "p pause" in keys(pilot.app)
        await asked(pilot, "p", "being rebuilt")
        await until_shown(pilot, "Paused LINE-1")
        await until(pilot, lambda: "p resume" in keys(pilot.app))
        assert "k skip" not in keys(pilot.app)
        assert stored(plant).standing is Standing.PAUSED
        await pilot.press("p")
        await until_shown(pilot, "Resumed LINE-1.")
        assert stored(plant).standing is Standing.ACTIVE


async def test_a_row_is_retired_and_its_history_read_by_name(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await chosen(pilot, "history")
        await until_screen(pilot, Notice)
        await until_shown(pilot, "Nothing was changed by hand.")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await chosen(pilot, "retire")
        await until_screen(pilot, AskText)
        await type_text(pilot, "scrapped")
        await pilot.press("enter")
        await until_shown(pilot, "Retired LINE-1.")
        await until(pilot, lambda: pilot.app.screen.query_one(ScheduleTable).entry is not None)
        assert stored(plant).standing is Standing.RETIRED
        await chosen(pilot, "history")
        await until_screen(pilot, Notice)
        await until_shown(pilot, "Ann: retired (scrapped)")


async def test_a_row_that_is_being_counted_is_neither_skipped_nor_paused(plant: PlantFloor) -> None:
    open_count(plant.workplace, plant.location(PLACE))
    async with plant.app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        assert "a assign" in keys(pilot.app)
        for key in ("k", "p"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, ScheduleScreen)


async def test_a_location_that_is_not_scheduled_has_no_row_to_work_on(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("end")
        await until(pilot, lambda: "a assign" not in keys(pilot.app))
        for key in ("a", "k", "p"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, ScheduleScreen)


async def test_a_row_that_another_terminal_changed_is_said_and_nothing_stored(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("k")
        await until_screen(pilot, AskText)
        plant.workplace.store.schedule.put(ScheduleRow(plant.location(PLACE), "C", 365))
        await type_text(pilot, "late")
        await pilot.press("enter")
        await until_shown(pilot, "meanwhile, so nothing was stored")
        assert stored(plant).planned_for is None

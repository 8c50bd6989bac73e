"""Work on one row of the schedule: assign, skip, pause, resume, retire, and what was done before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.widgets.prompts import AskText, Notice
from cyclecount_tui.workflow.opening import open_count
from tests.tui.counts_made import burst
from tests.tui.driving import keys, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor
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


async def paused(pilot: Pilot[None], until_day: str, why: str) -> None:
    """Pause with both its questions."""
    await pilot.press("p")
    await until_shown(pilot, "Until which day?")
    await type_text(pilot, until_day)
    await pilot.press("enter")
    await until_shown(pilot, "Why is it not counted")
    await type_text(pilot, why)
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
        await paused(pilot, "", "being rebuilt")
        await until_shown(pilot, "Paused LINE-1: p brings it back.")
        await until(pilot, lambda: "p resume" in keys(pilot.app))
        assert "k skip" not in keys(pilot.app)
        assert stored(plant).standing is Standing.PAUSED
        await pilot.press("p")
        await until_shown(pilot, "Resumed LINE-1.")
        assert stored(plant).standing is Standing.ACTIVE


async def test_a_pause_until_a_day_ends_by_itself(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await paused(pilot, "2026-03-09", "being rebuilt")
        await until_shown(pilot, "Paused LINE-1 until 2026-03-09: p brings it back.")
        await until_shown(pilot, "Paused until 2026-03-09")
        assert stored(plant).paused_until == date(2026, 3, 9)
    plant.workplace.clock = lambda: NOW + timedelta(days=8)
    async with plant.app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        assert "overdue 14 days" in screen_text(pilot.app).splitlines()[2]
        await until(pilot, lambda: "p pause" in keys(pilot.app))
        assert "Paused until" not in screen_text(pilot.app)


@pytest.mark.parametrize("opened_first", [True, False])
@pytest.mark.parametrize("typed", ["2026-03-09\rbeing rebuilt\r\r", "\rbeing rebuilt\r", "\r\rbeing rebuilt\r\n"])
async def test_what_is_typed_behind_an_answer_goes_to_the_next_question(
    plant: PlantFloor, typed: str, opened_first: bool
) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        if opened_first:
            await pilot.press("p")
            await until_screen(pilot, AskText)
            burst(pilot, typed)
        else:
            burst(pilot, f"p{typed}")
        await until_shown(pilot, "Paused LINE-1")
        (change,) = plant.workplace.store.schedule.changes(plant.location(PLACE))
        assert change.reason == "being rebuilt"
        await until_rest(pilot)
        assert isinstance(pilot.app.screen, ScheduleScreen)
    assert not plant.workplace.store.journal.open_counts(), "an Enter too many begins no count"


async def test_what_is_no_day_pauses_nothing(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await asked(pilot, "p", "soon")
        await until_shown(pilot, "'soon' is no date: write it as 2026-06-30.")
        await pilot.press("escape")
        await paused(pilot, "2026-03-01", "being rebuilt")
        await until_shown(pilot, "The pause would have been over on 2026-03-01 already")
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


async def test_who_was_assigned_by_another_terminal_is_never_said_to_be_so_already(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        before = stored(plant)
        plant.workplace.store.schedule.put(before._replace(assigned_to="Zed"))
        await pilot.press("a", "enter")
        await until_shown(pilot, f"! {PLACE} was changed in the schedule meanwhile")
        await until_shown(pilot, "Zed")
        await pilot.press("escape", "a", "enter")
        await until_shown(pilot, f"{PLACE} was so already.")

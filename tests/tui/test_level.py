"""The level screen: the weeks before and after, the rows that move, and taking it or leaving it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.screens.level import LevelScreen
from cyclecount_tui.tui.screens.level_rows import info_text, remarks_text
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.prompts import Confirm, Notice
from cyclecount_tui.workflow.levelling import level
from tests.tui.driving import SIZES, keys, message, until, until_screen, until_shown
from tests.tui.over_schedule import opened_by
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

opened = partial(opened_by, "l", LevelScreen)


def rows(plant: PlantFloor) -> list[ScheduleRow]:
    return plant.workplace.store.schedule.rows()


@pytest.mark.parametrize("size", SIZES)
async def test_the_plan_is_shown_and_stored_only_after_a_yes(plant: PlantFloor, size: tuple[int, int]) -> None:
    before = rows(plant)
    async with opened(plant, size) as pilot:
        await until_shown(pilot, "10 rows move")
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
        await until_shown(pilot, "move 10 rows")
        await pilot.press("y")
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "Moved 10 rows: the schedule is level.")
        assert sum(old.planned_for != new.planned_for for old, new in zip(before, rows(plant), strict=True)) >= 10
        await pilot.press("l")
        await until_screen(pilot, LevelScreen)
        await until_shown(pilot, "0 rows move")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_counts_of_the_year_and_the_days_with_too_much_are_told(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    plant.workplace.practice = plant.workplace.practice._replace(scheduling=SchedulingRules(daily_lines=8))
    over = level(plant.workplace).over
    async with opened(plant, size) as pilot:
        await until_shown(pilot, "rows move")
        if size[1] > 10:
            assert "Counts to 2027-03-01: A 49, B 43, C 16." in screen_text(pilot.app)
            assert f"{len(over)} days are over capacity, the first on 2026-03-02:" in screen_text(pilot.app)
        await pilot.press("i")
        await until_screen(pilot, Notice)
        await until_shown(pilot, f"{len(over)} days are over capacity")
        await pilot.press("end")
        await until_shown(pilot, f"{over[-1].day}: 10 lines, about 15")
        await pilot.press("escape")
        await until_screen(pilot, LevelScreen)


def test_all_there_is_to_say_names_each_class_and_each_day(plant: PlantFloor) -> None:
    plant.workplace.practice = plant.workplace.practice._replace(scheduling=SchedulingRules(daily_lines=4))
    plan = level(plant.workplace)
    text = info_text(plan)
    assert text.startswith("5 lines a day are needed, 4 are there: allow for more a day, or count less often.")
    assert "From 2026-03-02 to 2027-03-01\nA: 49 counts of 4 rows, 0 made, 49 to come\nB: 43 counts" in text
    assert [str(over.day) in text and over.why in text for over in plan.over] == [True] * len(plan.over)
    assert remarks_text(plan).startswith("Counts to 2027-03-01: A 49, B 43, C 16.\n5 lines a day are needed")


async def walked(pilot: Pilot[None]) -> str:
    await pilot.press("down", "j", "end", "G")
    await until(pilot, lambda: any("▶ RECEIVING" in line for line in screen_text(pilot.app).splitlines()))
    return screen_text(pilot.app)


async def test_the_rows_are_walked_through_and_left_as_they_are(plant: PlantFloor) -> None:
    before = rows(plant)
    async with opened(plant, (80, 24)) as pilot:
        await until_shown(pilot, "10 rows move")
        assert "2026-03-05  2026-03-13" in await walked(pilot)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        assert rows(plant) == before


async def test_a_row_that_changed_meanwhile_stores_nothing_and_says_so(plant: PlantFloor) -> None:
    async with opened(plant, (80, 24)) as pilot:
        await until_shown(pilot, "rows move")
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        changed = next(row for row in rows(plant) if row.subject.name == "LINE-1")._replace(cadence_days=7)
        plant.workplace.store.schedule.put(changed)
        await pilot.press("y")
        await until_shown(pilot, "LINE-1 was changed in the schedule meanwhile")
        assert message(pilot.app).startswith("! ")
        assert all(row.planned_for is None for row in rows(plant))
        await until(pilot, lambda: "A take all" in keys(pilot.app))
        await pilot.press("r")
        await until(pilot, lambda: message(pilot.app) == "")
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "Moved ")


async def test_without_a_plan_the_screen_says_so_and_r_tries_again(plant: PlantFloor) -> None:
    usual = plant.workplace.practice
    plant.workplace.practice = usual._replace(scheduling=SchedulingRules(country="XX"))
    async with opened(plant, (80, 24)) as pilot:
        await until_shown(pilot, "No holidays are known for the country 'XX'")
        assert "The schedule was not levelled. Press r to try again." in screen_text(pilot.app)
        assert "Levelling." not in screen_text(pilot.app)
        plant.workplace.practice = usual
        await pilot.press("r")
        await until_shown(pilot, "rows move")


@pytest.mark.parametrize("size", SIZES)
async def test_shelves_of_a_large_plant_can_be_told_apart(plant: PlantFloor, size: tuple[int, int]) -> None:
    plant.workplace.store.schedule.replace_rows(
        ScheduleRow(Subject(900 + number, f"RACK-0003 / SHELF-{number}"), "A", 90, date(2024, 12, 26), lines=40)
        for number in range(10, 99)
    )
    async with opened(plant, size) as pilot:
        await until_shown(pilot, "row")
        await until(pilot, lambda: "RACK-0003 / SHELF-1" in screen_text(pilot.app))


async def test_bars_in_ascii(plant: PlantFloor) -> None:
    app = CycleCountApp(plant.workplace, ascii_only=True)
    async with app.run_test(size=(40, 8)) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("l")
        await until_shown(pilot, "10 rows move")
        assert screen_text(app).splitlines()[1].startswith(" Before   9011212")
        assert screen_text(app).isascii()

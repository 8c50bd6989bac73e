"""The count screen in each mode: an empty sheet that fills with what is seen, and training that shows everything."""

from __future__ import annotations

from textual.pilot import Pilot

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.training import expected
from tests.tui.counts_made import on_screen
from tests.tui.driving import message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

PLACE = "RACK-A / SHELF-01"


def begun_in(plant: PlantFloor, mode: CountMode) -> Count:
    count = open_count(plant.workplace, plant.location(PLACE), mode)
    return read_sheet(plant.workplace, count)


def rows(pilot: Pilot[None]) -> int:
    return pilot.app.screen.query_one(LineTable).row_count


async def test_a_double_blind_sheet_is_empty_and_fills_with_what_is_seen(plant: PlantFloor) -> None:
    count = begun_in(plant, CountMode.DOUBLE_BLIND)
    first, second = count.lines[2], count.lines[5]
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "Scan or type what you see.")
        assert rows(pilot) == 0
        assert not [line for line in count.lines if line.key.part_number in screen_text(pilot.app)]
        await pilot.press("5", "enter")
        await until(pilot, lambda: "Scan what you see" in message(pilot.app))
        await type_text(pilot, f"{first.key.part_number}\r")
        await until_shown(pilot, first.key.words)
        await type_text(pilot, "12\r")
        await until(pilot, lambda: rows(pilot) == 1)
        assert screen.line is None
        screen.post_message(Scanned(second.key.part_number, Arrival.BURST))
        await until_shown(pilot, second.key.words)
        await type_text(pilot, "3\r")
        await until(pilot, lambda: rows(pilot) == 2)
        assert "2 lines" in screen_text(pilot.app)
        assert f"{len(count.lines)}" not in lines_of(screen.query_one("TitleBar"))[0]
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "What else ION has here comes up afterwards.")
    assert {line: entry.quantity for line, entry in plant.latest(PLACE).counted.items()} == {
        first.number: 12,
        second.number: 3,
    }


async def test_training_shows_what_ion_has_and_plans_nothing(plant: PlantFloor) -> None:
    count = begun_in(plant, CountMode.GUIDED)
    told = expected(plant.workplace, count)
    screen = CountScreen(count)
    async with on_screen(plant, screen, (120, 36)) as pilot:
        await until_shown(pilot, "TRAINING")
        await until_shown(pilot, "Expected")
        await until_shown(pilot, f"ION has {plain(told[1])}")
        drawn = lines_of(screen.query_one(LineTable))[1:]
        assert all(plain(told[line.number]) in row for line, row in zip(count.lines, drawn, strict=False))
    for line in count.lines:
        count = enter(plant.workplace, count, line.number, "1")
    reconcile = ReconcileScreen(submit(plant.workplace, count))
    async with on_screen(plant, reconcile) as pilot:
        await until_shown(pilot, "TRAINING")
        await pilot.press("p")
        await until(pilot, lambda: "was for training: nothing of it is planned or posted" in message(pilot.app))


async def test_the_schedule_begins_a_count_in_another_mode(plant: PlantFloor) -> None:
    async with plant.app.run_test() as pilot:
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: rows(pilot) > 0)
        await pilot.press("ctrl+p")
        await type_text(pilot, "double")
        await until_shown(pilot, "Count double-b")
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await until_shown(pilot, "double-blind")
        screen = pilot.app.screen
        assert isinstance(screen, CloseOffScreen)
        assert screen.count.mode is CountMode.DOUBLE_BLIND

"""Finishing a count: asked first, submitted even with ION away, compared when ION answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.screen import Screen

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.counting_events import Submitted
from cyclecount_tui.domain.entries import ScanOutcome
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count.finishing import FinishScreen
from cyclecount_tui.tui.screens.count.open_items import REASONS
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText, Choose, Confirm
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import none_here
from cyclecount_tui.workflow.unknown_scans import keep_unknown
from tests.tui.counts_made import begun, counted, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"


def almost_counted(plant: PlantFloor, still_open: int) -> Count:
    """All lines confirmed as empty, but for so many at the end."""
    count = begun(plant, PLACE)
    for line in count.lines[: len(count.lines) - still_open]:
        count = none_here(plant.workplace, count, line.number)
    return count


def open_rows(screen: Screen[Any]) -> int:
    return screen.query_one(LineTable).row_count


@pytest.mark.parametrize("size", SIZES)
async def test_finishing_lists_what_is_open_and_nothing_is_submitted_before_each_has_its_answer(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = almost_counted(plant, 3)
    first, second, third = count.lines[-3:]
    screen = CountScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        await until_shown(pilot, first.key.part_number)
        await pilot.press("n")
        await until(pilot, lambda: plant.latest(PLACE).counted[first.number].none)
        await pilot.press("l")
        await until_screen(pilot, Choose)
        await pilot.press("2")
        await until(pilot, lambda: second.number in plant.latest(PLACE).left)
        await until_screen(pilot, FinishScreen)
        await until(pilot, lambda: open_rows(pilot.app.screen) == 1)
        await pilot.press("enter")
        await until_screen(pilot, CountScreen)
        await until_shown(pilot, third.key.part_number)
        assert screen.up == third.number
        await pilot.press("9", "enter")
        await until(pilot, lambda: not plant.latest(PLACE).open_lines)
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "After this the count cannot be")
        if size[1] == 8:
            assert re.search(r"FINISH .* \d/\d", screen_text(pilot.app)), "Nothing says that there is more to read."
            await pilot.press("pagedown")
        await until_shown(pilot, second.key.part_number)
        await pilot.press("enter", "enter")
        assert plant.latest(PLACE).phase is Phase.COUNTING
        await pilot.press("y")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.RECONCILING)
    after = plant.latest(PLACE)
    assert [line.number for line in after.not_counted] == [second.number]
    assert after.left[second.number].reason == REASONS[1]


async def test_all_open_lines_are_left_with_one_reason_and_then_the_question_comes(plant: PlantFloor) -> None:
    count = almost_counted(plant, 3)
    async with on_screen(plant, CountScreen(count)) as pilot:
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        await pilot.press("L")
        await until_screen(pilot, Choose)
        await pilot.press(str(len(REASONS) + 1))
        await until_screen(pilot, AskText)
        await type_text(pilot, "fire drill")
        await pilot.press("enter")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "3 lines are left uncounted and will not be posted:")
    left = plant.latest(PLACE).left
    assert {number: each.reason for number, each in left.items()} == {
        line.number: "fire drill" for line in count.lines[-3:]
    }


async def test_a_reason_that_is_not_given_leaves_nothing_out(plant: PlantFloor) -> None:
    screen = CountScreen(almost_counted(plant, 2))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        await pilot.press("l")
        await until_screen(pilot, Choose)
        await pilot.press("escape")
        await until_screen(pilot, FinishScreen)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
    assert len(plant.latest(PLACE).open_lines) == 2
    assert plant.latest(PLACE).phase is Phase.COUNTING


async def test_an_unknown_scan_is_dismissed_handed_on_or_found(plant: PlantFloor) -> None:
    count = almost_counted(plant, 0)
    for code in ("QX-1000", "QX-2000", "QX-3000"):
        count = keep_unknown(plant.workplace, count, code)
    async with on_screen(plant, CountScreen(count)) as pilot:
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        await until_shown(pilot, "QX-1000")
        assert "None here" not in keys(pilot.app)
        await pilot.press("d")
        await until_screen(pilot, AskText)
        await type_text(pilot, "poster")
        await pilot.press("enter")
        await until(pilot, lambda: plant.latest(PLACE).scans[0].outcome is ScanOutcome.DISMISSED)
        await until_screen(pilot, FinishScreen)
        await until(pilot, lambda: open_rows(pilot.app.screen) == 2)
        await pilot.press("h")
        await until(pilot, lambda: plant.latest(PLACE).scans[1].outcome is ScanOutcome.HANDED_OVER)
        await until(pilot, lambda: open_rows(pilot.app.screen) == 1)
        await pilot.press("enter")
        await until_screen(pilot, FoundItemScreen)
        await until_shown(pilot, "Scanned: QX-3000")
        await type_text(pilot, "FR-10001\r\r\r\r2\r")
        await until(pilot, lambda: plant.latest(PLACE).scans[2].outcome is ScanOutcome.FOUND)
    after = plant.latest(PLACE)
    assert [scan.reason for scan in after.scans] == ["poster", "", ""]
    assert after.scans[2].line == after.lines[-1].number
    assert after.counted[after.lines[-1].number].quantity == 2


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

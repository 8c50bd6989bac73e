"""Closing off with all it can do, and reopening: a step of its own that the schedule leads to until it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyclecount_tui.domain.close_off_events import LocationClosedOff
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.message_text import MessageText
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reopening import ReopenScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.widgets.prompts import Choose, Confirm, Notice
from cyclecount_tui.workflow.choosing import leave_all
from cyclecount_tui.workflow.closing_off import Answers, close_location
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import leave, none_here
from cyclecount_tui.workflow.sign_pdf import as_pdf
from cyclecount_tui.workflow.signs import signs_for
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import ClosingOff
from tests.part_counts import part
from tests.tui.counts_made import begun, burst, compared, on_screen
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "LINE-1"


@pytest.fixture
def stopping(plant: PlantFloor) -> PlantFloor:
    """A factory whose settings let ION's flag be turned off."""
    plant.workplace.practice = plant.workplace.practice._replace(closing_off=ClosingOff("Bo", stop_transactions=True))
    return plant


def is_on(plant: PlantFloor, name: str = PLACE) -> bool:
    return bool(plant.simulator.plant.places[plant.location(name).id].available)


def ready_to_reopen(plant: PlantFloor, name: str) -> Count:
    """A closed-off count in which nothing is left to do."""
    count = compared(plant, name)
    count = leave_all(plant.workplace, count, [row.line.number for row in count.unresolved], "known")
    assert count.to_reopen
    return count


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_stopping_in_ion_is_asked_for_once_more(stopping: PlantFloor, size: tuple[int, int]) -> None:
    screen = CloseOffScreen(open_count(stopping.workplace, stopping.location(PLACE)))
    async with on_screen(stopping, screen, size) as pilot:
        await type_text(pilot, "Bo")
        await pilot.press("down", "down", "down", "y")
        assert "Off in ION, too?   yes" in screen_text(pilot.app)
        await pilot.press("enter")
        assert message(pilot.app) == "Press F8 to close off and read the sheet."
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await pilot.press("escape")
        await until_screen(pilot, CloseOffScreen)
        assert is_on(stopping)
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, CountScreen)
        assert not is_on(stopping)
    closed = next(event for event in stopping.events(PLACE) if isinstance(event, LocationClosedOff))
    assert closed.transactions_stopped


async def test_without_the_setting_it_is_not_offered(plant: PlantFloor) -> None:
    screen = CloseOffScreen(open_count(plant.workplace, plant.location(PLACE)))
    async with on_screen(plant, screen) as pilot:
        assert "Off in ION" not in screen_text(pilot.app)


async def test_what_did_not_work_is_read_before_the_count_begins(stopping: PlantFloor) -> None:
    stopping.simulator.faults.forbid("updateLocation")
    screen = CloseOffScreen(open_count(stopping.workplace, stopping.location(PLACE)))
    async with on_screen(stopping, screen) as pilot:
        await type_text(pilot, "Bo")
        await pilot.press("down", "down", "down", "y", "f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, Notice)
        await until_shown(pilot, "Transactions are not stopped in ION.")
        await pilot.press("escape")
        await until_screen(pilot, CountScreen)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_the_message_stands_there_to_be_copied(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = CloseOffScreen(open_count(plant.workplace, plant.location(PLACE)))
    async with on_screen(plant, screen, size) as pilot:
        await pilot.press("f7")
        await until_screen(pilot, Choose)
        await pilot.press("1")
        await until_screen(pilot, MessageText)
        shown = screen_text(pilot.app)
        assert f"CYCLE COUNT: {PLACE}" in shown
        assert "│" not in shown, "no frame is copied along"
        await pilot.press("x")
        assert "only to read and to copy" in message(pilot.app)
        await pilot.press("c")
        await until(pilot, lambda: "clipboard" in message(pilot.app))
        assert pilot.app.clipboard.startswith(f"CYCLE COUNT: {PLACE}")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
    assert len(plant.events(PLACE)) == 1


async def test_the_sign_is_written_and_where_is_said(plant: PlantFloor) -> None:
    screen = CloseOffScreen(open_count(plant.workplace, plant.location(PLACE)))
    async with on_screen(plant, screen, (120, 36)) as pilot:
        folder = plant.workplace.store.database.path.parent / "signs"
        for key, number in (("2", 1), ("3", 2)):
            await pilot.press("f7")
            await until_screen(pilot, Choose)
            await pilot.press(key)
            await until(pilot, lambda: "The sign is in " in message(pilot.app))
            await until(pilot, lambda wanted=number: len(written(folder)) == wanted)  # type: ignore[misc]  # a default
    assert [path.suffix for path in written(folder)] == [".pdf", ".txt"]


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_a_sign_takes_the_code_of_ions_own_label(plant: PlantFloor, size: tuple[int, int]) -> None:
    count, floor = open_count(plant.workplace, plant.location(PLACE)), plant.simulator.plant
    label = floor.label(floor.places[count.subject.id].entity_id)
    place = count.subject.place
    assert place is not None
    async with on_screen(plant, CloseOffScreen(count), size) as pilot:
        await pilot.press("f7")
        await until_screen(pilot, Choose)
        await pilot.press("4")
        await until_shown(pilot, "Scan ION's label")
        burst(pilot, f"{label}\r")
        await until(pilot, lambda: "The sign is in " in message(pilot.app))
    (file,) = written(plant.workplace.store.database.path.parent / "signs")
    signs = [signs_for(plant.workplace, count.subject, count, [place], code) for code in (label, "")]
    assert file.read_bytes() == as_pdf(signs[0]) != as_pdf(signs[1])


async def test_the_signs_of_a_part_have_no_label_in_common(plant: PlantFloor) -> None:
    screen = CloseOffScreen(open_count(plant.workplace, part(plant.workplace, "FR-10048")))
    async with on_screen(plant, screen) as pilot:
        assert "Tell the people who move this part" in screen_text(pilot.app)
        await pilot.press("f7")
        await until_screen(pilot, Choose)
        await until_shown(pilot, "Sign, text")
        assert "label" not in screen_text(pilot.app)


def written(folder: Path) -> list[Path]:
    """The signs in the data folder."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_the_schedule_leads_to_the_reopening_after_a_restart(plant: PlantFloor, size: tuple[int, int]) -> None:
    ready_to_reopen(plant, PLACE)
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "done, reopen it")
        table = app.screen.query_one(ScheduleTable)
        await until(pilot, lambda: table.entry is not None)
        await pilot.press("/", *PLACE.lower(), "enter")
        await until(pilot, lambda: table.entry is not None and table.entry.row.subject.name == PLACE)
        await until_shown(pilot, "losed off since")
        await pilot.press("enter")
        await until_screen(pilot, ReopenScreen)
        assert "F8 reopen" in keys(app)
        assert "…" not in keys(app)
        await pilot.press("v")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: "F8 finish" in keys(app))
        await pilot.press("enter")
        await until_screen(pilot, ReopenScreen)
        await pilot.press("escape")
        await until_screen(pilot, ReconcileScreen)
        assert plant.latest(PLACE).phase is Phase.RECONCILING
        await pilot.press("f8")
        await until_screen(pilot, ReopenScreen)
        await pilot.press("f8")
        await until(pilot, lambda: f"{PLACE} is open again." in message(app))
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)
    closed = plant.latest(PLACE)
    assert closed.phase is Phase.CLOSED
    assert closed.reopened is not None
    assert (closed.reopened.sign_down, closed.reopened.told) == (True, "Bo")


async def test_a_flag_that_cannot_be_put_back_keeps_it_closed_off(stopping: PlantFloor) -> None:
    place = stopping.workplace
    count = close_location(place, open_count(place, stopping.location(PLACE)), Answers("Bo", stop_in_ion=True)).count
    count = read_sheet(place, count)
    for line in count.lines:
        count = none_here(place, count, line.number)
    count = submit(place, count)
    count = leave_all(place, count, [row.line.number for row in count.unresolved], "moved out")
    screen = ReopenScreen(count)
    async with on_screen(stopping, screen) as pilot:
        await until_shown(pilot, "Its availability in ION is turned on again.")
        stopping.simulator.faults.forbid("updateLocation")
        await pilot.press("f8")
        await until(pilot, lambda: "stays closed off" in message(pilot.app))
        assert not is_on(stopping)
        stopping.simulator.faults.allow("updateLocation")
        await pilot.press("f8")
        await until(pilot, lambda: "is open again" in message(pilot.app))
        assert is_on(stopping)
    assert stopping.latest(PLACE).phase is Phase.CLOSED


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_the_end_of_a_count_says_what_was_left_out_of_it(plant: PlantFloor, size: tuple[int, int]) -> None:
    place, count = plant.workplace, begun(plant, PLACE)
    count = none_here(place, count, 1)
    count = submit(place, leave(place, count, [line.number for line in count.open_lines], "no time"))
    count = leave_all(place, count, [row.line.number for row in count.unresolved], "moved out")
    left_out = f"{len(count.lines) - 1} of {len(count.lines)} lines were not counted; the next count is due 20"
    async with on_screen(plant, ReopenScreen(count), size) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: f"{PLACE} is open again. {left_out}" in message(pilot.app))

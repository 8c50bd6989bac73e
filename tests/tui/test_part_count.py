"""A part's count on the screens: the place of each line stands first, and the form for a found item asks for it."""

from __future__ import annotations

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count import sentences as count_sentences
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reopening import ReopenScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.prompts import Confirm, Notice
from cyclecount_tui.workflow.choosing import Take, leave_all, take
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, leave, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.part_counts import part, part_begun, part_compared
from tests.tui.counts_made import burst, on_screen
from tests.tui.driving import (
    SIZES,
    USUAL_BY_DEFAULT,
    keys,
    message,
    type_text,
    until,
    until_rest,
    until_screen,
    until_shown,
)
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

NUMBER = "FR-10048"
MOVED = "FR-10194"


def compared(plant: PlantFloor, number: str) -> Count:
    return part_compared(plant.workplace, plant.simulator.plant, number)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_the_sheet_says_where_before_what(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = part_begun(plant.workplace, NUMBER)
    first = count.lines[0]
    assert first.key.place is not None
    async with on_screen(plant, CountScreen(count), size) as pilot:
        await until_shown(pilot, "Qty" if size == SIZES[2] else "How many?")
        shown = screen_text(pilot.app).splitlines()
        assert NUMBER in shown[0]
        assert any(line.strip(" ▶").startswith(first.key.place.name) for line in shown[1:]), shown
        await type_text(pilot, "12")
        await pilot.press("enter")
        await until(pilot, lambda: load(plant.workplace, count.id).floors == {1: 12})
        assert first.key.place.name in message(pilot.app)


async def test_a_found_item_lies_where_the_cursor_is_unless_said_otherwise(plant: PlantFloor) -> None:
    count = part_begun(plant.workplace, NUMBER)
    here = count.lines[0].key.place
    assert here is not None
    other = {"A": "B", "B": "A"}[count.lines[0].key.revision]
    async with on_screen(plant, CountScreen(count)) as pilot:
        await pilot.press("f3")
        await until_shown(pilot, "Location")
        assert here.name in screen_text(pilot.app)
        assert "Part number" not in screen_text(pilot.app)
        await pilot.press("enter")
        await type_text(pilot, other)
        await pilot.press("enter", "enter", "enter")
        await type_text(pilot, "3")
        await pilot.press("enter")
        await until(pilot, lambda: len(load(plant.workplace, count.id).lines) > len(count.lines))
        found = load(plant.workplace, count.id).lines[-1]
        assert (found.key.place, found.key.revision, found.key.part_number) == (here, other, NUMBER)
        await until_shown(pilot, "Saved found item")
        await pilot.press("f3")
        await until_shown(pilot, "Serial")
        await pilot.press("f2")
        await pilot.press("enter")
        await until_shown(pilot, "needs a location")
        await type_text(pilot, "RACK-X")
        await pilot.press("enter")
        await until_shown(pilot, "no location 'RACK-X'")


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_reconciliation_and_plan_say_where(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = compared(plant, MOVED)
    extra = next(row for row in count.rows if row.difference > 0)
    assert extra.line.key.place is not None
    async with on_screen(plant, ReconcileScreen(count), size) as pilot:
        await until_shown(pilot, "2 discrepancies")
        assert MOVED in screen_text(pilot.app).splitlines()[0]
        assert extra.line.key.place.name in screen_text(pilot.app)
        if size[0] >= 80:
            assert "digital 59  floor 59" in screen_text(pilot.app).splitlines()[0]
        await pilot.press("slash")
        await type_text(pilot, "rack-c")
        await pilot.press("enter")
        await until_shown(pilot, "Only lines with")
        await pilot.press("1")
        await until_shown(pilot, "Took 1")
        await pilot.press("p")
        await until_screen(pilot, PlanScreen)
        await until_shown(pilot, "to post")
        assert extra.line.key.place.name in screen_text(pilot.app)


async def test_one_move_puts_both_lines_right(plant: PlantFloor) -> None:
    count = take(plant.workplace, compared(plant, MOVED), Take.FIRST)
    async with on_screen(plant, ReconcileScreen(count)) as pilot:
        await until_shown(pilot, "2 discrepancies")
        await pilot.press("p")
        await until_shown(pilot, "1 write to 1 record")
        await pilot.press("f8")
        await until_shown(pilot, "Press y")
        await pilot.press("y")
        await until(pilot, lambda: load(plant.workplace, count.id).unresolved == ())
        await until_shown(pilot, "1 write")
    after = load(plant.workplace, count.id)
    assert after.posted_lines == {row.line.number for row in after.rows if row.differs}
    assert after.phase is Phase.CLOSED


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_the_end_of_a_parts_count_is_said_of_the_count(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = compared(plant, NUMBER)
    assert not count.unresolved
    async with on_screen(plant, ReconcileScreen(count), size) as pilot:
        await until(pilot, lambda: message(pilot.app).startswith("All good"))
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        question = " ".join(screen_text(pilot.app).split())
        assert f"The count of part {NUMBER} is over" in question
        await pilot.press("y")
        await until(
            pilot,
            lambda: message(pilot.app).startswith(f"The count of part {NUMBER} is over, and it may be moved again."),
        )
        assert "open again" not in question + message(pilot.app)
    assert load(plant.workplace, count.id).phase is Phase.CLOSED


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_reopening_a_part_ends_its_count(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = part_begun(plant.workplace, NUMBER)
    count = close_off(plant.workplace, count, "Bo", sign_up=True, transactions_stopped=True)
    for line in count.lines:
        count = none_here(plant.workplace, count, line.number)
    count = submit(plant.workplace, count)
    count = leave_all(plant.workplace, count, [row.line.number for row in count.unresolved], "known")
    async with on_screen(plant, ReopenScreen(count), size) as pilot:
        await until_shown(pilot, f"Part {NUMBER} is closed off")
        shown = screen_text(pilot.app)
        await pilot.press("f8")
        await until(pilot, lambda: message(pilot.app).startswith(f"The count of part {NUMBER} is over"))
        assert "open again" not in shown + screen_text(pilot.app)


async def test_a_part_is_counted_at_once_from_the_schedule(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await until_screen(pilot, ScheduleScreen)
        await pilot.press("P")
        await until_shown(pilot, "COUNT A PART")
        await type_text(pilot, "FR-1004")
        await pilot.press("enter")
        await until_shown(pilot, "Nearest:")
        assert NUMBER in screen_text(pilot.app)
        await pilot.press("escape", "P")
        await until_shown(pilot, "COUNT A PART")
        await type_text(pilot, NUMBER)
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
    (opened,) = plant.workplace.store.journal.open_counts()
    assert (opened.subject, opened.subject.name) == (part(plant.workplace, NUMBER), NUMBER)


async def test_looking_for_a_part_can_be_stopped(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await until_screen(pilot, ScheduleScreen)
        await until_rest(pilot)
        plant.gate.shut()
        await pilot.press("P")
        await until_shown(pilot, "COUNT A PART")
        await type_text(pilot, NUMBER)
        await pilot.press("enter")
        await until_shown(pilot, "Looking for part")
        await pilot.press("escape")
        await until_shown(pilot, "Stopped looking")
        plant.gate.open()
        await pilot.pause()
        assert isinstance(pilot.app.screen, ScheduleScreen)
        assert plant.workplace.store.journal.open_counts() == []


async def test_a_parts_count_that_waits_for_a_location_says_so(plant: PlantFloor) -> None:
    count = enter(plant.workplace, part_begun(plant.workplace, NUMBER), 1, "5")
    count = leave(plant.workplace, count, [line.number for line in count.open_lines], "Out of time")
    holding = count.places[0]
    read_sheet(plant.workplace, open_count(plant.workplace, plant.location(holding.name)))
    async with on_screen(plant, CountScreen(count)) as pilot:
        await pilot.press("f8")
        await until_shown(pilot, "Press y")
        await pilot.press("y")
        await until_screen(pilot, ReconcileScreen)
        await until_shown(pilot, f"! First submit or give up the count of {holding.name}")
        assert load(plant.workplace, count.id).phase is Phase.SUBMITTED


async def test_a_wrong_location_is_refused_where_it_is_typed_and_a_right_one_found_however_it_is_written(
    plant: PlantFloor,
) -> None:
    count = part_begun(plant.workplace, NUMBER)
    elsewhere = next(each for each in plant.simulator.plant.places if each.id not in {at.id for at in count.places})
    async with on_screen(plant, FoundItemScreen(count)) as pilot:
        app = pilot.app
        await type_text(pilot, "NOWHERE-7")
        await pilot.press("enter")
        await until(pilot, lambda: message(app).startswith("! ION has no location 'NOWHERE-7'"))
        place = app.screen.query_one("#place", EntryField)
        assert app.screen.focused is place
        await pilot.press("f2")
        burst(pilot, f"{elsewhere.name.lower()}\rA\r\r\r4\r")
        await until(pilot, lambda: len(load(plant.workplace, count.id).lines) > len(count.lines))
        found = load(plant.workplace, count.id).lines[-1]
        assert found.key.place is not None
        assert (found.key.place.name, found.key.revision) == (elsewhere.name, "A")


async def test_a_location_that_is_wrong_when_the_item_is_stored_is_asked_for_again(plant: PlantFloor) -> None:
    count = part_begun(plant.workplace, NUMBER)
    async with on_screen(plant, FoundItemScreen(count)) as pilot:
        await type_text(pilot, "NOWHERE-7")
        await pilot.press("down", "down", "down", "down", "4", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("! ION has no location 'NOWHERE-7'"))
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#place", EntryField)


@pytest.mark.parametrize("size", [SIZES[1], SIZES[2]])
async def test_whoever_begins_a_parts_count_is_told_what_comes_first(plant: PlantFloor, size: tuple[int, int]) -> None:
    holding = "RACK-A / SHELF-01"
    number = read_sheet(plant.workplace, open_count(plant.workplace, plant.location(holding))).lines[0].key.part_number
    count = open_count(plant.workplace, part(plant.workplace, number))
    async with on_screen(plant, CloseOffScreen(count), size) as pilot:
        await until(pilot, lambda: message(pilot.app).startswith("Note: First submit or give up the count of"))
        assert "submit or give up" in screen_text(pilot.app)
        assert holding in message(pilot.app)
        assert "F8 close off" in keys(pilot.app)
        assert "F1" in screen_text(pilot.app).splitlines()[-1]
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_screen(pilot, Notice)
        await until_shown(pilot, "First submit or give up")
        await pilot.press("escape")
        await until_screen(pilot, CountScreen)


def test_a_part_that_is_nowhere_is_said(plant: PlantFloor) -> None:
    count = part_begun(plant.workplace, "FR-10243")
    assert count.lines == ()
    assert "nowhere in ION" in count_sentences.before_submitting(count)[1]

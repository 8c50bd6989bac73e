"""A part's count on the screens: the place of each line stands first, and the form for a found item asks for it."""

from __future__ import annotations

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count import sentences as count_sentences
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.workflow.choosing import Take, take
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.recording import enter
from tests.part_counts import part, part_begun, part_compared
from tests.tui.counts_made import on_screen
from tests.tui.driving import SIZES, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

NUMBER = "FR-10048"
MOVED = "FR-10194"


def compared(plant: PlantFloor, number: str) -> Count:
    return part_compared(plant.workplace, plant.simulator.plant, number)


@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_says_where_before_what(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = part_begun(plant.workplace, NUMBER)
    first = count.lines[0]
    assert first.key.place is not None
    async with on_screen(plant, CountScreen(count), size) as pilot:
        await until_shown(pilot, "How many?")
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
        await type_text(pilot, "A")
        await pilot.press("enter", "enter", "enter", "3", "enter")
        await until_shown(pilot, "no location 'RACK-X'")


@pytest.mark.parametrize("size", SIZES)
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
        await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))
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
    holding = count.places[0]
    open_count(plant.workplace, plant.location(holding.name))
    async with on_screen(plant, CountScreen(count)) as pilot:
        await pilot.press("f8")
        await until_shown(pilot, "Press y")
        await pilot.press("y")
        await until_screen(pilot, ReconcileScreen)
        await until_shown(pilot, f"{holding.name} is being counted blind")
        assert load(plant.workplace, count.id).phase is Phase.SUBMITTED


def test_a_part_that_is_nowhere_is_said(plant: PlantFloor) -> None:
    count = part_begun(plant.workplace, "FR-10243")
    assert count.lines == ()
    assert "nowhere in ION" in count_sentences.before_submitting(count)[1]

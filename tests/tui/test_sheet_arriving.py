"""A long sheet is counted while it comes: entries and lines never get in each other's way, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.counting_events import Counted, SheetGrew
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count.finishing import FinishScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.workflow.closing_off import skip_close_off
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import begin_sheet, open_count, read_sheet
from cyclecount_tui.workflow.recording import enter
from tests.blindness import leaks
from tests.counted_work import lines_run
from tests.tui.counts_made import burst, on_screen
from tests.tui.driving import message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor
from tests.tui.test_typing_ahead import slow_disk
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"
ROWS = 3
"""Rows of a page here: a shelf of the small plant has several pages then."""


@pytest.fixture
def plant(make_plant: Callable[..., PlantFloor]) -> PlantFloor:
    return make_plant(SimulatorOptions(max_first=ROWS))


def opened(plant: PlantFloor, mode: CountMode | None = None) -> Count:
    return skip_close_off(plant.workplace, open_count(plant.workplace, plant.location(PLACE), mode), "nobody is here")


def begun(plant: PlantFloor, mode: CountMode | None = None) -> Count:
    return begin_sheet(plant.workplace, opened(plant, mode))


def lying(plant: PlantFloor) -> int:
    return len(plant.workplace.ion.blind_sheet(plant.location(PLACE).id))


def whole(plant: PlantFloor) -> bool:
    return not plant.latest(PLACE).sheet_coming


def entries(plant: PlantFloor) -> list[tuple[int, str]]:
    return [(event.line, event.expression) for event in plant.events(PLACE) if isinstance(event, Counted)]


def sheets_asked(plant: PlantFloor) -> int:
    return plant.gate.asked.count("BlindSheet")


async def test_the_first_page_is_on_the_screen_after_one_answer_and_the_rest_follows(plant: PlantFloor) -> None:
    records = lying(plant)
    count = opened(plant)
    async with on_screen(plant, CloseOffScreen(count)) as pilot:
        asked = sheets_asked(plant)
        plant.gate.shut(let_through=1)
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
        await until_shown(pilot, f"0 of {ROWS} lines, more coming")
        assert plant.latest(PLACE).sheet_coming
        await pilot.press("1", "enter")
        await until_shown(pilot, f"1 of {ROWS} lines, more coming")
        plant.gate.open()
        await until(pilot, lambda: whole(plant))
        lines = len(plant.latest(PLACE).lines)
        await until_shown(pilot, f"1 of {lines} lines ")
        assert sheets_asked(plant) - asked == 1 + -(-(records - ROWS) // (ROWS - 1))
    assert entries(plant) == [(1, "1")]
    assert not leaks(plant.simulator.requests)


async def test_the_line_that_is_up_stays_up_and_what_is_typed_goes_to_it(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant))
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await pilot.press("down")
        up = screen.up
        await pilot.press("4")
        plant.gate.open()
        await until(pilot, lambda: not screen.count.sheet_coming)
        assert (screen.up, screen.field.text) == (up, "4")
        await pilot.press("enter")
        await until(pilot, lambda: entries(plant))
        in_order = [line.number for line in screen.count.to_count]
        assert [line.number for line in screen.lines] == in_order
    assert entries(plant) == [(up, "4")]


async def test_entries_that_come_while_lines_are_stored_are_all_stored_in_their_lines(plant: PlantFloor) -> None:
    """The disk is slow: lines of the sheet are on their way there, and entries come quicker than anything."""
    screen = CountScreen(begun(plant))
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        with slow_disk(plant) as go_on:
            plant.gate.open()
            await until(pilot, lambda: screen.growing)
            burst(pilot, "5\r1\r")
            await until(pilot, lambda: screen.field.holding)
            assert not entries(plant)
            go_on.set()
        await until(pilot, lambda: len(entries(plant)) == 2)
        await until(pilot, lambda: not screen.count.sheet_coming)
        assert load(plant.workplace, screen.count.id) == screen.count
    assert [typed for _, typed in entries(plant)] == ["5", "1"]
    assert len({line for line, _ in entries(plant)}) == 2


async def test_what_comes_while_an_entry_is_stored_is_stored_after_it(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant))
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        with slow_disk(plant) as go_on:
            await pilot.press("5", "enter")
            await until(pilot, lambda: screen.storing)
            plant.gate.open()
            await until(pilot, lambda: not screen.job_runs("sheet"))
            assert not screen.growing
            go_on.set()
        await until(pilot, lambda: not screen.count.sheet_coming)
    kinds = [event.kind for event in plant.events(PLACE)]
    assert kinds.index("counted") < len(kinds) - 1
    assert entries(plant) == [(1, "5")]


async def test_f8_does_not_finish_half_a_sheet_and_says_when_it_is_whole(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant))
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await pilot.press("1", "enter")
        await until_shown(pilot, "Saved")
        await pilot.press("f8")
        await until_shown(pilot, "The sheet is still coming: go on counting")
        assert isinstance(pilot.app.screen, CountScreen)
        plant.gate.open()
        await until_shown(pilot, "All of the sheet is here: F8 finishes")
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)


async def test_a_rest_that_does_not_come_is_said_and_asked_for_again_by_f8(plant: PlantFloor) -> None:
    count = begun(plant)
    plant.simulator.faults.drop_before(count=1, only="BlindSheet")
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "The rest of the sheet did not come.")
        await pilot.press("1", "enter")
        await until_shown(pilot, "Saved")
        plant.simulator.faults.clear()
        await pilot.press("f8")
        await until(pilot, lambda: whole(plant))
        await until_shown(pilot, "All of the sheet is here")
    assert entries(plant) == [(1, "1")]


async def test_esc_asks_for_no_more_and_coming_back_goes_on(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant))
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await pilot.press("2", "enter")
        await until_shown(pilot, "Saved")
        await until(pilot, lambda: screen.job_runs("sheet"))
        asked = sheets_asked(plant)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        plant.gate.open()
        await pilot.pause()
        assert sheets_asked(plant) == asked, "nobody asks for the rest any more"
        assert plant.latest(PLACE).phase is Phase.COUNTING
        again = CountScreen(plant.latest(PLACE))
        pilot.app.push_screen(again)
        await until_screen(pilot, CountScreen)
        await until(pilot, lambda: not again.count.sheet_coming)
    assert entries(plant) == [(1, "2")]
    numbers = [line.number for line in plant.latest(PLACE).lines]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_where_all_that_came_is_counted_the_next_line_comes_up_by_itself(plant: PlantFloor) -> None:
    count = begun(plant)
    for line in count.lines[:-1]:
        count = enter(plant.workplace, count, line.number, "1")
    screen = CountScreen(count)
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await pilot.press("1", "enter")
        await until_shown(pilot, "more of the sheet is to come")
        await until(pilot, lambda: screen.resting)
        plant.gate.open()
        await until(pilot, lambda: not screen.count.sheet_coming)
        assert not screen.resting
        assert screen.up in {line.number for line in screen.count.open_lines}


async def test_a_code_that_is_not_there_yet_is_not_taken_for_an_unknown_one(plant: PlantFloor) -> None:
    count = begun(plant)
    there = {line.key for line in count.lines}
    records = plant.workplace.ion.blind_sheet(count.subject.id)
    late = next(each.part.number for each in records if each.part.number not in {key.part_number for key in there})
    screen = CountScreen(count)
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        await type_text(pilot, late)
        await pilot.press("enter")
        await until_shown(pilot, "which is still coming")
        assert screen.field.text == late, "what fingers typed stays"
        plant.gate.open()
        await until(pilot, lambda: not screen.count.sheet_coming)
        await pilot.press("enter")
        await until(pilot, lambda: screen.line is not None and screen.line.key.part_number == late)
    assert not plant.latest(PLACE).scans


async def test_a_double_blind_counter_is_not_told_what_comes(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, CountMode.DOUBLE_BLIND))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: not screen.count.sheet_coming)
        shown = screen_text(pilot.app)
        assert "0 lines" in shown
        assert not any(line.key.part_number in shown for line in screen.count.lines)
        assert screen.up is None


async def test_lines_that_another_terminal_stored_meanwhile_are_taken(plant: PlantFloor) -> None:
    count = begun(plant)
    screen = CountScreen(count)
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await until(pilot, lambda: screen.job_runs("sheet"))
        plant.gate.open()
        theirs = read_sheet(plant.workplace, load(plant.workplace, count.id))
        await until(pilot, lambda: not screen.count.sheet_coming and not screen.growing)
        assert screen.count.lines == theirs.lines
        assert message(pilot.app) == ""


async def test_lines_come_twice_a_second_at_most(plant: PlantFloor) -> None:
    """However many pages there are: what came meanwhile is stored together."""
    screen = CountScreen(begun(plant))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: not screen.count.sheet_coming)
    grew = [event for event in plant.events(PLACE) if isinstance(event, SheetGrew)]
    assert len(grew) <= 3, "the first page, what came in half a second, and the end"


def more_lines(count: Count, number: int) -> Count:
    """The count with so many lines more, as if they had come."""
    first = len(count.lines) + 1
    lines = (Line(each, LineKey(f"FR-{each % 20}", "A", "", f"SN-{each}")) for each in range(first, first + number))
    return after(count, SheetGrew(at=NOW, by="Ann", lines=tuple(lines)))


async def test_what_a_page_costs_the_keys_does_not_grow_with_what_is_there(plant: PlantFloor) -> None:
    count, run = begun(plant), list[int]()
    async with on_screen(plant, CountScreen(count), before=plant.gate.shut) as pilot:
        for there in (200, 2_000):
            screen = CountScreen(more_lines(count, there))
            pilot.app.push_screen(screen)
            await until(pilot, lambda: screen.is_mounted and screen.size)  # noqa: B023 - it waits here
            await pilot.pause()
            screen.showing_more(more_lines(screen.count, 50))
            await pilot.pause()
            run.append(lines_run(partial(screen.showing_more, more_lines(screen.count, 100))))
            assert len(screen.lines) == len(count.lines) + there + 150
    assert run[0] == run[1] > 0

"""Keys that come faster than entries are stored: each goes where it was meant to, or its loss is said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from functools import partial

import pytest
from textual import events

from cyclecount_tui.domain.counting_events import Counted, ItemFound, LineNoted
from cyclecount_tui.tui.help import HelpScreen
from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.workflow.recording import enter, none_here
from tests.tui.counts_made import begun, burst, compared, on_screen
from tests.tui.driving import keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor

PLACE = "RACK-A / SHELF-01"


def entries(plant: PlantFloor) -> list[tuple[int, Decimal]]:
    return [(event.line, event.quantity) for event in plant.events(PLACE) if isinstance(event, Counted)]


@contextmanager
def slow_disk(plant: PlantFloor) -> Iterator[threading.Event]:
    """Entries wait until the event is set, at the latest when the test ends."""
    go_on = threading.Event()

    def clock() -> datetime:
        assert go_on.wait(20)
        return NOW

    plant.workplace.clock = clock
    try:
        yield go_on
    finally:
        go_on.set()


async def test_a_note_made_while_an_entry_is_stored_is_stored_after_it(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        with slow_disk(plant) as go_on:
            screen.field.focus()
            await pilot.press("5", "enter")
            await until(pilot, lambda: screen.storing)
            screen.action_note()
            await until_screen(pilot, Choose)
            await pilot.press("5")
            await until_screen(pilot, AskText)
            await type_text(pilot, "torn")
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.screen is screen)
            screen.action_undo()
            screen.action_finish()
            assert "still being stored" in message(pilot.app)
            go_on.set()
            await until(pilot, lambda: any(isinstance(event, LineNoted) for event in plant.events(PLACE)))
        await pilot.press("6", "enter")
        await until(pilot, lambda: screen.at == 2)
    assert entries(plant) == [(1, Decimal(5)), (2, Decimal(6))]


async def test_a_note_outlives_an_entry_that_is_refused(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        screen.store(partial(enter, line=1, typed="1x"), lambda _before, _after: None)
        screen._note(1, "torn")
        await until(pilot, lambda: any(isinstance(event, LineNoted) for event in plant.events(PLACE)))
        await until(pilot, lambda: not screen.storing)
        assert "'1x' is no quantity" in message(pilot.app)


@pytest.mark.parametrize(("key", "over"), [("f1", HelpScreen), ("ctrl+p", Palette)])
async def test_keys_before_the_help_are_entries_and_keys_after_it_are_not_lost_silently(
    plant: PlantFloor, key: str, over: type
) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        burst(pilot, "21\r22\r")
        pilot.app.post_message(events.Key(key, None))
        burst(pilot, "23")
        await until_screen(pilot, over)
        assert entries(plant) == [(1, Decimal(21)), (2, Decimal(22))]
        if over is HelpScreen:
            await until(pilot, lambda: "2 keys typed here went nowhere" in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("4", "enter")
        await until(pilot, lambda: screen.at == 3)
    assert entries(plant)[-1] == (3, Decimal(4))


async def test_what_is_typed_behind_a_found_item_is_counted(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        plant.gate.shut()
        burst(pilot, "NEW\r\r\r\r3\r31\r32\r")
        await until(pilot, lambda: "Asking ION about NEW" in message(pilot.app))
        await until(pilot, lambda: "F2" not in keys(pilot.app))
        await pilot.press("4", "enter")
        await pilot.press("5", "5")
        plant.gate.open()
        await until(pilot, lambda: screen.at == 3 and screen.field.text == "55")
    assert [event.quantity for event in plant.events(PLACE) if isinstance(event, ItemFound)] == [Decimal(3)]
    assert entries(plant) == [(1, Decimal(31)), (2, Decimal(32)), (3, Decimal(4))]


async def test_what_is_typed_behind_a_refused_found_item_is_said_to_be_lost(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        burst(pilot, "NEW\r\r\r\r0\r31\r")
        await until(pilot, lambda: "comes to 0" in message(pilot.app))
        assert "3 keys typed after it went nowhere." in message(pilot.app)
        assert "F2 clear" in keys(pilot.app)
    assert not entries(plant)


async def test_nothing_typed_behind_the_last_open_line_overwrites_it(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    for line in count.lines[1:]:
        count = none_here(plant.workplace, count, line.number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        burst(pilot, "7\r8\r9\r")
        await until(pilot, lambda: "All lines are counted: 8, 9 were not stored." in message(pilot.app))
        await until_shown(pilot, "All lines are counted. Up and down go to a line")
        await pilot.press("f4")
        await until(pilot, lambda: "8, 9, none here were not stored." in message(pilot.app))
        await pilot.press("up", "down", "8")
        await until_shown(pilot, "= 8")
        await pilot.press("f2", "up", "8", "enter")
        await until(pilot, lambda: "= 8 (was 7). All lines are counted: F8 finishes." in message(pilot.app))
    assert entries(plant) == [(1, Decimal(7)), (1, Decimal(8))]


async def test_a_count_that_goes_on_with_every_line_counted_brings_none_up(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    for line in count.lines:
        count = none_here(plant.workplace, count, line.number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await pilot.press("7", "enter")
        await until(pilot, lambda: "7 was not stored." in message(pilot.app))
        await pilot.press("up", "7", "enter")
        await until(pilot, lambda: "= 7 (was none). All lines" in message(pilot.app))
    assert entries(plant) == [(len(count.lines) - 1, Decimal(7))]


async def test_enter_pressed_twice_skips_no_line(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        burst(pilot, "7\r\r8\r\r\r")
        await until(pilot, lambda: screen.at == 2)
        await pilot.pause()
        words = screen.count.lines[2].key.words
        await pilot.press("enter")
        await until(pilot, lambda: message(pilot.app) == f"Left {words} for later.")
        assert screen.at == 3
        burst(pilot, "\r\r9\r")
        await until(pilot, lambda: screen.at == 6)
    assert entries(plant) == [(1, Decimal(7)), (2, Decimal(8)), (6, Decimal(9))]


async def test_keys_behind_the_enter_of_a_filter_are_meant_for_the_rows_it_found(plant: PlantFloor) -> None:
    begun(plant, PLACE)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        burst(pilot, f"/{PLACE}\rx")
        await until_screen(pilot, AskText)
        await until_shown(pilot, f"GIVE UP  {PLACE}")
        await pilot.press("escape", "escape")
        burst(pilot, f"/{PLACE}\r\r")
        await until_screen(pilot, CountScreen)


async def test_the_line_end_of_a_scanner_is_one_enter_for_a_filter(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        burst(pilot, f"/{PLACE}\r")
        app.post_message(events.Key("ctrl+j", None))
        burst(pilot, "s")
        await until(pilot, lambda: message(app) == "Sorted by location.")
        await pilot.pause()
        assert isinstance(app.screen, ScheduleScreen)
        assert not plant.workplace.store.journal.open_counts()


async def test_keys_behind_the_filter_of_a_comparison_are_meant_for_its_rows(plant: PlantFloor) -> None:
    count = compared(plant, PLACE)
    screen = ReconcileScreen(count)
    words = count.unresolved[-1].line.key.part_number
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "discrepancies" in message(pilot.app))
        burst(pilot, f"/{words}\r1")
        await until(pilot, lambda: message(pilot.app).startswith("Took 1 for "))
        assert [screen.count.lines[line - 1].key.part_number for line in screen.count.choices] == [words]

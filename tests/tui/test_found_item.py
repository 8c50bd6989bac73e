"""The found item form: stored whole or not at all, with what was typed kept until it is."""

from __future__ import annotations

import asyncio
import threading
from decimal import Decimal

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import ItemFound
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.recording import enter
from cyclecount_tui.workflow.workplace import Workplace
from tests.sweeps import some_by_default
from tests.tui.counts_made import begun, burst, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_rest, until_screen
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-B / SHELF-03"


def found(plant: PlantFloor) -> list[ItemFound]:
    return [event for event in plant.events(PLACE) if isinstance(event, ItemFound)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_found_item_becomes_a_line(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = CountScreen(begun(plant, PLACE))
    lines = len(screen.count.lines)
    async with on_screen(plant, screen, size) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        await until(pilot, lambda: "Esc back" in keys(pilot.app))
        await type_text(pilot, "ZX-4344")
        await pilot.press("enter", "A", "enter", "enter", "enter")
        assert "How many?" in screen_text(pilot.app)
        await type_text(pilot, "2+1")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert message(pilot.app) == "Saved found item ZX-4344 rev A = 3 (2+1)"
        assert len(screen.count.lines) == lines + 1
    (event,) = found(plant)
    assert (event.line.key, event.quantity, event.expression) == (LineKey("ZX-4344", "A"), Decimal(3), "2+1")


async def test_answers_typed_at_once_go_to_their_own_questions(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f3", "Q", "enter", "B", "enter", "L", "enter", "enter", "9", "enter")
        await until(pilot, lambda: pilot.app.screen is screen and len(found(plant)) == 1)
    assert found(plant)[0].line.key == LineKey("Q", "B", "L")


async def test_a_part_number_is_needed(plant: PlantFloor) -> None:
    async with on_screen(plant, FoundItemScreen(begun(plant, PLACE))) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "needs a part number" in message(pilot.app))
        await pilot.press("X")
        assert "needs a part number" not in message(pilot.app)
        await pilot.press("down", "down", "down", "down", "enter")
        await until(pilot, lambda: "Nothing was typed" in message(pilot.app))
        assert pilot.app.screen.query_one("#part", EntryField).text == "X"
        await pilot.press("up", "up", "up", "up", "f2")
        assert pilot.app.screen.query_one("#part", EntryField).text == ""
    assert not found(plant)


async def test_what_ion_says_of_the_part_is_said_and_the_answers_stay(plant: PlantFloor) -> None:
    async with on_screen(plant, FoundItemScreen(begun(plant, PLACE))) as pilot:
        await type_text(pilot, "FR-10063")
        await pilot.press("enter", "enter", "enter", "enter", "1", "enter")
        await until(pilot, lambda: "has several revisions" in message(pilot.app))
        assert pilot.app.screen.query_one("#part", EntryField).text == "FR-10063"
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#quantity")
    assert not found(plant)


async def test_what_is_on_the_sheet_is_counted_there(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    key = next(line.key for line in count.lines if not line.key.lot_or_serial)
    async with on_screen(plant, FoundItemScreen(count)) as pilot:
        await type_text(pilot, key.part_number)
        await pilot.press("enter")
        await type_text(pilot, key.revision)
        await pilot.press("enter", "enter", "enter", "1", "enter")
        await until(pilot, lambda: "is on the sheet already" in message(pilot.app))
    assert not found(plant)


async def test_a_serial_is_one(plant: PlantFloor) -> None:
    async with on_screen(plant, FoundItemScreen(begun(plant, PLACE))) as pilot:
        await pilot.press("Z", "enter", "enter", "enter", "S", "1", "enter", "2")
        await until(pilot, lambda: "a serial: 1 or F4" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "there is exactly one of it" in message(pilot.app))
    assert not found(plant)


async def test_with_ion_away_the_item_is_stored_all_the_same(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        plant.simulator.faults.drop_before(count=1)
        await pilot.press("f3", "Q", "enter", "down", "down", "down", "1", "enter")
        await until(pilot, lambda: pilot.app.screen is screen and len(found(plant)) == 1)


async def test_esc_keeps_nothing_even_while_ion_is_asked(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        plant.gate.shut()
        await pilot.press("f3", "Q", "enter", "enter", "enter", "enter", "1", "enter")
        await until(pilot, lambda: "Asking ION about Q" in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped waiting; nothing was stored." in message(pilot.app))
        assert pilot.app.screen.query_one("#part", EntryField).text == "Q"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        plant.gate.open()
        await pilot.press("5", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("Saved"))
    assert not found(plant)


async def test_another_terminal_is_noticed(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        enter(plant.workplace, count, 1, "4")
        await pilot.press("Q", "enter", "enter", "enter", "enter", "1", "enter")
        await until(pilot, lambda: "Another terminal wrote to this count" in message(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.count.floors[1] == Decimal(4)
    assert len(found(plant)) == 1


async def test_esc_while_the_item_is_written_does_not_say_that_nothing_was_stored(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, go_on = threading.Event(), threading.Event()

    def record_slowly(workplace: Workplace, count: Count, event: Event) -> Count:
        writing.set()
        assert go_on.wait(20)
        return record(workplace, count, event)

    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        monkeypatch.setattr("cyclecount_tui.workflow.recording.record", record_slowly)
        await pilot.press("f3", "Q", "enter", "enter", "enter", "enter", "1", "enter")
        await until(pilot, writing.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: message(pilot.app) == "It is being stored already.")
        go_on.set()
        await until(pilot, lambda: pilot.app.screen is screen and message(pilot.app) == "Saved found item Q = 1")
    assert len(found(plant)) == 1


def test_quitting_does_not_wait_for_ion(plant: PlantFloor) -> None:
    app = plant.app
    screen = FoundItemScreen(begun(plant, PLACE))

    async def quit_while_waiting(pilot: Pilot[object]) -> None:
        await until_rest(pilot)
        plant.gate.shut()
        app.push_screen(screen)
        await until_screen(pilot, FoundItemScreen)
        await pilot.press("Q", "enter", "enter", "enter", "enter", "1", "enter")
        await until(pilot, lambda: "Asking ION about Q" in message(app))
        app.exit()

    app.run(headless=True, size=(80, 24), auto_pilot=quit_while_waiting)
    assert app.return_code == 0
    assert any(thread.name == "abandonable-job" for thread in threading.enumerate())
    plant.gate.open()
    for thread in threading.enumerate():
        if thread.name == "abandonable-job":
            thread.join(20)


@pytest.mark.parametrize("turns", some_by_default(map(str, range(12)), "0", "1", "3", "8"))
async def test_no_enter_is_lost_however_quickly_they_come(plant: PlantFloor, turns: str) -> None:
    """Between two keys the program gets so many turns: how far it is with the one before differs each time."""
    async with on_screen(plant, FoundItemScreen(begun(plant, PLACE))) as pilot:
        for key in "FR-99\r\r\r\r2":
            burst(pilot, key)
            for _ in range(int(turns)):
                await asyncio.sleep(0)
        await until(pilot, lambda: pilot.app.screen.query_one("#quantity", EntryField).text == "2")
        texts = {field.id: field.text for field in pilot.app.screen.query(EntryField)}
        assert texts == {"part": "FR-99", "revision": "", "lot": "", "serial": "", "quantity": "2"}

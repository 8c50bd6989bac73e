"""The count screen: entries on disk one by one, nothing lost, nothing in the wrong line, and ION's quantities never."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from textual import events

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.events import Counted, EntryUndone, LineNoted, NoneConfirmed
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.tui.counts_made import begun, burst, counted, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

PLACE = "RACK-A / SHELF-01"
QUANTITY_FIELD = re.compile(r"\bquantity\w*\b(?!\s*:)|\baggregates\b", re.IGNORECASE)
"""A quantity that is asked for; `quantity: {gt: 0}` only says which records are meant."""


def entries(plant: PlantFloor, place: str = PLACE) -> list[tuple[int, Decimal]]:
    return [(event.line, event.quantity) for event in plant.events(place) if isinstance(event, Counted)]


async def test_no_quantity_is_asked_for_while_counting(plant: PlantFloor) -> None:
    async with on_screen(plant, CountScreen(begun(plant, PLACE))) as pilot:
        await pilot.press("7", "enter", "f4", "f5")
        await until(pilot, lambda: message(pilot.app).startswith("Took back"))
        asked = [request.query for request in plant.simulator.requests]
    assert asked
    assert not [query for query in asked if QUANTITY_FIELD.search(query)]


async def test_ascii_only_draws_with_ascii(plant: PlantFloor) -> None:
    async with on_screen(plant, CountScreen(begun(plant, PLACE)), ascii_only=True) as pilot:
        await pilot.press("7", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("Saved"))
        assert screen_text(pilot.app).isascii()


@pytest.mark.parametrize("size", SIZES)
async def test_an_entry_is_on_disk_before_the_next_line_is_up(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: "F4 none here" in keys(pilot.app) and "F8 finish" in keys(pilot.app))
        assert "…" not in keys(pilot.app)
        await type_text(pilot, "12*6+4")
        assert "= 76 EA" in screen_text(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == 1)
        assert entries(plant) == [(1, Decimal(76))]
        words = count.lines[0].key.words
        assert message(pilot.app) == f"Saved {words} = 76 (12*6+4)"
        assert count.lines[1].key.words in screen_text(pilot.app)
        title = lines_of(screen.query_one(TitleBar))[0]
        assert PLACE in title
        assert ("1/19" if size[0] == 40 else "1 of 19 lines   closed off") in title
        assert screen.focused is screen.query_one(EntryField)


async def test_what_is_typed_ahead_lands_in_its_own_line(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        burst(pilot, "12\r3\r")
        pilot.app.post_message(events.Key("f4", None))
        burst(pilot, "45\r6")
        await until(pilot, lambda: screen.at == 4 and screen.field.text == "6")
    assert entries(plant) == [(1, Decimal(12)), (2, Decimal(3)), (4, Decimal(45))]
    assert [event.line for event in plant.events(PLACE) if isinstance(event, NoneConfirmed)] == [3]


async def test_a_wrong_entry_stays_and_what_was_typed_after_it_goes_nowhere(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        burst(pilot, "1x\r7")
        await until(pilot, lambda: screen.message_line.has_error)
        assert "'1x' is no quantity" in message(pilot.app)
        assert "1 key typed after it went nowhere." in message(pilot.app)
        assert screen.field.text == "1x"
        assert screen.at == 0
        await pilot.press("backspace")
        assert not screen.message_line.has_error
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == 1)
    assert entries(plant) == [(1, Decimal(1))]


async def test_nought_is_no_entry_but_none_here_is(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("0", "enter")
        await until(pilot, lambda: screen.message_line.has_error)
        assert "say so with F4" in message(pilot.app)
        await pilot.press("f2", "f4")
        await until(pilot, lambda: screen.at == 1)
        assert message(pilot.app).endswith(": none here")
        assert "none" in lines_of(screen.query_one(LineTable))[1]
    assert not entries(plant)


async def test_enter_with_nothing_typed_leaves_the_line_for_later(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await pilot.press("enter", "enter")
        await until(pilot, lambda: screen.at == 2)
        await pilot.press("end", "pagedown", "pagedown", "pagedown", "enter")
        await until(pilot, lambda: "This is the last line." in message(pilot.app))
        assert screen.at == len(count.lines) - 1
    assert plant.latest(PLACE).version == count.version


@pytest.mark.parametrize("key", ["down", "up", "pagedown", "f4", "f5", "f8", "escape"])
async def test_a_half_typed_entry_keeps_its_line(plant: PlantFloor, key: str) -> None:
    count = enter(plant.workplace, begun(plant, PLACE), 1, "5")
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await pilot.press("1", "2", key)
        await until(pilot, lambda: message(pilot.app) == "Note: Press Enter to store 12, or F2 to clear it.")
        assert pilot.app.screen is screen
        assert (screen.at, screen.field.text) == (1, "12")
        await pilot.press("f2")
        assert (screen.at, screen.field.text) == (1, "")
        await pilot.press("f2")
        await until(pilot, lambda: screen.at == 0)
    assert plant.latest(PLACE).version == count.version


async def test_a_click_is_no_way_out_of_a_half_typed_entry(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.click(LineTable, offset=(10, 4))
        await until(pilot, lambda: screen.at == 3)
        assert screen.focused is screen.field
        await pilot.press("8")
        await pilot.click(LineTable, offset=(10, 6))
        await until(pilot, lambda: "Press Enter to store 8" in message(pilot.app))
        assert screen.at == screen.query_one(LineTable).cursor == 3


async def test_undo_takes_back_the_last_entry_and_goes_to_its_line(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        assert "F5" not in keys(pilot.app)
        await pilot.press("4", "0", "enter", "f2", "4", "1", "enter")
        await until(pilot, lambda: len(entries(plant)) == 2 and screen.at == 1)
        assert "F5 undo" in keys(pilot.app)
        await pilot.press("f5")
        words = count.lines[0].key.words
        await until(pilot, lambda: message(pilot.app) == f"Took back {words} = 41: 40 stands again.")
        assert screen.at == 0
        await pilot.press("f5")
        await until(pilot, lambda: message(pilot.app) == f"Took back {words} = 40: it is not counted now.")
    assert sum(isinstance(event, EntryUndone) for event in plant.events(PLACE)) == 2
    assert not plant.latest(PLACE).entries


async def test_a_note_is_kept_with_its_line(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("down", "1", "f6")
        await until_screen(pilot, AskText)
        await type_text(pilot, "box torn")
        await pilot.press("enter")
        await until(pilot, lambda: message(pilot.app) == "Saved the note.")
        assert (screen.at, screen.field.text) == (1, "1")
        assert "note: box torn" in screen_text(pilot.app)
    noted = [event for event in plant.events(PLACE) if isinstance(event, LineNoted)]
    assert [(event.line, event.text) for event in noted] == [(2, "box torn")]


async def test_a_serial_is_there_or_not(plant: PlantFloor) -> None:
    place = "RACK-B / SHELF-02"
    count = begun(plant, place)
    index = next(place for place, line in enumerate(count.lines) if line.key.serial_number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        for _ in range(index):
            await pilot.press("down")
        await until_shown(pilot, "1 if it is here, F4 if not")
        await pilot.press("2")
        assert "a serial: 1 or F4" in screen_text(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: screen.message_line.has_error)
        assert "has a serial: count 1" in message(pilot.app)
        await pilot.press("f2", "1", "enter")
        await until(pilot, lambda: len(entries(plant, place)) == 1)
    assert entries(plant, place) == [(index + 1, Decimal(1))]


async def test_a_count_goes_on_at_its_first_open_line(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    count = none_here(plant.workplace, enter(plant.workplace, count, 1, "5"), 2)
    screen = CountScreen(plant.latest(PLACE))
    async with on_screen(plant, screen) as pilot:
        assert screen.at == screen.query_one(LineTable).cursor == 2
        assert message(pilot.app) == "Going on: 2 of 19 lines are counted."
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


async def test_another_terminal_is_noticed_and_what_was_typed_stays(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        enter(plant.workplace, count, 3, "33")
        await pilot.press("1", "1", "enter")
        await until(pilot, lambda: "Another terminal wrote to this count" in message(pilot.app))
        assert (screen.at, screen.field.text) == (0, "11")
        assert screen.count.floors == {3: Decimal(33)}
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == 1)
    assert entries(plant) == [(3, Decimal(33)), (1, Decimal(11))]


async def test_another_terminal_that_submitted_takes_this_one_along(plant: PlantFloor) -> None:
    count = counted(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        submit(plant.workplace, count)
        await pilot.press("up", "1", "enter")
        await until_screen(pilot, ReconcileScreen)
    assert plant.latest(PLACE).phase is Phase.RECONCILING

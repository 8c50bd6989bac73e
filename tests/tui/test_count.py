"""The count screen: entries on disk one by one, nothing lost, nothing in the wrong line, and ION's quantities never."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from textual import events

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.counting_events import Counted, EntryUndone, LineNoted, NoneConfirmed
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count.noting import NOTES
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.sweeps import some_by_default
from tests.tui.counts_made import begun, burst, counted, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

PLACE = "RACK-A / SHELF-01"
QUANTITY_FIELD = re.compile(r"\bquantity\w*\b(?!\s*:)|\baggregates\b", re.IGNORECASE)
"""A quantity that is asked for; `quantity: {gt: 0}` only says which records are meant."""


def entries(plant: PlantFloor, place: str = PLACE) -> list[tuple[int, Decimal]]:
    return [(event.line, event.quantity) for event in plant.events(place) if isinstance(event, Counted)]


def notes(plant: PlantFloor) -> list[tuple[int, str]]:
    return [(event.line, event.text) for event in plant.events(PLACE) if isinstance(event, LineNoted)]


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


async def test_without_colour_nothing_is_lost_and_no_colour_is_drawn(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    count = enter(plant.workplace, begun(plant, PLACE), 1, "5")
    async with on_screen(plant, CountScreen(count), (120, 36), ascii_only=True) as pilot:
        shown = screen_text(pilot.app)
        assert shown.isascii()
        assert count.lines[1].key.words in shown
        picture = pilot.app.export_screenshot(simplify=True)
    colours = {tuple(bytes.fromhex(colour)) for colour in re.findall(r"fill: ?#([0-9a-f]{6})", picture)}
    assert colours
    assert all(max(colour) - min(colour) < 12 for colour in colours)


@pytest.mark.parametrize(
    "size",
    [(20, 16), (40, 8), *(pytest.param(size, marks=pytest.mark.slow) for size in ((16, 20), (45, 24), (80, 10)))],
)
async def test_a_small_screen_is_a_prompt_with_the_line_and_the_last_result(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        assert not screen.query_one("#sheet").display
        assert count.lines[0].key.part_number in screen_text(pilot.app)
        assert ("0/19" if size[0] < 60 else "0 of 19 lines") in screen_text(pilot.app)
        await type_text(pilot, "48\r")
        await until(pilot, lambda: screen.at == 1)
        await until_shown(pilot, "Qty" if size[0] < 46 else "How many?")
        assert "Saved" in screen_text(pilot.app)
        assert ("1/19" if size[0] < 60 else "1 of 19 lines") in screen_text(pilot.app)
        assert PLACE in re.sub(r"\s+", " ", screen_text(pilot.app))


@pytest.mark.parametrize("size", [(46, 11), (80, 11), (60, 13)])
async def test_from_eleven_rows_and_forty_six_columns_on_there_is_a_sheet_and_its_prompt(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await type_text(pilot, "48\r")
        await until(pilot, lambda: screen.at == 1)
        shown = screen_text(pilot.app)
        assert all(line.key.part_number in shown for line in count.lines[:3])
        assert "How many?" in shown
        assert "Saved" in shown
        assert "F8 finish" in keys(pilot.app)


async def test_the_tape_has_what_was_typed_when_there_comes_room_for_it(plant: PlantFloor) -> None:
    screen = CountScreen(enter(plant.workplace, begun(plant, PLACE), 1, "4*12"))
    async with on_screen(plant, screen) as pilot:
        assert not screen.query_one("#tape").display
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: any("4*12" in row for row in lines_of(screen.query_one("#tape"))))


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
        assert "1x is no quantity and no code that is known here" in message(pilot.app)
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


@pytest.mark.parametrize(
    "key", some_by_default(("down", "up", "pagedown", "f4", "f5", "f8", "escape"), "down", "f4", "f8", "escape")
)
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


async def test_after_a_refused_entry_the_next_key_says_how_to_get_rid_of_it(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press(*"1+", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("! "))
        await pilot.press("f4")
        await until(pilot, lambda: message(pilot.app) == "Note: Press Enter to store 1+, or F2 to clear it.")


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


async def test_a_note_of_ones_own_is_kept_with_its_line(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("down", "1", "f6")
        await until_screen(pilot, Choose)
        await pilot.press("5")
        await until_screen(pilot, AskText)
        await type_text(pilot, "box torn")
        await pilot.press("enter")
        await until(pilot, lambda: message(pilot.app) == "Saved the note.")
        assert (screen.at, screen.field.text) == (1, "1")
        assert "note: box torn" in screen_text(pilot.app)
    assert notes(plant) == [(2, "box torn")]


@pytest.mark.parametrize("key", some_by_default("1234", "1", "4"))
async def test_what_is_often_said_is_noted_by_one_key(plant: PlantFloor, key: str) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f6", key)
        await until(pilot, lambda: message(pilot.app) == "Saved the note.")
    assert notes(plant) == [(1, NOTES[int(key) - 1])]


async def test_a_serial_is_there_or_not(plant: PlantFloor) -> None:
    place = "RACK-B / SHELF-02"
    count = begun(plant, place)
    index = next(place for place, line in enumerate(count.lines) if line.key.serial_number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        screen.bring_up(index + 1)
        await until_shown(pilot, "space if it is here, F4 if not")
        await pilot.press("2")
        assert "a serial: 1 or F4" in screen_text(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: screen.message_line.has_error)
        assert "has a serial: count 1" in message(pilot.app)
        await pilot.press("f2", "space")
        await until(pilot, lambda: len(entries(plant, place)) == 1)
        assert screen.field.text == ""
    assert entries(plant, place) == [(index + 1, Decimal(1))]


async def test_what_was_typed_for_a_line_is_added_to_and_told(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    words = count.lines[0].key.words
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await type_text(pilot, "4*12\r")
        await until(pilot, lambda: screen.at == 1)
        await pilot.press("up")
        await type_text(pilot, "+6")
        await until_shown(pilot, "= 54 EA")
        await pilot.press("enter")
        await until(pilot, lambda: message(pilot.app) == f"Saved {words} = 54 (48 and 6 more)")
        await pilot.press("up", "equals_sign", "enter")
        await until(pilot, lambda: message(pilot.app) == f"Tape of {words}: 4*12 +6 = 54.")
        assert screen.field.text == ""
    assert plant.latest(PLACE).counted[1].quantity == 54


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

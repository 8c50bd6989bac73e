"""Scans where something else goes on: behind a half typed quantity, in the form of a found item, while finishing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from cyclecount_tui.domain.counting_events import Counted, ItemFound
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count.finishing import FinishScreen
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.screens.recount_asked import RecountAskedScreen
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.prompts import AskText, Choose, Confirm
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import none_here
from tests.recounts import requiring
from tests.sweeps import some_by_default
from tests.tui.counts_made import begun, compared, on_screen
from tests.tui.driving import message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.test_scans import PLACE, a_part, a_serial, counted, scan, scanner_keys, telling_by_speed

SLOWLY = 0.2


def typed(pilot: Pilot[Any], text: str) -> None:
    """Keys as fingers send them."""
    for place, sign in enumerate(text):
        key = events.Key(sign, sign)
        key.time += (place - len(text)) * SLOWLY
        pilot.app.post_message(key)


def found(plant: PlantFloor) -> list[tuple[LineKey, Decimal]]:
    return [(event.line.key, event.quantity) for event in plant.events(PLACE) if isinstance(event, ItemFound)]


def answers(pilot: Pilot[Any]) -> dict[str | None, str]:
    return {field.id: field.text for field in pilot.app.screen.query(EntryField) if field.text}


# A half typed quantity


@pytest.mark.parametrize("code", ["FR-10096", "47110815", '{"uid":"0123456789abcdef0123456789abcdef"}'])
async def test_a_scan_behind_a_half_typed_quantity_is_neither(plant: PlantFloor, code: str) -> None:
    screen = CountScreen(begun(telling_by_speed(plant), PLACE))
    async with on_screen(plant, screen) as pilot:
        typed(pilot, "12*6+4")
        await until(pilot, lambda: screen.field.text == "12*6+4")
        scanner_keys(pilot, code)
        await until(pilot, lambda: "That scan was not taken: press Enter to store 12*6+4" in message(pilot.app))
        assert (screen.field.text, screen.at) == ("12*6+4", 0)
        assert not counted(plant)
        await pilot.press("enter")
        await until(pilot, lambda: counted(plant) == [(1, Decimal(76))])
    assert not plant.latest(PLACE).scans


async def test_a_paste_behind_a_half_typed_quantity_is_not_taken_either(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await type_text(pilot, "12")
        pilot.app.post_message(events.Paste("FR-10096"))
        await until(pilot, lambda: "That scan was not taken" in message(pilot.app))
        assert screen.field.text == "12"
    assert not counted(plant)
    assert not plant.latest(PLACE).scans


async def test_a_slow_scanner_behind_a_half_typed_quantity_is_seen_by_the_code(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await type_text(pilot, f"12{a_part(count).key.part_number}\r")
        await until(pilot, lambda: "That scan was not taken" in message(pilot.app))
        assert (screen.field.text, screen.at) == ("12", 0)


async def test_the_end_of_a_sum_that_a_slow_line_kept_back_belongs_to_it(plant: PlantFloor) -> None:
    screen = CountScreen(begun(telling_by_speed(plant), PLACE))
    async with on_screen(plant, screen) as pilot:
        typed(pilot, "12")
        await until(pilot, lambda: screen.field.text == "12")
        scanner_keys(pilot, "*6+4")
        await until(pilot, lambda: counted(plant) == [(1, Decimal(76))])


# Pastes


@pytest.mark.parametrize("end", ["\t", "\r\n"])
async def test_what_ends_a_scan_in_a_paste_parts_it_from_the_next(plant: PlantFloor, end: str) -> None:
    count = begun(plant, PLACE)
    serial, part = a_serial(count), a_part(count)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        pilot.app.post_message(events.Paste(f"{serial.key.serial_number}{end}{part.key.part_number}{end}"))
        await until(pilot, lambda: screen.up == part.number)
    assert counted(plant) == [(serial.number, Decimal(1))]


async def test_a_label_that_is_pasted_on_several_lines_is_one_scan(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    line = next(line for line in count.lines[3:] if line.labels and not line.key.serial_number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        pilot.app.post_message(events.Paste(f'{{\n  "uid": "{line.labels[0]}"\n}}\n'))
        await until(pilot, lambda: screen.up == line.number)
    assert not plant.latest(PLACE).scans


# The form of a found item


async def test_a_label_tells_what_a_found_item_is(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        await type_text(pilot, "]C1240ZX-4344")
        pilot.app.post_message(events.Key("ctrl+right_square_bracket", "\x1d"))
        await type_text(pilot, "10L-77\r")
        await until(pilot, lambda: answers(pilot) == {"part": "ZX-4344", "lot": "L-77"})
        await type_text(pilot, "\r\r\r3\r")
        await until(pilot, lambda: found(plant) == [(LineKey("ZX-4344", lot_number="L-77"), Decimal(3))])


async def test_a_part_that_ion_knows_is_asked_for_its_quantity_next(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    here = {line.key.part_number for line in count.lines}
    numbers = [part.part_number for part in plant.simulator.plant.parts]
    number = next(each for each in numbers if each not in here and numbers.count(each) == 1)
    async with on_screen(telling_by_speed(plant), CountScreen(count)) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        scanner_keys(pilot, number)
        await until(pilot, lambda: answers(pilot).get("part") == number)
        await until(pilot, lambda: pilot.app.focused is pilot.app.screen.query_one("#quantity"))


async def test_a_scan_of_what_is_on_the_sheet_is_no_found_item(plant: PlantFloor) -> None:
    count = begun(telling_by_speed(plant), PLACE)
    async with on_screen(plant, CountScreen(count)) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        scanner_keys(pilot, a_part(count).key.part_number)
        await until(pilot, lambda: "press Esc and scan it there" in message(pilot.app))
    assert not found(plant)


def how_many(pilot: Pilot[Any], plant: PlantFloor) -> None:
    """The form of an item that was scanned, at its last question."""
    pilot.app.push_screen(FoundItemScreen(plant.latest(PLACE), "", LineKey("ZX-4344"), "ZX-4344"))


@pytest.mark.parametrize("code", some_by_default(("47110815", "0042", "FR-10096", "12-34-56"), "0042", "FR-10096"))
async def test_a_scan_is_never_how_many_were_found(plant: PlantFloor, code: str) -> None:
    screen = CountScreen(begun(telling_by_speed(plant), PLACE))
    async with on_screen(plant, screen) as pilot:
        how_many(pilot, plant)
        await until_screen(pilot, FoundItemScreen)
        scanner_keys(pilot, code)
        await until(pilot, lambda: f"{code} was scanned, and this item is not stored yet" in message(pilot.app))
        assert "quantity" not in answers(pilot)
    assert not found(plant)


async def test_a_number_that_is_no_likely_count_is_asked_about_in_the_form_too(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        how_many(pilot, plant)
        await until_screen(pilot, FoundItemScreen)
        await type_text(pilot, "471108\r")
        await until_screen(pilot, Choose)
        await pilot.press("2")
        await until(pilot, lambda: "471108 was scanned" in message(pilot.app))
        await type_text(pilot, "471108\r")
        await until_screen(pilot, Choose)
        await pilot.press("1")
        await until(pilot, lambda: found(plant) == [(LineKey("ZX-4344"), Decimal(471108))])


# Cards


@pytest.mark.parametrize("card", ["CC-NO", "]A0CC-NO"])
async def test_the_card_no_leaves_a_form_a_note_and_the_finish(plant: PlantFloor, card: str) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(none_here(plant.workplace, count, 1))
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        await type_text(pilot, f"{card}\r")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("f6", "5")
        await until_screen(pilot, AskText)
        await type_text(pilot, f"{card}\r")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        scan(pilot, card)
        await until(pilot, lambda: pilot.app.screen is screen)
    assert not plant.latest(PLACE).notes


async def test_while_finishing_a_scan_goes_to_its_line_and_a_card_settles(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    part, serial = a_part(count), a_serial(count)
    for line in count.lines:
        if line not in (part, serial):
            count = none_here(plant.workplace, count, line.number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        scan(pilot, serial.key.serial_number)
        await until(pilot, lambda: pilot.app.screen is screen and counted(plant) == [(serial.number, Decimal(1))])
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        await until_shown(pilot, "1 to settle")
        scan(pilot, "CC-NONE")
        await until_screen(pilot, Confirm)
    assert plant.latest(PLACE).counted[part.number].none


@pytest.mark.parametrize(("keys", "chosen"), [(("F", "1", "escape"), None), (("S", "2", "enter", "1"), 0)])
async def test_digits_in_the_middle_of_a_code_choose_nothing(
    plant: PlantFloor, keys: tuple[str, ...], chosen: int | None
) -> None:
    answered: list[int | None] = []
    async with on_screen(plant, CountScreen(begun(plant, PLACE))) as pilot:
        pilot.app.push_screen(Choose("WHICH?", [("one", ""), ("two", "")]), answered.append)
        await until_screen(pilot, Choose)
        await pilot.press(*keys)
        await until(pilot, lambda: answered)
    assert answered == [chosen]


async def test_found_right_behind_an_unknown_code_says_what_that_was(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        scan(pilot, "QX-777777")
        await until(pilot, lambda: "F3 says what it is now" in message(pilot.app))
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        await until_shown(pilot, "Scanned: QX-777777")
        await type_text(pilot, "ZX-4344\r\r\r\r2\r")
        await until(pilot, lambda: not plant.latest(PLACE).open_scans)
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        assert not answers(pilot)
        assert "QX-777777" not in message(pilot.app)
    (kept,) = plant.latest(PLACE).scans
    assert kept.line == plant.latest(PLACE).lines[-1].number


async def test_where_somebody_else_has_to_count_again_a_badge_says_who(plant: PlantFloor) -> None:
    requiring(plant.workplace)
    count = compared(plant, PLACE)
    async with on_screen(plant, RecountAskedScreen(count)) as pilot:
        scan(pilot, "FR-10096")
        await until(pilot, lambda: "scan the badge of whoever counts again" in message(pilot.app))
        scan(pilot, "CC-BY-Ben")
        await until_screen(pilot, CountScreen)
        await until_shown(pilot, "RECOUNT")
    assert plant.workplace.counter == "Ben"


# A count that lists nothing


async def test_a_part_number_of_digits_is_typed_into_an_empty_sheet(plant: PlantFloor) -> None:
    count = read_sheet(plant.workplace, open_count(plant.workplace, plant.location(PLACE), CountMode.DOUBLE_BLIND))
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await type_text(pilot, "4711\r")
        await until(pilot, lambda: "4711 is no quantity and no code that is known here" in message(pilot.app))
    assert not [event for event in plant.events(PLACE) if isinstance(event, Counted)]


async def test_a_function_key_that_came_together_with_a_code_is_not_lost_without_a_word(plant: PlantFloor) -> None:
    screen = CountScreen(begun(telling_by_speed(plant), PLACE))
    async with on_screen(plant, screen) as pilot:
        scanner_keys(pilot, "FR-10021", after=["f4"])
        said = "Note: F4 came together with a code and did nothing: press F4 again."
        await until(pilot, lambda: message(pilot.app) == said)
        assert screen.field.text == "FR-10021"
        assert not counted(plant)

"""Scans into a count: whatever is scanned and however it comes, it is never a quantity."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Counted, NoneConfirmed
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count.finishing import FinishScreen
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.widgets.prompts import Choose, Confirm
from cyclecount_tui.workflow.recording import none_here
from tests.sweeps import some_by_default
from tests.tui.counts_made import begun, on_screen
from tests.tui.driving import key_of, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor

PLACE = "RACK-B / SHELF-02"
"""A shelf with serials, and with two lots of one part."""

OTHER = "RACK-A / SHELF-01"
AT_ONCE = 0.002


def counted(plant: PlantFloor) -> list[tuple[int, Decimal]]:
    return [(event.line, event.quantity) for event in plant.events(PLACE) if isinstance(event, Counted)]


def a_part(count: Count) -> Line:
    """A line that nothing but its part number leads to, not the first one."""
    numbers = [line.key.part_number for line in count.lines]
    return next(
        line
        for line in count.lines[3:]
        if numbers.count(line.key.part_number) == 1 and not line.key.serial_number and not line.key.lot_number
    )


def a_serial(count: Count) -> Line:
    return next(line for line in count.lines if line.key.serial_number)


def scan(pilot: Pilot[Any], text: str, arrival: Arrival = Arrival.BURST) -> None:
    pilot.app.screen.post_message(Scanned(text, arrival))


def scanner_keys(pilot: Pilot[Any], text: str, after: Iterable[str] = ("enter",)) -> None:
    """Keys as a scanner sends them, two milliseconds apart."""
    named: list[tuple[str, str | None]] = [(key_of(sign), sign) for sign in text]
    start: float | None = None
    for place, (name, sign) in enumerate([*named, *((name, None) for name in after)]):
        key = events.Key(name, sign)
        start = key.time if start is None else start
        key.time = start + place * AT_ONCE
        pilot.app.post_message(key)


def telling_by_speed(plant: PlantFloor) -> PlantFloor:
    """As it is outside of tests: what comes fast is a scan."""
    plant.workplace.practice = plant.workplace.practice._replace(scanning=ScanRules())
    return plant


# What a scan does


async def test_a_part_goes_to_its_line_and_counts_nothing(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    line = a_part(count)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await type_text(pilot, f"{line.key.part_number}\r")
        await until(pilot, lambda: message(pilot.app) == f"Here it is: {line.key.words}.")
        assert screen.up == line.number
        assert screen.field.text == ""
        await type_text(pilot, "12\r")
        await until(pilot, lambda: counted(plant) == [(line.number, Decimal(12))])


async def test_a_serial_is_counted_and_the_second_scan_says_when(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    line = a_serial(count)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scan(pilot, line.key.serial_number)
        await until(pilot, lambda: message(pilot.app) == f"Saved {line.key.words}: it is here.")
        assert screen.up != line.number
        scan(pilot, line.key.serial_number)
        await until(pilot, lambda: f"{line.key.words} was counted already, at " in message(pilot.app))
        assert screen.up == line.number
    assert counted(plant) == [(line.number, Decimal(1))]
    assert plant.latest(PLACE).counted[line.number].scanned == line.key.serial_number


async def test_a_part_with_several_lots_says_so_and_a_lot_goes_to_its_line(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    lots = [line for line in count.lines if line.key.part_number == "FR-10127"]
    assert len(lots) == 2
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scan(pilot, "FR-10127")
        await until(pilot, lambda: message(pilot.app).startswith("2 lines have this part:"))
        assert screen.up == lots[0].number
        scan(pilot, lots[1].key.lot_number)
        await until(pilot, lambda: screen.up == lots[1].number)
    assert not counted(plant)


async def test_a_lot_that_is_not_on_the_sheet_opens_the_form_with_what_the_code_told(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    line = a_part(count)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scan(pilot, f"(241){line.key.part_number}(10)NEW-LOT")
        await until_screen(pilot, FoundItemScreen)
        await until_shown(pilot, "NEW-LOT")
        await type_text(pilot, "3\r")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: len(plant.latest(PLACE).lines) == len(count.lines) + 1)
    found = plant.latest(PLACE).lines[-1]
    assert (found.key.part_number, found.key.revision, found.key.lot_number) == (
        line.key.part_number,
        line.key.revision,
        "NEW-LOT",
    )
    assert "NEW-LOT" in plant.latest(PLACE).counted[found.number].scanned


async def test_an_unknown_code_is_kept_and_listed_before_the_count_is_finished(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    for each in count.lines:
        count = none_here(plant.workplace, count, each.number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scan(pilot, "QX-777777")
        await until(pilot, lambda: "Kept the unknown code QX-777777 (nobody knows it)" in message(pilot.app))
        await pilot.press("f8")
        await until_screen(pilot, FinishScreen)
        await until_shown(pilot, "unknown scan")
    assert [each.text for each in plant.latest(PLACE).open_scans] == ["QX-777777"]


@pytest.mark.parametrize("typed", some_by_default(("x", "FR-9", "1x2"), "FR-9"))
async def test_a_short_unknown_text_that_was_typed_is_refused_and_put_back(plant: PlantFloor, typed: str) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await type_text(pilot, f"{typed}\r")
        await until(pilot, lambda: "is no quantity and no code that is known here" in message(pilot.app))
        assert screen.field.text == typed
    assert not plant.latest(PLACE).scans
    assert not counted(plant)


async def test_another_location_is_asked_about_and_yes_goes_there(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        scan(pilot, OTHER)
        await until_screen(pilot, Confirm)
        await until_shown(pilot, f"GO TO {OTHER}?")
        scan(pilot, "CC-NO")
        await until(pilot, lambda: pilot.app.screen is screen)
        scan(pilot, OTHER)
        await until_screen(pilot, Confirm)
        scan(pilot, "CC-YES")
        await until_shown(pilot, f"CLOSE OFF  {OTHER}")
    assert not counted(plant)


async def test_this_location_says_to_go_on(plant: PlantFloor) -> None:
    async with on_screen(plant, CountScreen(begun(plant, PLACE))) as pilot:
        scan(pilot, PLACE)
        await until(pilot, lambda: message(pilot.app) == f"You are at {PLACE}: go on.")


async def test_ions_own_label_leads_to_its_line(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    line = next(line for line in count.lines[3:] if line.labels and not line.key.serial_number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scan(pilot, f'{{"uid":"{line.labels[0]}"}}')
        await until(pilot, lambda: screen.up == line.number)
    assert not counted(plant)


async def test_the_command_card_does_what_the_keys_do(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scan(pilot, "CC-NONE")
        await until(pilot, lambda: message(pilot.app).endswith(": none here"))
        scan(pilot, "CC-UNDO")
        await until(pilot, lambda: message(pilot.app).startswith("Took back"))
        scan(pilot, "CC-NEXT")
        await until(pilot, lambda: screen.at == 1)
        scan(pilot, "CC-EACH")
        await until(pilot, lambda: screen.each)
        scan(pilot, "CC-YES")
        await until(pilot, lambda: "Nothing was asked" in message(pilot.app))
    assert [event.line for event in plant.events(PLACE) if isinstance(event, NoneConfirmed)] == [1]


async def test_the_card_finishes_a_count_and_says_yes(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    for each in count.lines:
        count = none_here(plant.workplace, count, each.number)
    async with on_screen(plant, CountScreen(count)) as pilot:
        scan(pilot, "CC-FINISH")
        await until_screen(pilot, Confirm)
        scan(pilot, "CC-YES")
        await until_screen(pilot, ReconcileScreen)


async def test_a_badge_hands_the_count_over(plant: PlantFloor) -> None:
    async with on_screen(plant, CountScreen(begun(plant, PLACE))) as pilot:
        scan(pilot, "CC-BY-Bea")
        await until(pilot, lambda: message(pilot.app).startswith("Bea counts now"))
    assert plant.workplace.counter == "Bea"


async def test_scan_each_counts_one_more_with_every_scan(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    line = a_part(count)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await pilot.press("f7")
        for total in (1, 2, 3):
            scan(pilot, line.key.part_number)
            await until_shown(pilot, f"= {total}: one more.")
        assert screen.up == line.number
    assert plant.latest(PLACE).counted[line.number].quantity == 3


@pytest.mark.parametrize(("answer", "stored"), [("1", [(1, Decimal(123456))]), ("2", [])])
async def test_a_number_that_is_no_likely_count_is_asked_about(
    plant: PlantFloor, answer: str, stored: list[tuple[int, Decimal]]
) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await type_text(pilot, "123456\r")
        await until_screen(pilot, Choose)
        await pilot.press(answer)
        await until(pilot, lambda: message(pilot.app).startswith(("Saved", "Note: Kept")))
    assert counted(plant) == stored
    assert [each.text for each in plant.latest(PLACE).scans] == ([] if stored else ["123456"])


# With ION away


async def test_with_ion_away_an_unknown_code_is_kept(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        plant.simulator.faults.drop_before(count=1000)
        scan(pilot, "QX-777777")
        await until(pilot, lambda: "Kept the unknown code QX-777777 (ION could not be asked)" in message(pilot.app))
    assert [each.text for each in plant.latest(PLACE).open_scans] == ["QX-777777"]


async def test_esc_keeps_a_code_that_ion_does_not_answer_for(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        plant.gate.shut()
        scan(pilot, "QX-777777")
        await until(pilot, lambda: "Looking for QX-777777" in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "Kept the unknown code QX-777777 (ION could not be asked)" in message(pilot.app))
        plant.gate.open()
    assert [each.text for each in plant.latest(PLACE).open_scans] == ["QX-777777"]


# How it comes


@pytest.mark.parametrize("suffix", [("enter",), ("ctrl+j",), ("enter", "ctrl+j"), ("tab",)], ids="+".join)
async def test_a_burst_of_keys_is_a_scan_whatever_ends_it(plant: PlantFloor, suffix: tuple[str, ...]) -> None:
    count = begun(telling_by_speed(plant), PLACE)
    line = a_serial(count)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scanner_keys(pilot, line.key.serial_number, suffix)
        await until(pilot, lambda: message(pilot.app) == f"Saved {line.key.words}: it is here.")
        up = screen.up
        await pilot.pause()
        assert (screen.up, screen.field.text) == (up, "")
    assert counted(plant) == [(line.number, Decimal(1))]


@pytest.mark.parametrize("digits", some_by_default(("4012345", "12-34-56", "0042", "47110815"), "12-34-56", "0042"))
async def test_digits_in_a_burst_are_never_a_quantity(plant: PlantFloor, digits: str) -> None:
    screen = CountScreen(begun(telling_by_speed(plant), PLACE))
    async with on_screen(plant, screen) as pilot:
        scanner_keys(pilot, digits)
        await until(pilot, lambda: f"Kept the unknown code {digits}" in message(pilot.app))
    assert not counted(plant)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_a_paste_is_scans_line_by_line(plant: PlantFloor, end: str) -> None:
    count = begun(plant, PLACE)
    line, part = a_serial(count), a_part(count)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        pasted = end.join([line.key.serial_number, "QX-777777", part.key.part_number])
        pilot.app.post_message(events.Paste(pasted))
        await until(pilot, lambda: message(pilot.app) == f"Here it is: {part.key.words}.")
        assert screen.up == part.number
    assert counted(plant) == [(line.number, Decimal(1))]
    assert [each.text for each in plant.latest(PLACE).scans] == ["QX-777777"]


@pytest.mark.parametrize("control", some_by_default(("f4", "f5", "f8", "escape", "ctrl+p"), "f8", "escape"))
async def test_no_control_character_of_a_scan_is_a_command(plant: PlantFloor, control: str) -> None:
    count = begun(telling_by_speed(plant), PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scanner_keys(pilot, "5", (control,))
        scanner_keys(pilot, "67", ("enter",))
        await until(pilot, lambda: message(pilot.app).startswith("Note: Kept the unknown code"))
        assert pilot.app.screen is screen
    assert not plant.latest(PLACE).entries


@pytest.mark.parametrize(("seen", "mangled"), [("ÜÄuidÄÖÄ", "Ä*"), ('{"uid":"', '"}')])
async def test_a_label_through_a_wrong_keyboard_layout_is_recognised(
    plant: PlantFloor, seen: str, mangled: str
) -> None:
    count = begun(plant, PLACE)
    line = next(line for line in count.lines[3:] if line.labels and not line.key.serial_number)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        scan(pilot, f"{seen}{line.labels[0]}{mangled}")
        await until(pilot, lambda: screen.up == line.number)
        assert ("keyboard layout is wrong" in message(pilot.app)) == seen.startswith("Ü")

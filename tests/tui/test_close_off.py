"""The close-off screen: three answers recorded by F8 alone, and the blind sheet read after it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.close_off_events import CloseOffSkipped, LocationClosedOff
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import SheetRead
from cyclecount_tui.domain.events import CountOpened
from cyclecount_tui.tui.help import HelpScreen
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.yes_no import YesNo
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.prompts import AskText, Notice
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from tests.part_counts import part_compared
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "LINE-1"
QUANTITY_FIELD = re.compile(r"\bquantity\w*\b(?!\s*:)|\baggregates\b", re.IGNORECASE)
"""A quantity that is asked for; `quantity: {gt: 0}` only says which records are meant."""


@asynccontextmanager
async def closing_off(
    plant: PlantFloor, size: tuple[int, int] = (80, 24), count: Count | None = None
) -> AsyncIterator[Pilot[None]]:
    """The app with the close-off screen of a count, a new one by default, over the schedule."""
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: plant.simulator.requests)
        await app.push_screen(CloseOffScreen(count or open_count(plant.workplace, plant.location(PLACE))))
        await until_screen(pilot, CloseOffScreen)
        yield pilot


@pytest.mark.parametrize("size", SIZES)
async def test_the_answers_are_recorded_and_the_count_begins(plant: PlantFloor, size: tuple[int, int]) -> None:
    async with closing_off(plant, size) as pilot:
        app = pilot.app
        await until(pilot, lambda: "F8 close off" in keys(app))
        assert "…" not in keys(app)
        await type_text(pilot, "Bo, receiving")
        await pilot.press("enter", "y", "enter", "space")
        shown = screen_text(app)
        assert all(
            answer in shown
            for answer in ("Who was told?      Bo, receiving", "sign up?      yes", "Transactions off?  yes")
        )
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
    opened, closed, read = plant.events(PLACE)
    assert isinstance(opened, CountOpened)
    assert isinstance(closed, LocationClosedOff)
    assert (closed.told, closed.sign_up, closed.transactions_stopped) == ("Bo, receiving", True, True)
    assert (closed.by, closed.at) == ("Ann", plant.workplace.now())
    assert isinstance(read, SheetRead)
    assert len(read.lines) > 3


async def test_enter_goes_on_and_never_records(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        app = pilot.app
        await type_text(pilot, "Bo")
        await pilot.press("enter", "enter", "enter", "enter", "enter")
        assert message(app) == "Press F8 to close off and read the sheet."
        assert app.screen.query_one(EntryField).text == "Bo"
        await pilot.press("up", "up", "up")
        assert app.screen.focused is app.screen.query_one(EntryField)
    assert len(plant.events(PLACE)) == 1


async def test_answers_can_be_changed_by_letter_space_and_mouse(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        app = pilot.app
        await pilot.press("down")
        sign = app.screen.query_one("#sign-up", YesNo)
        answers = []
        for key in ("y", "y", "n", "space", "left"):
            await pilot.press(key)
            answers.append(sign.answer)
        await pilot.click(sign)
        answers.append(sign.answer)
    assert answers == [True, True, False, True, False, True]


async def test_letters_that_answer_nothing_are_not_swallowed_silently(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        app = pilot.app
        await pilot.press("down", "B", "o")
        assert message(app) == "Note: Type y or n here; Up goes back to who was told."
        assert not app.screen.query_one("#sign-up", YesNo).answer


async def test_a_sheet_that_came_while_the_help_was_open_is_counted_from_after_it(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        plant.gate.shut()
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_shown(pilot, "Reading the sheet from ION; Esc stops waiting.")
        await pilot.press("f1")
        await until_screen(pilot, HelpScreen)
        plant.gate.open()
        await until(pilot, lambda: len(plant.events(PLACE)) == 3)
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        await until_screen(pilot, CountScreen)
        assert not [screen for screen in pilot.app.screen_stack if isinstance(screen, CloseOffScreen)]


async def test_nothing_done_is_not_a_close_off(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        app = pilot.app
        await pilot.press("f8")
        await until_shown(pilot, "! Say who was told")
        assert isinstance(app.screen, CloseOffScreen)
    assert len(plant.events(PLACE)) == 1


@pytest.mark.parametrize("size", [(20, 16), (16, 20)])
async def test_on_an_upright_handheld_the_questions_are_in_view(plant: PlantFloor, size: tuple[int, int]) -> None:
    async with closing_off(plant, size) as pilot:
        shown = screen_text(pilot.app)
        assert "Who" in shown
        assert "Is a" in shown
        assert "F1" in shown


async def test_skipping_needs_a_reason_and_keeps_it(plant: PlantFloor) -> None:
    async with closing_off(plant, (40, 8)) as pilot:
        app = pilot.app
        await pilot.press("f6")
        await until_screen(pilot, AskText)
        await pilot.press("enter")
        assert "Nothing was typed" in message(app)
        await type_text(pilot, "nobody is here at night")
        await pilot.press("enter")
        await until_screen(pilot, CountScreen)
    skipped = plant.events(PLACE)[1]
    assert isinstance(skipped, CloseOffSkipped)
    assert skipped.reason == "nobody is here at night"


@pytest.mark.parametrize("size", SIZES)
async def test_without_ion_what_was_recorded_is_kept_and_f8_tries_again(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    async with closing_off(plant, size) as pilot:
        app = pilot.app
        plant.simulator.faults.drop_before(count=1000)
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_shown(pilot, "! The line to ION broke")
        await until(pilot, lambda: "F8 read sheet" in keys(app))
        assert "F6" not in keys(app)
        assert "told Bo." in screen_text(app)
        assert len(plant.events(PLACE)) == 2
        plant.simulator.faults.clear()
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
    assert [type(event) for event in plant.events(PLACE)] == [CountOpened, LocationClosedOff, SheetRead]


async def test_a_close_off_of_an_earlier_start_is_shown_and_not_recorded_again(plant: PlantFloor) -> None:
    count = open_count(plant.workplace, plant.location(PLACE))
    count = close_off(plant.workplace, count, "Bo", sign_up=True, transactions_stopped=False)
    async with closing_off(plant, count=count) as pilot:
        app = pilot.app
        await until_shown(pilot, "told Bo, a sign is up.")
        await pilot.press("f6")
        assert isinstance(app.screen, CloseOffScreen)
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
    assert [type(event) for event in plant.events(PLACE)] == [CountOpened, LocationClosedOff, SheetRead]


async def test_escape_stops_waiting_for_the_sheet_and_f8_asks_again(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        plant.gate.shut()
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_shown(pilot, "Reading the sheet from ION; Esc stops waiting.")
        await pilot.press("escape")
        await until_shown(pilot, "Stopped waiting; the close-off is kept. Press F8 to ask again.")
        plant.gate.open()
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
    assert [type(event) for event in plant.events(PLACE)].count(SheetRead) == 1


async def test_escape_goes_back_to_the_schedule_and_the_count_stays_open(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "1 being counted")


async def test_what_another_terminal_recorded_stands(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        other = plant.latest(PLACE)
        close_off(plant.workplace, other, "Cy", sign_up=False, transactions_stopped=True)
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
    closed = plant.events(PLACE)[1]
    assert isinstance(closed, LocationClosedOff)
    assert closed.told == "Cy"


async def test_a_count_that_another_terminal_brought_further_goes_on_there(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        other = close_off(plant.workplace, plant.latest(PLACE), "Cy", sign_up=False, transactions_stopped=True)
        read_sheet(plant.workplace, other)
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
    assert len(plant.events(PLACE)) == 3


async def test_nothing_on_the_way_to_the_sheet_asks_for_a_quantity(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
    asked = [request.query for request in plant.simulator.requests]
    assert len(asked) > 1
    assert not [query for query in asked if QUANTITY_FIELD.search(query)]


async def test_escape_clears_the_error_before_it_leaves(plant: PlantFloor) -> None:
    async with closing_off(plant) as pilot:
        await pilot.press("f8")
        await until_shown(pilot, "! Say who was told")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CloseOffScreen)
        assert message(pilot.app) == ""
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


async def test_a_reconciliation_that_shows_this_stock_is_named_before_the_count_begins(plant: PlantFloor) -> None:
    number = read_sheet(plant.workplace, open_count(plant.workplace, plant.location("LINE-2"))).lines[0].key.part_number
    give_up(plant.workplace, load(plant.workplace, plant.latest("LINE-2").id), "only to look")
    part_compared(plant.workplace, plant.simulator.plant, number)
    count = open_count(plant.workplace, plant.location("LINE-2"))
    async with closing_off(plant, count=count) as pilot:
        await type_text(pilot, "Bo")
        await pilot.press("f8")
        await until_screen(pilot, Notice)
        await until_shown(pilot, f"The reconciliation of part {number} may have shown what ION had of this")
        await pilot.press("escape")
        await until_screen(pilot, CountScreen)

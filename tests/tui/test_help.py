"""F1 and ctrl+p: what the screen is for, its live keys, and every action by its name."""

from __future__ import annotations

import pytest
from textual import events

from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.help import HelpScreen, flowing
from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText
from tests.tui.counts_made import begun, burst, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text


@pytest.mark.parametrize("size", SIZES)
async def test_f1_says_what_the_screen_is_for_and_its_keys(plant: PlantFloor, size: tuple[int, int]) -> None:
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("f1")
        await until_screen(pilot, HelpScreen)
        pages = [screen_text(app)]
        for _ in range(30):
            await pilot.press("pagedown")
            pages.append(screen_text(app))
        read = " ".join(" ".join(pages).split())
        assert "HELP SCHEDULE" in read
        assert "choose what to count" in read
        assert "Sort by the next column" in read
        assert "End this location's count" not in read, "a key that does nothing now is not listed"
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


async def test_f1_works_on_a_question_and_does_not_open_twice(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "LINE-1")
        app.push_screen(AskText("WHY", "Why?"))
        await until_screen(pilot, AskText)
        await pilot.press("f1", "f1")
        await until_screen(pilot, HelpScreen)
        assert "Close this and change nothing" in screen_text(app)
        await pilot.press("escape")
        await until_screen(pilot, AskText)


async def test_the_help_of_the_close_off_names_its_function_keys(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await pilot.press("f1")
        await until_screen(pilot, HelpScreen)
        shown = screen_text(app)
        assert "F8 " in shown
        assert "Record the answers, read the sheet" in shown
        assert "^J" not in shown


def test_paragraphs_flow_and_indented_lines_stay() -> None:
    assert flowing("\nOne\ntwo.\n\n  a  first\n  b  second\n") == "One two.\n\n  a  first\n  b  second"


@pytest.mark.parametrize("size", SIZES)
async def test_the_palette_lists_actions_and_runs_the_chosen_one(plant: PlantFloor, size: tuple[int, int]) -> None:
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("ctrl+p")
        await until_screen(pilot, Palette)
        assert "Open" in screen_text(app)
        await type_text(pilot, "sor")
        assert "Sort" in screen_text(app)
        assert "Filter" not in screen_text(app)
        assert "…" not in keys(app)
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: message(app) == "Sorted by location.")


async def test_the_palette_reaches_the_actions_of_the_widget_in_focus(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await pilot.press("ctrl+p")
        await until_screen(pilot, Palette)
        await type_text(pilot, "last row")
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)
        table = app.screen.query_one(LineTable)
        await until(pilot, lambda: table.cursor == table.row_count - 1)


async def test_the_palette_walks_and_closes_without_doing_anything(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("ctrl+p")
        await until_screen(pilot, Palette)
        await pilot.press("down", "pagedown", "up")
        assert app.screen.query_one(LineTable).cursor != 0
        await type_text(pilot, "no such thing")
        assert "No action is called that." in screen_text(app)
        await pilot.press("enter", "ctrl+p")
        assert isinstance(app.screen, Palette)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


async def test_quitting_is_in_the_palette_of_every_screen(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await pilot.press("ctrl+p")
        await until_screen(pilot, Palette)
        await type_text(pilot, "quit")
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)


async def test_ascii_screens_hold_nothing_but_ascii(plant: PlantFloor) -> None:
    app = CycleCountApp(plant.workplace, ascii_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        shown = [screen_text(app)]
        await pilot.press("f1")
        await until_screen(pilot, HelpScreen)
        shown.append(screen_text(app))
        await pilot.press("escape", "ctrl+p")
        await until_screen(pilot, Palette)
        shown.append(screen_text(app))
        await pilot.press("escape", "enter")
        await until_screen(pilot, CloseOffScreen)
        shown.append(screen_text(app))
    assert all(text.isascii() for text in shown)


async def test_the_help_opens_behind_what_was_typed_before_it(plant: PlantFloor) -> None:
    count = begun(plant, "LINE-1")
    async with on_screen(plant, CountScreen(count)) as pilot:
        burst(pilot, "21\r22\r")
        pilot.app.post_message(events.Key("f1", None))
        await until_screen(pilot, HelpScreen)
        assert [plain(entry.quantity) for entry in plant.latest("LINE-1").entries] == ["21", "22"]

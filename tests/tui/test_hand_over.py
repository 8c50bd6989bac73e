"""Who counts at this terminal: in the title, and handed over on the schedule and in the middle of a count."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.counting_events import Counted, HandedOver, NoneConfirmed
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.who_counts import WhoCounts
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.recording import enter
from tests.tui.counts_made import begun, burst, on_screen
from tests.tui.driving import USUAL_BY_DEFAULT, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

PLACE = "RACK-A / SHELF-01"


def title(pilot: Pilot[None]) -> str:
    return lines_of(pilot.app.screen.query_one(TitleBar))[0]


async def ask_who_counts(pilot: Pilot[None]) -> None:
    """By the command palette, as there is no key for it."""
    await pilot.press("ctrl+p")
    await until_screen(pilot, Palette)
    await type_text(pilot, "hand over")
    await pilot.press("enter")
    await until_screen(pilot, WhoCounts)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_on_the_schedule(plant: PlantFloor, size: tuple[int, int]) -> None:
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until_screen(pilot, ScheduleScreen)
        await until_rest(pilot)
        assert ("Ann" in title(pilot)) is (size[0] >= 80)
        await ask_who_counts(pilot)
        assert "WHO COUNTS?" in screen_text(app)
        assert "Ann counts now." in screen_text(app)
        assert "Esc back" in pilot.app.screen.query_one(KeyBar).text
        await type_text(pilot, "Ben")
        assert "Ben" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: message(app) == "Ben counts here now.")
        assert plant.workplace.counter == "Ben"
        assert ("Ben" in title(pilot)) is (size[0] >= 80)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_in_the_middle_of_a_count(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = begun(plant, PLACE)
    async with on_screen(plant, CountScreen(count), size) as pilot:
        await pilot.press("4", "enter", "f4")
        await until(pilot, lambda: len(plant.latest(PLACE).entries) == 2)
        await ask_who_counts(pilot)
        await type_text(pilot, "Ben")
        await pilot.press("enter")
        await until(pilot, lambda: message(pilot.app) == "Ben counts now: lines 1–2 Ann, from 3 Ben.")
        assert size[0] < 80 or "Ben" in title(pilot)
        await pilot.press("7", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("Saved"))
        await ask_who_counts(pilot)
        said = " ".join(screen_text(pilot.app).replace("│", " ").split())
        assert "Ben counts now (lines 1–2 Ann, from 3 Ben)." in said
        await pilot.press("escape")
    told = [
        (event.by, event.line) if isinstance(event, Counted | NoneConfirmed) else (event.by, event.previous)
        for event in plant.events(PLACE)
        if isinstance(event, Counted | NoneConfirmed | HandedOver)
    ]
    assert told == [("Ann", 1), ("Ann", 2), ("Ben", "Ann"), ("Ben", 3)]


async def test_an_entry_on_its_way_is_of_whoever_typed_it(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        burst(pilot, "4\r")
        await until(pilot, lambda: screen.storing or screen.count.entries)
        screen.hand_over_to("Ben")
        burst(pilot, "5\r")
        await until(pilot, lambda: len(plant.latest(PLACE).entries) == 2)
    assert [entry.by for entry in plant.latest(PLACE).entries] == ["Ann", "Ben"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("x" * 61, "! A name has at most 60 characters"), (" ", "! No name was given"), ("Ann", "Ann counts already.")],
)
async def test_what_is_no_new_name_changes_nothing(plant: PlantFloor, name: str, sentence: str) -> None:
    screen = CountScreen(enter(plant.workplace, begun(plant, PLACE), 1, "4"))
    async with on_screen(plant, screen) as pilot:
        screen.hand_over_to(name)
        await until_shown(pilot, sentence)
        if not name.startswith("Ann"):
            pilot.app.pop_screen()
            await until_screen(pilot, ScheduleScreen)
            schedule = pilot.app.screen
            assert isinstance(schedule, ScheduleScreen)
            schedule.hand_over_to(name)
            await until_shown(pilot, sentence)
    assert plant.workplace.counter == "Ann"
    assert not [event for event in plant.events(PLACE) if isinstance(event, HandedOver)]


async def test_what_is_being_submitted_is_not_handed_over(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen):
        assert screen.check_action("hand_over", ()) is True
        screen.submitting = True
        assert screen.check_action("hand_over", ()) is False


async def test_a_long_name_is_cut_in_the_title(plant: PlantFloor) -> None:
    plant.workplace.counter = "Maximiliane von und zu Hohenstein"
    app = CycleCountApp(plant.workplace)
    async with app.run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "Maximiliane von…")

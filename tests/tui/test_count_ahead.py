"""The count's screen is built before its sheet is there; until it is, everything is as if there were none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.close_off_events import LocationClosedOff
from cyclecount_tui.domain.counting_events import Counted, SheetGrew
from cyclecount_tui.domain.events import CountOpened
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.store.errors import DatabaseBroken
from cyclecount_tui.store.journal import Journal
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.workflow.closing_off import skip_close_off
from cyclecount_tui.workflow.opening import begin_sheet, open_count
from tests.tui.counts_made import on_screen
from tests.tui.drawn_frames import frames_drawn
from tests.tui.driving import keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.test_typing_ahead import slow_disk
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"
SHEET = "BlindSheet"


@pytest.fixture
def plant(make_plant: Callable[..., PlantFloor]) -> PlantFloor:
    return make_plant(SimulatorOptions(max_first=3))


@asynccontextmanager
async def closing_off(
    plant: PlantFloor, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], CloseOffScreen, CountScreen]]:
    """The close-off, filled in, and the count's screen behind it; no page of a sheet comes before the gate opens."""
    screen = CloseOffScreen(open_count(plant.workplace, plant.location(PLACE)))
    async with on_screen(plant, screen, size) as pilot:
        await type_text(pilot, "Bo")
        await until(pilot, lambda: screen._ahead is not None and screen._ahead.is_mounted and screen._ahead.size)
        assert screen._ahead is not None
        plant.gate.shut()
        yield pilot, screen, screen._ahead
        plant.gate.open()


async def test_it_stands_ready_before_ion_is_asked_and_comes_up_with_the_first_page(plant: PlantFloor) -> None:
    async with closing_off(plant) as (pilot, screen, ahead):
        assert SHEET not in plant.gate.asked
        await pilot.press("f8")
        await until(pilot, lambda: SHEET in plant.gate.asked)
        assert pilot.app.screen_stack[-1] is screen
        assert ahead not in pilot.app.screen_stack
        plant.gate.open()
        await until_screen(pilot, CountScreen)
        assert pilot.app.screen is ahead
        assert screen not in pilot.app.screen_stack
        await pilot.press("2", "enter")
        await until_shown(pilot, "Saved")
        await until(pilot, lambda: not plant.latest(PLACE).sheet_coming)
    kinds = [type(event) for event in plant.events(PLACE)]
    assert kinds[:3] == [CountOpened, LocationClosedOff, SheetGrew]
    assert Counted in kinds


async def test_nothing_is_asked_before_the_close_off_is_on_the_disk(plant: PlantFloor) -> None:
    async with closing_off(plant) as (pilot, _, _):
        with slow_disk(plant) as go_on:
            await pilot.press("f8")
            await until_shown(pilot, "Reading the sheet from ION; Esc stops waiting.")
            assert SHEET not in plant.gate.asked
            go_on.set()
        await until(pilot, lambda: SHEET in plant.gate.asked)
        assert [type(event) for event in plant.events(PLACE)] == [CountOpened, LocationClosedOff]


async def test_what_is_typed_meanwhile_goes_to_no_count(plant: PlantFloor) -> None:
    async with closing_off(plant) as (pilot, _, ahead):
        await pilot.press("f8")
        await until(pilot, lambda: SHEET in plant.gate.asked)
        await type_text(pilot, "47")
        await pilot.press("enter")
        plant.gate.open()
        await until_screen(pilot, CountScreen)
        await until(pilot, lambda: not ahead.field.holding)
        assert ahead.field.text == ""
    assert not [event for event in plant.events(PLACE) if isinstance(event, Counted)]


@pytest.mark.parametrize("size", [(80, 24), (40, 8), (20, 16), pytest.param((120, 36), marks=pytest.mark.slow)])
async def test_it_looks_as_one_that_is_made_then(plant: PlantFloor, size: tuple[int, int]) -> None:
    async with closing_off(plant, size) as (pilot, _, ahead):
        plant.gate.shut(let_through=1)
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
        await until(pilot, lambda: not ahead.field.holding)
        built_ahead = screen_text(pilot.app)
        fresh = CountScreen(plant.latest(PLACE))
        pilot.app.push_screen(fresh)
        await until(pilot, lambda: pilot.app.screen is fresh and fresh.is_mounted and not fresh.field.holding)
        assert screen_text(pilot.app) == built_ahead


async def test_its_first_picture_is_whole(plant: PlantFloor) -> None:
    with frames_drawn() as drawn:
        async with closing_off(plant) as (pilot, _, _):
            plant.gate.shut(let_through=1)
            await pilot.press("f8")
            await until_screen(pilot, CountScreen)
        (line, *_) = plant.latest(PLACE).lines
    first = next(frame for frame in drawn.whole((80, 24)) if f"COUNT  {PLACE}" in frame)
    assert all(text in first for text in ("0 of 3 lines, more coming", line.key.part_number, "How many?", "F8 finish"))


async def comes_up(pilot: Pilot[None], ahead: CountScreen) -> None:
    """The second `F8` shows the count that stood ready for the first."""
    await pilot.press("f8")
    await until_screen(pilot, CountScreen)
    assert pilot.app.screen is ahead


async def test_a_page_that_does_not_come_leaves_everybody_where_they_were(plant: PlantFloor) -> None:
    async with closing_off(plant) as (pilot, screen, ahead):
        plant.simulator.faults.drop_before(count=1000)
        plant.gate.open()
        await pilot.press("f8")
        await until_shown(pilot, "! The line to ION broke")
        await until(pilot, lambda: "F8 read sheet" in keys(pilot.app))
        assert screen in pilot.app.screen_stack[-1:]
        plant.simulator.faults.clear()
        await comes_up(pilot, ahead)


async def test_a_sheet_that_cannot_be_stored_leaves_everybody_where_they_were(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails between the two commits."""
    append, full = Journal._append, "The disk is full: make room, then do it again."

    def failing(journal: Journal, *given: object, **named: object) -> None:
        events = given[2]
        if isinstance(events, list) and isinstance(events[0], SheetGrew):
            raise DatabaseBroken(full)
        append(journal, *given, **named)  # type: ignore[arg-type]  # what it was given

    async with closing_off(plant) as (pilot, screen, ahead):
        monkeypatch.setattr(Journal, "_append", failing)
        plant.gate.open()
        await pilot.press("f8")
        await until(pilot, lambda: message(pilot.app) == f"! {full}")
        assert screen in pilot.app.screen_stack[-1:]
        assert [type(event) for event in plant.events(PLACE)] == [CountOpened, LocationClosedOff]
        monkeypatch.setattr(Journal, "_append", append)
        await comes_up(pilot, ahead)


async def test_a_close_off_that_cannot_be_stored_asks_for_nothing(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_given: object, **_named: object) -> None:
        raise DatabaseBroken("The disk is full.")

    async with closing_off(plant) as (pilot, screen, _):
        monkeypatch.setattr(Journal, "_append", failing)
        await pilot.press("f8")
        await until(pilot, lambda: message(pilot.app) == "! The disk is full.")
        assert screen in pilot.app.screen_stack[-1:]
        assert not screen.job_runs("sheet")
        assert "F8 close off" in keys(pilot.app)
    assert SHEET not in plant.gate.asked
    assert [type(event) for event in plant.events(PLACE)] == [CountOpened]


async def test_the_end_between_the_two_commits_loses_nothing(plant: PlantFloor) -> None:
    async with closing_off(plant) as (pilot, _, _):
        await pilot.press("f8")
        await until(pilot, lambda: SHEET in plant.gate.asked)
        pilot.app.exit()
    count = plant.latest(PLACE)
    assert count.close_off is not None
    assert begin_sheet(plant.workplace, count).lines


async def test_who_goes_back_leaves_nothing_behind(plant: PlantFloor) -> None:
    async with closing_off(plant) as (pilot, _, ahead):
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: not ahead.is_running)
        assert not [screen for screen in pilot.app._registry if isinstance(screen, CountScreen)]


async def test_a_window_that_changes_its_size_meanwhile_is_filled(plant: PlantFloor) -> None:
    async with closing_off(plant) as (pilot, _, ahead):
        await pilot.resize_terminal(40, 12)
        await pilot.press("f8")
        await until(pilot, lambda: SHEET in plant.gate.asked)
        plant.gate.open()
        await until_screen(pilot, CountScreen)
        await until(pilot, lambda: ahead.size == (40, 12) and ahead.has_class("-thin"))


SOON = [2, 3, 4, 6, 8, 12, 16, 24, 48]
"""Turns of the loop after which the screen is further and further: it takes a moment to build, on a busy machine.

To leave takes two turns by itself.
"""


@asynccontextmanager
async def being_built(plant: PlantFloor, laps: int) -> AsyncIterator[tuple[Pilot[None], CloseOffScreen, CountScreen]]:
    """The close-off, and the count's screen behind it, for which so many turns have been taken."""
    async with closing_off(plant) as (pilot, screen, first):
        plant.gate.open()
        await first.remove()
        ahead = screen._ahead = CountScreen(screen.count)
        ahead.make_ready(pilot.app)
        for _ in range(laps):
            await asyncio.sleep(0)
        yield pilot, screen, ahead


@pytest.mark.parametrize("laps", [0, 1, *SOON])
async def test_a_sheet_that_comes_before_it_is_built_is_counted_all_the_same(plant: PlantFloor, laps: int) -> None:
    async with being_built(plant, laps) as (pilot, screen, ahead):
        count = skip_close_off(plant.workplace, screen.count, "nobody is here")
        screen.go_on_with(begin_sheet(plant.workplace, count))
        await until_screen(pilot, CountScreen)
        assert pilot.app.screen is ahead
        await until_shown(pilot, "How many?")
        await pilot.press("5", "enter")
        await until(pilot, lambda: plant.latest(PLACE).entries)


@pytest.mark.parametrize("laps", SOON)
async def test_who_goes_back_before_it_is_built_leaves_nothing_behind(plant: PlantFloor, laps: int) -> None:
    async with being_built(plant, laps) as (pilot, _, ahead):
        pilot.app.pop_screen()
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: not ahead.is_running)
        assert ahead not in pilot.app._registry


@pytest.mark.parametrize("laps", SOON)
async def test_the_program_may_end_before_it_is_built(plant: PlantFloor, laps: int) -> None:
    async with being_built(plant, laps) as (pilot, _, _):
        pilot.app.exit()

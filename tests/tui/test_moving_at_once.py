"""A cursor key moves at once what Textual would have moved in the end, and one frame at once shows what it changed."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import Compositor
from textual.actions import parse
from textual.binding import ActiveBinding
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from cyclecount_tui.tui.moving_at_once import move_of
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from tests.tui.counts_made import begun, compared, on_screen
from tests.tui.drawn_frames import frames_drawn
from tests.tui.driving import message, type_text, until, until_rest, until_shown
from tests.tui.over_schedule import at_rest
from tests.tui.plant_floor import PlantFloor

PLACE = "RACK-A / SHELF-01"
MOVES = frozenset({"walk", "walk_by_letter"})


def walks(active: ActiveBinding) -> bool:
    """Whether a live key moves the cursor of a table and nothing else."""
    return parse(active.binding.action)[1] in MOVES


def moving(screen: Screen[Any]) -> dict[str, bool]:
    """Each key that is live or bound anywhere on the way, and whether it moves at once."""
    bound = {key for node in (screen.focused or screen).ancestors_with_self for key, _ in node._bindings}
    return {key: move_of(screen, key) is not None for key in bound | screen.active_bindings.keys()}


def expected(screen: Screen[Any]) -> dict[str, bool]:
    """The same, as Textual tells which binding a key has."""
    active = screen.active_bindings
    return {key: key in active and walks(active[key]) for key in moving(screen)}


def drawn(compositor: Compositor, screen: Screen[Any]) -> list[str]:
    """The whole screen, a row each."""
    whole = Region(0, 0, *screen.size)
    chops = compositor._render_chops(whole, whole.line_range.__contains__)
    return [Strip.join(chops[y].values()).text for y in whole.line_range]


async def until_nothing_is_drawn(pilot: Pilot[Any]) -> None:
    """All frames of what has happened so far are drawn."""
    frames_before = -1
    with frames_drawn() as frames:
        while len(frames.frames) != frames_before:
            frames_before = len(frames.frames)
            await pilot.pause(0.1)


async def assert_keys_move_as_bound(pilot: Pilot[Any], *typed: str) -> None:
    for key in ("", *typed):
        if key:
            await pilot.press(key)
            await pilot.pause()
        screen = pilot.app.screen
        assert moving(screen) == expected(screen), key


async def test_the_keys_that_move_at_once_are_those_that_are_bound_to_a_move(plant: PlantFloor) -> None:
    async with plant.app.run_test() as pilot:
        await at_rest(pilot, plant)
        assert move_of(pilot.app.screen, "down") is not None
        await assert_keys_move_as_bound(
            pilot, "g", "slash", "R", "escape", "escape", "f1", "escape", "w", "escape", "x"
        )
    async with on_screen(plant, CountScreen(begun(plant, PLACE))) as pilot:
        assert move_of(pilot.app.screen, "down") is not None
        await assert_keys_move_as_bound(pilot, "1", "f2", "f8", "escape", "f1", "escape")
    async with on_screen(plant, ReconcileScreen(compared(plant, "RACK-B / SHELF-04"))) as pilot:
        assert move_of(pilot.app.screen, "j") is not None
        await assert_keys_move_as_bound(pilot, "m", "slash", "escape", "e", "escape", "f1", "escape")


@pytest.mark.parametrize("screen_class", [CountScreen, ReconcileScreen])
async def test_a_move_is_one_frame_and_shows_all_that_it_changes(plant: PlantFloor, screen_class: type) -> None:
    count = begun(plant, PLACE) if screen_class is CountScreen else compared(plant, PLACE)
    screen = screen_class(count)
    async with on_screen(plant, screen) as pilot:
        if screen_class is ReconcileScreen:
            await pilot.press("m")
        await until(pilot, lambda: screen.query_one(LineTable).row_count > 2)
        await until(pilot, lambda: screen.query_one(KeyBar).text)
        await until_rest(pilot)
        await pilot.press("down", "up")  # what was to be told when something is drawn is told by then
        await until_nothing_is_drawn(pilot)
        for key in ("down", "down", "up", "end", "home", "pagedown"):
            at = screen.query_one(LineTable).cursor
            with frames_drawn() as frames:
                await pilot.press(key)
                await until_nothing_is_drawn(pilot)
            if screen.query_one(LineTable).cursor != at:
                assert len(frames.frames) == 1, key
            fresh = Compositor()
            fresh.reflow(screen, screen.size)
            assert drawn(screen._compositor, screen) == drawn(fresh, screen), key


async def test_a_move_right_behind_what_is_typed_comes_after_it(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        await until_shown(pilot, "0 of")
        await type_text(pilot, "12")
        await pilot.press("down", "down")
        assert (screen.field.text, screen.at) == ("12", 0)
        assert "12" in message(pilot.app)
        await pilot.press("f2", "down", "7", "down")
        assert (screen.field.text, screen.at) == ("7", 1)

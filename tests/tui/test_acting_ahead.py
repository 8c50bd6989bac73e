"""A key that only sorts does so before it is known whether it begins a scan; the scan finds everything as it was."""

from __future__ import annotations

import random
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from cyclecount_tui.tui.burst_gate import ScanText
from cyclecount_tui.tui.key_turns import key_turns
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reconcile.table_part import TablePart
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_arranging import ScheduleArranging
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from tests.sweeps import some_by_default
from tests.tui.counts_made import compared, on_screen
from tests.tui.driving import key_of, message, until, until_rest, until_shown
from tests.tui.over_schedule import over_schedule
from tests.tui.plant_floor import PlantFloor
from tests.tui.test_scans import telling_by_speed
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-B / SHELF-04"
APART, TOGETHER = 0.2, 0.002
PIECES = ("s", "s", "S", "down", "up", "end", "pagedown", "s-1234567", "sss", "ss1s2s3", "m", "sdown")


def seen(pilot: Pilot[Any]) -> tuple[str, int | None, int]:
    """What stands on the screen, which row is under the cursor, and where the view begins."""
    table = pilot.app.screen.query_one(LineTable)
    return screen_text(pilot.app), table.cursor, table.scroll_offset.y


def press(pilot: Pilot[Any], *keys: tuple[str, float]) -> None:
    """Keys with the seconds since the one before each."""
    at = max(key_turns(pilot.app.screen)._gate._last, events.Key("s", "s").time)
    for name, gap in keys:
        key = events.Key(key_of(name), name if len(name) == 1 else None)
        at += gap
        key.time = at
        pilot.app.post_message(key)


async def all_passed_but_the_gate(pilot: Pilot[Any]) -> None:
    """Every key that is none of a scan for certain has done what it does."""
    keys = key_turns(pilot.app.screen)
    await until(pilot, lambda: not (keys._turn_runs or keys._typed))


async def all_passed(pilot: Pilot[Any]) -> None:
    """No key waits, neither at the gate nor for its turn."""
    keys = key_turns(pilot.app.screen)
    await until(pilot, lambda: not (keys.keys_at_gate or keys._turn_runs or keys._typed))


async def test_the_schedule_is_sorted_while_the_key_waits_and_only_once(plant: PlantFloor) -> None:
    telling_by_speed(plant)
    async with over_schedule(plant) as pilot:
        keys = key_turns(pilot.app.screen)
        keys._gate.patience = 1000.0
        press(pilot, ("s", APART))
        await until_shown(pilot, "Sorted by location.")
        assert keys.keys_at_gate
        await keys._let_through()
        await all_passed(pilot)
        assert message(pilot.app) == "Sorted by location."
        press(pilot, ("s", 2000.0), ("s", TOGETHER))
        await until(pilot, lambda: keys.keys_at_gate and message(pilot.app) == "Sorted by class.")
        await keys._let_through()
        await until_shown(pilot, "Sorted by cadence.")


@pytest.mark.parametrize("screen_class", [ScheduleScreen, ReconcileScreen])
async def test_a_scan_finds_everything_as_it_was(plant: PlantFloor, screen_class: type) -> None:
    telling_by_speed(plant)
    where = over_schedule(plant) if screen_class is ScheduleScreen else on_screen(
        plant, ReconcileScreen(compared(plant, PLACE))
    )  # fmt: skip
    async with where as pilot:
        screen = pilot.app.screen
        screen.query_one("#message", MessageLine).say("Said before.")
        press(pilot, *[("down", APART)] * 3)
        await all_passed(pilot)
        await until_shown(pilot, "Said before.")
        before, keys = seen(pilot), key_turns(screen)
        keys._gate.patience = 1000.0
        press(pilot, ("s", APART))
        await until(pilot, lambda: "Sorted" in message(pilot.app))
        assert seen(pilot) != before
        await all_passed_but_the_gate(pilot)
        press(pilot, *[(sign, TOGETHER) for sign in "-1234567"])
        await pilot.pause()
        keys.hold_keys()
        await keys._let_through()
        await until(pilot, lambda: seen(pilot) == before)
        assert list(keys._typed) == [ScanText("s-1234567")]
        keys.release_keys()
        await until(pilot, lambda: "Said before." not in message(pilot.app))


@pytest.mark.parametrize("seed", some_by_default(map(str, range(40)), "0"))
@pytest.mark.parametrize("screen_class", [ScheduleScreen, pytest.param(ReconcileScreen, marks=pytest.mark.slow)])
async def test_whatever_is_typed_and_scanned_it_ends_as_if_no_key_acted_ahead(
    plant: PlantFloor, screen_class: type, seed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    telling_by_speed(plant)
    count = compared(plant, PLACE) if screen_class is ReconcileScreen else None
    pieces = random.Random(seed).choices(PIECES, k=8)
    ends = []
    for acts in (frozenset({"sort"}), frozenset[str]()):
        monkeypatch.setattr(ScheduleArranging, "ACTS_AHEAD", acts)
        monkeypatch.setattr(TablePart, "ACTS_AHEAD", acts)
        async with over_schedule(plant) if count is None else on_screen(plant, ReconcileScreen(count)) as pilot:
            for piece in pieces:
                send(pilot, piece)
                await all_passed(pilot)
                await until_rest(pilot)
            await pilot.pause(0.05)
            ends.append(seen(pilot))
    assert ends[0] == ends[1], pieces


def send(pilot: Pilot[Any], piece: str) -> None:
    """One of `PIECES`, as fingers, or a scanner, or a slow line bring it."""
    if any(sign.isdigit() for sign in piece):
        press(pilot, *zip([*piece, "enter"], [APART, *[TOGETHER] * len(piece)], strict=True))
    elif piece == "sdown":
        press(pilot, ("s", APART), ("down", TOGETHER))
    elif set(piece) == {"s"}:
        press(pilot, ("s", APART), *[("s", TOGETHER)] * (len(piece) - 1))
    else:
        press(pilot, (piece, APART))

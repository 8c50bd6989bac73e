"""Every wait for ION on every screen: Esc ends it at once, the screen goes on, and nothing that was stored is lost."""

from __future__ import annotations

import ast
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

import cyclecount_tui.tui
from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.counting_events import ItemFound, Submitted
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reconcile.fix_form import FixForm
from cyclecount_tui.tui.screens.recount_asked import RecountAskedScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.what_now import WhatNowScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText, Choose, Confirm
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.submitting import submit
from tests.part_counts import part_begun
from tests.recounts import NO_DECOYS, requiring
from tests.tui.counts_made import begun, chosen, compared, counted, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.over_schedule import over_schedule
from tests.tui.plant_floor import NOW, PlantFloor

PLACE = "RACK-A / SHELF-04"
UNKNOWN = "NOWHERE-1"
LABEL = '{"uid":"0123456789abcdef0123456789abcdef"}'
LONG = 10_000.0
"""Seconds; longer than any test waits."""

Stage = Callable[[PlantFloor, tuple[int, int], Callable[[], None]], Any]
"""The app in front of the wait: called with the plant, the size, and what lets ION hang, done before the wait."""

Step = Callable[[Pilot[Any], PlantFloor], Awaitable[None]]


async def nothing(_pilot: Pilot[Any], _plant: PlantFloor) -> None:
    pass


# The schedule


@asynccontextmanager
async def schedule(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    hang()
    async with plant.app.run_test(size=size) as pilot:
        await until_shown(pilot, "LINE-1")
        yield pilot


async def refresh(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("r")
    await until(pilot, lambda: isinstance(pilot.app.screen, ScheduleScreen) and pilot.app.screen.table.row_count > 15)


async def build(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("b")


async def build_again(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("r")
    await until(pilot, lambda: pilot.app.screen.query_one(LineTable).row_count > 10)


async def spot_count(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("o")
    await until_screen(pilot, AskText)
    await pilot.press("R", "A", "C", "K", "enter")


async def spot_count_again(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await spot_count(pilot, plant)
    await until_screen(pilot, Choose)


async def count_part(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await pilot.press("P")
    await until_screen(pilot, AskText)
    await type_text(pilot, next(iter(plant.simulator.plant.parts)).part_number)
    await pilot.press("enter")


async def count_part_again(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await count_part(pilot, plant)
    await until_screen(pilot, CloseOffScreen)


async def begin_near(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("w")
    await until_screen(pilot, AskText)
    await pilot.press("9", "0", "enter")
    await until_screen(pilot, WhatNowScreen)
    await begin_near_again(pilot, _plant)


async def begin_near_again(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("n")
    await until_screen(pilot, AskText)
    await type_text(pilot, "ROBOT CELL")
    await pilot.press("enter")


def scan(pilot: Pilot[Any], code: str) -> None:
    pilot.app.screen.post_message(Scanned(code, Arrival.BURST))


async def scan_unknown(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    scan(pilot, UNKNOWN)


async def scan_unknown_again(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    scan(pilot, UNKNOWN)
    await until(pilot, lambda: f"{UNKNOWN} is no location or part that ION knows" in message(pilot.app))


# Closing off


@asynccontextmanager
async def closed_off(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    count = open_count(plant.workplace, plant.location(PLACE))
    count = close_off(plant.workplace, count, "Bo", sign_up=True, transactions_stopped=False)
    async with on_screen(plant, CloseOffScreen(count), size, before=hang) as pilot:
        yield pilot


async def read_sheet(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("f8")


async def read_sheet_again(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("f8")
    await until_screen(pilot, CountScreen)


# Counting


@asynccontextmanager
async def counting(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    async with on_screen(plant, CountScreen(counted(plant, PLACE)), size, before=hang) as pilot:
        yield pilot


async def finish(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("f8")
    await until_screen(pilot, Confirm)
    await pilot.press("y")


async def compare_later(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await until_screen(pilot, ReconcileScreen)
    await until(pilot, lambda: "r try again" in keys(pilot.app))
    await pilot.press("r")
    await until(pilot, lambda: plant.latest(PLACE).phase is Phase.RECONCILING)
    assert sum(isinstance(event, Submitted) for event in plant.events(PLACE)) == 1


@asynccontextmanager
async def finding(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    async with on_screen(plant, CountScreen(begun(plant, PLACE)), size, before=hang) as pilot:
        yield pilot


async def find(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("f3")
    await until_screen(pilot, FoundItemScreen)
    await pilot.press("Q", "enter", "enter", "enter", "enter", "3", "enter")


async def find_again(pilot: Pilot[Any], plant: PlantFloor) -> None:
    assert not [event for event in plant.events(PLACE) if isinstance(event, ItemFound)]
    await pilot.press("enter")
    await until(pilot, lambda: [event for event in plant.events(PLACE) if isinstance(event, ItemFound)])
    await until_screen(pilot, CountScreen)


async def scan_other_unknown(pilot: Pilot[Any], plant: PlantFloor) -> None:
    assert [unknown.text for unknown in plant.latest(PLACE).open_scans] == [UNKNOWN]
    scan(pilot, UNKNOWN * 2)
    await until(pilot, lambda: len(plant.latest(PLACE).open_scans) == 2)


async def scan_into_the_form(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("f3")
    await until_screen(pilot, FoundItemScreen)
    await type_text(pilot, LABEL)
    await pilot.press("enter")


async def type_into_the_form(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await pilot.press("f2", "Q", "enter", "enter", "enter", "enter", "3", "enter")
    await until(pilot, lambda: [event for event in plant.events(PLACE) if isinstance(event, ItemFound)])


@asynccontextmanager
async def finding_of_a_part(
    plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]
) -> AsyncIterator[Pilot[Any]]:
    count = part_begun(plant.workplace, "FR-10048")
    async with on_screen(plant, CountScreen(count), size, before=hang) as pilot:
        yield pilot


async def say_where(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("f3")
    await until_screen(pilot, FoundItemScreen)
    await pilot.press("f2")
    await type_text(pilot, "RACK-C")
    await pilot.press("enter")


async def say_where_again(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: getattr(pilot.app.screen.focused, "id", "") == "revision")


# Reconciling


@asynccontextmanager
async def submitted(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    event = Submitted(at=NOW, by="Ann", counted_on=plant.workplace.today())
    count = record(plant.workplace, counted(plant, PLACE), event)
    async with on_screen(plant, ReconcileScreen(count), size, before=hang) as pilot:
        yield pilot


@asynccontextmanager
async def fixing(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    async with on_screen(plant, ReconcileScreen(compared(plant, PLACE)), size, before=hang) as pilot:
        await until(pilot, lambda: "c other fix" in keys(pilot.app) or size[0] < 80)
        await pilot.press("c")
        await until_screen(pilot, Choose)
        await pilot.press("1")
        await until_screen(pilot, FixForm)
        yield pilot


async def say_where_to(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await type_text(pilot, UNKNOWN)
    await pilot.press("enter")


async def say_where_to_again(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: UNKNOWN in message(pilot.app) and "Stopped" not in message(pilot.app))


@asynccontextmanager
async def asked_again(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    requiring(plant.workplace, NO_DECOYS)
    count = submit(plant.workplace, counted(plant, PLACE))
    async with on_screen(plant, RecountAskedScreen(count), size, before=hang) as pilot:
        yield pilot


async def go_without(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await pilot.press("w")
    await until_screen(pilot, AskText)
    await type_text(pilot, "no time")
    await pilot.press("enter")


@asynccontextmanager
async def planning(plant: PlantFloor, size: tuple[int, int], hang: Callable[[], None]) -> AsyncIterator[Pilot[Any]]:
    async with on_screen(plant, PlanScreen(chosen(plant, PLACE)), size, before=hang) as pilot:
        yield pilot


async def plan_again(pilot: Pilot[Any], plant: PlantFloor) -> None:
    assert plant.latest(PLACE).plan is None
    await pilot.press("r")
    await until(pilot, lambda: "3 writes to post" in message(pilot.app))


@dataclass(frozen=True)
class Waiting:
    """One wait: what hangs, how it begins, what is said, what is said after Esc, and how it is done again."""

    module: str
    operation: str
    stage: Stage
    begin: Step
    said: str
    after: str
    again: Step


_LATER = "Stopped waiting for ION. The count is submitted and kept"
_COMPARING = f"Comparing {PLACE} with ION; Esc stops waiting."

WAITS = (
    Waiting("screens/schedule.py", "Locations", schedule, nothing, "Asking ION for all locations; Esc stops waiting.",
            "Stopped waiting; nothing was changed.", refresh),
    Waiting("screens/schedule.py", "token", schedule, nothing, "Asking ION for all locations; Esc stops waiting.",
            "Stopped waiting; nothing was changed.", refresh),
    Waiting("screens/build.py", "PlantRecords", over_schedule, build, "Reading all of ION's inventory; Esc stops",
            "Stopped waiting; nothing was changed. Press r", build_again),
    Waiting("screens/build.py", "PlantParts", over_schedule, build, "Reading all of ION's inventory",
            "Stopped waiting; nothing was changed. Press r", build_again),
    Waiting("screens/schedule_planning.py", "LocationsNamed", over_schedule, spot_count, "Looking for RACK; Esc stops",
            "Stopped waiting; nothing was counted.", spot_count_again),
    Waiting("screens/what_now.py", "LocationsNamed", over_schedule, begin_near, "Looking for it; Esc stops",
            "Stopped looking: the walk begins where it did.", begin_near_again),
    Waiting("screens/schedule_counts.py", "SheetParts", over_schedule, count_part, "Looking for part ",
            "Stopped looking for the part.", count_part_again),
    Waiting("screens/schedule_scans.py", "ScanBarcode", over_schedule, scan_unknown,
            f"Looking for {UNKNOWN}; Esc stops", "Stopped waiting; nothing was counted.", scan_unknown_again),
    Waiting("screens/sheet_asking.py", "BlindSheet", closed_off, read_sheet, "Reading the sheet from ION; Esc",
            "Stopped waiting; the close-off is kept. Press F8", read_sheet_again),
    Waiting("screens/count/submission.py", "RecordsAt", counting, finish, _COMPARING, _LATER, compare_later),
    Waiting("screens/count/submission.py", "OpenRequirements", counting, finish, _COMPARING, _LATER, compare_later),
    Waiting("screens/found_item.py", "SheetParts", finding, find, "Asking ION about Q; Esc stops waiting.",
            "Stopped waiting; nothing was stored. Enter tries again", find_again),
    Waiting("screens/found_where.py", "LocationsNamed", finding_of_a_part, say_where, "Looking for RACK-C; Esc stops",
            "Stopped waiting; nothing was stored. Enter looks for it again.", say_where_again),
    Waiting("screens/count/entering.py", "ScanBarcode", finding, scan_unknown, f"Looking for {UNKNOWN}; Esc stops",
            f"Kept the unknown code {UNKNOWN} (ION could not be asked): F3 says", scan_other_unknown),
    Waiting("screens/found_scans.py", "ScanBarcode", finding, scan_into_the_form, "Looking for ",
            "ION did not say what that label is on: type the part number.", type_into_the_form),
    Waiting("screens/reconcile/fix_form.py", "LocationsNamed", fixing, say_where_to,
            f"Looking for {UNKNOWN}; Esc stops", "Stopped waiting; nothing is chosen. Enter looks for it again.",
            say_where_to_again),
    Waiting("screens/recount_asked.py", "RecordsAt", asked_again, go_without, _COMPARING, _LATER, compare_later),
    Waiting("screens/reconcile/comparison.py", "RecordsAt", submitted, nothing, _COMPARING, _LATER, compare_later),
    Waiting("screens/reconcile/comparison.py", "OpenKitItems", submitted, nothing, _COMPARING, _LATER, compare_later),
    Waiting("screens/plan/screen.py", "Records", planning, nothing,
            "Reading the records of the chosen fixes from ION; Esc", "Nothing was changed and there is no new plan",
            plan_again),
)  # fmt: skip

_NOT_SHOWN = {
    "screens/schedule_features.py", "screens/schedule_going_on.py", "screens/count/arriving_part.py",
    "screens/count_ahead.py",
}  # fmt: skip
"""What is read beside everything else, which nobody waits for."""


def named(waiting: Waiting) -> str:
    return f"{waiting.module}-{waiting.operation}"


def test_the_table_has_every_wait() -> None:
    source = Path(cyclecount_tui.tui.__file__).parent
    waits = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "start_job"
        and any(keyword.arg == "abandonable" for keyword in node.keywords)
    }
    assert waits - _NOT_SHOWN == {waiting.module for waiting in WAITS}


def test_what_is_said_while_waiting_gets_its_full_stop_when_it_is_said() -> None:
    said = [
        piece.value
        for path in Path(cyclecount_tui.tui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.keyword) and node.arg == "waiting")
        or (isinstance(node, ast.Assign) and any(getattr(to, "id", "") == "waiting" for to in node.targets))
        for piece in ast.walk(node.value)
        if isinstance(piece, ast.Constant) and isinstance(piece.value, str)
    ]
    assert "Reading the sheet from ION" in said
    assert [text for text in said if text.endswith((".", "…"))] == []


@pytest.mark.parametrize("size", [SIZES[1], pytest.param(SIZES[2], marks=pytest.mark.slow)])
@pytest.mark.parametrize("waiting", WAITS, ids=named)
async def test_esc_ends_a_wait_for_an_ion_that_does_not_answer(
    plant: PlantFloor, waiting: Waiting, size: tuple[int, int]
) -> None:
    faults = plant.simulator.faults
    faults.gateway_timeout(2 * LONG)

    def hang() -> None:
        plant.gate.asked.clear()
        faults.delay(LONG, only=waiting.operation)

    async with waiting.stage(plant, size, hang) as pilot:
        await waiting.begin(pilot, plant)
        await until(pilot, lambda: waiting.operation in plant.gate.asked)
        stored = await _stopped(pilot, plant, waiting)
        faults.clear()
        await waiting.again(pilot, plant)
    if stored:
        assert plant.events(PLACE)[: len(stored)] == stored


@pytest.mark.slow
@pytest.mark.parametrize("waiting", [waiting for waiting in WAITS if waiting.operation != "token"], ids=named)
async def test_esc_ends_a_wait_between_two_tries(make_plant: Callable[..., PlantFloor], waiting: Waiting) -> None:
    """ION asks to come again in nearly a minute: the thread that waits ends with the waiting, and asks nothing more."""
    plant = make_plant(patience=Patience(longest_retry_after=LONG))
    faults = plant.simulator.faults

    def hang() -> None:
        plant.gate.asked.clear()
        faults.rate_limited(int(LONG), count=1, only=waiting.operation)

    async with waiting.stage(plant, SIZES[1], hang) as pilot:
        await waiting.begin(pilot, plant)
        await until(pilot, lambda: faults.struck["rate_limited"])
        await _stopped(pilot, plant, waiting)
        await until(pilot, lambda: not _threads_at_work(), "The end of all threads")
        assert plant.gate.asked.count(waiting.operation) == 1
        await waiting.again(pilot, plant)


async def _stopped(pilot: Pilot[Any], plant: PlantFloor, waiting: Waiting) -> list[Event]:
    """Presses Esc once the wait is said, or how many rows it has by now; gives what was on disk just before."""
    said = waiting.said, f"{waiting.said.partition(';')[0]}: "
    await until(pilot, lambda: message(pilot.app).startswith(said))
    await until(pilot, lambda: "Esc stop waiting" in keys(pilot.app))
    stored = plant.events(PLACE) if waiting.stage not in {schedule, over_schedule, finding_of_a_part} else []
    await pilot.press("escape")
    await until(pilot, lambda: waiting.after in message(pilot.app))
    await until(pilot, lambda: "stop waiting" not in keys(pilot.app))
    return stored


def _threads_at_work() -> list[str]:
    names = {"abandonable-job", "question to ION"}
    return [thread.name for thread in threading.enumerate() if thread.name in names]

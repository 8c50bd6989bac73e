"""Named states of the app: the golden tests compare them, and the README's pictures are drawn from them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.first_run import FirstRunApp
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.certificate import CertificateScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.count.finishing import FinishScreen
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile.fix_form import FixForm
from cyclecount_tui.tui.screens.reopening import ReopenScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.screens.what_now import WhatNowScreen
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.workflow.choosing import Take, take
from cyclecount_tui.workflow.choosing import leave as leave_it
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.finding_parts import find_part
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, leave, none_here
from cyclecount_tui.workflow.unknown_scans import keep_unknown
from tests.approvals import approving
from tests.part_counts import part_begun, part_compared, truth_of
from tests.recounts import NO_DECOYS, again_by, requiring
from tests.tui.counts_made import begun, compared
from tests.tui.driving import message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor

SIZES = {"wide": (120, 36), "usual": (80, 24), "small": (40, 8)}
TINY = {"tiny": (20, 16), "upright": (16, 20)}
"""Handhelds that stand upright: for counting alone."""
USUALLY = ("usual", "small", "tiny")
ALWAYS = (*SIZES, *TINY)

SHELF = "RACK-B / SHELF-01"
PART = "FR-10048"
SERIALS = "RACK-B / SHELF-02"
HOSTILE_SHELF = "RACK-C / SHELF-04"

Play = Callable[[Pilot[Any], PlantFloor], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the app: how the factory is set before it starts, and the keys that lead there.

    `reading`: something is still being read in the picture. `tiny`: it has to fit a very small screen, too. `often`:
    sizes that are drawn every time and not by the thorough tests alone.
    """

    name: str
    title: str
    play: Play
    prepare: Callable[[PlantFloor], object] = lambda _plant: None
    app: Callable[[PlantFloor], App[Any]] = lambda plant: CycleCountApp(plant.workplace, demo=True)
    options: SimulatorOptions | None = None
    remembering: bool = False
    reading: bool = False
    tiny: bool = False
    often: tuple[str, ...] = USUALLY

    @property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """By their names, the sizes that it is drawn in."""
        return SIZES | TINY if self.tiny else SIZES


@asynccontextmanager
async def on_stage(scene: Scene, folder: Path, size: tuple[int, int]) -> AsyncIterator[App[Any]]:
    """The app in the state of the scene, everything at rest."""
    plant = PlantFloor(folder, scene.options, remembering=scene.remembering)
    try:
        scene.prepare(plant)
        app = scene.app(plant)
        async with app.run_test(size=size) as pilot:
            await scene.play(pilot, plant)
            await (pilot.pause() if scene.reading else until_rest(pilot))
            yield app
    finally:
        plant.gate.open()
        plant.workplace.close()


async def _schedule(pilot: Pilot[Any], plant: PlantFloor, more: int = 0) -> None:
    """The schedule with all locations of ION, which come a moment after the scheduled ones, and `more` rows."""
    await until_screen(pilot, ScheduleScreen)
    table = pilot.app.screen.query_one(ScheduleTable)
    everywhere = sum(not place.archived for place in plant.simulator.plant.places)
    await until(
        pilot, lambda: sum(not entry.row.subject.is_part for entry in table.entries) == everywhere, "All locations"
    )


async def _schedule_alone(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await until_screen(pilot, ScheduleScreen)
    await until_shown(pilot, "Schedule only")


def _worked_with(plant: PlantFloor) -> None:
    """Rows that know their lines, past counts, one that waits to be reopened, and a part."""
    table = plant.workplace.store.schedule
    table.replace_rows(row._replace(lines=8 + row.subject.id % 23) for row in table.rows())
    part = find_part(plant.workplace, PART)
    table.put(ScheduleRow(part, "A", 90, NOW.date() - timedelta(days=80), lines=4))
    for days, name, as_recorded in (
        (150, "RACK-A / SHELF-01", False), (90, "RACK-A / SHELF-01", True), (30, "RACK-A / SHELF-01", True),
        (64, "LINE-2", False), (4, "LINE-2", False), (70, "RACK-B / SHELF-02", True),
    ):  # fmt: skip
        plant.workplace.clock = partial(_days_ago, days)
        reopen(plant.workplace, compared(plant, name, as_recorded=as_recorded), "left as it is")
    plant.workplace.clock = partial(_days_ago, 0)
    compared(plant, "RACK-B / SHELF-03", as_recorded=True)


def _days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


async def _arranged(pilot: Pilot[Any], plant: PlantFloor, *keys: str) -> None:
    """The schedule with all that stands around its rows, and what these keys make of it."""
    await _schedule(pilot, plant, more=1)
    await until_rest(pilot)
    await pilot.press(*keys)


async def _grouped(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _arranged(pilot, plant, "g", "g")
    table = pilot.app.screen.query_one(ScheduleTable)
    table.move_to([entry.row.subject.name for entry in table.entries].index("RACK-A / SHELF-01"))
    await until_shown(pilot, "▶ RACK-A / SHELF-01")


async def _filtered(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _arranged(pilot, plant, "slash")
    await type_text(pilot, "over rack")
    await until(pilot, lambda: pilot.app.screen.query_one(ScheduleTable).row_count == 3)


async def _what_now(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _arranged(pilot, plant, "w")
    await until_shown(pilot, "How many minutes")
    await type_text(pilot, "90")
    await pilot.press("enter")
    await until_screen(pilot, WhatNowScreen)
    await pilot.press("m")
    await until_shown(pilot, "of 90 min")
    await until(pilot, lambda: pilot.app.screen.query_one(LineTable).row_count > 1)


async def _build(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _schedule(pilot, plant)
    await pilot.press("b")
    await until_shown(pilot, "15 changed")
    await pilot.press("enter", "down")
    await until_shown(pilot, "1 taken")


async def _level(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _arranged(pilot, plant, "l")
    await until_shown(pilot, "rows move")


async def _opened(pilot: Pilot[Any], plant: PlantFloor, name: str, shown: str) -> None:
    """The count of a location, opened from the schedule."""
    await _schedule(pilot, plant)
    table = pilot.app.screen.query_one(ScheduleTable)
    table.move_to([entry.row.subject.name for entry in table.entries].index(name))
    await pilot.press("enter")
    await until_shown(pilot, shown)
    await until_rest(pilot)


async def _close_off(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "Who was told?")
    await type_text(pilot, "shift lead, LINE-2")
    await pilot.press("enter", "y")
    await until_shown(pilot, "yes")


async def _reading(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "F8 read")
    plant.gate.shut(let_through=1)
    await pilot.press("f8")
    await until_screen(pilot, CountScreen)
    await pilot.press("4", "8", "enter")
    await until_shown(pilot, "Saved")


async def _features(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _schedule(pilot, plant)
    await until_shown(pilot, "Counting works")


def _closed_off(plant: PlantFloor) -> None:
    count = open_count(plant.workplace, plant.location(SHELF))
    close_off(plant.workplace, count, "shift lead, LINE-2", sign_up=True, transactions_stopped=True)


def _half_counted(plant: PlantFloor) -> None:
    count = begun(plant, SHELF)
    place = plant.workplace
    count = enter(place, count, 1, "4*12")
    count = none_here(place, count, 2)
    count = enter(place, count, 3, "250+36")
    enter(place, count, 4, "112")


async def _count(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "Going on")


async def _count_typing(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _count(pilot, plant)
    await type_text(pilot, "30")
    await pilot.press("enter")
    await until_shown(pilot, "Saved")
    await type_text(pilot, "12*6+4")
    await until_shown(pilot, "12*6+4")


async def _count_wrong(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _count(pilot, plant)
    await type_text(pilot, "12**9")
    await pilot.press("enter")
    await until_shown(pilot, "power")


async def _count_scanned(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SERIALS, "FR-10028")
    pilot.app.screen.post_message(Scanned("SN-00482", Arrival.BURST))
    await until(pilot, lambda: "it is here" in message(pilot.app))
    pilot.app.screen.post_message(Scanned("SN-00482", Arrival.BURST))
    await until(pilot, lambda: "already" in message(pilot.app))


async def _count_double_blind(pilot: Pilot[Any], plant: PlantFloor) -> None:
    place = plant.workplace
    count = open_count(place, plant.location(SHELF), CountMode.DOUBLE_BLIND)
    count = close_off(place, count, told="shift lead, LINE-2", sign_up=True, transactions_stopped=True)
    count = read_sheet(place, count)
    enter(place, enter(place, count, 3, "250+36"), 5, "12")
    await _schedule(pilot, plant)
    pilot.app.screen.post_message(Scanned(SHELF, Arrival.BURST))
    await until_shown(pilot, "Going on")
    pilot.app.screen.post_message(Scanned(count.lines[1].key.part_number, Arrival.BURST))
    await until_shown(pilot, count.lines[1].key.part_number)


def _training(plant: PlantFloor) -> None:
    count = read_sheet(plant.workplace, open_count(plant.workplace, plant.location(SHELF), CountMode.GUIDED))
    enter(plant.workplace, count, 1, "4*12")


def _half_counted_and_scanned(plant: PlantFloor) -> None:
    _half_counted(plant)
    keep_unknown(plant.workplace, plant.latest(SHELF), "QX-777777")


async def _unsettled(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "Going on")
    await pilot.press("f8")
    await until_screen(pilot, FinishScreen)


def _some_left(plant: PlantFloor) -> None:
    _half_counted(plant)
    count = plant.latest(SHELF)
    leave(plant.workplace, count, [line.number for line in count.open_lines], "Location is blocked")


async def _finish(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "F8 finish")
    await pilot.press("f8")
    await until_shown(pilot, "Press y")


async def _found(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _count(pilot, plant)
    await pilot.press("f3")
    await until_shown(pilot, "Part number")
    await type_text(pilot, "FR-10099")


async def _reconcile(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "3 discrepancies")


def _recount_asked(plant: PlantFloor) -> None:
    requiring(plant.workplace)
    compared(plant, SHELF)


def _counted_three_times(plant: PlantFloor) -> None:
    requiring(plant.workplace, NO_DECOYS)
    count = compared(plant, SHELF)
    line = next(number for number in sorted(count.asked) if count.counted[number].quantity > 2)
    count = again_by(plant.workplace, "Ben", count, {line: 901})
    again_by(plant.workplace, "Cy", count, {line: 902})


async def _recount_disputed(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "no two agree")
    await until_shown(pilot, "1st count Ann")


async def _evidence(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _reconcile(pilot, plant)
    await pilot.press("e")
    await until_shown(pilot, "EVIDENCE")


async def _other_fix(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _reconcile(pilot, plant)
    await until(pilot, lambda: pilot.app.screen.query_one(KeyBar).text.count("c other fix") > 0)
    await pilot.press("c", "1")
    await until_screen(pilot, FixForm)
    await type_text(pilot, "mrb")
    await pilot.press("enter")
    await until_shown(pilot, "MRB-1")
    await until_shown(pilot, "Enter: all 5")
    await type_text(pilot, "2+1")


def _all_chosen(plant: PlantFloor) -> None:
    take(plant.workplace, compared(plant, SHELF), Take.FIRST)


async def _plan(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _opened(pilot, plant, SHELF, "SHELF-01")
    await pilot.press("p")
    await until_screen(pilot, PlanScreen)
    await until_shown(pilot, "to post")
    await until_rest(pilot)


async def _approval(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _plan(pilot, plant)
    await pilot.press("a")
    await until_shown(pilot, "Who")
    await type_text(pilot, "Cy")
    await pilot.press("enter")
    await until_shown(pilot, "as Cy")


def _strict(plant: PlantFloor) -> None:
    approving(plant.workplace, 10, 100_000)
    _all_chosen(plant)


def _one_left(plant: PlantFloor) -> None:
    count = compared(plant, SHELF)
    last = count.unresolved[-1].line.number
    take(plant.workplace, leave_it(plant.workplace, count, last, "the pallet stands on top of it"), Take.FIRST)


async def _certificate(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _posted(pilot, plant)
    await pilot.press("c")
    await until_screen(pilot, CertificateScreen)
    await until_shown(pilot, "pallet")


async def _confirm_post(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _plan(pilot, plant)
    await pilot.press("f8")
    await until_shown(pilot, "Press y")


async def _posted(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _confirm_post(pilot, plant)
    await pilot.press("y")
    await until(pilot, lambda: plant.latest(SHELF).to_reopen)
    await until_shown(pilot, "closed off still")


async def _reopen(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _posted(pilot, plant)
    await pilot.press("f8")
    await until_screen(pilot, ReopenScreen)


async def _stale(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _plan(pilot, plant)
    plan = plant.latest(SHELF).plan
    assert plan is not None
    record_id = next(write.record_id for write in plan.writes if write.record_id is not None)
    plant.simulator.plant.clock = lambda: NOW
    plant.simulator.faults.edit_behind_the_back(record_id, quantity=1000)
    await pilot.press("f8")
    await until_shown(pilot, "Press y")
    await pilot.press("y")
    await until_shown(pilot, "1 changed")
    await until_rest(pilot)


def _part_half_counted(plant: PlantFloor) -> None:
    place, count = plant.workplace, part_begun(plant.workplace, PART)
    count = enter(place, count, 1, "12*4")
    count = none_here(place, count, 2)
    enter(place, count, 3, "7")


def _part_compared(plant: PlantFloor) -> None:
    """Four were carried from one shelf to another, two more turned up at a third."""
    truth = truth_of(plant.simulator.plant, PART)
    shelves = [key for key in truth if key.revision == "A" and truth[key] > 4]
    for key, apart in zip(shelves, (-4, 4, 2), strict=False):
        truth[key] += apart
    part_compared(plant.workplace, plant.simulator.plant, PART, truth)


async def _part(pilot: Pilot[Any], plant: PlantFloor, shown: str) -> None:
    await _schedule(pilot, plant)
    await pilot.press("P")
    await until_shown(pilot, "Which part number?")
    await type_text(pilot, PART)
    await pilot.press("enter")
    await until_shown(pilot, shown)
    await until_rest(pilot)


async def _part_count(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _part(pilot, plant, "F8 finish")
    await type_text(pilot, "12*6+4")
    await until_shown(pilot, "= 76")


async def _part_plan(pilot: Pilot[Any], plant: PlantFloor) -> None:
    take(plant.workplace, load(plant.workplace, plant.workplace.store.journal.open_counts()[0].count_id), Take.FIRST)
    await _part(pilot, plant, "3 discrepancies")
    await pilot.press("p")
    await until_screen(pilot, PlanScreen)
    await until_shown(pilot, "to post")
    await until_rest(pilot)


async def _help(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _count(pilot, plant)
    await pilot.press("f1")
    await until_shown(pilot, "HELP")


async def _palette(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await _count(pilot, plant)
    await pilot.press("ctrl+p")
    await until_shown(pilot, "None here")


def _ion_down(plant: PlantFloor) -> None:
    plant.simulator.faults.drop_before(count=1000)


async def _first_run(pilot: Pilot[Any], _plant: PlantFloor) -> None:
    await until_shown(pilot, "ION_API_URI")


SCENES = (
    Scene("first_run", "What to set, and the demo", _first_run, app=lambda _plant: FirstRunApp(
        ["ION_API_URI", "ION_AUTH_SERVER", "ION_CLIENT_ID", "ION_CLIENT_SECRET"])),
    Scene("schedule", "What is due", _schedule, lambda plant: open_count(plant.workplace, plant.location(SHELF)),
        often=ALWAYS),
    Scene("schedule_unreachable", "What is due, without ION", _schedule_alone, _ion_down),
    Scene("features", "What this ION does not offer", _features, remembering=True, options=SimulatorOptions(
        without=frozenset({"Query.partKitItems", "Part.cost", "PartInventory.timeline"}))),
    Scene("schedule_grouped", "The schedule by area", _grouped, _worked_with),
    Scene("schedule_filter", "Filtered as one types", _filtered, _worked_with),
    Scene("what_now", "What to count in ninety minutes", _what_now, _worked_with),
    Scene("build", "Classes and cadences from ION", _build),
    Scene("level", "The year spread evenly", _level, _worked_with),
    Scene("close_off", "Closing a location off", _close_off),
    Scene("reading", "The sheet comes", _reading, _closed_off, options=SimulatorOptions(max_first=5), reading=True),
    Scene("count", "The blind count", _count_typing, _half_counted, tiny=True, often=ALWAYS),
    Scene("count_wrong", "A quantity that is none", _count_wrong, _half_counted, tiny=True),
    Scene("count_scanned", "A serial that was scanned twice", _count_scanned, lambda plant: begun(
        plant, SERIALS), tiny=True),
    Scene("count_double_blind", "An empty sheet fills with what is seen", _count_double_blind, tiny=True),
    Scene("count_training", "Training shows what ION has", lambda pilot, plant: _opened(
        pilot, plant, SHELF, "Going on"), _training),
    Scene("unsettled", "Nothing is assumed of what is open", _unsettled, _half_counted_and_scanned, tiny=True),
    Scene("count_hostile", "Text that would steer the terminal", lambda pilot, plant: _opened(
        pilot, plant, HOSTILE_SHELF, "F8 finish"), lambda plant: begun(plant, HOSTILE_SHELF)),
    Scene("found_item", "Something that is not on the sheet", _found, _half_counted),
    Scene("finish", "Lines that are left uncounted", _finish, _some_left),
    Scene("recount_asked", "To be counted again, by somebody else", lambda pilot, plant: _opened(
        pilot, plant, SHELF, "counted again"), _recount_asked),
    Scene("recount_disputed", "No two counts agree", _recount_disputed, _counted_three_times),
    Scene("reconcile", "Digital and floor side by side", _reconcile, lambda plant: compared(plant, SHELF),
        often=ALWAYS),
    Scene("evidence", "Why a number is off", _evidence, lambda plant: compared(plant, SHELF),
        often=ALWAYS),
    Scene("other_fix", "Another fix, made by hand", _other_fix, lambda plant: compared(plant, SHELF)),
    Scene("plan", "The exact writes", _plan, _all_chosen, often=ALWAYS),
    Scene("approval", "Somebody else approves what is major", _approval, _strict),
    Scene("confirm_post", "Enter alone never posts", _confirm_post, _all_chosen),
    Scene("posted", "Posted, and still closed off", _posted, _all_chosen),
    Scene("certificate", "Equal, or why not", _certificate, _one_left),
    Scene("reopen", "Open again, when the sign is down", _reopen, _all_chosen),
    Scene("stale", "A record that changed meanwhile", _stale, _all_chosen),
    Scene("part_count", "A part, wherever it lies", _part_count, _part_half_counted),
    Scene("part_reconcile", "A part, place by place", lambda pilot, plant: _part(
        pilot, plant, "3 discrepancies"), _part_compared),
    Scene("part_plan", "One move for both ends", _part_plan, _part_compared),
    Scene("help", "The keys of a screen", _help, _half_counted),
    Scene("palette", "Every action by its name", _palette, _half_counted),
)  # fmt: skip
"""Every scene, in the order of a count."""

PICTURES = (
    "schedule",
    "schedule_grouped",
    "what_now",
    "build",
    "level",
    "close_off",
    "count",
    "count_scanned",
    "finish",
    "recount_asked",
    "reconcile",
    "evidence",
    "other_fix",
    "plan",
    "posted",
    "certificate",
)
"""The scenes drawn as pictures for the README and the manual."""

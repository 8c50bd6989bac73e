"""Scans on the schedule open a count or say who counts; on screens that take none they do nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.level import LevelScreen
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import Choose
from tests.tui.counts_made import begun, chosen, compared, on_screen
from tests.tui.driving import message, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.test_scans import scanner_keys, telling_by_speed

PLACE = "RACK-A / SHELF-01"


def scan(pilot: Pilot[Any], text: str) -> None:
    pilot.app.screen.post_message(Scanned(text, Arrival.BURST))


async def ready(pilot: Pilot[Any], plant: PlantFloor) -> None:
    await until_screen(pilot, ScheduleScreen)
    scheduled = len(plant.simulator.plant.schedule_rows())
    await until(pilot, lambda: pilot.app.screen.query_one(LineTable).row_count > scheduled)
    await until_rest(pilot)


async def test_a_location_opens_its_count(plant: PlantFloor) -> None:
    async with plant.app.run_test() as pilot:
        await ready(pilot, plant)
        scan(pilot, PLACE)
        await until_screen(pilot, CloseOffScreen)
        await until_shown(pilot, f"CLOSE OFF  {PLACE}")


async def test_the_label_of_a_location_goes_on_with_its_count(plant: PlantFloor) -> None:
    begun(plant, PLACE)
    place = next(place for place in plant.simulator.plant.places if place.name == PLACE)
    async with plant.app.run_test() as pilot:
        await ready(pilot, plant)
        scan(pilot, plant.simulator.plant.label(place.entity_id))
        await until_screen(pilot, CountScreen)
        await until_shown(pilot, PLACE)


async def test_a_part_opens_its_count_everywhere(plant: PlantFloor) -> None:
    async with plant.app.run_test() as pilot:
        await ready(pilot, plant)
        scan(pilot, "FR-10048")
        await until_shown(pilot, "CLOSE OFF  FR-10048")


async def test_a_burst_of_keys_or_a_paste_is_a_scan_and_no_command(plant: PlantFloor) -> None:
    async with telling_by_speed(plant).app.run_test() as pilot:
        await ready(pilot, plant)
        scanner_keys(pilot, "qwb-777777", ("enter", "ctrl+j"))
        await until(pilot, lambda: "qwb-777777 is no location or part that ION knows" in message(pilot.app))
        assert isinstance(pilot.app.screen, ScheduleScreen)
        pilot.app.post_message(events.Paste(f"{PLACE}\n"))
        await until_screen(pilot, CloseOffScreen)


async def test_an_unknown_code_is_said_and_opens_nothing(plant: PlantFloor) -> None:
    async with plant.app.run_test() as pilot:
        await ready(pilot, plant)
        scan(pilot, "QX-777777")
        await until(pilot, lambda: "QX-777777 is no location or part that ION knows" in message(pilot.app))
        plant.simulator.faults.drop_before(count=1000)
        scan(pilot, "QX-888888")
        await until(pilot, lambda: "QX-888888 is not known here, and ION did not answer" in message(pilot.app))
    assert plant.workplace.store.journal.open_counts() == []


async def test_a_badge_says_who_counts_and_a_card_of_a_count_says_what_it_is_for(plant: PlantFloor) -> None:
    async with plant.app.run_test() as pilot:
        await ready(pilot, plant)
        scan(pilot, "CC-BY-Bea")
        await until(pilot, lambda: message(pilot.app) == "Bea counts here now.")
        scan(pilot, "CC-UNDO")
        await until(pilot, lambda: "That card is for a count" in message(pilot.app))
    assert plant.workplace.counter == "Bea"


async def test_two_locations_of_one_name_are_asked_about(plant: PlantFloor) -> None:
    rows = list(plant.workplace.store.schedule.rows())
    twin = next(row for row in rows if row.subject.name != PLACE)
    rows[rows.index(twin)] = twin._replace(subject=replace(twin.subject, name=PLACE))
    plant.workplace.store.schedule.replace_rows(rows)
    async with plant.app.run_test() as pilot:
        await until_screen(pilot, ScheduleScreen)
        scan(pilot, PLACE)
        await until_screen(pilot, Choose)


@pytest.mark.parametrize("kind", [ReconcileScreen, PlanScreen, LevelScreen])
async def test_elsewhere_a_scan_does_nothing_and_says_so(plant: PlantFloor, kind: type[Screen[Any]]) -> None:
    telling_by_speed(plant)
    screen: Screen[Any] = LevelScreen()
    if kind is ReconcileScreen:
        screen = ReconcileScreen(compared(plant, PLACE))
    elif kind is PlanScreen:
        screen = PlanScreen(chosen(plant, PLACE))
    before = plant.workplace.store.journal.end()
    async with on_screen(plant, screen) as pilot:
        await until_rest(pilot)
        before = plant.workplace.store.journal.end()
        scanner_keys(pilot, "1pqrFR-10048")
        await until(pilot, lambda: "That was a scan" in message(pilot.app))
        assert pilot.app.screen is screen
    assert plant.workplace.store.journal.end() == before

"""What a test wants to know of a plan and its posting: what was written, what ION has, how far each row is."""

from __future__ import annotations

from decimal import Decimal

from textual.pilot import Pilot

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.screens.plan import PlanScreen, rows
from cyclecount_tui.tui.screens.plan.rows import State, state
from cyclecount_tui.tui.screens.reopening import ReopenScreen
from cyclecount_tui.tui.widgets.prompts import Confirm
from tests.tui.driving import keys, message, until, until_screen
from tests.tui.plant_floor import PlantFloor

PLACE = "RACK-A / SHELF-04"
"""Three discrepancies, whose first suggestions are a split and move, a set, and a move here."""


def mutations(plant: PlantFloor) -> list[str]:
    return [request.query for request in plant.simulator.requests if request.query.lstrip().startswith("mutation")]


def in_ion(plant: PlantFloor, count: Count, part_number: str) -> Decimal:
    """What ION's records of a part add up to at the count's location."""
    digital = plant.simulator.plant.digital(count.subject.id)
    return sum((total for line, total in digital.items() if line.part_number == part_number), Decimal(0))


def states(screen: PlanScreen) -> list[State]:
    return [state(screen.count, item) for item in rows.items(screen.count)]


async def reopen_it(pilot: Pilot[None]) -> None:
    """From the posted plan to the open location, one key a step; then back to the screen before."""
    await until(pilot, lambda: "F8 reopen" in keys(pilot.app))
    await pilot.press("f8")
    await until_screen(pilot, ReopenScreen)
    await pilot.press("f8")
    await until(pilot, lambda: "is open again" in message(pilot.app))


async def say_yes(pilot: Pilot[None]) -> None:
    await pilot.press("f8")
    await until_screen(pilot, Confirm)
    await pilot.press("y")

"""The count screen: entries on disk one by one, nothing lost, nothing in the wrong line, and ION's quantities never."""

from __future__ import annotations

import re
from decimal import Decimal

from cyclecount_tui.domain.events import Counted
from cyclecount_tui.tui.screens.count import CountScreen
from tests.tui.counts_made import begun, on_screen
from tests.tui.driving import message, until
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"
QUANTITY_FIELD = re.compile(r"\bquantity\w*\b(?!\s*:)|\baggregates\b", re.IGNORECASE)
"""A quantity that is asked for; `quantity: {gt: 0}` only says which records are meant."""


def entries(plant: PlantFloor, place: str = PLACE) -> list[tuple[int, Decimal]]:
    return [(event.line, event.quantity) for event in plant.events(place) if isinstance(event, Counted)]


async def test_no_quantity_is_asked_for_while_counting(plant: PlantFloor) -> None:
    async with on_screen(plant, CountScreen(begun(plant, PLACE))) as pilot:
        await pilot.press("7", "enter", "f4", "f5")
        await until(pilot, lambda: message(pilot.app).startswith("Took back"))
        asked = [request.query for request in plant.simulator.requests]
    assert asked
    assert not [query for query in asked if QUANTITY_FIELD.search(query)]


async def test_ascii_only_draws_with_ascii(plant: PlantFloor) -> None:
    async with on_screen(plant, CountScreen(begun(plant, PLACE)), ascii_only=True) as pilot:
        await pilot.press("7", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("Saved"))
        assert screen_text(pilot.app).isascii()

"""The screens up to submission ask ION for no quantity, and show none."""

from __future__ import annotations

from decimal import Decimal

from cyclecount_tui.tui.screens.count import CountScreen
from tests.blindness import TELLTALE, leaks
from tests.tui.counts_made import begun, on_screen
from tests.tui.driving import type_text, until, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

SHELF = "RACK-B / SHELF-01"


async def test_nothing_gives_a_quantity_away_before_submission(plant: PlantFloor) -> None:
    location_id = plant.location(SHELF).id
    for record in plant.simulator.plant.inventory:
        if record.location_id == location_id and record.quantity > 1 and not record.serial_number:
            plant.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    async with on_screen(plant, CountScreen(begun(plant, SHELF))) as pilot:
        await until_shown(pilot, "How many?")
        await type_text(pilot, "12")
        await pilot.press("enter")
        await until_shown(pilot, "Saved")
        await pilot.press("f4", "f5", "f3")
        await until_shown(pilot, "Part number")
        await type_text(pilot, "FR-10099")
        await pilot.press("escape", "f8")
        await until_shown(pilot, "Settle these first")
        await pilot.press("L", "1")
        await until_shown(pilot, "Press y")
        assert "48151623" not in screen_text(pilot.app)
        assert not leaks(plant.simulator.requests)
        assert "BlindSheet" in {request.operation_name for request in plant.simulator.requests}
        await pilot.press("y")
        await until(pilot, lambda: plant.latest(SHELF).evidence is not None)
        await until_shown(pilot, "48151623")
        assert leaks(plant.simulator.requests)

"""The reconciliation and its plan on the screen while another count of some of the same stock is blind."""

from __future__ import annotations

import pytest

from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.widgets.prompts import Notice
from cyclecount_tui.workflow.choosing import choose
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.planning import plan
from tests.tui.counts_made import begun, compared, on_screen
from tests.tui.driving import message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE, SOURCE = "RACK-A / SHELF-01", "RACK-B / SHELF-03"
MOVE = f"Move 3 here from {SOURCE}"


@pytest.mark.parametrize("size", [(40, 8), (120, 36)])
async def test_neither_the_suggestion_nor_its_evidence_is_shown(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = compared(plant, PLACE)
    line = next(number for number, each in offers(plant.workplace, count).items() if each and each[0].fix.words == MOVE)
    count = plan(plant.workplace, choose(plant.workplace, count, line, 1))
    begun(plant, SOURCE)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        seen = [screen_text(pilot.app)]
        await until(pilot, lambda: bool(message(pilot.app)))
        seen.append(screen_text(pilot.app))
        await pilot.press("e")
        await until_screen(pilot, Notice)
        await until_shown(pilot, "EVIDENCE")
        seen.append(screen_text(pilot.app))
        await pilot.press("escape", "p")
        await until_screen(pilot, PlanScreen)
        await until_shown(pilot, "could not be planned")
        seen.append(screen_text(pilot.app))
        assert screen.count.choices[line].fix.words == MOVE
    assert not [text for text in seen if "Move 3" in " ".join(text.split())]

"""From the reconciliation back to the shelf: rows are marked, and counted again once that is confirmed."""

from __future__ import annotations

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.recount_asked import RecountAskedScreen
from cyclecount_tui.tui.widgets.prompts import Confirm
from tests.tui.counts_made import compared, on_screen
from tests.tui.driving import keys, message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor

PLACE = "RACK-A / SHELF-01"


async def test_marked_rows_are_sent_back_together_once_it_is_confirmed(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "r recount" in keys(pilot.app))
        assert "R ask recount" not in keys(pilot.app)
        await pilot.press("r")
        await until(pilot, lambda: "is to be counted again; 1 line is marked." in message(pilot.app))
        await until_shown(pilot, "✓ Count again")
        await pilot.press("r")
        await until(pilot, lambda: "is not marked any more." in message(pilot.app))
        assert not plant.latest(PLACE).choices
        await pilot.press("r", "j", "r")
        await until(pilot, lambda: "2 lines are marked." in message(pilot.app))
        await until(pilot, lambda: "R ask recount" in keys(pilot.app))
        marked = sorted(plant.latest(PLACE).choices)
        assert {plant.latest(PLACE).choices[line].fix.kind for line in marked} == {FixKind.RECOUNT}
        await pilot.press("R")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, f"Lines {marked[0]} and {marked[1]} of {PLACE} go back")
        await pilot.press("enter", "escape")
        await until_screen(pilot, ReconcileScreen)
        assert plant.latest(PLACE).phase is Phase.RECONCILING
        await pilot.press("R")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, RecountAskedScreen)
    count = plant.latest(PLACE)
    assert count.phase is Phase.RECOUNTING
    assert count.asked.issuperset(marked)
    assert count.evidence is None

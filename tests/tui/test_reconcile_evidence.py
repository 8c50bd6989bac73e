"""From the evidence of one count to the reconciliation of another, and back; and what a comparison did without."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.fixes import Cause
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reconcile.evidence_screen import EvidenceScreen
from cyclecount_tui.workflow.choosing import choose
from cyclecount_tui.workflow.offering import offers
from tests.tui.counts_made import begun, compared, on_screen
from tests.tui.driving import keys, message, until, until_screen
from tests.tui.plant_floor import PlantFloor

PLACE, OTHER_END = "RACK-A / SHELF-01", "RACK-B / SHELF-03"
"""Three of one lot are recorded at the second and lie at the first."""


async def go_to_the_pair(pilot: Pilot[None], screen: ReconcileScreen) -> None:
    """The row of which a suggestion speaks of the other count."""
    await until(pilot, lambda: any(each.other_counts for row in screen.offered.values() for each in row))
    await pilot.press("g")
    for _ in screen.rows:
        if any(each.other_counts for each in screen.current_offers):
            return
        await pilot.press("down")
    raise AssertionError("no row speaks of another count")


@pytest.mark.parametrize("size", [(80, 24), pytest.param((40, 8), marks=pytest.mark.slow)])
async def test_enter_on_the_evidence_opens_the_other_count_and_esc_comes_back(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    other = compared(plant, OTHER_END)
    for row in other.unresolved:
        other = choose(plant.workplace, other, row.line.number, 1)
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen, size) as pilot:
        await go_to_the_pair(pilot, screen)
        assert screen.current_offers[0].cause is Cause.DEALT_WITH
        assert screen.current is not None
        item = screen.current.line.key.item
        await pilot.press("e")
        await until_screen(pilot, EvidenceScreen)
        await until(pilot, lambda: message(pilot.app) == f"Enter opens the count of {OTHER_END}.")
        assert "Enter other count" in keys(pilot.app)
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)
        there = pilot.app.screen
        assert isinstance(there, ReconcileScreen)
        assert there.count.id == other.id
        assert there.current is not None
        assert there.current.line.key.item == item, "the cursor is on the same item"
        await until(pilot, lambda: bool(there.offered))
        await pilot.press("u")
        await until(pilot, lambda: "Took back" in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not there)
        await until_screen(pilot, EvidenceScreen)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: screen.current_offers[0].cause is not Cause.DEALT_WITH)


async def test_what_another_count_chose_meanwhile_is_not_taken_and_shown_at_once(plant: PlantFloor) -> None:
    other = compared(plant, OTHER_END)
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: bool(screen.current_offers))
        for row in other.unresolved:
            other = choose(plant.workplace, other, row.line.number, 1)
        await pilot.press("1")
        await until(pilot, lambda: screen.current_offers[0].cause is Cause.DEALT_WITH)
        assert screen.message_line.has_error
        assert "Another count chose meanwhile" in message(pilot.app)
    assert not plant.latest(PLACE).choices


async def test_a_count_that_is_counted_blind_is_not_opened(plant: PlantFloor) -> None:
    count = compared(plant, PLACE)
    begun(plant, OTHER_END)
    assert not any(each.other_counts for row in offers(plant.workplace, count).values() for each in row)
    blind = plant.latest(OTHER_END)
    opened: list[object] = []
    screen = EvidenceScreen("EVIDENCE", "text", (blind.id,), blind.lines[0].key, lambda *told: opened.append(told))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "nothing to reconcile at the moment" in message(pilot.app))
        assert "Enter other count" not in keys(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: "This is only to read" in message(pilot.app))
    assert not opened

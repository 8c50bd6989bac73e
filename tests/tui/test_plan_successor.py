"""The plan screen when ION merged a record away: what may stand for it is shown then and now, and t takes it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cyclecount_tui.domain.plan import WriteKind
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.widgets.prompts import Confirm
from tests.tui.counts_made import on_screen
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.posting_seen import in_ion, reopen_it, say_yes
from tests.tui.test_plan_trouble import with_one_set


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_a_record_that_was_merged_away_is_shown_and_taken(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = with_one_set(plant)
    screen = PlanScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: "1 write to post" in message(pilot.app))
        assert "successor" not in keys(pilot.app)
        assert screen.count.plan is not None
        (write,) = screen.count.plan.writes
        assert write.kind is WriteKind.SET_QUANTITY
        record = plant.simulator.plant.inventory[write.record_id or 0]
        twin = plant.workplace.ion.create(record.part_id, Decimal(5), count.subject.id, record.lot_number or "", "")
        survivor = plant.simulator.faults.merge_behind_the_back([record.id, twin.id])
        await say_yes(pilot)
        await until(pilot, lambda: not screen.posting and screen.message_line.has_error)
        assert in_ion(plant, count, "FR-10206") == 37
        await until(pilot, lambda: "successor" in keys(pilot.app).lower())
        await pilot.press("t")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, f"Then: record {record.id}, 32 at ")
        await until_shown(pilot, f"Now: record {survivor}, 37 at ")
        await pilot.press("escape")
        await until_screen(pilot, PlanScreen)
        await pilot.press("r")
        await until(pilot, lambda: "could not be planned" in message(pilot.app))
        await until(pilot, lambda: "successor" in keys(pilot.app).lower())
        await pilot.press("t")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, lambda: f"Record {survivor} stands for it" in message(pilot.app))
        assert [write.record_id for write in screen.count.plan.writes] == [survivor]
        await say_yes(pilot)
        await reopen_it(pilot)
    assert in_ion(plant, count, "FR-10206") == 41

"""The plan screen when posting does not go well: changed records, refusals, lost answers; nothing is written twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import WriteKind
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.plan.rows import State
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText
from cyclecount_tui.workflow.choosing import choose, leave_all
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from tests.tui.counts_made import chosen, compared, on_screen
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.posting_seen import PLACE, in_ion, mutations, reopen_it, say_yes, states


async def test_a_record_that_changed_meanwhile_is_left_alone_and_planned_again(plant: PlantFloor) -> None:
    count = chosen(plant, PLACE)
    screen = PlanScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        assert screen.count.plan is not None
        write = next(write for write in screen.count.plan.writes if write.kind is WriteKind.SET_QUANTITY)
        plant.simulator.faults.edit_behind_the_back(write.record_id or 0, quantity=Decimal(30))
        await say_yes(pilot)
        await until(pilot, lambda: "2 done, 1 changed." in message(pilot.app))
        assert screen.message_line.has_error
        screen.query_one(LineTable).move_to(1)
        await until_shown(pilot, "make a new plan with r")
        assert in_ion(plant, count, "FR-10206") == 30
        await pilot.press("r")
        await until(pilot, lambda: message(pilot.app).startswith("1 write to post"))
        await until_shown(pilot, "Changed since the comparison: 32 then, 30 now.")
        await say_yes(pilot)
        await reopen_it(pilot)
    assert in_ion(plant, count, "FR-10206") == 34


async def test_a_refusal_is_said_on_its_row_and_the_rest_is_posted(plant: PlantFloor) -> None:
    count = chosen(plant, PLACE)
    screen = PlanScreen(count)
    mrb = plant.location("MRB-1").id
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        plant.simulator.faults.refuse_updates_at(mrb, "MRB is locked for an audit")
        await say_yes(pilot)
        await until(pilot, lambda: "2 done" in message(pilot.app))
        assert State.REFUSED in states(screen)
        await pilot.press("g")
        await until_shown(pilot, "MRB is locked for an audit")
        assert "n leave rest" in keys(pilot.app)
        await pilot.press("escape", "n")
        await until_screen(pilot, AskText)
        await until_shown(pilot, "1 discrepancy is left as it is. Why?")
        await type_text(pilot, "audit first")
        await pilot.press("enter")
        await until(pilot, lambda: "F8 goes on to reopening it." in message(pilot.app))
        await reopen_it(pilot)
    closed = plant.latest(PLACE)
    assert closed.phase is Phase.CLOSED
    assert [choice.fix.note for choice in closed.choices.values() if choice.fix.note] == ["audit first"]


async def test_a_missing_permission_is_said(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        for name in ("updatePartInventory", "splitPartInventory", "updateInventory"):
            plant.simulator.faults.forbid(name)
        await say_yes(pilot)
        await until(pilot, lambda: "The API key may not change inventory" in message(pilot.app))
        assert State.REFUSED in states(screen)


def with_one_set(plant: PlantFloor) -> Count:
    """A plan of one write that sets FR-10206 from 32 to 36; what else differs is left."""
    count = compared(plant, PLACE)
    line = next(row.line.number for row in count.unresolved if row.line.key.part_number == "FR-10206")
    count = choose(plant.workplace, count, line, 1)
    return leave_all(
        plant.workplace, count, [row.line.number for row in count.unresolved if row.line.number != line], "known"
    )


def lose_the_answer(plant: PlantFloor) -> None:
    """The write is done, its answer is lost, and so is the reading that would tell."""
    plant.simulator.faults.drop_after_commit(count=1)
    plant.simulator.faults.drop_before(count=1, only="partInventories")


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_an_open_outcome_is_settled_by_posting_again_and_nothing_is_written_twice(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = with_one_set(plant)
    screen = PlanScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: "1 write to post" in message(pilot.app))
        lose_the_answer(plant)
        await say_yes(pilot)
        await until(pilot, lambda: not screen.posting and screen.message_line.has_error)
        assert "The outcome of write 1 is not known: post again" in message(pilot.app)
        assert states(screen) == [State.UNCLEAR]
        assert "r new plan" not in keys(pilot.app)
        await say_yes(pilot)
        await reopen_it(pilot)
    assert in_ion(plant, count, "FR-10206") == 36
    assert len(mutations(plant)) == 1


async def test_coming_back_to_an_open_outcome_makes_no_new_plan(plant: PlantFloor) -> None:
    count = plan(plant.workplace, with_one_set(plant))
    lose_the_answer(plant)
    assert post(plant.workplace, count).count.unsettled
    screen = PlanScreen(plant.latest(PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "The outcome of write 1 is not known" in message(pilot.app))
        assert states(screen) == [State.UNCLEAR]
        await say_yes(pilot)
        await reopen_it(pilot)
    assert in_ion(plant, count, "FR-10206") == 36
    assert len(mutations(plant)) == 1

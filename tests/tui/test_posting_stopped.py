"""Esc while writes are posted: what is on its way is waited for, the rest stays planned and is posted later."""

from __future__ import annotations

import pytest

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.plan.rows import State
from tests.tui.counts_made import chosen, on_screen
from tests.tui.driving import SIZES, keys, message, until
from tests.tui.plant_floor import PlantFloor
from tests.tui.posting_seen import PLACE, mutations, say_yes, states
from tests.tui.test_plan_trouble import with_one_set

FOR_EVER = 10_000.0
"""Seconds; longer than any test waits."""


def hang(plant: PlantFloor, operation: str) -> None:
    """Let requests of an operation wait until all faults are cleared."""
    plant.simulator.faults.gateway_timeout(2 * FOR_EVER)
    plant.simulator.faults.delay(FOR_EVER, only=operation)


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_sent_after_the_write_that_is_on_its_way(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        hang(plant, "splitPartInventory")
        await say_yes(pilot)
        await until(pilot, lambda: State.SENDING in states(screen))
        await until(pilot, lambda: "Esc stop" in keys(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "A write on its way cannot be called back" in message(pilot.app))
        assert screen.posting
        plant.simulator.faults.clear()
        await until(pilot, lambda: not screen.posting)
        assert states(screen) == [State.DONE, State.WAITING, State.WAITING], "a write is not left half done"
        assert message(pilot.app) == "Note: You stopped the posting. 2 to post, 1 done. F8 posts the rest."
        sent = len(mutations(plant))
        await say_yes(pilot)
        await until(pilot, lambda: "closed off still" in message(pilot.app))
        await until(pilot, lambda: "F8 reopen" in keys(pilot.app))
        assert (sent, len(mutations(plant))) == (2, 4)
    assert plant.latest(PLACE).phase is Phase.RECONCILING, "it stays closed off until somebody reopens it"


async def test_while_a_record_is_read_before_its_write_nothing_is_sent(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        before = len(plant.simulator.requests)
        hang(plant, "Children")
        await say_yes(pilot)
        await until(pilot, lambda: plant.gate.asked[-1] == "Children")
        await pilot.press("escape")
        plant.simulator.faults.clear()
        await until(pilot, lambda: not screen.posting)
        assert "You stopped the posting. 3 to post." in message(pilot.app)
        assert not mutations(plant)
        assert len(plant.simulator.requests) <= before + 1
        await say_yes(pilot)
        await until(pilot, lambda: "closed off still" in message(pilot.app))


async def test_a_write_whose_answer_is_lost_is_not_settled_any_more_but_kept_as_open(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        hang(plant, "splitPartInventory")
        plant.simulator.faults.drop_after_commit(count=1, only="splitPartInventory")
        await say_yes(pilot)
        await until(pilot, lambda: State.SENDING in states(screen))
        await pilot.press("escape")
        plant.simulator.faults.delay(0)
        await until(pilot, lambda: not screen.posting)
        assert "The outcome of write 1 is not known: post again" in message(pilot.app)
        assert states(screen)[1:] == [State.WAITING, State.WAITING]
        await say_yes(pilot)
        await until(pilot, lambda: "closed off still" in message(pilot.app))
    assert len([query for query in mutations(plant) if "splitPartInventory" in query]) == 1


async def test_after_the_last_write_there_is_nothing_left_to_stop(plant: PlantFloor) -> None:
    screen = PlanScreen(with_one_set(plant))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "1 write to post" in message(pilot.app))
        hang(plant, "SetQuantity")
        await say_yes(pilot)
        await until(pilot, lambda: plant.gate.asked[-1] == "SetQuantity")
        await pilot.press("escape")
        plant.simulator.faults.clear()
        await until(pilot, lambda: "closed off still" in message(pilot.app))
    assert len(mutations(plant)) == 1

"""The plan screen where major discrepancies wait for an approval: by whom, of what; nothing is posted before it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.plan.rows import State, items, state
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm
from cyclecount_tui.workflow.planning import plan
from tests.approvals import approving
from tests.tui.counts_made import chosen, on_screen
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, type_text, until, until_screen, until_shown
from tests.tui.over_schedule import at_rest
from tests.tui.plant_floor import PlantFloor
from tests.tui.posting_seen import PLACE, mutations, reopen_it, say_yes
from tests.tui.widgets.screen_text import screen_text


def limited(plant: PlantFloor, percent: int = 13, value: int = 100_000) -> Count:
    """A count of which Ann counted, chose and will plan everything; one of three rows is more than 13% off."""
    approving(plant.workplace, percent, value)
    return chosen(plant, PLACE)


def shown_states(screen: PlanScreen) -> list[State]:
    return [state(screen.count, item, screen.waiting_writes) for item in items(screen.count)]


async def ask_for_approval(pilot: Pilot[None], name: str) -> None:
    """The key, and who it is."""
    await pilot.press("a")
    await until_screen(pilot, AskText)
    await type_text(pilot, name)
    await pilot.press("enter")


async def approve_as(pilot: Pilot[None], name: str, reason: str) -> None:
    """The whole approval, one prompt after the other."""
    await ask_for_approval(pilot, name)
    await until_screen(pilot, Confirm)
    await until_shown(pilot, f"as {name}")
    await pilot.press("y")
    await until_screen(pilot, AskText)
    await type_text(pilot, reason)
    await pilot.press("enter")
    await until(pilot, lambda: f"Approved by {name} at 09:05" in message(pilot.app))


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_nothing_is_posted_before_somebody_else_approved(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = PlanScreen(limited(plant))
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: "needs approval by somebody other than Ann: press a" in message(pilot.app))
        assert shown_states(screen).count(State.TO_APPROVE) == len(screen.waiting) == 1
        assert "a approve" in keys(pilot.app)
        assert "…" not in keys(pilot.app)
        if size[0] > 40:
            assert "to approve" in screen_text(pilot.app)
        await pilot.press("f8")
        await until(pilot, lambda: screen.message_line.has_error)
        assert pilot.app.screen is screen
        await approve_as(pilot, "Cy", "looked myself")
        assert State.TO_APPROVE not in shown_states(screen)
        assert "a approve" not in keys(pilot.app)
        assert not mutations(plant)
        await say_yes(pilot)
        await reopen_it(pilot)
    closed = plant.latest(PLACE)
    assert closed.phase is Phase.CLOSED
    (given,) = closed.approvals.given
    assert (given.by, given.reason, len(given.rows)) == ("Cy", "looked myself", 1)
    assert plant.workplace.counter == "Ann", "whoever approves does not take the terminal over"


async def test_whoever_approves_sees_both_quantities_the_value_and_the_writes(plant: PlantFloor) -> None:
    screen = PlanScreen(limited(plant, percent=0, value=0))
    async with on_screen(plant, screen, (120, 36)) as pilot:
        await until(pilot, lambda: "need approval" in message(pilot.app))
        await ask_for_approval(pilot, "Cy")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "approve 3 rows as Cy")
        asked = " ".join(screen_text(pilot.app).replace("│", " ").split())
        for major in screen.waiting:
            assert f"{major.sentence}." in asked
            assert all(write.words in asked for write in major.writes)
        assert "chosen by Ann" in asked
        assert "value −" in asked
        await pilot.press("escape")
        await until_screen(pilot, PlanScreen)
    assert plant.latest(PLACE).approvals.given == ()


async def test_whoever_had_a_hand_in_it_is_told_that_somebody_else_has_to(plant: PlantFloor) -> None:
    screen = PlanScreen(limited(plant))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "needs approval" in message(pilot.app))
        await ask_for_approval(pilot, "ann")
        await until(pilot, lambda: "somebody other than Ann has to approve it." in message(pilot.app))
        assert pilot.app.screen is screen
        await pilot.press("a")
        await until_screen(pilot, AskText)
        await pilot.press("escape")
        await until_screen(pilot, PlanScreen)
    assert plant.latest(PLACE).approvals.given == ()


async def test_the_details_say_why_and_then_by_whom(plant: PlantFloor) -> None:
    screen = PlanScreen(limited(plant, percent=0, value=0))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "need approval" in message(pilot.app))
        await until_shown(pilot, "Needs approval by somebody other than Ann.")
        assert f"{screen.waiting[0].sentence}." in " ".join(screen_text(pilot.app).split())
        await approve_as(pilot, "Cy", "looked myself")
        await until_shown(pilot, "(lines ")
        shown = " ".join(screen_text(pilot.app).split())
        assert shown.count("Approved by Cy at 09:05 on 2026-03-02") == 2, "the message, and the details"


async def test_the_approver_at_a_terminal_of_their_own_makes_no_plan_of_it(plant: PlantFloor) -> None:
    count = plan(plant.workplace, limited(plant))
    plant.workplace.counter = "Cy"
    screen = PlanScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "needs approval by somebody other than Ann: press a" in message(pilot.app))
        assert plant.latest(PLACE).version == count.version
        await pilot.press("r")
        await until(pilot, lambda: plant.latest(PLACE).version > count.version)
        await until(pilot, lambda: "somebody other than Ann: press a" in message(pilot.app))
        await approve_as(pilot, "Cy", "looked myself")
    again = PlanScreen(plant.latest(PLACE))
    async with on_screen(plant, again) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        assert again.count.approvals == screen.count.approvals


async def test_a_demo_says_that_any_other_name_will_do(plant: PlantFloor) -> None:
    count = limited(plant)
    app = CycleCountApp(plant.workplace, demo=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot, plant)
        app.push_screen(PlanScreen(count))
        await until_screen(pilot, PlanScreen)
        await until(pilot, lambda: "needs approval" in message(pilot.app))
        await pilot.press("a")
        await until_screen(pilot, AskText)
        await until_shown(pilot, "In this demo any other name")

"""Counting again on the screen: who is told what, who goes on, going on without, and choosing among counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.recount_asked import RecountAskedScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.screens.who_counts import WhoCounts
from cyclecount_tui.tui.widgets.prompts import AskText, Choose, Confirm
from cyclecount_tui.workflow.recording import enter
from cyclecount_tui.workflow.submitting import submit
from tests.recounts import NO_DECOYS, again_by, requiring
from tests.tui.counts_made import counted, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"


def asked(plant: PlantFloor) -> Count:
    """A count by Ann of which lines are to be counted again."""
    requiring(plant.workplace, NO_DECOYS)
    count = submit(plant.workplace, counted(plant, PLACE))
    assert count.phase is Phase.RECOUNTING
    return count


def one_of(count: Count) -> int:
    return next(number for number in sorted(count.asked) if count.counted[number].quantity > 2)


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_how_many_lines_and_by_whom_not(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = asked(plant)
    async with on_screen(plant, RecountAskedScreen(count), size) as pilot:
        await until(pilot, lambda: "Enter count again" in keys(pilot.app))
        said = " ".join(screen_text(pilot.app).split())
        assert f"{len(count.asked)} lines of {PLACE} are to be counted again by somebody other than Ann." in said
        assert "You are Ann: hand the terminal over, or leave it for later." in said
        assert "w without" in keys(pilot.app)
        assert "Esc back" in keys(pilot.app) or "F1 more" in keys(pilot.app)
        assert "…" not in keys(pilot.app)


async def test_a_submission_leads_to_it_and_a_hand_over_to_the_recount(plant: PlantFloor) -> None:
    requiring(plant.workplace, NO_DECOYS)
    async with on_screen(plant, CountScreen(counted(plant, PLACE))) as pilot:
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, RecountAskedScreen)
        await pilot.press("enter")
        await until_screen(pilot, WhoCounts)
        await type_text(pilot, "ann")
        await pilot.press("enter")
        await until(pilot, lambda: "Ann has counted RACK-A / SHELF-01 already" in message(pilot.app))
        assert plant.workplace.counter == "Ann"
        await pilot.press("enter")
        await until_screen(pilot, WhoCounts)
        await type_text(pilot, "Ben")
        await pilot.press("enter")
        await until_screen(pilot, CountScreen)
        await until_shown(pilot, "RECOUNT")
    assert plant.workplace.counter == "Ben"
    (change,) = plant.latest(PLACE).handovers
    assert (change.previous, change.by) == ("Ann", "Ben")


async def test_somebody_else_goes_straight_on(plant: PlantFloor) -> None:
    count = asked(plant)
    plant.workplace.counter = "Ben"
    async with on_screen(plant, RecountAskedScreen(count), (40, 8)) as pilot:
        await until_shown(pilot, "being asked")
        await pilot.press("enter")
        await until_screen(pilot, CountScreen)


async def test_it_waits_in_the_schedule(plant: PlantFloor) -> None:
    count = asked(plant)
    async with on_screen(plant, RecountAskedScreen(count), (120, 36)) as pilot:
        await until_shown(pilot, "counted again by somebody other than Ann")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        table = pilot.app.screen.query_one(ScheduleTable)
        await until(pilot, lambda: PLACE in [entry.row.subject.name for entry in table.entries])
        table.move_to([entry.row.subject.name for entry in table.entries].index(PLACE))
        await until_shown(pilot, f"recounting 0 of {len(count.asked)}")
        await until_shown(pilot, "Counted again by somebody other than Ann")
        await pilot.press("enter")
        await until_screen(pilot, RecountAskedScreen)


async def test_a_recount_that_was_begun_is_gone_on_with_by_whoever_may(plant: PlantFloor) -> None:
    count = asked(plant)
    plant.workplace.counter = "Ben"
    enter(plant.workplace, count, one_of(count), "7")
    for name, screen in (("Ann", RecountAskedScreen), ("Ben", CountScreen)):
        plant.workplace.counter = name
        async with plant.app.run_test(size=(80, 24)) as pilot:
            await opened_from_the_schedule(pilot)
            await until_screen(pilot, screen)


async def opened_from_the_schedule(pilot: Pilot[Any]) -> None:
    """Enter on the location's row."""
    await until_screen(pilot, ScheduleScreen)
    table = pilot.app.screen.query_one(ScheduleTable)
    await until(pilot, lambda: PLACE in [entry.row.subject.name for entry in table.entries])
    table.move_to([entry.row.subject.name for entry in table.entries].index(PLACE))
    await until_rest(pilot)
    await pilot.press("enter")


async def test_going_on_without_needs_a_reason(plant: PlantFloor) -> None:
    async with on_screen(plant, RecountAskedScreen(asked(plant))) as pilot:
        await pilot.press("w")
        await until_screen(pilot, AskText)
        await pilot.press("escape")
        await until_screen(pilot, RecountAskedScreen)
        await pilot.press("w")
        await until_screen(pilot, AskText)
        await type_text(pilot, "night shift")
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: "No recount: night shift." in message(pilot.app))
    assert plant.latest(PLACE).waived == "night shift"


async def test_without_ion_the_waived_count_waits_for_its_comparison(plant: PlantFloor) -> None:
    count = asked(plant)
    async with on_screen(plant, RecountAskedScreen(count)) as pilot:
        plant.simulator.faults.drop_before(count=1)
        await pilot.press("w")
        await until_screen(pilot, AskText)
        await type_text(pilot, "night shift")
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: "Press r to ask ION again." in message(pilot.app))
        await pilot.press("r")
        await until_shown(pilot, "differ  value")


async def test_a_comparison_that_comes_later_may_ask_for_a_recount(plant: PlantFloor) -> None:
    requiring(plant.workplace, NO_DECOYS)
    count = counted(plant, PLACE)
    plant.simulator.faults.drop_before(count=1)
    with pytest.raises(Exception, match="ION"):
        submit(plant.workplace, count)
    async with on_screen(plant, ReconcileScreen(plant.latest(PLACE)), before=plant.gate.shut) as pilot:
        plant.gate.open()
        await until_screen(pilot, RecountAskedScreen)
    assert plant.latest(PLACE).evidence is None


async def test_another_terminal_went_on_meanwhile(plant: PlantFloor) -> None:
    count = asked(plant)
    async with on_screen(plant, RecountAskedScreen(count)) as pilot:
        await until_shown(pilot, "You are Ann")
        again_by(plant.workplace, "Ben", count, {})
        plant.workplace.counter = "Cy"
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)


async def test_the_details_tell_every_count(plant: PlantFloor) -> None:
    count = again_by(plant.workplace, "Ben", asked(plant), {})
    line = one_of(count)
    async with on_screen(plant, ReconcileScreen(count)) as pilot:
        await until_shown(pilot, "1 likely")
        quantity = count.rows_by_line[line].floor
        await until_shown(
            pilot, f"1st count Ann {quantity:f}, 2nd count Ben {quantity:f}: they agree.".replace(".00000", "")
        )
        assert "c which count" not in keys(pilot.app)


async def test_where_no_two_agree_a_person_says_which(plant: PlantFloor) -> None:
    count = asked(plant)
    line, first = one_of(count), count.counted[one_of(count)].quantity
    count = again_by(plant.workplace, "Ben", count, {line: 901})
    count = again_by(plant.workplace, "Cy", count, {line: 902})
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "The counts of 1 line disagree (c)." in message(pilot.app))
        await until_shown(pilot, "Hold: no two counts agree")
        while screen.current is None or screen.current.line.number != line:
            await pilot.press("down")
        await until(pilot, lambda: "c which count" in keys(pilot.app))
        await pilot.press("c")
        await until_screen(pilot, Choose)
        await until_shown(pilot, "3rd count Cy 902")
        await pilot.press("1")
        await until_screen(pilot, AskText)
        await type_text(pilot, "counted twice")
        await pilot.press("enter")
        await until(pilot, lambda: plant.latest(PLACE).chosen_attempts == {line: 1})
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: not any("counts agree" in str(each.fix) for each in screen.current_offers))
        await until(pilot, lambda: "c other fix" in keys(pilot.app))
        await pilot.press("c")
        await until_screen(pilot, Choose)
        await until_shown(pilot, "Another count")
        await pilot.press("escape")
    assert plant.latest(PLACE).floors[line] == first
    assert Decimal(902) not in plant.latest(PLACE).floors.values()

"""The plan screen: exact writes shown first, posted on request only, each outcome on its row."""

from __future__ import annotations

from datetime import date

import pytest

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.plan.rows import State
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm
from cyclecount_tui.workflow.choosing import leave_all
from cyclecount_tui.workflow.planning import plan
from tests.tui.counts_made import burst, chosen, compared, on_screen
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.posting_seen import PLACE, in_ion, mutations, reopen_it, say_yes, states
from tests.tui.widgets.screen_text import lines_of, screen_text


async def test_what_cannot_be_planned_is_a_row_with_its_reason(plant: PlantFloor) -> None:
    count = chosen(plant, PLACE)
    moving = next(choice.fix for choice in count.choices.values() if choice.fix.from_name)
    plant.simulator.faults.edit_behind_the_back(
        moving.portions[0].record_id, location_id=plant.location("RECEIVING").id
    )
    screen = PlanScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "1 fix could not be planned" in message(pilot.app))
        assert states(screen)[-1] is State.NOT_PLANNED
        await pilot.press("G")
        await until_shown(pilot, "is at RECEIVING by now")


async def test_with_nothing_chosen_there_is_nothing_to_post(plant: PlantFloor) -> None:
    async with on_screen(plant, PlanScreen(compared(plant, PLACE))) as pilot:
        await until(pilot, lambda: "Nothing is to be written to ION." in message(pilot.app))
        assert "3 discrepancies are open" in message(pilot.app)
        assert "F8" not in keys(pilot.app)
        await pilot.press("f8", "P", "n")
        await until_screen(pilot, AskText)
        await until_shown(pilot, "3 discrepancies are left as they are. Why?")
        await type_text(pilot, "trial")
        await pilot.press("enter")
        await until(pilot, lambda: "left as it is. It is closed off still: F8" in message(pilot.app))
        await reopen_it(pilot)
    assert plant.latest(PLACE).phase is Phase.CLOSED
    assert not mutations(plant)


async def test_fixes_that_write_nothing_close_a_count_that_was_not_closed_off(plant: PlantFloor) -> None:
    place = "RACK-A / SHELF-01"
    count = compared(plant, place, skipped=True)
    count = leave_all(plant.workplace, count, [row.line.number for row in count.unresolved], "known")
    async with on_screen(plant, PlanScreen(count)) as pilot:
        await until(pilot, lambda: "F8 closes the count." in message(pilot.app))
        await until(pilot, lambda: "F8 close" in keys(pilot.app))
        assert "post" not in keys(pilot.app)
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "Press y to close the count")
        await pilot.press("y")
        await until(pilot, lambda: f"{place} is open again." in message(pilot.app))
    assert plant.latest(place).phase is Phase.CLOSED
    assert not mutations(plant)


async def test_fixes_that_write_nothing_lead_to_the_reopening(plant: PlantFloor) -> None:
    place = "RACK-A / SHELF-01"
    count = compared(plant, place)
    count = leave_all(plant.workplace, count, [row.line.number for row in count.unresolved], "known")
    async with on_screen(plant, PlanScreen(count)) as pilot:
        await until(pilot, lambda: "closed off still: F8 goes on to reopening it." in message(pilot.app))
        await reopen_it(pilot)
    assert plant.latest(place).phase is Phase.CLOSED
    assert not mutations(plant)


async def test_with_ion_away_there_is_no_plan_and_r_makes_one(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen, before=plant.simulator.faults.drop_before) as pilot:
        await until(pilot, lambda: screen.message_line.has_error)
        assert "no plan yet" in screen_text(pilot.app)
        assert "F8" not in keys(pilot.app)
        await pilot.press("r")
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        assert not screen.message_line.has_error


async def test_waiting_for_the_plan_can_be_stopped(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await until(pilot, lambda: "Esc stops waiting." in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "there is no new plan: r makes one." in message(pilot.app))
        plant.gate.open()


async def test_another_terminal_is_noticed(plant: PlantFloor) -> None:
    count = chosen(plant, PLACE)
    screen = PlanScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        plan(plant.workplace, plant.latest(PLACE))
        await say_yes(pilot)
        await until(pilot, lambda: "Another terminal changed this count" in message(pilot.app))
        assert not mutations(plant)
        await say_yes(pilot)
        await reopen_it(pilot)


async def test_from_the_fixes_to_the_schedule(plant: PlantFloor) -> None:
    reconcile = ReconcileScreen(chosen(plant, PLACE))
    async with on_screen(plant, reconcile) as pilot:
        await until_shown(pilot, "✓")
        await pilot.press("p")
        await until_screen(pilot, PlanScreen)
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is reconcile)
        await pilot.press("p")
        await until_screen(pilot, PlanScreen)
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        await say_yes(pilot)
        await reopen_it(pilot)
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)


async def test_a_double_enter_on_a_closed_count_opens_no_other(plant: PlantFloor) -> None:
    reconcile = ReconcileScreen(chosen(plant, PLACE))
    async with on_screen(plant, reconcile) as pilot:
        await until_shown(pilot, "✓")
        await pilot.press("p")
        await until_screen(pilot, PlanScreen)
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        await say_yes(pilot)
        await reopen_it(pilot)
        burst(pilot, "\r\r")
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "0 being counted")
        await until_rest(pilot)
        assert isinstance(pilot.app.screen, ScheduleScreen)
    assert not plant.workplace.store.journal.open_counts()


async def test_ascii_only_draws_with_ascii(plant: PlantFloor) -> None:
    async with on_screen(plant, PlanScreen(chosen(plant, PLACE)), (120, 36), ascii_only=True) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        assert screen_text(pilot.app).isascii()
        assert "41 -> 36" in screen_text(pilot.app)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_writes_are_shown_posted_on_request_and_the_count_is_closed(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = chosen(plant, PLACE)
    screen = PlanScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: message(pilot.app).startswith("3 writes to post"))
        assert "F8 post" in keys(pilot.app)
        assert "…" not in keys(pilot.app)
        assert "3 writes" in screen_text(pilot.app)
        if size[0] > 40:
            assert "3 writes to 3 records   value +178.80  moved 11" in screen_text(pilot.app)
            assert [row.rstrip().endswith("to post") for row in lines_of(screen.query_one(LineTable))[1:4]] == [
                True
            ] * 3
        assert "Split 5 EA of 41" in " ".join(screen_text(pilot.app).split())
        await pilot.press("enter", "enter")
        await pilot.press("P")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "3 writes go to ION now")
        asked = " ".join(screen_text(pilot.app).replace("│", " ").split())
        assert f"2 moves to MRB-1, {PLACE}; 1 quantity set." in asked
        await pilot.press("enter")
        assert not mutations(plant)
        await pilot.press("y")
        await until(pilot, lambda: message(pilot.app).startswith("3 done. It is closed off still"))
        assert states(screen) == [State.DONE] * 3
        assert plant.latest(PLACE).to_reopen
        await reopen_it(pilot)
        assert f"{PLACE} is open again. Next count due 20" in message(pilot.app)
        await until(pilot, lambda: "Enter schedule" in keys(pilot.app))
        assert "F8" not in keys(pilot.app)
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)
    assert plant.latest(PLACE).phase is Phase.CLOSED
    assert [in_ion(plant, count, part) for part in ("FR-10185", "FR-10206", "FR-10234")] == [36, 36, 43]
    row = plant.workplace.store.schedule.row(count.subject)
    assert row is not None
    assert row.last_counted == date(2026, 3, 2)


async def test_a_capital_p_asks_too(plant: PlantFloor) -> None:
    async with on_screen(plant, PlanScreen(chosen(plant, PLACE))) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        await pilot.press("p")
        assert isinstance(pilot.app.screen, PlanScreen)
        await pilot.press("P")
        await until_screen(pilot, Confirm)
        await pilot.press("escape")
        await until_screen(pilot, PlanScreen)
    assert not mutations(plant)


async def test_what_is_posted_is_not_planned_anew(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        await say_yes(pilot)
        await until(pilot, lambda: "F8 reopen" in keys(pilot.app))
        assert "r new plan" not in keys(pilot.app)
        await pilot.press("r")
        await pilot.pause()
        assert states(screen) == [State.DONE] * 3
    again = PlanScreen(plant.latest(PLACE))
    async with on_screen(plant, again) as pilot:
        await until(pilot, lambda: "3 done. It is closed off still: F8" in message(pilot.app))
        assert states(again) == [State.DONE] * 3

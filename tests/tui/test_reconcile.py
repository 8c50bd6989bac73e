"""The reconcile screen: both sides, causes and fixes; every choice on disk, nothing written to ION."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reopening import ReopenScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm, Notice
from cyclecount_tui.workflow.choosing import choose
from cyclecount_tui.workflow.recording import undo
from cyclecount_tui.workflow.submitting import submit
from tests.tui.counts_made import burst, compared, counted, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

PLACE = "RACK-A / SHELF-01"
ALL_GOOD_PLACE = "RACK-C / SHELF-04"


def submitted(plant: PlantFloor, place: str = PLACE) -> Count:
    """A count that is submitted while ION is away."""
    count = counted(plant, place)
    plant.simulator.faults.drop_before(count=1)
    with pytest.raises(Exception, match="ION"):
        submit(plant.workplace, count)
    return plant.latest(place)


def mutations(plant: PlantFloor) -> list[str]:
    return [request.query for request in plant.simulator.requests if request.query.lstrip().startswith("mutation")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_worst_discrepancy_comes_first_with_its_causes(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen, size) as pilot:
        await until_shown(pilot, "3 differ")
        await until(pilot, lambda: "1 take" in keys(pilot.app) and "p plan" in keys(pilot.app))
        assert "…" not in keys(pilot.app)
        shown = screen_text(pilot.app)
        assert "FR-10197" in shown
        assert "Move 3 here from RACK-B / SHELF-03" in " ".join(shown.split())
        assert message(pilot.app) == "3 discrepancies, all open."
        if size[0] > 40:
            rows = lines_of(screen.query_one(LineTable))
            assert [text in row for text, row in zip(("+3", "−7", "+8"), rows[1:4], strict=True)] == [True] * 3
            assert "20 lines  17 match" in shown
            assert "3 differ  value 9.90" in shown
            assert "Digital 54 = 54 available   Floor 57 (09:05 Ann)" in shown.replace(
                f"{plant.workplace.now().astimezone():%H:%M}", "09:05"
            )
        await pilot.press("down")
        await until_shown(pilot, "FR-10223 rev A")
        await pilot.press("j", "j", "k", "g")
        await until_shown(pilot, "FR-10197 rev A, lot L-2700")


async def test_choices_are_kept_in_the_order_of_the_keys(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        burst(pilot, "1j1j1")
        await until(pilot, lambda: len(screen.count.choices) == 3)
        assert lines_of(screen.query_one(LineTable))[3].count("✓") == 1
        await until(pilot, lambda: "Took 1 for FR-10243 rev A" in message(pilot.app))
        await pilot.press("u")
        await until(pilot, lambda: "Took back what was chosen for FR-10243 rev A." in message(pilot.app))
        assert "u undo" not in keys(pilot.app)
    kept = plant.latest(PLACE)
    assert [kept.choices[row.line.number].fix.kind for row in kept.rows if row.line.number in kept.choices] == [
        FixKind.MOVE,
        FixKind.HOLD,
    ]


async def test_a_number_without_a_suggestion_does_nothing(plant: PlantFloor) -> None:
    count = compared(plant, PLACE)
    async with on_screen(plant, ReconcileScreen(count)) as pilot:
        await until_shown(pilot, "1 likely")
        await pilot.press("9", "8")
    assert plant.latest(PLACE).version == count.version


async def test_leaving_needs_a_note(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        await pilot.press("n")
        await until_screen(pilot, AskText)
        await pilot.press("escape", "n")
        await type_text(pilot, "in dispute")
        await pilot.press("enter")
        await until(pilot, lambda: message(pilot.app).startswith("Left FR-10197"))
        assert "✓ Leave: in dispute" in screen_text(pilot.app)
    (choice,) = plant.latest(PLACE).choices.values()
    assert (choice.fix.kind, choice.fix.note) == (FixKind.LEAVE, "in dispute")


async def test_all_certain_ones_are_taken_at_once(plant: PlantFloor) -> None:
    place = "RACK-C / SHELF-02"
    screen = ReconcileScreen(compared(plant, place))
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 certain")
        await pilot.press("a")
        await until(pilot, lambda: message(pilot.app).startswith("Took"))
        certain = len(screen.count.choices)
        assert certain >= 1
        await pilot.press("a")
        await until(pilot, lambda: message(pilot.app) == "No open discrepancy has a certain suggestion.")
    assert len(plant.latest(place).choices) == certain


async def test_the_evidence_can_be_read_in_full(plant: PlantFloor) -> None:
    async with on_screen(plant, ReconcileScreen(compared(plant, PLACE))) as pilot:
        await until_shown(pilot, "1 likely")
        await pilot.press("e")
        await until_screen(pilot, Notice)
        await until_shown(pilot, "Records in ION when the count was submitted")
        assert "Fix: Move 3 here from RACK-B / SHELF-03" in screen_text(pilot.app)
        await pilot.press("escape")
        await until_screen(pilot, ReconcileScreen)


async def test_what_moved_meanwhile_is_said(plant: PlantFloor) -> None:
    count = counted(plant, PLACE)
    line = next(line for line in count.lines if not line.found)
    plant.simulator.faults.edit_behind_the_back(line.record_ids[0], quantity=Decimal(3))
    async with on_screen(plant, ReconcileScreen(submit(plant.workplace, count))) as pilot:
        await until(pilot, lambda: "1 record moved or changed in ION while the count went on" in message(pilot.app))
        await pilot.press("e")
        await until_screen(pilot, Notice)
        await pilot.press("end")
        await until_shown(pilot, f"Record {line.record_ids[0]}")


async def test_matches_filter_and_order(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    table = screen.query_one
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        assert table(LineTable).row_count == 3
        await pilot.press("m")
        await until(pilot, lambda: table(LineTable).row_count == 20)
        await pilot.press("m", "s")
        await until(pilot, lambda: message(pilot.app) == "Sorted most missing first.")
        assert "FR-10223" in lines_of(table(LineTable))[1]
        assert screen.current is not None
        assert screen.current.line.key.part_number == "FR-10197"  # the cursor keeps its line
        await pilot.press("slash")
        await type_text(pilot, "xyz")
        await until(pilot, lambda: table(LineTable).row_count == 0)
        await pilot.press("f2")
        await until(pilot, lambda: table(LineTable).row_count == 3)
        await type_text(pilot, "243")
        await until(pilot, lambda: table(LineTable).row_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: message(pilot.app).startswith("Only lines with '243'"))
        await pilot.press("1")
        await until(pilot, lambda: "Took 1 for FR-10243" in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: table(LineTable).row_count == 3)
        assert pilot.app.screen is screen


async def test_lines_that_were_not_counted_are_listed_and_cannot_be_fixed(plant: PlantFloor) -> None:
    count = counted(plant, PLACE)
    count = undo(plant.workplace, undo(plant.workplace, count))
    screen = ReconcileScreen(submit(plant.workplace, count, leaving="too high"))
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "not counted")
        await pilot.press("G")
        await until_shown(pilot, "Not counted: it is never posted.")
        assert "1 take" not in keys(pilot.app)
        assert "n leave" not in keys(pilot.app)


async def test_a_submitted_count_is_compared_at_once_and_again_on_request(plant: PlantFloor) -> None:
    count = submitted(plant)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen, before=plant.simulator.faults.drop_before) as pilot:
        await until(pilot, lambda: "Press r to ask ION again." in message(pilot.app))
        assert screen.message_line.has_error
        assert "not compared yet" in screen_text(pilot.app)
        assert "p plan" not in keys(pilot.app)
        await pilot.press("p", "r")
        await until_shown(pilot, "3 differ")
        await until_shown(pilot, "1 likely")
    assert plant.latest(PLACE).phase is Phase.RECONCILING


async def test_waiting_for_the_comparison_can_be_stopped(plant: PlantFloor) -> None:
    count = submitted(plant)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen, before=plant.gate.shut) as pilot:
        await until(pilot, lambda: "Esc stops waiting." in message(pilot.app))
        assert "r try again" not in keys(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped waiting for ION." in message(pilot.app))
        plant.gate.open()
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_all_good_leads_to_the_reopening_of_what_was_closed_off(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = ReconcileScreen(compared(plant, ALL_GOOD_PLACE, as_recorded=True))
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: message(pilot.app).startswith("All good: 29 lines match."))
        await pilot.press("f8")
        await until_screen(pilot, ReopenScreen)
        assert plant.latest(ALL_GOOD_PLACE).phase is Phase.RECONCILING
        await pilot.press("f8")
        await until(pilot, lambda: f"{ALL_GOOD_PLACE} is open again. Next count due 20" in message(pilot.app))
        assert plant.latest(ALL_GOOD_PLACE).phase is Phase.CLOSED
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_all_good_is_a_normal_ending(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = compared(plant, ALL_GOOD_PLACE, as_recorded=True, skipped=True)
    assert not count.unresolved
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: message(pilot.app).startswith("All good: 29 lines match."))
        await until(pilot, lambda: "F8 finish" in keys(pilot.app))
        await pilot.press("p")
        await until_screen(pilot, Confirm)
        await pilot.press("enter")
        assert plant.latest(ALL_GOOD_PLACE).phase is Phase.RECONCILING
        await pilot.press("y")
        await until(pilot, lambda: f"{ALL_GOOD_PLACE} is open again. Next count due 20" in message(pilot.app))
        assert plant.latest(ALL_GOOD_PLACE).phase is Phase.CLOSED
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)
    row = plant.workplace.store.schedule.row(plant.location(ALL_GOOD_PLACE))
    assert row is not None
    assert row.last_counted == plant.workplace.today()
    assert not mutations(plant)


async def test_what_is_typed_behind_the_filter_key_is_filtered_for_and_takes_nothing(plant: PlantFloor) -> None:
    count = compared(plant, PLACE)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        burst(pilot, "/1a\r")
        await until(pilot, lambda: "Only lines with '1a'" in message(pilot.app))
    assert plant.latest(PLACE).version == count.version


async def test_what_is_typed_behind_leave_is_its_note(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        burst(pilot, "n1 a p m\r")
        await until(pilot, lambda: message(pilot.app).startswith("Left FR-10197"))
    assert [choice.fix.note for choice in plant.latest(PLACE).choices.values()] == ["1 a p m"]


async def test_what_is_typed_behind_plan_waits_for_the_plan(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        burst(pilot, "1pp2\r")
        await until_screen(pilot, PlanScreen)
        await until_shown(pilot, "1 write to 1 record")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
    assert len(plant.latest(PLACE).choices) == 1


async def test_enter_shows_the_plan_and_posts_nothing(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        burst(pilot, "1\r")
        await until_screen(pilot, PlanScreen)
        await until_shown(pilot, "1 write to 1 record")
        await pilot.press("enter", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.count.plan is not None
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
    assert not mutations(plant)


async def test_another_terminal_is_noticed(plant: PlantFloor) -> None:
    count = compared(plant, PLACE)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        other = choose(plant.workplace, count, count.unresolved[-1].line.number, 1)
        await pilot.press("1")
        await until(pilot, lambda: "Another terminal changed this count" in message(pilot.app))
        assert screen.count.choices == other.choices
        await until_shown(pilot, "1 likely")
        await pilot.press("1")
        await until(pilot, lambda: len(screen.count.choices) == 2)
    assert len(plant.latest(PLACE).choices) == 2


async def test_ascii_only_draws_with_ascii(plant: PlantFloor) -> None:
    async with on_screen(plant, ReconcileScreen(compared(plant, PLACE)), ascii_only=True) as pilot:
        await until_shown(pilot, "1 likely")
        await pilot.press("1", "down")
        await until_shown(pilot, "* Move 3")
        assert screen_text(pilot.app).isascii()
        assert "-7" in screen_text(pilot.app)

"""Coming back: the schedule offers what was left, and Enter goes on where it stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store import journal
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.tui.screens import schedule_going_on
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_going_on import going_on_words
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.recording import enter, leave
from cyclecount_tui.workflow.resuming import Mine
from cyclecount_tui.workflow.submitting import submit
from tests.tui.counts_made import begun
from tests.tui.driving import SIZES, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

PLACE = "RACK-C / SHELF-02"


def mine(name: str, phase: Phase = Phase.COUNTING) -> Mine:
    return Mine(OpenCount("c", Subject(1, name), NOW, "Ann", phase.value, 12, 37), NOW)


def test_the_words() -> None:
    assert going_on_words([]) == ""
    assert going_on_words([mine("LINE-1")]) == "LINE-1 waits for you, 12 of 37 lines: Enter on it goes on."
    assert going_on_words([mine("LINE-1"), mine("B"), mine("C")]).endswith("Enter on it goes on. And 2 more.")
    assert going_on_words([mine("LINE-1", Phase.OPENED)]) == "LINE-1 waits for you: Enter on it goes on."
    submitted = going_on_words([mine("LINE-1", Phase.SUBMITTED)])
    assert submitted == "LINE-1 is submitted and not compared yet: Enter on it asks ION."
    no_sheet = replace(mine("LINE-1", Phase.OPENED), count=mine("LINE-1").count._replace(counted=0, total=0))
    assert going_on_words([no_sheet], narrow=True) == "Yours: LINE-1"
    assert going_on_words([mine("RACK-B / SHELF-04"), mine("B")], narrow=True) == "Yours: RACK-B / SHELF-04 12/37 +1"


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_enter_goes_on_where_the_count_stopped(plant: PlantFloor, size: tuple[int, int]) -> None:
    count = enter(plant.workplace, enter(plant.workplace, begun(plant, PLACE), 1, "4"), 5, "2")
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, f"Yours: {PLACE} 2/" if size[0] == 40 else f"{PLACE} waits for you, 2 of")
        entry = app.screen.query_one(ScheduleTable).entry
        assert entry is not None
        assert any(f"▶ {PLACE}" in line for line in lines_of(app.screen.query_one(ScheduleTable)))
        assert entry.row.subject.name == PLACE
        await pilot.press("enter")
        await until_screen(pilot, CountScreen)
        screen = app.screen
        assert isinstance(screen, CountScreen)
        assert screen.at == 5
        await until_shown(pilot, count.lines[5].key.part_number)


async def test_it_is_there_with_the_first_rows_and_asks_ion_for_nothing(plant: PlantFloor) -> None:
    begun(plant, PLACE)
    plant.gate.shut()
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "waits for you")
        assert "▶ " + PLACE in screen_text(app)


async def test_nothing_left_is_nothing_said(plant: PlantFloor) -> None:
    give_up(plant.workplace, begun(plant, PLACE), "by mistake")
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        assert "waits for you" not in screen_text(app)
        assert isinstance(app.screen, ScheduleScreen)
        assert app.screen.table.cursor == 0
        assert not app.screen.query_one("#going-on").display


async def test_the_cursor_is_moved_only_at_the_start(plant: PlantFloor) -> None:
    begun(plant, PLACE)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "waits for you")
        await until_rest(pilot)
        await pilot.press("home", "r")
        await until_rest(pilot)
        assert isinstance(app.screen, ScheduleScreen)
        assert app.screen.table.cursor == 0
        assert "waits for you" in screen_text(app)


async def test_the_count_that_is_offered_is_read_before_anybody_presses_enter(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(plant, PLACE)
    monkeypatch.setattr(schedule_going_on, "_SECONDS_BEFORE_READING_AHEAD", 0.01)
    read: list[str] = []
    loading = plant.workplace.last_loaded.load

    def loaded(stored: journal.Journal, count_id: str) -> Count:
        count = loading(stored, count_id)
        read.append(count_id)
        return count

    monkeypatch.setattr(plant.workplace.last_loaded, "load", loaded)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, f"{PLACE} waits for you")
        await until(pilot, lambda: read)
        assert isinstance(app.screen, ScheduleScreen), "nothing is opened for it"
        monkeypatch.setattr(journal, "read", None)  # no event is read any more
        await pilot.press("enter")
        await until_screen(pilot, CountScreen)


async def test_a_count_that_was_submitted_offline_asks_ion_when_the_counter_does(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    count = leave(
        plant.workplace, enter(plant.workplace, count, 1, "1"), [line.number for line in count.lines[1:]], "blocked"
    )
    plant.simulator.faults.drop_before(count=1)
    with pytest.raises(Exception, match="ION"):
        submit(plant.workplace, count)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, f"{PLACE} is submitted and not compared yet: Enter on it asks ION.")
        assert plant.latest(PLACE).phase is Phase.SUBMITTED, "nothing is asked before somebody wants it"
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: plant.latest(PLACE).phase is not Phase.SUBMITTED)


async def test_somebody_else_at_the_terminal_is_offered_their_own(plant: PlantFloor) -> None:
    begun(plant, PLACE)
    plant.workplace.store.schedule.put(ScheduleRow(plant.location("LINE-2"), "A", 30))
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "waits for you")
        assert isinstance(app.screen, ScheduleScreen)
        app.screen.hand_over_to("Ben")
        await until(pilot, lambda: "waits for you" not in screen_text(app))
        app.screen.hand_over_to("Ann")
        await until_shown(pilot, "waits for you")

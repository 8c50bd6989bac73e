"""Two terminals on one count: who holds it is said, taking over is one key, and nobody's work is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Counted, TakenOver
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import Confirm, Notice
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.leasing import take
from cyclecount_tui.workflow.recording import enter, leave, none_here
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace
from tests.tui.counts_made import begun, burst, on_screen
from tests.tui.driving import SIZES, key_of, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"


@contextmanager
def somebody(plant: PlantFloor, name: str = "Ben") -> Iterator[Workplace]:
    """Another terminal on the same database."""
    place = plant.another_workplace()
    place.counter = name
    place.terminal = place.terminal._replace(host="line-2", tty="pts/3")
    try:
        yield place
    finally:
        place.close()


def holder(plant: PlantFloor, count: Count) -> str:
    lease = plant.workplace.store.leases.of(count.id)
    return lease.holder if lease else ""


def entries(plant: PlantFloor) -> list[tuple[str, int, int]]:
    return [(event.by, event.line, int(event.quantity)) for event in plant.events(PLACE) if isinstance(event, Counted)]


async def until_held(pilot: Pilot[None], plant: PlantFloor, count: Count, name: str) -> None:
    await until(pilot, lambda: holder(plant, count) == name, f"{name} holding the count")


@asynccontextmanager
async def coming_to(
    plant: PlantFloor, screen: CountScreen, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The schedule at rest, and the count's screen on its way."""
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(app.screen.query(LineTable)) and app.screen.query_one(LineTable).row_count > 15)
        await until_rest(pilot)
        app.push_screen(screen)
        yield pilot


# Coming to a count


async def test_the_screen_holds_the_count_and_leaving_it_lets_go(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    async with on_screen(plant, CountScreen(count)) as pilot:
        await until_held(pilot, plant, count, "Ann")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await until_held(pilot, plant, count, "")


async def test_the_end_of_the_program_lets_go_before_it_is_over(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    async with on_screen(plant, CountScreen(count)) as pilot:
        await until_held(pilot, plant, count, "Ann")
    assert holder(plant, count) == ""


async def test_the_comparison_lets_go(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    for line in count.lines:
        count = none_here(plant.workplace, count, line.number)
    async with on_screen(plant, CountScreen(count)) as pilot:
        await until_held(pilot, plant, count, "Ann")
        done = submit(plant.workplace, count)
        assert isinstance(pilot.app.screen, CountScreen)
        pilot.app.screen.move_on(done)
        await until_held(pilot, plant, count, "")


@pytest.mark.parametrize("size", SIZES)
async def test_who_counts_since_when_and_where_is_said_before_anything_is_taken(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = begun(plant, PLACE)
    with somebody(plant) as ben:
        take(ben, count)
        async with coming_to(plant, CountScreen(count), size) as pilot:
            await until_screen(pilot, Confirm)
            shown = " ".join(screen_text(pilot.app).replace("│", " ").split())
            assert f"Ben counts {PLACE} since 09:05" in shown
            assert "line-2/pts/3" in shown
            assert "Press t to take it over, Esc to go back." in shown
            await pilot.press("escape")
            await until_screen(pilot, ScheduleScreen)
    assert [event.kind for event in plant.events(PLACE)][-1] == "sheet_read"


async def test_one_key_takes_over_and_the_count_goes_on_where_it_stopped(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    with somebody(plant) as ben:
        enter(ben, enter(ben, take(ben, count).count, 1, "4"), 6, "2")
        async with coming_to(plant, screen) as pilot:
            await until_screen(pilot, Confirm)
            await pilot.press("t")
            await until_screen(pilot, CountScreen)
            await until(
                pilot, lambda: message(pilot.app) == "Taken over: you count this now, and Ben is told at line-2/pts/3."
            )
            assert screen.at == 6
            await pilot.press("7", "enter")
            await until(pilot, lambda: message(pilot.app).startswith("Saved"))
            assert holder(plant, count) == "Ann"
    assert entries(plant) == [("Ben", 1, 4), ("Ben", 6, 2), ("Ann", 7, 7)]
    (told,) = [event for event in plant.events(PLACE) if isinstance(event, TakenOver)]
    assert (told.by, told.previous, told.lapsed) == ("Ann", "Ben", False)


async def test_a_scan_with_the_key_in_it_takes_nothing_over(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    with somebody(plant) as ben:
        take(ben, count)
        async with coming_to(plant, CountScreen(count)) as pilot:
            await until_screen(pilot, Confirm)
            burst(pilot, "t4711\r")
            await until_shown(pilot, "Enter does not confirm")
            assert holder(plant, count) == "Ben"


async def test_what_was_typed_before_the_question_could_be_read_is_not_entered(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    with somebody(plant) as ben:
        take(ben, count)
        screen = CountScreen(count)
        async with coming_to(plant, screen) as pilot:
            burst(pilot, "12\r")
            await until_screen(pilot, Confirm)
            await until_shown(pilot, "Press t")
            await pilot.press("enter")
            await pilot.press("t")
            await until(pilot, lambda: message(pilot.app).startswith("Taken over"))
            assert screen.field.text == ""
    assert entries(plant) == []


async def test_a_lapsed_count_is_free_and_says_whose_it_was(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    with somebody(plant) as ben:
        take(ben, count)
        plant.workplace.clock = lambda: NOW + timedelta(minutes=6)
        async with coming_to(plant, CountScreen(count)) as pilot:
            await until_shown(pilot, "which fell silent at 09:05.")
            assert holder(plant, count) == "Ann"


async def test_a_count_that_is_over_meanwhile_is_gone_on_with_where_it_is(plant: PlantFloor) -> None:
    before = begun(plant, PLACE)
    with somebody(plant) as ben:
        count = take(ben, before).count
        count = leave(ben, enter(ben, count, 1, "4"), [line.number for line in count.lines[1:]], "blocked")
        async with coming_to(plant, CountScreen(before)) as pilot:
            await until_screen(pilot, Confirm)
            plant.simulator.faults.drop_before(count=1)
            with pytest.raises(Exception, match="ION"):
                submit(ben, count)
            await pilot.press("t")
            await until_screen(pilot, ReconcileScreen)


# Losing a count


async def test_the_other_is_told_at_the_next_key_and_what_is_half_typed_stays(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    with somebody(plant) as ben:
        async with on_screen(plant, screen) as pilot:
            await until_held(pilot, plant, count, "Ann")
            await pilot.press("1")
            bens = take(ben, load(ben, count.id), over=True).count
            enter(ben, bens, 1, "8")
            await pilot.press("2")
            await until_screen(pilot, Confirm)
            await until_shown(pilot, "Ben took this count over at 09:05 at line-2/pts/3. Nothing of yours was")
            await until_shown(pilot, "What you typed stays in the prompt: 12")
            await pilot.press("escape")
            await until_screen(pilot, CountScreen)
            assert screen.field.text == "12"
            assert "nothing is stored from here" in message(pilot.app)
            await pilot.press("enter")
            await until_screen(pilot, Confirm)
            assert entries(plant) == [("Ben", 1, 8)]
            await pilot.press("t")
            await until(pilot, lambda: message(pilot.app).startswith("Taken over: you count this now"))
            assert holder(plant, count) == "Ann"
            assert screen.field.text == "12"
            assert screen.at == 0
            assert "counted 8" in screen_text(pilot.app)
            await pilot.press("enter")
            await until(pilot, lambda: message(pilot.app).startswith("Saved"))
    assert entries(plant) == [("Ben", 1, 8), ("Ann", 1, 12)]
    assert [event.previous for event in plant.events(PLACE) if isinstance(event, TakenOver)] == ["Ann", "Ben"]


@pytest.mark.parametrize("key", ["f4", "f5"])
async def test_a_key_that_stores_is_refused_and_told(plant: PlantFloor, key: str) -> None:
    count = enter(plant.workplace, begun(plant, PLACE), 1, "4")
    with somebody(plant) as ben:
        async with on_screen(plant, CountScreen(count)) as pilot:
            await until_held(pilot, plant, count, "Ann")
            after = take(ben, load(ben, count.id), over=True).count
            await pilot.press(key)
            await until_screen(pilot, Confirm)
            await until_shown(pilot, "Ben took this count over")
            assert load(ben, count.id) == after


async def test_the_heartbeat_tells_whoever_does_nothing(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    plant.workplace.practice = plant.workplace.practice._replace(lease_seconds=1)
    with somebody(plant) as ben:
        async with on_screen(plant, CountScreen(count)) as pilot:
            await until_held(pilot, plant, count, "Ann")
            take(ben, load(ben, count.id), over=True)
            await until_shown(pilot, "Ben took this count over")


async def test_one_that_was_taken_and_submitted_says_so_and_what_was_typed(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    with somebody(plant) as ben:
        async with on_screen(plant, CountScreen(count)) as pilot:
            await until_held(pilot, plant, count, "Ann")
            await pilot.press("1")
            bens = take(ben, load(ben, count.id), over=True).count
            bens = leave(ben, enter(ben, bens, 1, "8"), [line.number for line in bens.lines[1:]], "blocked")
            plant.simulator.faults.drop_before(count=1)
            with pytest.raises(Exception, match="ION"):
                submit(ben, bens)
            await pilot.press("2")
            await until_screen(pilot, Notice)
            await until_shown(pilot, "It is submitted now.")
            await until_shown(pilot, "Typed here and not entered: 12")
            await pilot.press("escape")
            await until_screen(pilot, ReconcileScreen)


async def test_one_that_nobody_counts_any_more_is_taken_back_with_the_same_key(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until_held(pilot, plant, count, "Ann")
        with somebody(plant) as ben:
            enter(ben, take(ben, load(ben, count.id), over=True).count, 1, "8")
        screen.look_at_lease()
        await until_shown(pilot, "Nobody counts it now.")
        await pilot.press("t")
        await until(pilot, lambda: message(pilot.app) == "Taken back: you count this again.")
        assert screen.at == 1
        await pilot.press("2", "enter")
        await until(pilot, lambda: message(pilot.app).startswith("Saved"))
    assert entries(plant) == [("Ben", 1, 8), ("Ann", 2, 2)]


async def test_while_help_is_read_it_waits(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    screen = CountScreen(count)
    with somebody(plant) as ben:
        async with on_screen(plant, screen) as pilot:
            await until_held(pilot, plant, count, "Ann")
            await pilot.press("f1")
            await until(pilot, lambda: pilot.app.screen is not screen)
            help_page = pilot.app.screen
            take(ben, load(ben, count.id), over=True)
            screen.look_at_lease()
            await until(pilot, lambda: screen._for_later)
            assert pilot.app.screen is help_page
            await pilot.press("escape")
            await until_screen(pilot, Confirm)


async def test_nothing_is_asked_of_ion_for_any_of_it(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    with somebody(plant) as ben:
        take(ben, count)
        async with coming_to(plant, CountScreen(count)) as pilot:
            asked = len(plant.simulator.requests)
            await until_screen(pilot, Confirm)
            await pilot.press("t")
            await until(pilot, lambda: message(pilot.app).startswith("Taken over"))
            await type_text(pilot, "12")
            await pilot.press(key_of("\r"))
            await until(pilot, lambda: message(pilot.app).startswith("Saved"))
            assert len(plant.simulator.requests) == asked

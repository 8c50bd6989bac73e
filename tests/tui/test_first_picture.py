"""The schedule is drawn with its rows, or without them where they take long; a terminal gets nothing before that."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from textual import screen as textual_screen
from textual._compositor import Compositor
from textual.geometry import Region, Size
from textual.screen import Screen

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.store.schedule_columns import ScheduleColumns
from cyclecount_tui.store.schedule_table import ScheduleTable
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.screens import first_picture
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH, size_classes
from tests.tui.drawn_frames import frames_drawn
from tests.tui.driving import until, until_rest, until_shown
from tests.tui.plant_floor import PlantFloor

SHELF = "RACK-B / SHELF-04"
READING = "Reading the schedule."


@pytest.fixture
def scheduled(plant: PlantFloor) -> PlantFloor:
    """A plant with one row on its schedule."""
    plant.workplace.store.schedule.put(ScheduleRow(plant.location(SHELF), "A", 30, date(2026, 1, 1)))
    return plant


async def test_nothing_is_drawn_before_the_rows(scheduled: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_picture, "LONGEST", 1e6)
    with frames_drawn() as drawn:
        async with scheduled.app.run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, SHELF)
            frames = drawn.whole((80, 24))
    assert SHELF in frames[0]
    assert not any(READING in frame for frame in frames)


async def test_rows_that_take_long_are_announced(scheduled: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_picture, "LONGEST", 0.01)
    read, go_on = ScheduleTable.columns, threading.Event()

    def reading(table: ScheduleTable) -> ScheduleColumns:
        assert go_on.wait(30)
        return read(table)

    monkeypatch.setattr(ScheduleTable, "columns", reading)
    with frames_drawn() as drawn:
        async with scheduled.app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: any(READING in frame for frame in drawn.whole((80, 24))))
            go_on.set()
            await until_shown(pilot, SHELF)


async def until_so(holds: Callable[[], object]) -> None:
    """Without a pilot, which draws by itself what is not drawn yet."""
    for _ in range(2_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("The condition did not come about.")


async def test_it_waits_for_no_clock_and_is_made_once(scheduled: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_picture, "LONGEST", 1e6)
    monkeypatch.setattr(textual_screen, "UPDATE_PERIOD", 1e6)
    monkeypatch.setattr(ScheduleScreen, "look_around", lambda _screen, _entries: None)
    frames_before: list[int] = []
    render = Compositor._render_chops

    with frames_drawn() as drawn:

        def noted(compositor: Compositor, crop: Region, is_rendered: Callable[[int], bool]) -> Any:
            frames_before.append(len(drawn.frames))
            return render(compositor, crop, is_rendered)

        monkeypatch.setattr(Compositor, "_render_chops", noted)
        async with scheduled.app.run_test(size=(80, 24)):
            await until_so(lambda: any(SHELF in frame for frame in drawn.whole((80, 24))))
            assert SHELF in drawn.frames[0][1]
            assert frames_before.count(0) == 1, "nothing is made that is not drawn"


async def test_the_first_rows_are_told_once(scheduled: PlantFloor) -> None:
    told: list[str] = []
    app = CycleCountApp(scheduled.workplace, when_shown=lambda: told.append("shown"))
    with frames_drawn() as drawn:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: any(SHELF in frame for frame in drawn.whole((80, 24))))
            assert isinstance(app.screen, ScheduleScreen)
            app.screen.action_refresh_rows()
            await until_rest(pilot)
    assert told == ["shown"]


def test_a_screen_has_the_classes_of_its_size_from_the_start() -> None:
    screen: Screen[None] = Screen()
    for width, height in product((1, 20, 59, 60, 109, 110, 300), (1, 8, 13, 14, 29, 30, 90)):
        given = screen._get_breakpoint_classes(width, BY_WIDTH) | screen._get_breakpoint_classes(height, BY_HEIGHT)
        assert set(size_classes(Size(width, height)).split()) == given


@pytest.mark.parametrize("size", [(80, 24), (40, 8)])
async def test_its_styles_are_worked_out_once_and_right(
    scheduled: PlantFloor, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    worked_out: list[object] = []
    work_out = ScheduleScreen.update_node_styles

    def noted(screen: ScheduleScreen, *, animate: bool = True) -> None:
        worked_out.append(screen)
        work_out(screen, animate=animate)

    monkeypatch.setattr(ScheduleScreen, "update_node_styles", noted)
    async with scheduled.app.run_test(size=size) as pilot:
        await until_shown(pilot, "SHELF-04")
        assert not worked_out, "but for each widget, as it came"
        nodes = list(pilot.app.screen.walk_children(with_self=True))
        rules = [dict(node._css_styles.get_rules()) for node in nodes]
        pilot.app.screen.update_node_styles()
        assert [dict(node._css_styles.get_rules()) for node in nodes] == rules

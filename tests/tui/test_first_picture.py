"""The schedule is drawn with its rows, or without them where they take long; a terminal gets nothing before that."""

from __future__ import annotations

import gc
import threading
from datetime import date

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.store.schedule_columns import ScheduleColumns
from cyclecount_tui.store.schedule_table import ScheduleTable
from cyclecount_tui.tui.screens import first_picture
from tests.tui.drawn_frames import frames_drawn
from tests.tui.driving import until, until_shown
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


async def test_garbage_is_looked_for_from_then_on(scheduled: PlantFloor) -> None:
    gc.disable()
    try:
        async with scheduled.app.run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, SHELF)
            await until(pilot, gc.isenabled)
    finally:
        gc.enable()

"""A commit takes as long as the disk does, and the screen never waits for it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from cyclecount_tui.domain.counting_events import Counted
from cyclecount_tui.store.database import Database
from cyclecount_tui.tui.screens.count import CountScreen
from tests.tui.counts_made import begun, burst, on_screen
from tests.tui.driving import until, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"


def entries(plant: PlantFloor) -> list[str]:
    return [event.expression for event in plant.events(PLACE) if isinstance(event, Counted)]


@contextmanager
def locked(plant: PlantFloor) -> Iterator[None]:
    """Another program writes, so that no commit of this one comes through."""
    with closing(sqlite3.connect(plant.workplace.store.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_while_a_commit_waits_the_screen_goes_on_and_no_key_is_lost(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        with locked(plant):
            await pilot.press("5", "enter")
            await until(pilot, lambda: screen.storing)
            await pilot.resize_terminal(100, 30)
            await until(pilot, lambda: len(screen_text(pilot.app).splitlines()) == 30)
            assert "Saved" not in screen_text(pilot.app), "no mark comes before its commit"
            assert "0 of" in screen_text(pilot.app)
            burst(pilot, "1\r")
            assert screen.storing
        await until(pilot, lambda: len(entries(plant)) == 2)
        await until_shown(pilot, "2 of")
    assert entries(plant) == ["5", "1"]


async def test_the_thread_of_the_screen_never_waits_for_the_database(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the sheet on, through entries, a note, an undo and leaving."""
    waited: list[threading.Thread] = []
    really = Database._in_turn

    def watched(database: Database, job: object) -> object:
        waited.append(threading.current_thread())
        return really(database, job)  # type: ignore[arg-type]  # whatever it is, it is passed on

    screen = CountScreen(begun(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        monkeypatch.setattr(Database, "_in_turn", watched)
        for keys, said in ((("5", "enter"), "Saved"), (("f4",), "none here"), (("f5",), "Took back")):
            await pilot.press(*keys)
            await until_shown(pilot, said)
        await pilot.press("escape")
        await until_shown(pilot, "SCHEDULE")
        await pilot.pause()
        monkeypatch.undo()
    assert waited
    assert threading.current_thread() not in waited

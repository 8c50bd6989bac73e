"""The build screen: proposals beside today's schedule, taken row by row or all, and nothing of quantities on it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from textual.pilot import Pilot

from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens.build import BuildScreen
from cyclecount_tui.tui.screens.build_table import ProposalTable
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm, Notice
from cyclecount_tui.workflow.errors import StoreError
from tests.tui.counts_made import burst
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.over_schedule import opened_by
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

TELLTALE = Decimal("7345.125")


opened = partial(opened_by, "b", BuildScreen)


def table_of(pilot: Pilot[None]) -> ProposalTable:
    return pilot.app.screen.query_one(ProposalTable)


async def read(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: table_of(pilot).row_count > 10)
    await until_rest(pilot)


def classes(plant: PlantFloor) -> dict[str, tuple[str, int | None]]:
    rows = plant.workplace.store.schedule.rows()
    return {row.subject.name: (row.count_class, row.cadence_days) for row in rows}


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_a_row_is_taken_by_enter_and_by_the_space_bar(plant: PlantFloor, size: tuple[int, int]) -> None:
    before = classes(plant)
    async with opened(plant, size) as pilot:
        await read(pilot)
        assert "15 changed" in screen_text(pilot.app)
        assert "Enter take" in keys(pilot.app)
        assert classes(plant) == before, "nothing is stored before it is taken"
        taken = [table_of(pilot).rows[place] for place in (0, 1)]
        await pilot.press("enter")
        await until_shown(pilot, f"Took {taken[0].subject.name}.")
        assert table_of(pilot).proposal == taken[1], "the next row is under the cursor"
        await pilot.press("up")
        await until(pilot, lambda: "Enter take" not in keys(pilot.app))
        await pilot.press("enter", "down", "space")
        await until_shown(pilot, f"Took {taken[1].subject.name}.")
        expected = before | {each.subject.name: (each.count_class, each.cadence_days) for each in taken}
        assert classes(plant) == expected
        assert lines_of(table_of(pilot))[1].startswith("✓ ")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "Took 2 rows into the schedule.")


async def test_rows_taken_faster_than_the_disk_are_all_stored(plant: PlantFloor) -> None:
    async with opened(plant) as pilot:
        await read(pilot)
        names = [each.subject.name for each in table_of(pilot).rows[:5]]
        burst(pilot, "     ")
        await until(pilot, lambda: len(table_of(pilot).taken) == 5)
        await until(pilot, lambda: all(classes(plant)[name][1] in {90, 180, 365} for name in names))


async def test_all_that_the_filter_shows_are_taken_after_a_question(plant: PlantFloor) -> None:
    before = classes(plant)
    async with opened(plant) as pilot:
        await read(pilot)
        await pilot.press("slash")
        await type_text(pilot, "line-")
        await pilot.press("enter", "A")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "take 2 rows")
        await pilot.press("escape")
        await until_screen(pilot, BuildScreen)
        assert classes(plant) == before
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_shown(pilot, "Took 2 rows into the schedule.")
        after = classes(plant)
        assert {name for name in after if after[name] != before.get(name)} == {"LINE-1", "LINE-2"}
        await pilot.press("escape", "escape")
        await until_screen(pilot, ScheduleScreen)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_it_is_limited_to_a_location_and_all_below_it(plant: PlantFloor, size: tuple[int, int]) -> None:
    async with opened(plant, size) as pilot:
        await read(pilot)
        whole = list(table_of(pilot).rows)
        asked = len(plant.simulator.requests)
        await pilot.press("u")
        await until_screen(pilot, AskText)
        await type_text(pilot, "RACK-B")
        await pilot.press("enter")
        await until(pilot, lambda: len(table_of(pilot).rows) == 4)
        assert "BUILD  under RACK-B" in screen_text(pilot.app)
        assert list(table_of(pilot).rows) == [each for each in whole if each.subject.name.startswith("RACK-B / ")]
        assert len(plant.simulator.requests) - asked <= 2, "the plant is not read again"
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "take 4 rows")
        await pilot.press("y")
        await until_shown(pilot, "Took 4 rows into the schedule.")
        await pilot.press("u")
        await until_screen(pilot, AskText)
        await pilot.press("enter")
        await until(pilot, lambda: list(table_of(pilot).rows) == whole)
        assert "under" not in screen_text(pilot.app).splitlines()[0]
        assert len(table_of(pilot).taken) == 4


async def test_a_location_that_is_not_there_limits_nothing(plant: PlantFloor) -> None:
    async with opened(plant) as pilot:
        await read(pilot)
        rows = list(table_of(pilot).rows)
        await pilot.press("u")
        await until_screen(pilot, AskText)
        await type_text(pilot, "RACK-X")
        await pilot.press("enter")
        await until_shown(pilot, "! ION has no location 'RACK-X'. Nearest:")
        assert list(table_of(pilot).rows) == rows


async def test_escape_ends_the_reading_and_changes_nothing(plant: PlantFloor) -> None:
    before = classes(plant)
    async with opened(plant, (80, 24), plant.gate.shut) as pilot:
        await until_shown(pilot, "Reading all of ION's inventory; Esc stops waiting.")
        await pilot.press("escape")
        await until_shown(pilot, "Stopped waiting; nothing was changed. Press r to read again.")
        plant.gate.open()
        assert table_of(pilot).row_count == 0
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        assert classes(plant) == before


async def test_ion_away_is_said_and_r_reads_again(plant: PlantFloor) -> None:
    def away() -> None:
        plant.simulator.faults.drop_before(count=1000)

    async with opened(plant, (80, 24), away) as pilot:
        await until_shown(pilot, "! The line to ION broke")
        plant.simulator.faults.clear()
        await pilot.press("r")
        await read(pilot)
        assert message(pilot.app) == ""


async def test_what_cannot_be_stored_is_not_taken(plant: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The disk is full: make room, then take it again.")

    async with opened(plant) as pilot:
        await read(pilot)
        monkeypatch.setattr("cyclecount_tui.tui.screens.build_taking.take", refuse)
        await pilot.press("enter")
        await until_shown(pilot, "! The disk is full")
        assert not table_of(pilot).taken
        await until(pilot, lambda: "Enter take" in keys(pilot.app))


async def test_nothing_of_quantities_or_values_reaches_the_screen(plant: PlantFloor) -> None:
    record = next(record for record in plant.simulator.plant.inventory if record.location_id is not None)
    plant.simulator.faults.edit_behind_the_back(record.id, quantity=TELLTALE)
    seen = []
    async with opened(plant, (120, 36)) as pilot:
        await read(pilot)
        for _ in table_of(pilot).rows:
            seen.append(screen_text(pilot.app))
            await pilot.press("down")
        await pilot.press("i")
        await until_screen(pilot, Notice)
        seen.append(screen_text(pilot.app))
    assert not any("7345" in text or "7,345" in text for text in seen)
    stored = b"".join(path.read_bytes() for path in plant.folder.rglob("*") if path.is_file())
    assert b"7345" not in stored


@pytest.mark.parametrize(("name", "title"), [("build for parts", "by value"), ("moved parts", "by movement")])
async def test_parts_are_proposed_by_name_from_the_palette(plant: PlantFloor, name: str, title: str) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await pilot.press("ctrl+p")
        await until_screen(pilot, Palette)
        await type_text(pilot, name)
        await pilot.press("enter")
        await until_screen(pilot, BuildScreen)
        await read(pilot)
        assert f"BUILD  parts {title}" in screen_text(pilot.app)
        here = table_of(pilot).proposal
        assert here is not None
        assert here.subject.is_part
        await pilot.press("enter")
        await until_shown(pilot, f"Took part {here.subject.name}.")
    assert plant.workplace.store.schedule.row(here.subject) is not None

"""From the schedule: what to count now, and a count of any location or part."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.subject import SubjectKind
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.what_now import WhatNowScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count
from tests.tui.counts_made import burst
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text


async def ready(pilot: Pilot[None]) -> None:
    await until_screen(pilot, ScheduleScreen)
    await until(pilot, lambda: pilot.app.screen.query_one(LineTable).row_count > 15)
    await until_rest(pilot)


async def answer(pilot: Pilot[None], key: str, text: str) -> None:
    await pilot.press(key)
    await until_screen(pilot, AskText)
    await type_text(pilot, text)
    await pilot.press("enter")


def with_lines(plant: PlantFloor) -> None:
    """Every row knows how many lines it has."""
    table = plant.workplace.store.schedule
    table.replace_rows(row._replace(lines=3 + row.subject.id % 5) for row in table.rows())


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_what_now_picks_what_fits_in_walking_order_and_enter_counts_the_first(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    with_lines(plant)
    plant.workplace.counter = "Bo Lindqvist"
    async with plant.app.run_test(size=size) as pilot:
        await ready(pilot)
        await answer(pilot, "w", "95")
        await until_screen(pilot, WhatNowScreen)
        await until_shown(pilot, "95 min")
        await pilot.press("m")
        await until_shown(pilot, "LINE-1")
        rows = [line for line in lines_of(pilot.app.screen.query_one(LineTable))[1:] if line.strip()]
        names = [name for row in rows for name in re.findall(r"LINE-\d|RACK-\w / SHELF-\d+|RECEIVING", row)]
        assert len(names) == len(rows) > 1
        assert names == sorted(names), "as people walk"
        assert "6 days overdue" in screen_text(pilot.app)
        assert "Enter open" in keys(pilot.app)
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
    (opened,) = plant.workplace.store.journal.open_counts()
    assert opened.subject.name == "LINE-1"


async def test_what_now_is_for_me_until_m_says_for_anybody(plant: PlantFloor) -> None:
    with_lines(plant)
    plant.workplace.counter = "Somebody else"
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await answer(pilot, "w", "95")
        await until_shown(pilot, "Nothing is due for you that nobody is counting yet.")
        await pilot.press("m")
        await until_shown(pilot, "due for anybody")
        assert "LINE-1" in screen_text(pilot.app)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        assert not plant.workplace.store.journal.open_counts()


def touch_all(plant: PlantFloor, name: str) -> int:
    """Every record at a location changes, today; how many those are."""
    place = plant.location(name)
    plant.simulator.plant.clock = lambda: NOW
    records = list(plant.simulator.plant.inventory.by("location_id", place.id))
    for record in records:
        plant.simulator.faults.edit_behind_the_back(record.id, quantity=record.quantity + 1)
    return len(records)


def rows_shown(pilot: Pilot[None]) -> list[str]:
    return [line for line in lines_of(pilot.app.screen.query_one(LineTable))[1:] if line.strip()]


async def test_what_moved_completes_the_list_that_stands_there_at_once(plant: PlantFloor) -> None:
    with_lines(plant)
    number = touch_all(plant, "RACK-C / SHELF-03")
    async with plant.app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        plant.gate.shut()
        await answer(pilot, "w", "300")
        await until_screen(pilot, WhatNowScreen)
        await pilot.press("m")
        await until_shown(pilot, "Asking ION what moved since the last counts.")
        await until_shown(pilot, "RACK-C / SHELF-03")
        assert "changed since" not in screen_text(pilot.app)
        await pilot.press("down", "down")
        under_cursor = next(row for row in rows_shown(pilot) if "▶" in row)[:26]
        plant.gate.open()
        await until_shown(pilot, f"{number} records changed since")
        assert next(row for row in rows_shown(pilot) if "▶" in row).startswith(under_cursor), "the cursor stays"
        assert "Asking ION" not in screen_text(pilot.app)


async def test_what_now_does_without_what_moved_where_ion_is_away(plant: PlantFloor) -> None:
    with_lines(plant)
    plant.workplace.counter = "Bo Lindqvist"
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        plant.simulator.faults.drop_before(count=1000)
        await answer(pilot, "w", "300")
        await until_shown(pilot, "Picked without what moved since the last counts: The line to ION broke")
        assert "Enter open" in keys(pilot.app)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)


async def test_an_ion_that_does_not_tell_what_moved_is_said_to(tmp_path: Path) -> None:
    plant = PlantFloor(tmp_path, SimulatorOptions(without=frozenset({"PartInventoriesInputFilters._updated"})))
    with_lines(plant)
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await answer(pilot, "w", "95")
        await until_screen(pilot, WhatNowScreen)
        await pilot.press("m")
        await until_shown(pilot, "This ION does not tell what moved since the last counts: picked without it.")
        assert "LINE-1" in screen_text(pilot.app)
    plant.workplace.close()


async def test_leaving_does_not_wait_for_what_moved(plant: PlantFloor) -> None:
    with_lines(plant)
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        plant.gate.shut()
        await answer(pilot, "w", "300")
        await until_screen(pilot, WhatNowScreen)
        await pilot.press("m")
        await until_shown(pilot, "Asking ION what moved since the last counts.")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        plant.gate.open()


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_the_walk_begins_where_somebody_says(plant: PlantFloor, size: tuple[int, int]) -> None:
    with_lines(plant)
    async with plant.app.run_test(size=size) as pilot:
        await ready(pilot)
        await answer(pilot, "w", "300")
        await until_screen(pilot, WhatNowScreen)
        await pilot.press("m")
        await until_shown(pilot, "LINE-1")
        await answer(pilot, "n", "RACK-B / SHELF-02")
        await until(pilot, lambda: "RACK-B" in rows_shown(pilot)[0])
        await answer(pilot, "n", "NOWHERE")
        await until_shown(pilot, "! ION has no location 'NOWHERE'")
        await pilot.press("escape", "n")
        await until_screen(pilot, AskText)
        await pilot.press("enter")
        await until(pilot, lambda: "LINE-1" in rows_shown(pilot)[0])


@pytest.mark.parametrize("typed", ["0", "an hour", "-5"])
async def test_what_is_no_number_of_minutes_is_said(plant: PlantFloor, typed: str) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await answer(pilot, "w", typed)
        await until_shown(pilot, "is no number of minutes: type one such as 45.")
        assert isinstance(pilot.app.screen, ScheduleScreen)


async def test_a_location_is_counted_by_its_name_scanned_or_typed(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(40, 8)) as pilot:
        await ready(pilot)
        await answer(pilot, "o", "RACK-C / SHELF-04")
        await until_screen(pilot, CloseOffScreen)
    (opened,) = plant.workplace.store.journal.open_counts()
    assert opened.subject == plant.location("RACK-C / SHELF-04")


async def test_a_part_is_counted_by_its_number(plant: PlantFloor) -> None:
    number = next(iter(plant.simulator.plant.parts)).part_number
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await answer(pilot, "o", number)
        await until_screen(pilot, CloseOffScreen)
    (opened,) = plant.workplace.store.journal.open_counts()
    assert (opened.subject.kind, opened.subject.name) == (SubjectKind.PART, number)


async def scanned(pilot: Pilot[None], label: str) -> None:
    """A label scanned into the prompt of o: all its characters at once, and an Enter."""
    await pilot.press("o")
    await until_screen(pilot, AskText)
    burst(pilot, f"{label}\r")


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_ions_own_label_of_a_location_opens_it(plant: PlantFloor, size: tuple[int, int]) -> None:
    place = next(place for place in plant.simulator.plant.places if place.name == "RACK-C / SHELF-04")
    async with plant.app.run_test(size=size) as pilot:
        await ready(pilot)
        await scanned(pilot, plant.simulator.plant.label(place.entity_id))
        await until_screen(pilot, CloseOffScreen)
    (opened,) = plant.workplace.store.journal.open_counts()
    assert opened.subject == plant.location("RACK-C / SHELF-04")


@pytest.mark.parametrize(("key", "is_part"), [("1", False), ("2", True)])
async def test_the_label_of_an_inventory_record_offers_its_location_and_its_part(
    plant: PlantFloor, key: str, is_part: bool
) -> None:
    floor, shelf = plant.simulator.plant, plant.location("RACK-C / SHELF-04")
    record = next(record for record in floor.inventory if record.location_id == shelf.id)
    number = floor.parts[record.part_id].part_number
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await scanned(pilot, floor.label(record.entity_id))
        await until_screen(pilot, Choose)
        assert f"{shelf.name}  a location" in screen_text(pilot.app)
        assert number in screen_text(pilot.app)
        await pilot.press(key)
        await until_screen(pilot, CloseOffScreen)
    (opened,) = plant.workplace.store.journal.open_counts()
    assert (opened.subject.is_part, opened.subject.name) == (is_part, number if is_part else shelf.name)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_an_ion_that_looks_no_labels_up_says_so(
    make_plant: Callable[..., PlantFloor], size: tuple[int, int]
) -> None:
    plant = make_plant(SimulatorOptions(without=frozenset({"scanBarcode"})))
    place = next(iter(plant.simulator.plant.places))
    async with plant.app.run_test(size=size) as pilot:
        await ready(pilot)
        await scanned(pilot, plant.simulator.plant.label(place.entity_id))
        await until(pilot, lambda: "This ION does not tell what a label is stuck on" in message(pilot.app))
        assert isinstance(pilot.app.screen, ScheduleScreen)
    assert not plant.workplace.store.journal.open_counts()


async def test_near_names_of_both_kinds_are_offered(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await answer(pilot, "o", "rack-b")
        await until_screen(pilot, Choose)
        assert "RACK-B / SHELF-01  a location" in screen_text(pilot.app)
        await pilot.press("2")
        await until_screen(pilot, CloseOffScreen)
        (opened,) = plant.workplace.store.journal.open_counts()
        assert opened.subject.name == "RACK-B / SHELF-01"
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await answer(pilot, "o", "FR-1020")
        await until_screen(pilot, Choose)
        await until_shown(pilot, "a part, wherever it lies")
        await pilot.press("1")
        await until_screen(pilot, CloseOffScreen)
    parts = [count.subject for count in plant.workplace.store.journal.open_counts() if count.subject.is_part]
    assert [part.name[:7] for part in parts] == ["FR-1020"]


async def test_nothing_like_it_is_said(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await answer(pilot, "o", "~~~~")
        await until_shown(pilot, "ION has no location and no part that is called anything like")
        assert isinstance(pilot.app.screen, ScheduleScreen)


async def test_looking_can_be_stopped(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        plant.gate.shut()
        await answer(pilot, "o", "SHELF")
        await until_shown(pilot, "Looking for SHELF")
        await pilot.press("escape")
        await until(pilot, lambda: message(pilot.app) == "Stopped waiting; nothing was counted.")
        plant.gate.open()
        await pilot.pause()
        assert isinstance(pilot.app.screen, ScheduleScreen)


async def test_what_is_counted_already_is_found_while_ion_is_away(plant: PlantFloor) -> None:
    open_count(plant.workplace, plant.location("LINE-2"))
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        plant.simulator.faults.drop_before(count=1000)
        await answer(pilot, "o", "LINE-2")
        await until_screen(pilot, CloseOffScreen)


async def test_what_now_keeps_its_list_and_minutes_until_all_is_counted(plant: PlantFloor) -> None:
    with_lines(plant)
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await answer(pilot, "w", "95")
        await until_screen(pilot, WhatNowScreen)
        await pilot.press("m")
        await until_shown(pilot, "LINE-1")
        number = len(rows_shown(pilot))
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await pilot.press("escape")
        await until_screen(pilot, WhatNowScreen)
        await until(pilot, lambda: "opened" in rows_shown(pilot)[0])
        (opened,) = plant.workplace.store.journal.open_counts()
        give_up(plant.workplace, load(plant.workplace, opened.count_id), "trial")
        row = plant.workplace.store.schedule.row(opened.subject)
        assert row is not None
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        plant.workplace.store.schedule.put(row._replace(last_counted=plant.workplace.today()))
        (opened,) = plant.workplace.store.journal.open_counts()
        give_up(plant.workplace, load(plant.workplace, opened.count_id), "counted meanwhile")
        await pilot.press("escape")
        await until_screen(pilot, WhatNowScreen)
        await until_shown(pilot, f"1 of {number} done")
        assert "of 95 minutes" in screen_text(pilot.app)
        assert len(rows_shown(pilot)) == number
        assert rows_shown(pilot)[0].startswith("✓▶")
        await pilot.press("enter")
        await until_shown(pilot, "LINE-1 is done: go on with another row.")
        assert plant.workplace.store.journal.open_counts() == []
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)

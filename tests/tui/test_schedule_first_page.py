"""The schedule's first page out of thousands of rows: made of those on the screen, and any key finds all the others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.workflow import stored_entries
from cyclecount_tui.workflow.schedule_entry import ScheduleEntry
from cyclecount_tui.workflow.schedule_reading import ScheduleReader
from tests.sweeps import some_by_default
from tests.tui.driving import until
from tests.tui.plant_floor import NOW, PlantFloor
from tests.tui.widgets.screen_text import screen_text, settle

SIZE = (80, 24)
FIRST = "RACK-1 / SHELF-099"
KEYS = {
    "sort": ["s"], "turn round": ["S"], "group": ["g"], "mine": ["m"], "page": ["pagedown"], "last": ["G"],
    "filter": ["slash", *"SHELF-007"], "by class, from its end": ["s", "s", "S"],
}  # fmt: skip


def scheduled(plant: PlantFloor, number: int) -> None:
    """So many rows, in racks of a hundred shelves, due on a hundred days; what the plant has besides is not."""
    store, today = plant.workplace.store, NOW.date()
    store.database.write(lambda connection: connection.execute("DELETE FROM schedule"))
    store.schedule.replace_rows(
        ScheduleRow(
            Subject(place + 1, f"RACK-{place // 100 + 1} / SHELF-{place % 100:03}"), "ABC"[place % 3], 30,
            today - timedelta(days=place % 100), assigned_to=("Ann", "Bob")[place % 2],
        )
        for place in range(number)
    )  # fmt: skip


@pytest.fixture
def nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing looks at all rows behind the first picture; ION is not asked."""
    monkeypatch.setattr(ScheduleScreen, "look_around", lambda _screen, _entries: None)
    monkeypatch.setattr(ScheduleScreen, "_ask_ion", lambda _screen: None)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the entries that were made."""
    names: list[str] = []
    real = ScheduleEntry

    def making(row: ScheduleRow, *given: object, **named: object) -> object:
        names.append(row.subject.name)
        return real(row, *given, **named)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(stored_entries, "ScheduleEntry", making)
    return names


@pytest.mark.parametrize("number", [1_000, 10_000])
@pytest.mark.usefixtures("nothing_behind")
async def test_only_the_rows_on_the_screen_are_made_however_many_there_are(
    plant: PlantFloor, made: list[str], number: int
) -> None:
    scheduled(plant, number)
    async with plant.app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: FIRST in screen_text(pilot.app))
        await settle(pilot)
        assert f"1/{number}" in screen_text(pilot.app)
        assert len(made) == len(set(made)) <= SIZE[1]
        table = pilot.app.screen.query_one(ScheduleTable)
        await pilot.press("end")
        await settle(pilot)
        assert table.entry is table.entries[-1]
        assert len(made) <= 2 * SIZE[1]


async def pressed_first(plant: PlantFloor, keys: list[str], *, all_made: bool) -> str:
    """The screen after these keys, pressed as soon as there are rows; `all_made` before them."""
    async with plant.app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: FIRST in screen_text(pilot.app))
        if all_made:
            assert len(list(pilot.app.screen.query_one(ScheduleTable).entries)) == 500
        await pilot.press(*keys)
        await settle(pilot)
        return screen_text(pilot.app)


@pytest.mark.parametrize("keys", some_by_default(KEYS, "group", "filter", "by class, from its end"))
@pytest.mark.usefixtures("nothing_behind")
async def test_a_key_before_the_other_rows_were_made_does_what_it_does_after(plant: PlantFloor, keys: str) -> None:
    scheduled(plant, 500)
    expected = await pressed_first(plant, KEYS[keys], all_made=True)
    assert await pressed_first(plant, KEYS[keys], all_made=False) == expected


@pytest.mark.usefixtures("nothing_behind")
async def test_rows_that_were_read_ahead_are_the_ones_that_are_shown(plant: PlantFloor) -> None:
    scheduled(plant, 500)
    reader = ScheduleReader()
    reader.begin(plant.workplace)
    ahead = reader.read(plant.workplace, (), None).entries
    reader.begin(plant.workplace)
    app = CycleCountApp(plant.workplace, reader=reader)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: FIRST in screen_text(pilot.app))
        assert pilot.app.screen.query_one(ScheduleTable).entries is ahead

"""How far a reading is, on the screens: a bar from the number of rows, a few words a second, nothing at rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.tui.job import Job
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.workflow.closing_off import skip_close_off
from cyclecount_tui.workflow.opening import open_count
from tests.tui.counts_made import counted, on_screen
from tests.tui.driving import SIZES, keys, message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of

PLACE = "RACK-A / SHELF-04"
SMALL_PAGES = SimulatorOptions(max_first=10)


@pytest.fixture
def plant(make_plant: Callable[..., PlantFloor]) -> PlantFloor:
    """A plant whose ION gives ten rows at a time."""
    return make_plant(SMALL_PAGES)


def training(plant: PlantFloor) -> Count:
    """A count whose sheet is waited for until it is whole: others begin with the first page."""
    count = open_count(plant.workplace, plant.location(PLACE), CountMode.GUIDED)
    return skip_close_off(plant.workplace, count, "night")


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_comes_with_a_bar(plant: PlantFloor, size: tuple[int, int], ascii_only: bool) -> None:
    count = training(plant)
    rows = len({record.id for record in plant.workplace.ion.blind_sheet(count.subject.id)})
    screen = CloseOffScreen(count)
    async with on_screen(plant, screen, size, ascii_only=ascii_only) as pilot:
        plant.gate.shut(let_through=1)
        await pilot.press("f8")
        await until_shown(pilot, f"10 of {rows} rows")
        (line,) = lines_of(screen.message_line)
        filled, unfilled = ("#", ".") if ascii_only else ("█", "░")
        assert line.strip().startswith("Reading ")
        assert 0 < line.count(filled) < line.count(filled) + line.count(unfilled) <= 30
        assert "Esc stop waiting" in keys(pilot.app)
        plant.gate.open()
        await until_screen(pilot, CountScreen)
        assert message(pilot.app) == ""


async def test_what_is_read_side_by_side_is_summed(plant: PlantFloor) -> None:
    count = counted(plant, PLACE)
    there = len(plant.workplace.ion.records_at(count.subject.id))
    async with on_screen(plant, CountScreen(count)) as pilot:
        plant.gate.asked.clear()
        plant.simulator.faults.gateway_timeout(20_000)
        plant.simulator.faults.delay(10_000, only="OpenKitItems")
        await pilot.press("f8", "y")
        await until(pilot, lambda: "OpenKitItems" in plant.gate.asked)
        await until(pilot, lambda: _read(pilot.app.screen) > there)
        plant.simulator.faults.clear()
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.RECONCILING)


def _read(screen: object) -> int:
    """How many rows the message line says have come."""
    assert isinstance(screen, Jobs)
    _, _, said = screen.message_line.text.partition(": ")
    number, _, more = said.partition(" of ")
    return int(number) if more.endswith("rows") else 0


async def test_however_many_pages_come_the_screen_is_told_now_and_then(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Job] = []
    tell = Jobs._tell_rows

    def note(screen: Jobs, job: Job) -> None:
        told.append(job)
        tell(screen, job)

    monkeypatch.setattr(Jobs, "_tell_rows", note)
    monkeypatch.setattr("cyclecount_tui.tui.jobs._SECONDS_BETWEEN_ROWS", 10_000)
    count = training(plant)
    async with on_screen(plant, CloseOffScreen(count)) as pilot:
        told.clear()
        plant.gate.asked.clear()
        await pilot.press("f8")
        await until_screen(pilot, CountScreen)
        assert plant.gate.asked.count("BlindSheet") > 3
        assert [job.group for job in told].count("sheet") == 1


async def test_the_schedule_counts_locations_as_they_come(plant: PlantFloor) -> None:
    plant.gate.shut(let_through=2)
    everywhere = sum(not place.archived for place in plant.simulator.plant.places)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, f"10 of {everywhere} rows")
        assert message(app) == f"Asking ION for all locations: 10 of {everywhere} rows"
        await pilot.press("s")
        assert message(app) == "Sorted by location."
        plant.gate.open()
        await until_shown(pilot, "not scheduled")
        assert message(app) == "Sorted by location.", "the end of a reading takes back no other sentence"

"""After a posting: how many lines are equal in ION by now, which are not, and why."""

from __future__ import annotations

import pytest

from cyclecount_tui.domain.certificate import Outcome, certificate
from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.screens.certificate import CertificateScreen, rows
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.workflow.choosing import clear, leave
from tests.part_counts import part_compared
from tests.tui.counts_made import chosen, on_screen
from tests.tui.driving import USUAL_BY_DEFAULT, keys, message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.posting_seen import PLACE, say_yes

NOTE = "the pallet stands on top of it"


def one_left(plant: PlantFloor) -> Count:
    """Every discrepancy with its first suggestion, but for one that is left with a note."""
    count = chosen(plant, PLACE)
    line = min(count.choices)
    return leave(plant.workplace, clear(plant.workplace, count, line), line, NOTE)


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_the_posted_screen_says_how_many_are_equal_and_why_others_are_not(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    count = one_left(plant)
    line = min(count.choices)
    screen = PlanScreen(count)
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: "2 writes to post" in message(pilot.app))
        assert "c certificate" not in keys(pilot.app)
        await say_yes(pilot)
        total = len(count.lines)
        await until(pilot, lambda: f"{total - 1} of {total} lines are equal; 1 left: c says why." in message(pilot.app))
        await until(pilot, lambda: not screen.posting)
        await pilot.press("c")
        await until_screen(pilot, CertificateScreen)
        shown = pilot.app.screen
        assert isinstance(shown, CertificateScreen)
        await until_shown(pilot, "pallet")
        assert shown.query_one(LineTable).row_count == total
        first = rows.lines_shown(shown.count)[0]
        assert (first.line.number, first.outcome) == (line, Outcome.LEFT)
        await pilot.press("escape")
        await until_screen(pilot, PlanScreen)


async def test_a_line_that_somebody_changed_says_who(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    other = next(row for row in screen.count.rows if not row.differs and row.digital)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        record = other.records[0]
        plant.simulator.faults.edit_behind_the_back(record.id, quantity=record.quantity + 1)
        await say_yes(pilot)
        await until(pilot, lambda: "1 moved meanwhile: c says why" in message(pilot.app))
        await until(pilot, lambda: "c certificate" in keys(pilot.app))
        await pilot.press("c")
        await until_screen(pilot, CertificateScreen)
        await until_shown(pilot, f"Record {record.id} should hold")


async def test_what_could_not_be_read_again_is_said(plant: PlantFloor) -> None:
    screen = PlanScreen(chosen(plant, PLACE))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "3 writes to post" in message(pilot.app))
        plant.simulator.faults.drop_before(count=50, only="RecordsAt")
        await say_yes(pilot)
        await until(pilot, lambda: "ION could not be read again: c shows what is known." in message(pilot.app))
        await until(pilot, lambda: "c certificate" in keys(pilot.app))
        await pilot.press("c")
        await until_screen(pilot, CertificateScreen)
        assert "not read again" in message(pilot.app)


def test_the_lines_of_a_part_say_where_they_lie(plant: PlantFloor) -> None:
    number = plant.simulator.plant.discrepancies[0].part_number
    count = part_compared(plant.workplace, plant.simulator.plant, number)
    assert len(count.places) > 1
    for line in certificate(count):
        assert rows.cells(count, line)[0] == count.place_of(line.line.key).name
        assert len(rows.cells(count, line)) == len(rows.columns(count))
        assert rows.detail_text(line).startswith(number)

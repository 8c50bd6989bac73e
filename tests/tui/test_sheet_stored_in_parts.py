"""Parts of a long sheet that cannot be stored, or are stored and not drawn yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import SheetGrew
from cyclecount_tui.domain.lines import sheet_lines
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.store.errors import DatabaseBroken
from cyclecount_tui.store.journal import Journal
from cyclecount_tui.tui.screens.count import CountScreen, arriving_part
from cyclecount_tui.workflow.closing_off import skip_close_off
from cyclecount_tui.workflow.opening import begin_sheet, open_count
from tests.tui.counts_made import on_screen
from tests.tui.driving import message, until
from tests.tui.plant_floor import PlantFloor

PLACE = "RACK-A / SHELF-01"


def begun(plant: PlantFloor) -> Count:
    place = plant.workplace
    return begin_sheet(place, skip_close_off(place, open_count(place, plant.location(PLACE)), "nobody is here"))


async def test_a_part_that_cannot_be_stored_keeps_the_sheet_open(
    make_plant: Callable[..., PlantFloor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing behind it is stored, until all of it is read again."""
    plant = make_plant(SimulatorOptions(max_first=3))
    place, append, failed = plant.workplace, Journal._append, list[int]()
    count = begun(plant)
    whole = {line.key for line in sheet_lines(place.ion.blind_sheet(count.subject.id))}

    def failing(journal: Journal, *given: object, **named: object) -> None:
        events = given[2]
        if isinstance(events, list) and isinstance(events[0], SheetGrew):
            failed.append(len(plant.events(PLACE)))
            raise DatabaseBroken("The disk is full.")
        append(journal, *given, **named)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(arriving_part, "_RECORDS_OF_A_GROWTH", 4)
    monkeypatch.setattr(Journal, "_append", failing)
    screen = CountScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "The disk is full." in message(pilot.app))
        await pilot.pause(3 * arriving_part._SECONDS_BETWEEN_GROWTHS)
        assert len(failed) == 1, "what lies behind it is not stored without it"
        assert plant.latest(PLACE).sheet_coming
        monkeypatch.setattr(Journal, "_append", append)
        await pilot.press("f8")
        await until(pilot, lambda: not plant.latest(PLACE).sheet_coming)
    assert {line.key for line in plant.latest(PLACE).lines} == whole


@pytest.mark.parametrize("way", ["it is brought up", "somebody walks on"])
async def test_what_is_stored_and_not_drawn_yet_is_drawn_when_it_is_wanted(
    make_plant: Callable[..., PlantFloor], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(arriving_part, "_SECONDS_UNTIL_SHOWN", 1e6)
    plant = make_plant(SimulatorOptions(max_first=3))
    screen = CountScreen(begun(plant))
    shown = len(screen.count.lines)
    async with on_screen(plant, screen, before=lambda: plant.gate.shut(let_through=3)) as pilot:
        await until(pilot, lambda: len(screen.count.lines) > shown)
        await until(pilot, lambda: not screen.growing)
        assert len(screen.lines) == shown
        if way == "it is brought up":
            screen.bring_up(shown + 1)
        else:
            await pilot.press(*["down"] * shown)
        assert (screen.up, screen.table.cursor) == (shown + 1, shown)
        assert screen.lines == screen.count.lines
        plant.gate.open()
        await until(pilot, lambda: not screen.count.sheet_coming)

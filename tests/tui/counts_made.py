"""Counts brought to a certain point without a screen, and a screen opened on one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.workflow.choosing import choose
from cyclecount_tui.workflow.closing_off import close_off, skip_close_off
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, found_item, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.tui.driving import key_of, until_screen
from tests.tui.over_schedule import at_rest
from tests.tui.plant_floor import PlantFloor


def begun(plant: PlantFloor, name: str, *, skipped: bool = False) -> Count:
    """A count that is closed off, or for which that was skipped, and has its sheet."""
    count = open_count(plant.workplace, plant.location(name))
    if skipped:
        return read_sheet(plant.workplace, skip_close_off(plant.workplace, count, "nobody is here"))
    count = close_off(plant.workplace, count, "Bo", sign_up=True, transactions_stopped=False)
    return read_sheet(plant.workplace, count)


def counted(plant: PlantFloor, name: str, *, as_recorded: bool = False, skipped: bool = False) -> Count:
    """A count in which every line has what truly lies there, found items too; or just what ION has."""
    count, truth = begun(plant, name, skipped=skipped), plant.truth(name)
    if as_recorded:
        digital = plant.simulator.plant.digital(plant.location(name).id)
        truth = {
            line.key: digital[number]
            for line in count.lines
            for number in digital
            if tuple(text or "" for text in number)
            == (line.key.part_number, line.key.revision, line.key.lot_number, line.key.serial_number)
        }
    for line in count.lines:
        count = _entered(plant, count, line.number, truth.get(line.key, Decimal(0)))
    for key in truth.keys() - {line.key for line in count.lines}:
        count = found_item(plant.workplace, count, key, plain(truth[key]))
    return count


def compared(plant: PlantFloor, name: str, *, as_recorded: bool = False, skipped: bool = False) -> Count:
    """A count that is compared with ION."""
    return submit(plant.workplace, counted(plant, name, as_recorded=as_recorded, skipped=skipped))


def chosen(plant: PlantFloor, name: str) -> Count:
    """A compared count with the first suggestion taken for every discrepancy."""
    count = compared(plant, name)
    for row in count.unresolved:
        count = choose(plant.workplace, count, row.line.number, 1)
    return count


def _entered(plant: PlantFloor, count: Count, line: int, quantity: Decimal) -> Count:
    if not quantity:
        return none_here(plant.workplace, count, line)
    return enter(plant.workplace, count, line, plain(quantity))


def burst(pilot: Pilot[Any], keys: str) -> None:
    r"""Characters that come faster than anything can be stored; `\r` is Enter."""
    for character in keys:
        pilot.app.post_message(events.Key(key_of(character), character))


@asynccontextmanager
async def on_screen(
    plant: PlantFloor,
    screen: Screen[Any],
    size: tuple[int, int] = (80, 24),
    *,
    ascii_only: bool = False,
    before: Callable[[], None] = lambda: None,
) -> AsyncIterator[Pilot[None]]:
    """The app with this screen over the schedule, which has read all it wants to; `before` is done between the two."""
    app = CycleCountApp(plant.workplace, ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        await at_rest(pilot, plant)
        before()
        app.push_screen(screen)
        await until_screen(pilot, type(screen))
        yield pilot

"""Without ION from the start of the program to the end of the count: all of it works, and none of it is lost."""

from __future__ import annotations

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.counting_events import Submitted
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.found_item import FoundItemScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from tests.tui.counts_made import begun
from tests.tui.driving import message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of

PLACE = "RACK-A / SHELF-01"


async def test_a_whole_count_and_the_comparison_at_the_next_start(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    total = len(count.lines)
    plant.simulator.faults.drop_before(count=10_000)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, f"{PLACE} waits for you")
        await until_shown(pilot, "! Schedule only")
        await pilot.press("escape", "enter")
        await until_screen(pilot, CountScreen)
        screen = app.screen
        assert isinstance(screen, CountScreen)
        await pilot.press("4", "enter", "f5")
        await until(pilot, lambda: message(app).startswith("Took back"))
        await pilot.press(*["f4"] * total)
        await until(pilot, lambda: len(plant.latest(PLACE).entries) == total)
        title = screen.query_one(TitleBar)
        await until(pilot, lambda: f"offline, {total} kept" in lines_of(title)[0], "The link cell")
        await pilot.press("f3")
        await until_screen(pilot, FoundItemScreen)
        await type_text(pilot, "ZX-4344")
        await pilot.press("enter", "A", "enter", "enter", "enter", "2", "enter")
        await until(pilot, lambda: message(app).startswith("Saved found item ZX-4344"))
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: "it is not compared yet. Press r to ask ION again." in message(app))
    assert plant.latest(PLACE).phase is Phase.SUBMITTED
    plant.simulator.faults.clear()
    again = plant.app
    async with again.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, f"{PLACE} is submitted and not compared yet")
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: plant.latest(PLACE).phase is Phase.RECONCILING)
    assert sum(isinstance(event, Submitted) for event in plant.events(PLACE)) == 1

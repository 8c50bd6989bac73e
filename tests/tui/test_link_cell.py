"""The link cell of the count screen: what the requests show that there are, and nothing sent to find out."""

from __future__ import annotations

import pytest

from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.errors import Unreachable
from tests.tui.counts_made import begun, on_screen
from tests.tui.driving import until
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of

PLACE = "RACK-A / SHELF-01"


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_it_says_online_or_offline_and_how_much_is_kept_here(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = CountScreen(begun(plant, PLACE))

    def title() -> str:
        return lines_of(screen.query_one(TitleBar))[0].rstrip()

    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: title().endswith("   online"))
        plant.simulator.faults.drop_before(count=1)
        with pytest.raises(Unreachable):
            plant.workplace.ion.locations_named("anywhere")
        await until(pilot, lambda: title().endswith("   offline"))
        asked = len(plant.gate.asked)
        await pilot.press("4", "enter", "f4")
        await until(pilot, lambda: title().endswith("   offline, 2 kept"))
        assert "2 of" in title()
        await pilot.press("f5")
        await until(pilot, lambda: title().endswith("   offline, 1 kept"))
        assert len(plant.gate.asked) == asked, "counting asks ION for nothing"
        plant.workplace.ion.locations_named("anywhere")
        await until(pilot, lambda: title().endswith("   online"))
    plant.workplace.link.heard(False)  # nobody is drawn to any more


async def test_before_anything_was_asked_nothing_is_claimed(plant: PlantFloor) -> None:
    count = begun(plant, PLACE)
    place = plant.another_workplace()
    screen = CountScreen(count)
    plant.gate.shut()
    plant.workplace.link = place.link
    async with plant.app.run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.is_mounted and not screen.field.holding)
        assert "line" not in lines_of(screen.query_one(TitleBar))[0].replace("lines", "")
        plant.gate.open()
    place.close()

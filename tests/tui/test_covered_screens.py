"""What a screen covers is not drawn; when it has gone, what came meanwhile is shown, at the size of the terminal."""

from __future__ import annotations

import pytest
from textual._compositor import Compositor

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from tests.tui.counts_made import begun, on_screen
from tests.tui.drawn_frames import frames_drawn
from tests.tui.driving import until, until_rest, until_shown
from tests.tui.plant_floor import PlantFloor

PLACE = "RACK-A / SHELF-01"


async def test_what_comes_beneath_is_not_drawn(plant: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    plant.workplace.store.schedule.put(ScheduleRow(plant.location(PLACE), "A"))
    async with on_screen(plant, CountScreen(begun(plant, PLACE))) as pilot:
        await until_rest(pilot)
        await pilot.pause(0.2)
        beneath = pilot.app.screen_stack[0]
        assert isinstance(beneath, ScheduleScreen)
        made: list[Compositor] = []
        render = Compositor.render_update

        def noted(compositor: Compositor, *given: object, **named: object) -> object:
            made.append(compositor)
            return render(compositor, *given, **named)  # type: ignore[arg-type]  # what it was given

        monkeypatch.setattr(Compositor, "render_update", noted)
        with frames_drawn() as drawn:
            beneath.refresh()
            beneath.table.refresh()
            await pilot.pause(0.2)
            assert drawn.frames == []
            assert made == []
        await pilot.resize_terminal(100, 30)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is beneath)
        await until_shown(pilot, PLACE)
        assert (beneath.size.width, beneath.size.height) == (100, 30)

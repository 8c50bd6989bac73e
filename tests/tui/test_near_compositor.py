"""A frame asks only the widgets that it changes for their lines, and draws what Textual would draw."""

from __future__ import annotations

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip

from cyclecount_tui.tui.near_compositor import NearCompositor
from cyclecount_tui.tui.screens.count import CountScreen
from tests.tui.counts_made import begun, on_screen
from tests.tui.driving import until, until_shown
from tests.tui.plant_floor import PlantFloor


def drawn(compositor: Compositor, crop: Region) -> list[str]:
    """The rows of a part, as a frame of it would send them."""
    chops = compositor._render_chops(crop, crop.line_range.__contains__)
    return [Strip.join(chops[y].values()).text for y in crop.line_range]


async def test_any_part_of_a_screen_is_drawn_as_textual_draws_it_by_fewer_widgets(plant: PlantFloor) -> None:
    screen = CountScreen(begun(plant, "RACK-A / SHELF-01"))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: not screen.field.holding)
        await until_shown(pilot, "0 of")
        near, usual = screen._compositor, Compositor()
        assert isinstance(near, NearCompositor)
        usual.reflow(screen, screen.size)
        for top in range(screen.size.height):
            for height in (1, 3, screen.size.height - top):
                crop = Region(0, top, screen.size.width, min(height, screen.size.height - top))
                assert drawn(near, crop) == drawn(usual, crop), crop
        prompt = screen.field.region
        assert {region for region, _, _ in near._get_renders(prompt)} == {prompt, screen.region}
        assert len(list(usual._get_renders(prompt))) > 2

"""Notes of an earlier count: whoever counts again sees none of them, whoever reconciles sees all."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.workflow.recording import note
from cyclecount_tui.workflow.sheets import load_sheet
from cyclecount_tui.workflow.submitting import submit
from tests.recounts import NO_DECOYS, again_by, requiring
from tests.tui.counts_made import counted, on_screen
from tests.tui.driving import until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

PLACE = "RACK-A / SHELF-01"
TELLING, TORN = "seventy in the box", "label torn"


def noted_and_asked(plant: PlantFloor) -> tuple[Count, int]:
    """A recount of which Ann wrote something about each line; the line that comes up first."""
    place = requiring(plant.workplace, NO_DECOYS)
    count = counted(plant, PLACE)
    for line in count.lines:
        count = note(place, count, line.number, TELLING)
    count = submit(place, count)
    assert count.phase is Phase.RECOUNTING
    place.counter = "Ben"
    return count, min(count.asked)


async def test_only_their_own_are_shown_while_lines_are_counted_again(plant: PlantFloor) -> None:
    count, line = noted_and_asked(plant)
    async with on_screen(plant, CountScreen(count), (120, 36)) as pilot:
        await until_shown(pilot, count.lines[line - 1].key.part_number)
        assert TELLING not in screen_text(pilot.app)
    count = note(plant.workplace, count, line, TORN)
    async with on_screen(plant, CountScreen(count), (120, 36)) as pilot:
        await until_shown(pilot, f"note: {TORN}")
        assert TELLING not in screen_text(pilot.app)
    count = again_by(plant.workplace, "Ben", count, {})
    async with on_screen(plant, ReconcileScreen(count), (120, 36)) as pilot:
        await until_shown(pilot, "e evidence")
        await pilot.press("e")
        await until_shown(pilot, TELLING)


async def test_the_same_note_from_another_counter_is_kept_once_more(plant: PlantFloor) -> None:
    count, line = noted_and_asked(plant)
    sheet = f"line,floor_count,note\n{line},,{TELLING}\n"
    loaded = load_sheet(plant.workplace, count, sheet)
    assert loaded.notes == 1
    assert loaded.count.notes[line] == (TELLING, TELLING)
    assert load_sheet(plant.workplace, loaded.count, sheet).notes == 0

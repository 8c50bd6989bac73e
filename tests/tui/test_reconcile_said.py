"""What the reconcile screen says where there is no room, no such suggestion, or a question in front of it."""

from __future__ import annotations

import pytest

from cyclecount_tui.tui.help import HelpScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reconcile.sentences import result_short
from cyclecount_tui.tui.widgets.prompts import AskText
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.workflow.choosing import Take, take
from tests.tui.counts_made import compared, on_screen
from tests.tui.driving import message, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text

PLACE = "RACK-A / SHELF-01"


async def test_a_number_without_a_suggestion_says_how_many_there_are(plant: PlantFloor) -> None:
    count = compared(plant, PLACE)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until_shown(pilot, "1 likely")
        await until(pilot, lambda: message(pilot.app).startswith("3 discrepancies"))
        number = len(screen.current_offers)
        assert 1 < number < 9
        await pilot.press("9")
        await until(pilot, lambda: f"has {number} suggestions: nothing was chosen." in message(pilot.app))
    assert plant.latest(PLACE).version == count.version


@pytest.mark.parametrize("key", ["h", "n"])
async def test_help_on_a_question_is_help(plant: PlantFloor, key: str) -> None:
    async with on_screen(plant, ReconcileScreen(compared(plant, PLACE))) as pilot:
        await until_shown(pilot, "1 likely")
        await pilot.press(key)
        await until_screen(pilot, AskText)
        await pilot.press("f1")
        await until_screen(pilot, HelpScreen)
        shown = screen_text(pilot.app)
        assert "HELP  QUESTION" in shown
        assert "Answer the question, or press Esc to go back." in shown
        assert "None" not in shown


async def test_a_small_screen_keeps_its_rows_for_the_line_and_marks_where_it_is_cut(plant: PlantFloor) -> None:
    count = take(plant.workplace, compared(plant, PLACE), Take.FIRST)
    async with on_screen(plant, ReconcileScreen(count), (40, 8)) as pilot:
        await until(pilot, lambda: bool(message(pilot.app)))
        detail = pilot.app.screen.query_one("#detail", TextView)
        assert detail.position
        assert lines_of(detail)[-1].rstrip().endswith("…")
        assert len(message(pilot.app)) <= 38
        assert message(pilot.app) == result_short(count) or "discrepancies" in message(pilot.app)

"""A screen that stands open when a blind count begins: its next key, whichever it is, shows it without that stock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.tui.screens.certificate import CertificateScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reconcile.fix_form import FixForm
from cyclecount_tui.tui.widgets.prompts import AskText, Choose, Confirm, Notice
from cyclecount_tui.workflow.choosing import Asked, choose_by_hand
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.sending_back import recount_lines
from cyclecount_tui.workflow.submitting import submit
from tests.approvals import approving
from tests.part_counts import part_begun
from tests.tui.counts_made import counted, on_screen
from tests.tui.driving import message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.posting_seen import PLACE, mutations
from tests.tui.widgets.screen_text import screen_text

DIGITAL = "48151"
Step = Callable[[Pilot[Any]], Any]


def surplus(plant: PlantFloor) -> tuple[Count, int, str]:
    """A planned count with one line, of this number and part, of which ION has far more than lies there."""
    planted = next(each for each in plant.simulator.plant.discrepancies if each.kind == "unexplained_surplus")
    count = counted(plant, PLACE)
    line = next(each for each in count.lines if each.key.part_number == planted.part_number)
    for record_id in line.record_ids:
        plant.simulator.faults.edit_behind_the_back(record_id, quantity=DIGITAL)
    count = submit(plant.workplace, count)
    asked = Asked(FixKind.SET_QUANTITY, reason="seen by two")
    count = choose_by_hand(plant.workplace, count, line.number, asked)
    return plan(plant.workplace, count), line.number, planted.part_number


async def just_look(pilot: Pilot[Any]) -> None:
    await until_shown(pilot, DIGITAL)


async def read_the_evidence(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: bool(message(pilot.app)))
    await pilot.press("e")
    await until_screen(pilot, Notice)


async def set_by_hand(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: bool(message(pilot.app)))
    await pilot.press("c")
    await until_screen(pilot, Choose)
    await pilot.press("2")
    await until_screen(pilot, FixForm)


async def ask_to_approve(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: "press a" in message(pilot.app))
    await pilot.press("a")
    await until_screen(pilot, AskText)
    await type_text(pilot, "Cy")
    await pilot.press("enter")
    await until_screen(pilot, Confirm)


OPEN: list[Any] = [
    pytest.param(ReconcileScreen, just_look, "down", id="reconcile"),
    pytest.param(ReconcileScreen, read_the_evidence, "down", id="evidence", marks=pytest.mark.slow),
    pytest.param(ReconcileScreen, set_by_hand, "3", id="by-hand"),
    pytest.param(PlanScreen, just_look, "down", id="plan", marks=pytest.mark.slow),
    pytest.param(PlanScreen, ask_to_approve, "y", id="approval"),
    pytest.param(CertificateScreen, just_look, "down", id="certificate"),
]


@pytest.mark.parametrize(("kind", "step", "key"), OPEN)
async def test_the_next_key_shows_it_without_what_is_counted_blind(
    plant: PlantFloor, kind: Callable[[Count], Screen[Any]], step: Step, key: str
) -> None:
    approving(plant.workplace, 10, 500)
    count, line, number = surplus(plant)
    screen = kind(count)
    async with on_screen(plant, screen, (120, 36)) as pilot:
        await step(pilot)
        await until_shown(pilot, DIGITAL)
        blind = part_begun(plant.workplace, number)
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.screen is screen)
        await until_shown(pilot, f"part {number} is being counted blind")
        assert DIGITAL not in screen_text(pilot.app)
        await pilot.press("down", "up", "home")
        assert DIGITAL not in screen_text(pilot.app)
        give_up(plant.workplace, blind, "not today")
        await pilot.press("down")
        await until_shown(pilot, DIGITAL)
    assert plant.latest(PLACE).choices == count.choices
    assert not plant.latest(PLACE).approvals.given
    assert line in count.choices


async def test_a_question_about_the_posting_goes_with_what_it_was_made_from(plant: PlantFloor) -> None:
    count, _, number = surplus(plant)
    screen = PlanScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "1 write to post" in message(pilot.app))
        await pilot.press("f8")
        await until_screen(pilot, Confirm)
        part_begun(plant.workplace, number)
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until_shown(pilot, "is being counted blind")
        await pilot.press("f8")
        await until(pilot, lambda: "not shown until that is submitted" in message(pilot.app))
        assert pilot.app.screen is screen
        assert DIGITAL not in screen_text(pilot.app)
    assert not mutations(plant)


async def test_a_text_below_another_screen_goes_when_it_comes_up_again(plant: PlantFloor) -> None:
    count, _, number = surplus(plant)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen, (120, 36)) as pilot:
        await read_the_evidence(pilot)
        await until_shown(pilot, DIGITAL)
        pilot.app.push_screen(CertificateScreen(count))
        await until_screen(pilot, CertificateScreen)
        part_begun(plant.workplace, number)
        await pilot.press("down", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until_shown(pilot, f"part {number} is being counted blind")
        assert DIGITAL not in screen_text(pilot.app)


async def test_a_guided_count_does_not_tell_it_either(plant: PlantFloor) -> None:
    planted = next(each for each in plant.simulator.plant.discrepancies if each.kind == "unexplained_surplus")
    count = read_sheet(plant.workplace, open_count(plant.workplace, plant.location(PLACE), CountMode.GUIDED))
    line = next(each for each in count.lines if each.key.part_number == planted.part_number)
    for record_id in line.record_ids:
        plant.simulator.faults.edit_behind_the_back(record_id, quantity=DIGITAL)
    screen = CountScreen(count)
    async with on_screen(plant, screen, (120, 50)) as pilot:
        await until_shown(pilot, DIGITAL)
        blind = part_begun(plant.workplace, planted.part_number)
        await pilot.press("1")
        await until(pilot, lambda: screen.field.text == "1")
        assert DIGITAL not in screen_text(pilot.app)
        assert set(screen.expected) == {each.number for each in count.lines} - {line.number}
        give_up(plant.workplace, blind, "not today")
        await pilot.press("2")
        await until_shown(pilot, DIGITAL)
        assert screen.field.text == "12"


async def test_a_screen_below_looks_when_it_comes_up_again_and_nothing_is_asked_while_idle(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, line, _ = surplus(plant)
    below, above = PlanScreen(count), CertificateScreen(count)
    journal, asked = plant.workplace.store.journal, []
    end = journal.end

    def counted_end() -> int:
        asked.append("end")
        return end()

    async with on_screen(plant, below) as pilot:
        await until_shown(pilot, DIGITAL)
        pilot.app.push_screen(above)
        await until_screen(pilot, CertificateScreen)
        monkeypatch.setattr(journal, "end", counted_end)
        for _ in range(20):
            await pilot.pause()
        assert not asked
        recount_lines(plant.workplace, plant.latest(PLACE), [line])
        await pilot.press("down")
        assert asked
        await until_shown(pilot, f"{PLACE} is being counted blind")
        assert DIGITAL not in screen_text(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is below)
        await until_shown(pilot, f"{PLACE} is being counted blind")
        assert DIGITAL not in screen_text(pilot.app)

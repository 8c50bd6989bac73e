"""Another fix than those that are suggested, on the screen: its kind, its form, and what becomes of wrong answers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Choice
from cyclecount_tui.domain.fixes import Cause, FixKind
from cyclecount_tui.tui.screens.plan import PlanScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.reconcile.fix_form import FixForm
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.workflow.choosing import choose
from tests.tui.counts_made import burst, compared, on_screen
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

SHELF = "RACK-B / SHELF-01"
"""Its worst row misses five of fifty, which MRB-1 has."""


def choice_of_the_worst(plant: PlantFloor) -> Choice:
    (choice,) = plant.latest(SHELF).choices.values()
    return choice


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_a_move_made_by_hand(plant: PlantFloor, size: tuple[int, int]) -> None:
    screen = ReconcileScreen(compared(plant, SHELF))
    async with on_screen(plant, screen, size) as pilot:
        await until(pilot, lambda: "c other fix" in keys(pilot.app))
        first = screen.current_offers[0]
        await pilot.press("c")
        await until_screen(pilot, Choose)
        await until_shown(pilot, "Park")
        await pilot.press("1")
        await until_screen(pilot, FixForm)
        await until_shown(pilot, "5 are missing: digital 50, floor 45.")
        assert "…" not in keys(pilot.app)
        await type_text(pilot, "rack-c / shelf-01")
        await until_shown(pilot, "RACK-C")
        await pilot.press("enter")
        await until_shown(pilot, "Enter: all 5")
        await type_text(pilot, "1+2")
        await until_shown(pilot, "= 3")
        await pilot.press("enter")
        await type_text(pilot, "seen there")
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: message(pilot.app).endswith("Move 3 to RACK-C / SHELF-01."))
        await until_shown(pilot, "✓ Move 3 to RACK-C / SHELF-01")
    choice = choice_of_the_worst(plant)
    assert (choice.fix.quantity, choice.fix.note, choice.cause) == (Decimal(3), "seen there", Cause.CHOSEN)
    assert (choice.first_cause, choice.first_confidence) == (first.cause, first.confidence)
    assert not any(request.is_mutation for request in plant.simulator.requests)


async def test_all_of_it_in_one_burst(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, SHELF))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "c other fix" in keys(pilot.app))
        burst(pilot, "c1mrb-1\r\rcarried there\rp")
        await until_screen(pilot, PlanScreen)
    choice = choice_of_the_worst(plant)
    assert choice.fix.words == "Move 5 to MRB-1"
    assert choice.fix.note == "carried there"


async def test_a_wrong_answer_is_said_where_it_is_and_nothing_typed_is_lost(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, SHELF))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "c other fix" in keys(pilot.app))
        await pilot.press("c", "1")
        await until_screen(pilot, FixForm)
        await type_text(pilot, "NOWHERE-77")
        await pilot.press("enter")
        await until(pilot, lambda: "no location 'NOWHERE-77'" in message(pilot.app))
        assert answers(pilot.app.screen)["place"] == "NOWHERE-77"
        await pilot.press("f2")
        await type_text(pilot, "rack-b / shelf-01")
        await pilot.press("enter")
        await type_text(pilot, "55")
        await pilot.press("enter")
        await type_text(pilot, "because")
        await pilot.press("enter")
        await until(pilot, lambda: "is where it was counted" in message(pilot.app))
        assert focused(pilot.app.screen) == "place"
        await pilot.press("f2")
        await type_text(pilot, "mrb-1")
        await pilot.press("enter", "down", "enter")
        await until(pilot, lambda: "Only 5 are missing" in message(pilot.app))
        assert focused(pilot.app.screen) == "quantity"
        assert answers(pilot.app.screen) == {"place": "MRB-1", "quantity": "55", "reason": "because"}
        await pilot.press("escape", "escape")
        await until_screen(pilot, ReconcileScreen)
        await pilot.press("c", "1")
        await until_screen(pilot, FixForm)
        assert answers(pilot.app.screen) == {"place": "MRB-1", "quantity": "55", "reason": "because"}
        await pilot.press("down", "f2")
        await type_text(pilot, "2")
        await pilot.press("down", "enter")
        await until(pilot, lambda: message(pilot.app).endswith("Move 2 to MRB-1."))


def answers(screen: object) -> dict[str, str]:
    assert isinstance(screen, FixForm)
    return {field.id or "": field.text for field in screen.query(EntryField)}


def focused(screen: object) -> str | None:
    assert isinstance(screen, FixForm)
    return screen.focused.id if screen.focused is not None else None


@pytest.mark.slow
async def test_a_scanned_label_is_a_location_and_the_card_no_goes_back(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, SHELF))
    place = next(place for place in plant.simulator.plant.places if place.name == "RACK-C / SHELF-02")
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "c other fix" in keys(pilot.app))
        await pilot.press("c", "1")
        await until_screen(pilot, FixForm)
        burst(pilot, f"{plant.simulator.plant.label(place.entity_id)}\r")
        await until(pilot, lambda: answers(pilot.app.screen)["place"] == place.name)
        await until(pilot, lambda: focused(pilot.app.screen) == "quantity")
        burst(pilot, "CC-CLEAR\r")
        await until(pilot, lambda: answers(pilot.app.screen)["quantity"] == "")
        burst(pilot, "CC-NO\r")
        await until_screen(pilot, Choose)


@pytest.mark.slow
async def test_waiting_for_ion_can_be_stopped_and_what_is_typed_stays(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, SHELF))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "c other fix" in keys(pilot.app))
        await pilot.press("c", "1")
        await until_screen(pilot, FixForm)
        plant.gate.shut()
        await type_text(pilot, "line-2")
        await pilot.press("enter")
        await until(pilot, lambda: "Esc stops waiting." in message(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped waiting" in message(pilot.app))
        plant.gate.open()
        assert answers(pilot.app.screen)["place"] == "line-2"
        await pilot.press("enter")
        await until(pilot, lambda: answers(pilot.app.screen)["place"] == "LINE-2")


@pytest.mark.slow
async def test_another_terminal_went_on_meanwhile(plant: PlantFloor) -> None:
    count = compared(plant, SHELF)
    screen = ReconcileScreen(count)
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "c other fix" in keys(pilot.app))
        await pilot.press("c", "4")
        await until_screen(pilot, FixForm)
        choose(plant.workplace, count, count.unresolved[-1].line.number, 1)
        await type_text(pilot, "the truck")
        await pilot.press("enter")
        await until(pilot, lambda: "Another terminal changed this count" in message(pilot.app))
        assert answers(pilot.app.screen) == {"reason": "the truck"}
        await pilot.press("enter")
        await until_screen(pilot, ReconcileScreen)
        await until(pilot, lambda: len(screen.count.choices) == 2)
    assert {choice.fix.kind for choice in plant.latest(SHELF).choices.values()} >= {FixKind.HOLD}


async def test_a_hold_needs_a_note_and_tab_goes_on_to_what_is_open(plant: PlantFloor) -> None:
    screen = ReconcileScreen(compared(plant, SHELF))
    async with on_screen(plant, screen) as pilot:
        await until(pilot, lambda: "h hold" in keys(pilot.app) or "c other fix" in keys(pilot.app))
        worst = screen.current
        assert worst is not None
        burst(pilot, "hfor the MRB board\r")
        await until(pilot, lambda: message(pilot.app).startswith(f"Held {worst.line.key.words}"))
        assert choice_of_the_worst(plant).fix.words == "Hold: for the MRB board"
        await pilot.press("tab")
        await until(pilot, lambda: screen.current is not None and screen.current != worst)
        await pilot.press("n")
        await until_screen(pilot, AskText)
        await type_text(pilot, "later")
        await pilot.press("enter")
        await until(pilot, lambda: len(plant.latest(SHELF).choices) == 2)
        await until(pilot, lambda: message(pilot.app).startswith("Left"))
        await pilot.press("g", "tab", "1")
        await until(pilot, lambda: len(plant.latest(SHELF).choices) == 3)
        await pilot.press("tab")
        await until(pilot, lambda: "Something is decided about every discrepancy" in message(pilot.app))
        assert "▶" in screen_text(pilot.app)

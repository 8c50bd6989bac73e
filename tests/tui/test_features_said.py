"""What this ION lacks: found out beside the first screen, said there once, and never in the way of a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen

from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts import Notice
from tests.tui.counts_made import burst
from tests.tui.driving import USUAL_BY_DEFAULT, keys, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import screen_text

WITHOUT_KITS = SimulatorOptions(without=frozenset({"Query.partKitItems"}))
WITHOUT_MUCH = SimulatorOptions(without=frozenset({"Query.partKitItems", "Part.cost", "PartInventory.timeline"}))
WITHOUT_SHEETS = SimulatorOptions(without=frozenset({"PartInventory.lotNumber", "Query.partKitItems"}))

MakePlant = Callable[..., PlantFloor]


def features_line(app: CycleCountApp) -> MessageLine:
    return app.screen_stack[0].query_one("#features", MessageLine)


async def started(plant: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """What a start asks of ION: before its first rows are on the screen, and until all is at rest."""
    plant.gate.asked.clear()
    app = plant.app
    asked_before: list[list[str]] = []
    display = app._display

    def watched(screen: Screen[Any], renderable: Any) -> None:
        display(screen, renderable)
        if not asked_before and isinstance(screen, ScheduleScreen) and "LINE-1" in screen_text(app):
            asked_before.append(list(plant.gate.asked))

    monkeypatch.setattr(app, "_display", watched)
    async with app.run_test() as pilot:
        await until_shown(pilot, "not scheduled")
        await until_rest(pilot)
    return asked_before[0], plant.gate.asked


async def test_a_start_asks_for_what_the_first_screen_needs_and_once_a_day_for_the_schema(
    make_plant: MakePlant, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant = make_plant(remembering=True)
    before, asked = await started(plant, monkeypatch)
    assert before == []
    assert asked[0] == "token"
    assert sorted(asked[1:]) == ["Introspection", "Locations"]
    plant.workplace.close()
    plant.workplace = plant.another_workplace()
    assert await started(plant, monkeypatch) == ([], ["token", "Locations"])


async def test_without_a_memory_nothing_is_checked(plant: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await started(plant, monkeypatch) == ([], ["token", "Locations"])


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_it_is_said_once_and_stays_until_it_was_read(make_plant: MakePlant, size: tuple[int, int]) -> None:
    plant = make_plant(WITHOUT_KITS, remembering=True)
    for _ in range(2):
        async with plant.app.run_test(size=size) as pilot:
            app = pilot.app
            assert isinstance(app, CycleCountApp)
            await until_shown(pilot, "Counting works. This ION")
            assert "i info" in keys(app)
            assert not features_line(app).has_error
            await pilot.press("s", "slash", "x", "escape")
            assert "open kits: i says more." in features_line(app).text
            await pilot.press("down", "up", "enter")
            await until_screen(pilot, CloseOffScreen)
            await pilot.press("escape")
            await until_screen(pilot, ScheduleScreen)
            await until_shown(pilot, "Counting works. This ION")
    async with plant.app.run_test(size=size) as pilot:
        app = pilot.app
        await until_shown(pilot, "Counting works. This ION")
        await pilot.press("i")
        await until_screen(pilot, Notice)
        await until_shown(pilot, "This ION does not offer open kits")
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: "lacks" not in screen_text(app))
        await until(pilot, lambda: "i info" not in keys(app))
        await until_rest(pilot)
    async with plant.app.run_test(size=size) as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one("#features").display is False)
        await until(pilot, lambda: plant.gate.asked[-1] == "Locations")
        await until_rest(pilot)
        assert "lacks" not in screen_text(pilot.app)
    assert plant.gate.asked.count("Introspection") == 1


async def test_several_things_are_counted_in_the_line_and_told_at_length(make_plant: MakePlant) -> None:
    plant = make_plant(WITHOUT_MUCH, remembering=True)
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Note: Counting works. This ION lacks 3 things: i says more.")
        await pilot.press("i")
        await until_screen(pilot, Notice)
        for words in ("open kits", "costs of parts", "the history of a record"):
            await until_shown(pilot, f"This ION does not offer {words}")
        await until_shown(pilot, "Counting, reconciling and posting work all the same.")


@pytest.mark.parametrize("size", USUAL_BY_DEFAULT)
async def test_what_counting_needs_is_an_error_at_every_start(make_plant: MakePlant, size: tuple[int, int]) -> None:
    plant = make_plant(WITHOUT_SHEETS, remembering=True)
    for _ in range(2):
        async with plant.app.run_test(size=size) as pilot:
            app = pilot.app
            assert isinstance(app, CycleCountApp)
            await until_shown(pilot, "! Counting cannot work")
            assert features_line(app).has_error
            await pilot.press("i")
            await until_screen(pilot, Notice)
            await until_shown(pilot, "This ION does not offer the blind")
            assert "all the same" not in screen_text(app)
            await pilot.press("escape")
            await until_screen(pilot, ScheduleScreen)
            await until_rest(pilot)


async def test_it_comes_while_something_is_typed_and_takes_no_key(make_plant: MakePlant) -> None:
    plant = make_plant(WITHOUT_KITS, remembering=True)
    plant.simulator.faults.gateway_timeout(20_000)
    plant.simulator.faults.delay(10_000, only="Introspection")
    async with plant.app.run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, CycleCountApp)
        await until_shown(pilot, "not scheduled")
        assert "Esc" not in keys(app), "nobody waits for what is checked"
        burst(pilot, "/qua")
        plant.simulator.faults.clear()
        await until_shown(pilot, "This ION lacks")
        burst(pilot, "ri\r")
        await until(pilot, lambda: app.screen.query_one("ScheduleTable").wanted == "quari")  # type: ignore[attr-defined]  # its own property


async def test_a_check_that_ends_while_a_count_is_on_the_screen_is_said_on_the_schedule(make_plant: MakePlant) -> None:
    plant = make_plant(WITHOUT_KITS, remembering=True)
    plant.simulator.faults.gateway_timeout(20_000)
    plant.simulator.faults.delay(10_000, only="Introspection")
    async with plant.app.run_test(size=(80, 24)) as pilot:
        app = pilot.app
        await until_shown(pilot, "not scheduled")
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        plant.simulator.faults.clear()
        await until_rest(pilot)
        assert "lacks" not in screen_text(app)
        assert isinstance(app.screen, CloseOffScreen)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        await until_shown(pilot, "This ION lacks open kits")


@pytest.mark.parametrize("fault", ["drop_before", "forbidden", "hangs"])
async def test_a_check_that_does_not_come_about_is_silent(make_plant: MakePlant, fault: str) -> None:
    plant = make_plant(WITHOUT_KITS, remembering=True)
    if fault == "drop_before":
        plant.simulator.faults.drop_before(count=1000, only="Introspection")
    elif fault == "forbidden":
        plant.simulator.faults.http_status(403, count=1000, only="Introspection")
    else:
        plant.simulator.faults.gateway_timeout(20_000)
        plant.simulator.faults.delay(10_000, only="Introspection")
    async with plant.app.run_test(size=(80, 24)) as pilot:
        app = pilot.app
        await until_shown(pilot, "not scheduled")
        await until(pilot, lambda: "Introspection" in plant.gate.asked)
        if fault != "hangs":
            await until_rest(pilot)
        assert app.screen.query_one("#message", MessageLine).text == ""
        assert not app.screen.query_one("#features").display
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)


async def test_what_turns_out_to_be_missing_while_one_counts_is_said_on_the_way_back(make_plant: MakePlant) -> None:
    plant = make_plant(WITHOUT_KITS, remembering=True)
    plant.simulator.faults.http_status(403, count=1, only="Introspection")
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await until_rest(pilot)
        assert plant.workplace.ion.open_kit_items([1]) == []
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
        await pilot.press("escape")
        await until_shown(pilot, "This ION lacks open kits")
    assert plant.gate.asked.count("Introspection") == 1

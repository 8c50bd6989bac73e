"""A screen that comes up for the first time has its own style sheet read, and the rules are as if all had been."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.opening import open_count, read_sheet
from tests.tui.driving import until_screen
from tests.tui.plant_floor import PlantFloor


def told(sheet: Stylesheet) -> list[tuple[str, str]]:
    """Its rules, in order."""
    return [(rule.selectors, repr(rule.styles.get_rules())) for rule in sheet.rules]


async def test_a_new_screen_reads_its_own_sheet_alone(plant: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []

    def listening(scope: str, css: str, read_from: CSSLocation, **others: Any) -> Iterable[RuleSet]:
        read.append((read_from, others["tie_breaker"]))
        return parse(scope, css, read_from, **others)

    monkeypatch.setattr("textual.css.stylesheet.parse", listening)
    app, place = plant.app, plant.workplace
    async with app.run_test() as pilot:
        count = open_count(place, plant.location("LINE-1"))
        await app.push_screen(CloseOffScreen(count))
        await until_screen(pilot, CloseOffScreen)
        count = close_off(place, count, "Bo", sign_up=True, transactions_stopped=False)
        await app.push_screen(CountScreen(read_sheet(place, count)))
        await until_screen(pilot, CountScreen)
        assert len(read) == len(set(read))
        kept = told(app.stylesheet)
        fresh = Stylesheet(variables=app.get_css_variables())
        fresh.source = dict(app.stylesheet.source)
        fresh.parse()
        assert kept == told(fresh)
        app.theme = "textual-light"
        await pilot.pause()
        fresh.set_variables(app.get_css_variables())
        fresh.parse()
        assert told(app.stylesheet) == told(fresh) != kept

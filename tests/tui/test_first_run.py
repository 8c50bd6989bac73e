"""The screen of a start without settings."""

from __future__ import annotations

import pytest

from cyclecount_tui.tui.first_run import FirstRunApp, FirstRunScreen, first_run_text
from cyclecount_tui.tui.help import HelpScreen
from tests.tui.driving import SIZES, keys, message, until, until_screen, until_shown
from tests.tui.widgets.screen_text import screen_text


@pytest.mark.parametrize("size", SIZES)
async def test_d_gives_the_demo(size: tuple[int, int]) -> None:
    app = FirstRunApp(["ION_API_URI"])
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "CYCLECOUNT")
        await until(pilot, lambda: keys(app) == "F1 help  d demo  q quit")
        assert message(app) == "Press d to try the demo."
        await pilot.press("d")
    assert app.return_value == "demo"


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_that_work_everywhere_work_here(size: tuple[int, int]) -> None:
    app = FirstRunApp(["ION_API_URI"])
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "CYCLECOUNT")
        await pilot.press("escape", "ctrl+c")
        assert message(app) == "Press q to quit."
        await pilot.press("f1", "f1")
        await until_screen(pilot, HelpScreen)
        await until_shown(pilot, "HELP  START")
        await pilot.press("end")
        await until_shown(pilot, "Say how to quit")
        await pilot.press("d", "q", "escape")
        await until(pilot, lambda: isinstance(app.screen, FirstRunScreen))
        assert app.is_running


async def test_q_leaves_and_gives_nothing() -> None:
    app = FirstRunApp(["ION_API_URI"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "CYCLECOUNT")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_value is None


async def test_each_setting_says_whether_it_is_there() -> None:
    app = FirstRunApp(["ION_API_URI", "ION_CLIENT_SECRET"], advice=["The settings file is ~/c.toml."])
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "The settings file is ~/c.toml.")
        words = [line.split()[:2] for line in screen_text(app).splitlines() if "ION_" in line]
    assert words == [
        ["missing", "ION_API_URI"],
        ["set", "ION_AUTH_SERVER"],
        ["set", "ION_CLIENT_ID"],
        ["missing", "ION_CLIENT_SECRET"],
    ]


async def test_a_small_screen_scrolls_to_the_rest() -> None:
    app = FirstRunApp(["ION_API_URI"])
    async with app.run_test(size=(40, 8)) as pilot:
        await until_shown(pilot, "tell this")
        await pilot.press("end")
        await until_shown(pilot, "nothing to break.")


async def test_a_problem_with_the_settings_is_an_error() -> None:
    app = FirstRunApp([], problem="ION refused the key: check ION_CLIENT_ID.", ascii_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "! ION refused the key: check ION_CLIENT_ID.")
        assert screen_text(app).isascii()


def test_the_text_names_no_address() -> None:
    assert "http" not in first_run_text(frozenset())

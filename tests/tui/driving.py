"""Driving the app in a test: keys, waiting for a condition, and what stands on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.message_line import MessageLine
from tests.tui.widgets.screen_text import screen_text

SIZES: list[Any] = [pytest.param((120, 36), marks=pytest.mark.slow), (80, 24), (40, 8)]
USUAL_BY_DEFAULT: list[Any] = [*SIZES[:2], pytest.param(SIZES[2], marks=pytest.mark.slow)]
"""For walks whose screens the scenes draw small every time."""

_PATIENCE_SECONDS = 60.0
_SECONDS_OF_A_FRAME = 0.02
_QUIET_TURNS = 2
_KEY_NAMES = {
    " ": "space", "/": "slash", ",": "comma", "-": "minus", "*": "asterisk", "+": "plus", ".": "full_stop",
    "\r": "enter",
}  # fmt: skip


async def until(pilot: Pilot[Any], holds: Callable[[], object], what: str = "") -> None:
    """Let the app run until the condition holds; a test that waits too long fails with what is on the screen."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _PATIENCE_SECONDS
    while True:
        await pilot.pause()
        if holds():
            return
        if loop.time() > deadline:
            raise AssertionError(f"{what or 'The condition'} did not come about.\n{screen_text(pilot.app)}")
        await asyncio.sleep(0.005)


async def until_rest(pilot: Pilot[Any]) -> None:
    """Let the app run until no thread works for it any more, and what came of that is shown."""
    quiet = 0
    while quiet < _QUIET_TURNS:
        await until(pilot, lambda: at_rest(pilot.app), "Rest")
        await pilot.pause(_SECONDS_OF_A_FRAME)
        quiet = quiet + 1 if at_rest(pilot.app) else 0


def at_rest(app: App[Any]) -> bool:
    """Whether nothing is done in a thread, or has come from one, that the screen on top waits for."""
    if not isinstance(app, CycleCountApp):
        return True
    return app.job_threads.at_rest and not (isinstance(app.screen, Jobs) and app.screen._waited_for)


async def until_shown(pilot: Pilot[Any], text: str) -> None:
    """Let the app run until the text stands on the screen."""
    await until(pilot, lambda: text in screen_text(pilot.app), f"'{text}'")


async def until_screen(pilot: Pilot[Any], screen_class: type) -> None:
    """Let the app run until a screen of this class is up and has its focus."""
    await until(
        pilot,
        lambda: isinstance(pilot.app.screen, screen_class) and pilot.app.screen.is_mounted,
        screen_class.__name__,
    )
    await pilot.pause()


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type a text key by key."""
    await pilot.press(*map(key_of, text))


def key_of(character: str) -> str:
    """Textual's name of the key that types a character."""
    return _KEY_NAMES.get(character, character)


def message(app: App[Any]) -> str:
    """What the message line of the present screen says."""
    return app.screen.query(MessageLine).last().text


def keys(app: App[Any]) -> str:
    """What the key bar of the present screen says."""
    return app.screen.query_one(KeyBar).text

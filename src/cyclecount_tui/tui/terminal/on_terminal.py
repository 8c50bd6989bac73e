"""What an app does with its terminal: which driver it has, drawing anew, and making room for the shell."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App, ReturnType
from textual.binding import Binding
from textual.driver import Driver

TERMINAL_KEYS = (
    Binding(
        "ctrl+l",
        "draw_anew",
        "Draw anew",
        show=False,
        id="app-draw-anew",
        priority=True,
        tooltip="Draw the screen anew, when something else has written on it",
    ),
    Binding(
        "ctrl+z",
        "suspend_process",
        "Suspend",
        show=False,
        id="app-suspend",
        priority=True,
        tooltip="Go back to the shell for a while; fg comes back here",
    ),
)


class OnTerminal(App[ReturnType], inherit_bindings=False):
    """Mixin for an app with `TERMINAL_KEYS` among its bindings; `plain_driver` draws in Textual's own way."""

    plain_driver = False

    def __init__(self, **options: Any) -> None:
        with _no_dumb_terminal():
            super().__init__(**options)

    def get_driver_class(self) -> type[Driver]:
        """The one for bad lines, or Textual's own for this system made to outlive its terminal."""
        from textual.drivers.linux_driver import LinuxDriver

        usual = super().get_driver_class()
        if usual is not LinuxDriver:
            return usual
        if self.plain_driver:
            from cyclecount_tui.tui.steady_driver import SteadyDriver

            return SteadyDriver
        from cyclecount_tui.tui.terminal.driver import TerminalDriver

        return TerminalDriver

    def action_draw_anew(self) -> None:
        """The terminal shows something else than it was sent: noise on the line, or a message of the system."""
        from cyclecount_tui.tui.terminal.driver import TerminalDriver

        if isinstance(self._driver, TerminalDriver):
            self._driver.draw_anew()
        else:
            self.refresh(repaint=True, layout=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a shell that waits for it, a program that stops would never go on."""
        if action == "suspend_process":
            return not self.is_headless and _a_shell_waits()
        return super().check_action(action, parameters)


@contextmanager
def _no_dumb_terminal() -> Iterator[None]:
    """Rich takes the size of a dumb terminal for 80 by 25, whatever it is; the driver knows what it can do."""
    term = os.environ.get("TERM", "")
    if term.lower() not in {"dumb", "unknown"}:
        yield
        return
    os.environ["TERM"] = "vt100"
    try:
        yield
    finally:
        os.environ["TERM"] = term


def _a_shell_waits() -> bool:
    """Whether whoever started the program can stop it and let it go on: job control of the same session."""
    parent = os.getppid()
    try:
        return os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
    except ProcessLookupError:
        return False

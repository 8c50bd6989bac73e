"""The first picture of a screen waits for its rows: without them it is drawn for nothing, and sent over the line."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from typing import Any

from textual.screen import Screen

LONGEST = 0.5
"""Seconds; rows that take longer are announced by what stands in their place."""


class FirstPicture:
    """Nothing of an app is drawn from `hold` until `draw`, or until `LONGEST` is over."""

    def __init__(self) -> None:
        self._held = ExitStack()

    def hold(self, screen: Screen[Any]) -> None:
        """The rows are being read."""
        self._held.enter_context(screen.app.batch_update())
        screen.set_timer(LONGEST, self.draw)

    def draw(self) -> None:
        """They are there, or cannot be had; the second time this does nothing.

        Garbage is looked for from now on, and not among what the start has made, for all of that stays.
        """
        self._held.close()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

"""The first picture of a screen waits for its rows: without them it is drawn for nothing, and sent over the line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

from textual.screen import Screen

from cyclecount_tui.tui.near_compositor import NearCompositor

LONGEST = 0.5
"""Seconds; rows that take longer are announced by what stands in their place."""

_A_MOMENT = 0.001
"""Seconds in which widgets deal with what they were told."""

_MOST_MOMENTS = 16
"""After so many of them Textual has drawn by itself."""


class FirstPicture:
    """Nothing of an app is drawn from `hold` until `draw`, or until `LONGEST` is over; then it is drawn at once."""

    def __init__(self, compositor: NearCompositor) -> None:
        self._compositor = compositor
        self._held = ExitStack()
        self._screen: Screen[Any] | None = None

    @property
    def held(self) -> bool:
        """Whether it is still waited for."""
        return self._screen is not None

    def hold(self, screen: Screen[Any], then: Callable[[], object]) -> None:
        """The rows are being read; `then` is called as soon as they are to be drawn."""
        self._screen = screen
        self._held.callback(then)
        self._held.enter_context(screen.app.batch_update())
        self._held.enter_context(self._compositor.waiting())
        screen.set_timer(LONGEST, self.draw)

    def draw(self) -> None:
        """They are there, or cannot be had; the second time this does nothing."""
        screen, self._screen = self._screen, None
        if screen is not None:
            self._held.close()
            self._draw_when_still(screen)

    def _draw_when_still(self, screen: Screen[Any], moments: int = _MOST_MOMENTS) -> None:
        """Once all widgets know what is new; Textual's own clock, which starts to run now, would wait for longer."""
        if moments and any(each.message_queue_size for each in (screen.app, *screen.walk_children(with_self=True))):
            screen.set_timer(_A_MOMENT, partial(self._draw_when_still, screen, moments - 1))
        else:
            screen._on_timer_update()  # does nothing where it has been drawn

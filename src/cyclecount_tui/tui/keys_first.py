"""Keys go first: whoever works beside the thread that draws holds still for the moment in which a key is answered."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS_OF_A_KEY = 0.02
"""From a key until its picture is on its way, with room to spare."""

LONGEST = 0.1
"""Seconds for which keys that come without end are let by in one go: what is being read comes all the same."""


class KeysFirst:
    """Told of keys by the thread that draws, asked by the others between two small pieces of work."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._pause = clock, pause
        self._answered_at = 0.0

    def key_came(self) -> None:
        """It is being answered from now on."""
        self._answered_at = self._clock() + SECONDS_OF_A_KEY

    def let_by(self) -> None:
        """Hold still while a key is being answered."""
        end = self._clock() + LONGEST
        while (now := self._clock()) < min(self._answered_at, end):
            self._pause(min(self._answered_at, end) - now)

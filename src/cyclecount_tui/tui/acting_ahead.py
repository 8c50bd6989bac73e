"""A key that changes only how something is shown acts while it may still be the first of a scan.

Whether it is, is known an instant later (`burst_gate.py`). If so, what is shown is put back as it was before anything
is done with the scan; what writes or asks never acts ahead.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import Any, ClassVar

from textual import events
from textual.message_pump import MessagePump
from textual.screen import Screen

from cyclecount_tui.tui.moving_at_once import action_of


class ActsAhead(MessagePump):
    """Mixin for a screen: `ACTS_AHEAD` names actions that `view_kept` can take back."""

    ACTS_AHEAD: ClassVar[Collection[str]]

    @abstractmethod
    def view_kept(self) -> Callable[[], None]:
        """What shows everything as it is shown now."""


class ActingAhead:
    """The key that has acted and waits, if there is one."""

    def __init__(self) -> None:
        self._key: events.Key | None = None
        self._take_back: Callable[[], None] | None = None

    def act(self, screen: Screen[Any], key: events.Key, shows_other: Callable[[], bool]) -> bool:
        """Whether the key has acted. Where `shows_other` than it was meant for, it never does."""
        if not isinstance(screen, ActsAhead):
            return False
        action = action_of(screen, key.key, screen.ACTS_AHEAD)
        if action is None:
            return False
        self._key, self._take_back = key, None
        if not shows_other():
            self._take_back = screen.view_kept()
            action()
        return True

    def has_acted(self, key: events.Key) -> bool:
        """Whether this is the key that has acted; it waits no longer."""
        if key is not self._key:
            return False
        self._key = self._take_back = None
        return True

    def take_back(self) -> None:
        """The key was none."""
        take_back, self._key, self._take_back = self._take_back, None, None
        if take_back is not None:
            take_back()

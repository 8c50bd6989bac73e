"""Tells the key bar when the row under the cursor has other keys than the one before it, and not with each row."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from textual.actions import parse
from textual.binding import BindingsMap
from textual.message_pump import MessagePump
from textual.screen import Screen


class KeysOfRow(MessagePump):
    """Mixin for a screen whose `check_action` depends on the row: to ask it is less than what the bar reads."""

    _live: list[bool | None] | None = None
    """What `check_action` said of each action when the bar was told last; None: told for something else since."""

    def refresh_bindings(self) -> None:
        """Something else than the row has changed, perhaps with it."""
        self._live = None
        Screen.refresh_bindings(self._whole)

    def refresh_keys_of_row(self) -> None:
        """Another row is under the cursor, or it has changed."""
        check = self._whole.check_action
        live = [check(name, parameters) for name, parameters in self._own_actions]
        if live != self._live:
            self.refresh_bindings()
            self._live = live

    @cached_property
    def _own_actions(self) -> list[tuple[str, tuple[Any, ...]]]:
        """Each action that a key of this screen does here, with its parameters."""
        actions = dict.fromkeys(parse(binding.action) for _, binding in BindingsMap(self._whole.BINDINGS))
        return [(name, parameters) for owner, name, parameters in actions if not owner]

    @property
    def _whole(self) -> Screen[Any]:
        assert isinstance(self, Screen)
        return self

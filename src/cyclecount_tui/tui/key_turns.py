"""One key at a time: a key waits until the one before it has done what it does, and goes where the focus is then."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen

from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.key_order import after_passing

TypedAhead = events.Key | events.Paste


class KeyTurns(App[None], inherit_bindings=False):
    """Mixin for the app: whatever the speed of typing, no key is taken for a command of a screen that was just left.

    Keys for an `EntryField` go to it at once, for it keeps their order itself. From `hold_keys` to `release_keys`
    keys wait too: for an action that goes on in a thread and ends on another screen.
    """

    def __init__(self) -> None:
        # Told here and not by the theme: Textual chooses its filter for NO_COLOR before a theme can be set.
        super().__init__(ansi_color=True)
        self._typed: deque[TypedAhead] = deque()
        self._sent_back: deque[TypedAhead] = deque()
        self._turn_runs = False
        self._keys_held = False
        self._holds = 0

    def hold_keys(self) -> int:
        """Let keys wait from now on; gives the number of this hold."""
        self._keys_held = True
        self._holds += 1
        return self._holds

    def release_keys(self, hold: int | None = None) -> None:
        """Give the keys that waited to the screen that is up now, once it can take them.

        With the number of a `hold`, only if nobody held them anew since.
        """
        if self._keys_held and hold in {None, self._holds}:
            self._keys_held = False
            if not self._turn_runs:
                self._begin_turn(self.screen)

    def after_typing(self, do: Callable[[], None]) -> None:
        """Do something for a key that every screen has, once what was typed before it is where it belongs."""
        if isinstance(self.focused, EntryField):
            self.focused.in_turn(do)
        else:
            do()

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait, or give it to whoever has the focus."""
        if not isinstance(event, TypedAhead) or event.is_forwarded:
            await super().on_event(event)
        elif self._turn_runs or self._keys_held:
            # What an entry row sends back was typed before anything that waits here.
            (self._typed if event._sender is self else self._sent_back).append(event)
        else:
            await self._give(event)

    async def _give(self, event: TypedAhead) -> None:
        target: DOMNode = self.focused or self.screen
        await super().on_event(event)
        if not (isinstance(target, EntryField) and event.is_forwarded):
            self._begin_turn(target)

    def _begin_turn(self, target: DOMNode) -> None:
        """Two laps: on the first the key meets its action, on the second what that posted and called is done."""
        self._turn_runs = True
        lap, screen = target.ancestors_with_self, self.screen
        after_passing([*lap, *lap], partial(self.call_later, self._end_turn, screen))

    async def _end_turn(self, screen: Screen[Any]) -> None:
        """The next key; first another turn for a screen that has come up, so that it is there and has its focus."""
        if self.screen is not screen:
            self._begin_turn(self.screen)
            return
        self._turn_runs = False
        while (self._sent_back or self._typed) and not (self._turn_runs or self._keys_held):
            await self._give((self._sent_back or self._typed).popleft())


def key_turns(node: MessagePump) -> KeyTurns:
    """The app's keys, for a screen that lets them wait."""
    app = node.app
    assert isinstance(app, KeyTurns)
    return app

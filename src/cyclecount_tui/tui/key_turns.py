"""One key at a time: a key waits until the one before it has done what it does, and goes where the focus is then."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.timer import Timer

from cyclecount_tui.domain.scans.arrival import FASTEST_TYPING, Arrival
from cyclecount_tui.tui.acting_ahead import ActingAhead
from cyclecount_tui.tui.burst_gate import BurstGate, KeyDropped, Passed, ScanText
from cyclecount_tui.tui.keys_first import KeysFirst
from cyclecount_tui.tui.moving_at_once import moved_at_once
from cyclecount_tui.tui.near_compositor import DrawingAtOnce
from cyclecount_tui.tui.scan_ends import ScanEnds
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.key_order import AfterPassing

_POINTED = events.MouseDown, events.MouseScrollDown, events.MouseScrollUp

TypedAhead = events.Key | events.Paste | ScanText


class KeyTurns(App[None], inherit_bindings=False):
    """Mixin for the app: whatever the speed of typing, no key is taken for a command of a screen that was just left.

    Keys for an `EntryField` go to it at once, for it keeps their order itself. From `hold_keys` to `release_keys`
    keys wait too: for an action that goes on in a thread and ends on another screen.

    `fastest_typing`: seconds from key to key that only a scanner is quicker than (`burst_gate.py`).
    """

    def __init__(self, *, fastest_typing: float = FASTEST_TYPING) -> None:
        # Told here and not by the theme: Textual chooses its filter for NO_COLOR before a theme can be set.
        super().__init__(ansi_color=True)
        self._typed: deque[TypedAhead] = deque()
        self._sent_back: deque[TypedAhead] = deque()
        self._turn_runs = False
        self._turn: AfterPassing | None = None
        self._keys_held = False
        self.fastest_typing = fastest_typing
        self._gate = BurstGate(fastest_typing)
        self._scan_ends = ScanEnds()
        self._gate_timer: Timer | None = None
        self._holds = 0
        self._drawing = DrawingAtOnce()
        self._ahead = ActingAhead()
        self.keys_first = KeysFirst()

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
            if self._turn_runs:
                self._hurry()
            else:
                self._begin_turn(self.screen)

    def key_was_dropped(self, key: str) -> None:
        """A function key came together with a code and did nothing: the app says so."""

    def after_typing(self, do: Callable[[], None]) -> None:
        """Do something for a key that every screen has, once what was typed before it is where it belongs."""
        if isinstance(self.focused, EntryField):
            self.focused.in_turn(do)
        else:
            do()

    def shows_other_than_before(self) -> bool:
        """Whether something else stands there by now than when a key was typed or the mouse clicked: the app says so.

        That key does nothing then, nor do those behind it.
        """
        return False

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait, or give it to whoever has the focus."""
        if isinstance(event, _POINTED) and self.shows_other_than_before():
            return
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif event._sender is not self:
            # What an entry row sends back was typed before anything that waits here.
            await self._take(event, self._sent_back)
        elif isinstance(event, events.Key):
            self.keys_first.key_came()
            if not self._scan_ends.is_rest(event):
                await self._pass_on(self._gate.take(event, prompting=isinstance(self.focused, EntryField)))
                self._act_ahead(event)
                self._wait_at_gate()
        else:
            self._scan_ends.pasted(event, ended=self._paste_is_scan)
            await self._let_through()
            await self._take(event, self._typed)

    @property
    def keys_at_gate(self) -> bool:
        """Whether keys wait to be told from a scan."""
        return self._gate.waits

    @property
    def _paste_is_scan(self) -> bool:
        """Whether a paste ends by itself where it goes now."""
        focused = self.focused
        return focused.paste_submits if isinstance(focused, EntryField) else _takes_scans(self.screen)

    def _wait_at_gate(self) -> None:
        if self._gate_timer is not None:
            self._gate_timer.stop()
        self._gate_timer = self.set_timer(self._gate.patience, self._let_through) if self._gate.waits else None

    async def _let_through(self) -> None:
        """Nothing came behind the keys that wait at the gate."""
        await self._pass_on(self._gate.flush())

    async def _pass_on(self, passed: Sequence[Passed]) -> None:
        for each in passed:
            if isinstance(each, KeyDropped):
                self.key_was_dropped(each.key)
            elif isinstance(each, ScanText) or not self._ahead.has_acted(each):
                self._ahead.take_back()
                await self._take(each, self._typed)

    def _act_ahead(self, key: events.Key) -> None:
        """A key that waits at the gate and nobody else before it."""
        free = self._gate.holds_alone(key) and not (self._turn_runs or self._keys_held)
        if free and self._ahead.act(self.screen, key, self.shows_other_than_before):
            self._drawing.draw(self.screen, time.monotonic())
            self._begin_turn(self.focused or self.screen)

    async def _take(self, event: TypedAhead, behind: deque[TypedAhead]) -> None:
        if self._turn_runs or self._keys_held:
            behind.append(event)
            self._hurry()
        else:
            await self._give(event)

    async def _give(self, event: TypedAhead) -> None:
        if self.shows_other_than_before():
            self._typed.clear()
            self._sent_back.clear()
            self._begin_turn(self.screen)
            return
        target: DOMNode = self.focused or self.screen
        if isinstance(event, ScanText):
            self.screen.post_message(Scanned(event.text, Arrival.BURST))
        elif isinstance(event, events.Paste) and _takes_scans(self.screen) and not isinstance(target, EntryField):
            from cyclecount_tui.domain.scans.wrapping import scans_in

            for scan in scans_in(event.text):
                self.screen.post_message(Scanned(scan, Arrival.PASTE))
        elif isinstance(event, events.Key) and moved_at_once(self, event.key):
            self._drawing.draw(self.screen, time.monotonic())
            if isinstance(target, EntryField):
                return
        else:
            await super().on_event(event)
            if isinstance(target, EntryField) and event.is_forwarded:
                return
        self._begin_turn(target)

    def _begin_turn(self, target: DOMNode) -> None:
        """Two laps: on the first the key meets its action, on the second what that posted and called is done."""
        self._turn_runs = True
        lap, screen = target.ancestors_with_self, self.screen
        self._turn = AfterPassing([*lap, *lap], partial(self.call_later, self._end_turn, screen))
        if self._sent_back or self._typed:
            self._hurry()

    def _hurry(self) -> None:
        """A key waits for the end of the turn."""
        if self._turn is not None:
            self._turn.begin()

    async def _end_turn(self, screen: Screen[Any]) -> None:
        """The next key; first another turn for a screen that has come up, so that it is there and has its focus."""
        if self.screen is not screen:
            self._begin_turn(self.screen)
            return
        self._turn_runs = False
        while (self._sent_back or self._typed) and not (self._turn_runs or self._keys_held):
            await self._give((self._sent_back or self._typed).popleft())


def _takes_scans(screen: Screen[Any]) -> bool:
    return bool(getattr(screen, "TAKES_SCANS", False))


def key_turns(node: MessagePump) -> KeyTurns:
    """The app's keys, for a screen that lets them wait."""
    app = node.app
    assert isinstance(app, KeyTurns)
    return app

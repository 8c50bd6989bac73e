"""What a screen may do only while no other screen lies over it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.message_pump import MessagePump
from textual.screen import Screen


class OnTop(MessagePump):
    """Mixin for a screen: going to another screen is meant for the screen itself, never for a help page over it."""

    _for_later: tuple[Callable[[], None], ...] = ()
    """What is done when the screen is on top again, in order."""

    def when_on_top(self, do: Callable[[], None]) -> None:
        """Do something now, or when no other screen lies over this one any more; in the order of the calls."""
        self._for_later = (*self._for_later, do)
        self._do_for_later()

    @on(events.ScreenResume)
    def go_on_on_top(self) -> None:
        """What came meanwhile is done once the screen is ready for it."""
        if self._for_later:
            self.call_later(self._do_for_later)

    def _do_for_later(self) -> None:
        assert isinstance(self, Screen)
        while self._for_later and self.app.screen_stack[-1:] == [self]:
            do, *rest = self._for_later
            self._for_later = tuple(rest)
            do()

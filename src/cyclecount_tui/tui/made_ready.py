"""A screen that is built before it is shown: mounted, styled and laid out, so that to show it is one picture."""

from __future__ import annotations

from typing import Any

from textual import events, on
from textual.app import App
from textual.screen import Screen


class MadeReady(Screen[None], inherit_bindings=False):
    """A screen that may be built ahead, with `make_ready`, and shown later, with `come_up`; or pushed as any other.

    Both rest on private parts of Textual: to be mounted without being shown, and to draw without waiting for the timer
    of its frames, whose first one is a sixtieth of a second late.
    """

    _just_drawn = False

    def make_ready(self, app: App[Any]) -> None:
        """Build it behind the screen that is up. Nothing of it is drawn, and no key goes to it."""
        app._load_screen_css(self)
        app._register(app, self)
        self.post_message(events.ScreenResume())  # lays it out

    def come_up(self) -> None:
        """Show it in place of the screen that is up, at once."""
        self._just_drawn = self.outer_size == self.app.size  # else it is laid out anew, as any other
        self.app.switch_screen(self)
        if self._just_drawn:
            self._dirty_widgets.add(self)
            self._layout_required = True
            self._on_timer_update()

    @on(events.ScreenResume)
    def stay_as_drawn(self, event: events.ScreenResume) -> None:
        """What has just come up is neither styled nor drawn once more."""
        if self._just_drawn:
            self._just_drawn = False
            self.stack_updates += 1
            event.prevent_default()

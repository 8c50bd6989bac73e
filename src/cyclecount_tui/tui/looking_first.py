"""A key is meant for what stands on the screen: where that may not stand there any more, the key does nothing."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen


class LooksFirst(MessagePump):
    """Mixin for a screen that looks whether it may stand as it does before it takes a key."""

    @abstractmethod
    def stands_as_shown(self) -> bool:
        """Whether what stands there may still be shown; else the screen draws it anew, and says so."""


def look_before_key(app: App[Any]) -> bool:
    """Let the screen look on which the next key works; True where it stood there with something else.

    Questions and texts that lie over that screen were made from what stood there, and go with it; what was typed into
    a form comes back with the form.
    """
    under = next((screen for screen in reversed(app.screen_stack) if not isinstance(screen, ModalScreen)), None)
    if not isinstance(under, LooksFirst) or under.stands_as_shown():
        return False
    while isinstance(app.screen, ModalScreen):
        app.pop_screen()
    return True

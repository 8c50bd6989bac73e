"""Asks for a yes that cannot be given by accident: Enter alone, or a stray scan, never confirms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_names import key_name
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.tui.widgets.text_view import TextView

_ALONE_SECONDS = 0.1
"""A key is alone when nothing follows it for so long: far more than a scanner takes, or a line's delay varies by."""


class Confirm(PromptScreen[bool]):
    """Sentences that say what will happen, and one key that says yes; Esc says no.

    `yes_label` continues the sentence "Press y to ...", for example "post 12 writes". A scanner types whole words, and
    one of them may hold the yes key or begin with it: the key confirms when no other follows it at once, and after any
    other letter or digit it is off until Enter. What was typed before the question could be read answers nothing.
    """

    def __init__(self, title: str, sentences: Sequence[str], *, yes_key: str = "y", yes_label: str = "go on") -> None:
        super().__init__(title)
        self._sentences = tuple(sentences)
        self._yes_key = yes_key
        self._yes_label = yes_label
        self._stray = False
        self._asked_at = 0.0
        self._yes: Timer | None = None

    def rows(self) -> Iterable[Widget]:
        """What will happen; it scrolls when it is long."""
        yield TextView("\n".join(self._sentences))

    def on_mount(self) -> None:
        """Say which key says yes."""
        self.message_line.say(f"Press {self._yes_name} to {self._yes_label}, Esc to go back.")
        self._asked_at = Message().time

    def on_key(self, event: events.Key) -> None:
        """Only the yes key, by itself, confirms."""
        self._stray = self._take_yes_back() or self._stray
        printable = event.character is not None and event.character.isprintable()
        if event.key in ("enter", "ctrl+j"):
            self._stray = False
            self.message_line.warn(f"Enter does not confirm. Press {self._yes_name} to {self._yes_label}.")
        elif event.key == self._yes_key and not self._stray:
            self._yes_if_alone(event)
        elif printable and event.character != " ":
            self._stray = True
            self.message_line.warn(f"That was not just {self._yes_name}. Press Enter, then {self._yes_name}, or Esc.")
        else:
            return
        event.stop().prevent_default()

    def take_yes(self) -> None:
        """The card YES is as deliberate as the key."""
        self._take_yes_back()
        self.dismiss(True)

    def action_go_back(self) -> None:
        """No."""
        self._take_yes_back()
        self.dismiss(False)

    def _yes_if_alone(self, event: events.Key) -> None:
        if event.time < self._asked_at:
            self.message_line.warn(f"That was too early to be an answer. Press {self._yes_name} to {self._yes_label}.")
        else:
            self._yes = self.set_timer(_ALONE_SECONDS, self._say_yes)

    def _say_yes(self) -> None:
        self._yes = None
        if self.is_current:
            self.dismiss(True)

    def _take_yes_back(self) -> bool:
        """Whether a yes had been given that was not taken yet."""
        if self._yes is None:
            return False
        self._yes.stop()
        self._yes = None
        return True

    @property
    def _yes_name(self) -> str:
        return key_name(self._yes_key, glyphs_of(self))

"""Asks for a yes that cannot be given by accident: Enter alone, or a stray scan, never confirms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.widget import Widget

from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_names import key_name
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.tui.widgets.text_view import TextView


class Confirm(PromptScreen[bool]):
    """Sentences that say what will happen, and one key that says yes; Esc says no.

    `yes_label` continues the sentence "Press y to ...", for example "post 12 writes". After any other letter or
    digit the yes key is off until Enter: a scanner types whole words, and one of them may hold the yes key.
    """

    def __init__(self, title: str, sentences: Sequence[str], *, yes_key: str = "y", yes_label: str = "go on") -> None:
        super().__init__(title)
        self._sentences = tuple(sentences)
        self._yes_key = yes_key
        self._yes_label = yes_label
        self._stray = False

    def rows(self) -> Iterable[Widget]:
        """What will happen; it scrolls when it is long."""
        yield TextView("\n".join(self._sentences))

    def on_mount(self) -> None:
        """Say which key says yes."""
        self.message_line.say(f"Press {self._yes_name} to {self._yes_label}, Esc to go back.")

    def on_key(self, event: events.Key) -> None:
        """Only the yes key, by itself, confirms."""
        printable = event.character is not None and event.character.isprintable()
        if event.key in ("enter", "ctrl+j"):
            self._stray = False
            self.message_line.warn(f"Enter does not confirm. Press {self._yes_name} to {self._yes_label}.")
        elif event.key == self._yes_key and not self._stray:
            self.dismiss(True)
        elif printable and event.character != " ":
            self._stray = True
            self.message_line.warn(f"That was not {self._yes_name}. Press Enter, then {self._yes_name}, or Esc.")
        else:
            return
        event.stop().prevent_default()

    def action_go_back(self) -> None:
        """No."""
        self.dismiss(False)

    @property
    def _yes_name(self) -> str:
        return key_name(self._yes_key, glyphs_of(self))

"""Shows a text to read, as long as it needs to be."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.widget import Widget

from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.tui.widgets.text_view import TextView


class Notice(PromptScreen[None]):
    """Text that scrolls; Esc closes it."""

    HELP = "A text to read, nothing to change: walk it with the cursor keys, and press Esc to go back."
    HELP_TITLE = "Text"

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._notice_text = text
        self._stray = 0

    def rows(self) -> Iterable[Widget]:
        """The text."""
        yield TextView(self._notice_text)

    def on_key(self, event: events.Key) -> None:
        """What is typed here goes nowhere, which is said: it may have been meant for the screen below."""
        printable = event.character is not None and event.character.isprintable()
        if (printable and event.character != " ") or event.key in ("enter", "ctrl+j"):
            event.stop().prevent_default()
            self._stray += 1
            keys = "1 key" if self._stray == 1 else f"{self._stray} keys"
            self.message_line.warn(f"This is only to read: {keys} typed here went nowhere. Esc goes back.")

    def action_go_back(self) -> None:
        """Close it."""
        self.dismiss(None)

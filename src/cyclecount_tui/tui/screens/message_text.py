"""A text to copy: as plain lines without a frame, so that a terminal's own selection takes nothing else along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.tui.widgets.text_view import TextView


class MessageText(PromptScreen[None]):
    """The text from edge to edge; c copies it where the terminal lets programs do that, Esc closes it."""

    # Textual declares it on the instance, and mypy goes by the str of the class above.
    CSS_PATH = ["../widgets/prompts/prompts.tcss", "message_text.tcss"]  # type: ignore[assignment]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy", id="message-copy", tooltip="Copy the text, where the terminal allows it"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._plain = text

    def rows(self) -> Iterable[Widget]:
        """The text."""
        yield TextView(self._plain)

    def on_mount(self) -> None:
        """Say how to get it out of here."""
        self.message_line.say("Press c to copy it, or select it with the terminal's own mouse.")

    def on_key(self, event: events.Key) -> None:
        """Other letters, which may have been meant for the screen below, go nowhere; that is said."""
        if event.is_printable and event.key not in {"c", "space"}:
            event.stop().prevent_default()
            self.message_line.warn("This is only to read and to copy. Esc goes back.")

    def action_copy(self) -> None:
        """Hand it to the terminal."""
        self.app.copy_to_clipboard(self._plain)
        self.message_line.good("Sent to the terminal's clipboard; some terminals do not allow that.")

    def action_go_back(self) -> None:
        """Close it."""
        self.dismiss(None)

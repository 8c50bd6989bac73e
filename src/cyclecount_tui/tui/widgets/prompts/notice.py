"""Shows a text to read, as long as it needs to be."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget

from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar


class Notice(PromptScreen[None]):
    """Text that scrolls; Esc closes it. The title's right end says how far it has been read."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._notice_text = text

    def rows(self) -> Iterable[Widget]:
        """The text."""
        yield TextView(self._notice_text)

    @on(TextView.Scrolled)
    def show_position(self, event: TextView.Scrolled) -> None:
        """Say how far down the view is."""
        event.stop()
        self.query_one(TitleBar).show(right=event.view.position)

    def action_go_back(self) -> None:
        """Close it."""
        self.dismiss(None)

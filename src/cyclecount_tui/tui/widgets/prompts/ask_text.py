"""Asks for a text: a note, a name, a filter."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.widget import Widget

from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen


class AskText(PromptScreen[str | None]):
    """A question and one row to answer it; the answer is the text without outer spaces, None after Esc."""

    def __init__(self, title: str, question: str, *, allow_empty: bool = False, initial: str = "") -> None:
        super().__init__(title)
        self._question = question
        self._allow_empty = allow_empty
        self._initial = initial

    def rows(self) -> Iterable[Widget]:
        """The question, and the row for the answer."""
        question = MessageLine()
        question.say(self._question)
        yield question
        yield EntryField(">", text=self._initial, paste_submits=False)

    def on_key(self, event: events.Key) -> None:
        """Keys that come before the row has the focus belong to it all the same."""
        field = self.query_one(EntryField)
        if self.focused is None:
            field.focus()
            field.on_key(event)

    @on(EntryField.Submitted)
    def answer(self, event: EntryField.Submitted) -> None:
        """Take the text, unless it is empty and may not be."""
        event.stop()
        text = event.text.strip()
        if text or self._allow_empty:
            self.dismiss(text)
        else:
            self.message_line.bad("Nothing was typed. Type something, or press Esc to go back.")

    @on(EntryField.Changed)
    def forget_error(self, event: EntryField.Changed) -> None:
        """Typing goes on: the sentence has been read."""
        event.stop()
        self.message_line.acknowledge()

    def action_go_back(self) -> None:
        """No text."""
        self.dismiss(None)

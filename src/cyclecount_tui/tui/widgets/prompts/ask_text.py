"""Asks for a text: a note, a name, a filter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import dropwhile
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.tui.key_turns import KeyTurns
from cyclecount_tui.tui.scanned import card_of
from cyclecount_tui.tui.widgets.entry_field import SUBMITTING_KEYS, EntryField
from cyclecount_tui.tui.widgets.key_order import after_passing
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen


class AskText(PromptScreen[str | None]):
    """A question and one row to answer it; the answer is the text without outer spaces, None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "clear", "Clear", id="prompt-clear", tooltip="Clear what is typed"),
    ]

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
        yield EntryField(">", text=self._initial, tab_submits=True, hold_on_submit=True)

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
        card = card_of(self, event.text[len(event.typed) :])
        if card is not None and card.command is not None:
            self._take_card(card.command, event.field)
        elif text or self._allow_empty:
            self._answered(event.field, text)
        else:
            self.message_line.bad("Nothing was typed. Type something, or press Esc to go back.")
            event.field.release()

    @on(EntryField.Changed)
    def forget_error(self, event: EntryField.Changed) -> None:
        """Typing goes on: the sentence has been read."""
        event.stop()
        self.message_line.acknowledge()

    def action_clear(self) -> None:
        """Begin the answer anew."""
        self.query_one(EntryField).clear()
        self.message_line.acknowledge()

    def action_go_back(self) -> None:
        """No text."""
        self.dismiss(None)

    def _take_card(self, command: Command, field: EntryField) -> None:
        """A card is no answer: NO goes back, the others only leave the row empty."""
        if command is Command.NO:
            self.action_go_back()
            return
        if command is not Command.CLEAR:
            self.message_line.warn(f"The card {command.value} does nothing here: type the answer, or scan NO.")
        field.release()

    def _answered(self, field: EntryField, text: str) -> None:
        """Close it; what was typed behind the answer goes to what the answer leads to, not to the screen below."""
        app = self.app
        hold = app.hold_keys() if isinstance(app, KeyTurns) else 0
        self.dismiss(text)

        def release_keys() -> None:
            if isinstance(app, KeyTurns):
                app.release_keys(hold)

        def send_back() -> None:
            field.type_ahead(_less_enters(field.take_away()))
            field.release()
            after_passing([app.screen, app, app.screen, app], release_keys)

        after_passing([field], send_back)


def _less_enters(typed: Iterable[events.Key | events.Paste]) -> Iterable[events.Key | events.Paste]:
    """Without the Enters right behind an answer: they were too many, and are no word for another screen."""
    return dropwhile(lambda each: isinstance(each, events.Key) and each.key in SUBMITTING_KEYS, typed)

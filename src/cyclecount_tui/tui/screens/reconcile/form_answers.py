"""The answers of a form: walked through, cleared, kept as they are typed, and held while one of them is looked at."""

from __future__ import annotations

from abc import abstractmethod

from textual import events, on

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens.count.sentences import dropped
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen


class FormAnswers(Jobs, PromptScreen[Count | None]):
    """Base of the form of a fix; `typed` keeps every answer by its name, so that the form comes back as it was left."""

    def __init__(self, title: str, typed: dict[str, str]) -> None:
        super().__init__(title)
        self._typed = typed
        self._answered: EntryField | None = None
        """The answer that is looked at while nothing has the focus."""

    @property
    @abstractmethod
    def busy(self) -> bool:
        """Whether an answer is being looked at."""

    @property
    def message_line(self) -> MessageLine:
        """The prompt's own line."""
        return self.query_one("#prompt-message", MessageLine)

    def on_key(self, event: events.Key) -> None:
        """Keys that come before the focus, or while an answer is looked at, are answers too."""
        answer = self.asked
        if event.key != "escape" and (self.busy or answer.check_consume_key(event.key, event.character)):
            event.stop().prevent_default()
            answer.on_key(event)

    def on_paste(self, event: events.Paste) -> None:
        """As for keys."""
        self.asked.on_paste(event)

    @on(EntryField.Changed)
    def keep_typed(self, event: EntryField.Changed) -> None:
        """What is typed stays, whatever becomes of the form; a sentence about it was read."""
        event.stop()
        self._typed[event.field.id or ""] = event.text
        self.message_line.acknowledge()

    def action_step(self, step: int) -> None:
        """To another question."""
        fields = list(self.query(EntryField))
        self.set_focus(fields[max(0, min(len(fields) - 1, fields.index(self.asked) + step))])

    def action_clear(self) -> None:
        """Clear this answer; an empty one goes back to the last."""
        self.message_line.acknowledge()
        self._typed[self.asked.id or ""] = ""
        if not self.asked.clear():
            self.action_step(-1)

    @property
    def asked(self) -> EntryField:
        """The row that is being answered."""
        focused = self.focused
        return focused if isinstance(focused, EntryField) else self._answered or self.query(EntryField).first()

    def answer(self, name: str) -> str:
        """What was answered to a question; empty where the form does not ask it."""
        found = self.query(f"#{name}").results(EntryField)
        return next((field.text for field in found), "")

    def say_error(self, sentence: str, wrong: str) -> None:
        """Say what does not fit, back at that answer."""
        self.message_line.bad(sentence + dropped(self.release(wrong)))
        self.message_line.ring("bad")

    def release(self, wrong: str) -> int:
        """Back to the answer that is wrong; gives how many keys behind it are dropped, which were meant for later."""
        answered = self.asked
        gone = answered.discard()
        answered.release()
        found = list(self.query(f"#{wrong}").results(EntryField)) if wrong else []
        self.set_focus(found[0] if found else answered)
        self.refresh_bindings()
        return gone

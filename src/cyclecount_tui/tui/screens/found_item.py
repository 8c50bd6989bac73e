"""The form for something that lies here and is not on the sheet: what it is, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.worker import get_current_worker

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.tui.jobs import Jobs, Waived
from cyclecount_tui.tui.screens.count.typing import preview
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.workflow.errors import CountMoved, sentence_of
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.recording import found_item
from cyclecount_tui.workflow.workplace import Workplace

QUESTIONS = (
    ("part", "Part number"),
    ("revision", "Revision"),
    ("lot", "Lot"),
    ("serial", "Serial"),
    ("quantity", "How many?"),
)

_LABEL_WIDTH = max(len(label) for _, label in QUESTIONS)
_JOB = "found"


class FoundItemScreen(Jobs, PromptScreen[Count | None]):
    """Stores a found item; the answer is the count with it, or None after Esc."""

    CSS_PATH = "found_item.tcss"
    AUTO_FOCUS = "#part"
    HELP_TITLE = "Found item"
    HELP = """
Something lies at this location that is not on the sheet: say what it is and how many there are. Only the part number
and the quantity are needed; revision, lot and serial as far as the label shows them. It becomes a line of its own.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2", "clear", "Clear", id="found-clear", tooltip="Clear this answer; an empty one goes back to the last"
        ),
        Binding("up,shift+tab", "step(-1)", "Up", show=False, id="found-up", tooltip="The answer before"),
        Binding("down,tab", "step(1)", "Down", show=False, id="found-down", tooltip="The next answer"),
    ]

    def __init__(self, count: Count) -> None:
        super().__init__(f"FOUND  {count.location.name}")
        self._count = count

    @property
    def message_line(self) -> MessageLine:
        """The prompt's own line."""
        return self.query_one("#prompt-message", MessageLine)

    def rows(self) -> Iterable[Widget]:
        """One row a question; each holds what is typed until the next one is up."""
        fields = [
            EntryField(label.ljust(_LABEL_WIDTH), id=name, hold_on_submit=True, preview=self._preview if last else None)
            for name, label, last in ((name, label, name == "quantity") for name, label in QUESTIONS)
        ]
        yield VerticalScroll(*fields, id="questions", can_focus=False)

    @on(EntryField.Submitted)
    def take_answer(self, event: EntryField.Submitted) -> None:
        """Keep the answer and go to the next question; the last one stores the item."""
        event.field.set_text(event.text)
        if event.field.id == "part" and not event.text.strip():
            self.message_line.bad("A found item needs a part number: type it or scan it.")
            event.field.release()
        elif event.field.id == "quantity":
            self._store(event.field)
        else:
            self.action_step(1)
            event.field.release()

    @on(EntryField.Changed)
    def forget_error(self) -> None:
        """Typing goes on: the sentence was read."""
        self.message_line.acknowledge()

    def action_step(self, step: int) -> None:
        """To another question."""
        fields = list(self.query(EntryField))
        place = next((place for place, field in enumerate(fields) if field.has_focus), 0)
        fields[max(0, min(len(fields) - 1, place + step))].focus()

    def action_clear(self) -> None:
        """Clear this answer; an empty one goes back to the last."""
        field = next((field for field in self.query(EntryField) if field.has_focus), None)
        self.message_line.acknowledge()
        if field is None or not field.clear():
            self.action_step(-1)

    def action_go_back(self) -> None:
        """Stop waiting for ION, or close the form; neither keeps anything."""
        if self.cancel_job(_JOB):
            self.message_line.warn("Nothing was stored. Enter tries again, Esc closes this.")
            self._release()
        else:
            self.dismiss(None)

    def _answer(self, name: str) -> str:
        return self.query_one(f"#{name}", EntryField).text.strip()

    @property
    def _key(self) -> LineKey:
        return LineKey(*(self._answer(name) for name in ("part", "revision", "lot", "serial")))

    def _preview(self, text: str) -> str:
        return preview(text, Line(0, self._key)) if self.is_mounted else ""

    def _store(self, field: EntryField) -> None:
        key = self._key
        self.start_job(
            _JOB,
            partial(_store_if_wanted, self.workplace, self._count, key, field.text),
            self._stored,
            self._refused,
            waiting=f"Asking ION about {key.part_number}; Esc stops waiting.",
        )
        self.set_focus(None)

    def _stored(self, count: Count) -> None:
        self.dismiss(count)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, CountMoved):
            reading = partial(load, self.workplace, self._count.id)
            self.start_job(_JOB, reading, self._read_again)
            return
        self.message_line.bad(sentence_of(error))
        self.message_line.ring("bad")
        self._release()

    def _read_again(self, count: Count) -> None:
        self._count = count
        self.message_line.bad("Another terminal wrote to this count: it was read again. Press Enter to store the item.")
        self._release()

    def _release(self) -> None:
        field = self.query_one("#quantity", EntryField)
        field.discard()
        field.release()
        field.focus()


def _store_if_wanted(workplace: Workplace, count: Count, key: LineKey, typed: str) -> Count:
    """Stores the item unless its counter stopped waiting while ION was asked: the time is asked for just before."""
    worker = get_current_worker()

    def now() -> datetime:
        if worker.is_cancelled:
            raise Waived
        return workplace.clock()

    return found_item(replace(workplace, connect=lambda: workplace.ion, clock=now), count, key, typed)

"""The form for something that lies here and is not on the sheet: what it is, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.tui.first_said import FirstSaid
from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.screens.count import sentences
from cyclecount_tui.tui.screens.count.typing import preview
from cyclecount_tui.tui.screens.found_scans import FoundScans, answers_of
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.handing_over import hand_over
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.workflow.errors import CountMoved, sentence_of
from cyclecount_tui.workflow.found_places import NoSuchPlace, found_place
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.recording import found_item
from cyclecount_tui.workflow.waiting import StoppedWaiting
from cyclecount_tui.workflow.workplace import Workplace

QUESTIONS = (
    ("part", "Part number"),
    ("revision", "Revision"),
    ("lot", "Lot"),
    ("serial", "Serial"),
    ("quantity", "How many?"),
)

QUESTIONS_OF_A_PART = (("place", "Location"), *QUESTIONS[1:])
"""What it is, the count says already; where it lies has to be said."""

NOTHING = LineKey("")
"""An item of which nothing is known yet."""

_JOB = "found"
_MOVED = "Another terminal wrote to this count: it was read again. Press Enter to store the item."


@dataclass(frozen=True)
class Found:
    """The count with the item, and what was typed while it was being stored, which is meant for the next line."""

    count: Count
    typed_after: list[events.Key | events.Paste] = field(default_factory=list)


HELP = """
Something lies at this location that is not on the sheet: say what it is and how many there are. Only the part number
and the quantity are needed; revision, lot and serial as far as the label shows them. It becomes a line of its own.
Where a part is counted, say at which location it was found: by its name or id.
"""


class FoundItemScreen(FoundScans, PromptScreen[Found | None]):
    """Stores a found item; the answer is the count with it, or None after Esc."""

    CSS_PATH = "found_item.tcss"
    AUTO_FOCUS = ""
    HELP_TITLE = "Found item"
    HELP = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2", "clear", "Clear", id="found-clear", tooltip="Clear this answer; an empty one goes back to the last"
        ),
        Binding("up,shift+tab", "step(-1)", "Up", show=False, id="found-up", tooltip="The answer before"),
        Binding("down,tab", "step(1)", "Down", show=False, id="found-down", tooltip="The next answer"),
        STOP_WAITING,
        Binding("escape", "go_back", "Back", id="found-back", tooltip="Close this and change nothing"),
    ]

    def __init__(self, count: Count, place: str = "", key: LineKey = NOTHING, scanned: str = "") -> None:
        """`key` is what is known of the item already, `scanned` the code that told it."""
        super().__init__(f"FOUND  {count.subject.name}")
        self._count = count
        self._known = {"place": place, **answers_of(key)}
        self.scanned = scanned
        self.questions = QUESTIONS_OF_A_PART if count.subject.is_part else QUESTIONS
        self._storing: FirstSaid | None = None
        """While the item is on its way: what came first, its storing or a word against it."""

    @property
    def message_line(self) -> MessageLine:
        """The prompt's own line."""
        return self.query_one("#prompt-message", MessageLine)

    def rows(self) -> Iterable[Widget]:
        """One row a question; each holds what is typed until the next one is up."""
        fields = [
            EntryField(
                label,
                id=name,
                text=self._known.get(name, ""),
                hold_on_submit=True,
                preview=self._preview if name == "quantity" else None,
            )
            for name, label in self.questions
        ]
        yield VerticalScroll(*fields, id="questions", can_focus=False)

    def on_mount(self) -> None:
        """Begin with the first question that has no answer, of an item that is known with how many there are.

        Not by itself, for nothing is asked while the item is being stored.
        """
        known = bool(self._known["part"]) and not self._count.subject.is_part
        (self.query_one("#quantity", EntryField) if known else self._first).focus()
        if self.scanned:
            self.message_line.say(f"Scanned: {one_line(self.scanned)}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the item is being stored there is only waiting or not."""
        if action in {"clear", "step"}:
            return self._storing is None and not self.looks_up
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Keys behind the last answer wait for the count screen; keys that come before the focus are answers."""
        answer = self._now_asked
        if event.key != "escape" and (self._storing or answer.check_consume_key(event.key, event.character)):
            event.stop().prevent_default()
            answer.on_key(event)

    def on_paste(self, event: events.Paste) -> None:
        """As for keys."""
        self._now_asked.on_paste(event)

    @on(EntryField.Submitted)
    def take_answer(self, event: EntryField.Submitted) -> None:
        """Keep the answer and go to the next question; the last one stores the item."""
        text = self.read_answer(event)
        if text is None:
            return
        event.field.set_text(text)
        if event.field is self._first and not text.strip():
            self.message_line.bad(f"A found item needs a {self.questions[0][1].lower()}: type it or scan it.")
            event.field.release()
        elif event.field.id == "quantity":
            self.store_item(event.field)
        elif event.field.id == "place":
            self.look_up(event.field)
        else:
            self.go_on_from(event.field)

    def go_on_from(self, field: EntryField) -> None:
        """To the question after this one, with what was typed behind it."""
        fields = list(self.query(EntryField))
        hand_over(field, fields[fields.index(field) + 1])

    @on(EntryField.Changed)
    def forget_error(self) -> None:
        """Typing goes on: the sentence was read."""
        self.message_line.acknowledge()

    def action_step(self, step: int) -> None:
        """To another question."""
        fields = list(self.query(EntryField))
        place = fields.index(self._now_asked)
        self.set_focus(fields[max(0, min(len(fields) - 1, place + step))])

    def action_clear(self) -> None:
        """Clear this answer; an empty one goes back to the last."""
        self.message_line.acknowledge()
        if not self._now_asked.clear():
            self.action_step(-1)

    def action_go_back(self) -> None:
        """Close the form; nothing is kept."""
        if self._storing is None:
            self.dismiss(None)
        else:
            self._say_too_late()

    def action_stop_waiting(self) -> None:
        """Stop waiting for ION, unless the item is being stored already."""
        if self._storing is None or self._storing.is_first("waived"):
            super().action_stop_waiting()
        else:
            self._say_too_late()

    def _say_stopped(self) -> None:
        dropped = self._release()
        self.message_line.warn(f"Stopped waiting; nothing was stored.{dropped} Enter tries again, Esc closes this.")

    def _say_too_late(self) -> None:
        self.message_line.say("It is being stored already.")

    @property
    def _now_asked(self) -> EntryField:
        if self._storing is not None:
            return self.query_one("#quantity", EntryField)
        focused = self.focused
        return focused if isinstance(focused, EntryField) else self._first

    @property
    def _first(self) -> EntryField:
        """The answer that is needed whatever is found."""
        return self.query_one(f"#{self.questions[0][0]}", EntryField)

    def _preview(self, text: str) -> str:
        return preview(text, Line(0, self.key_answered)) if self.is_mounted else ""

    def store_item(self, field: EntryField) -> None:
        """Store it; what comes meanwhile waits."""
        key, place = self.key_answered, self.answer("place") if self._count.subject.is_part else ""
        answers = (key, place, field.text, self.scanned)
        self._storing = FirstSaid()
        self.start_job(
            _JOB,
            partial(_store_if_wanted, self.workplace, self._count, *answers, self._storing),
            self._stored,
            self._refused,
            waiting=f"Asking ION about {one_line(key.part_number)}",
            stopped=self._say_stopped,
            abandonable=True,
        )
        self.set_focus(None)
        self.refresh_bindings()

    def _stored(self, count: Count) -> None:
        # Keys that came before the answer still stand in this screen's queue: they are taken along first.
        self.call_later(self.when_on_top, partial(self._close, count))

    def _close(self, count: Count) -> None:
        self.dismiss(Found(count, self.query_one("#quantity", EntryField).take_away()))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, CountMoved):
            self.start_job(_JOB, partial(load, self.workplace, self._count.id), self._read_again, self._refused)
            return
        self._say_error(sentence_of(error) + self._release("place" if isinstance(error, NoSuchPlace) else "quantity"))

    def _read_again(self, count: Count) -> None:
        self._count = count
        self._say_error(f"{_MOVED}{self._release()}")

    def _say_error(self, sentence: str) -> None:
        self.message_line.bad(sentence)
        self.message_line.ring("bad")

    def _release(self, wrong: str = "quantity") -> str:
        """Back to the answer that is wrong; says what became of keys that were typed behind the last one."""
        self._storing = None
        quantity = self.query_one("#quantity", EntryField)
        dropped = sentences.dropped(quantity.discard())
        quantity.release()
        self.set_focus(self.query_one(f"#{wrong}", EntryField))
        self.refresh_bindings()
        return dropped


def _store_if_wanted(
    workplace: Workplace, count: Count, key: LineKey, place: str, typed: str, scanned: str, storing: FirstSaid
) -> Count:
    """Stores the item unless its counter stopped waiting while ION was asked: the time is asked for just before."""

    def now() -> datetime:
        if not storing.is_first("stored"):
            raise StoppedWaiting
        return workplace.clock()

    if count.subject.is_part:
        key = key.at(found_place(workplace, count, place))
    return found_item(replace(workplace, connect=lambda: workplace.ion, clock=now), count, key, typed, scanned)

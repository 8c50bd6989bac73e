"""The form of a fix made by hand: where to, how many, why. What is typed stays until the fix is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.fixes_by_hand import NotPossible
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.key_turns import key_turns
from cyclecount_tui.tui.scanned import card_of
from cyclecount_tui.tui.screens.reconcile.fix_questions import (
    PLACE,
    QUANTITY,
    REASON,
    about,
    hint,
    questions,
    what_is_wrong,
)
from cyclecount_tui.tui.screens.reconcile.form_answers import FormAnswers
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.handing_over import hand_over
from cyclecount_tui.tui.widgets.key_order import after_passing
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.choosing import Asked, choose_by_hand
from cyclecount_tui.workflow.errors import CountMoved, sentence_of
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.places_meant import place_meant, places_like

_JOB = "by-hand"
_LONGEST_QUOTED = 40
_MOVED = "Another terminal changed this count: it was read again. Press Enter to take the fix."

HELP = """
A fix made by hand, where none of the suggestions is right. A move needs the other location: type or scan its name; what
this comparison knows is shown while you type. How many may be a sum, and is never more than the count found missing or
extra. Why is kept with the fix, in the journal and on the certificate.

Enter goes to the next answer, and on the last one takes the fix; nothing is written to ION before the plan is posted.
"""


class FixForm(FormAnswers):
    """Takes a fix made by hand; the answer is the count with it, or None after Esc."""

    CSS_PATH = "../../widgets/prompts/prompts.tcss"  # Textual looks beside the module of each class
    AUTO_FOCUS = "EntryField"
    HELP_TITLE = "Another fix"
    HELP = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2", "clear", "Clear", id="fix-clear", tooltip="Clear this answer; an empty one goes back to the last"
        ),
        Binding("up,shift+tab", "step(-1)", "Up", show=False, id="fix-up", tooltip="The answer before"),
        Binding("down,tab", "step(1)", "Down", show=False, id="fix-down", tooltip="The next answer"),
        STOP_WAITING,
        Binding("escape", "go_back", "Back", id="fix-back", tooltip="Back to the kinds of fixes; what is typed stays"),
    ]

    def __init__(self, count: Count, row: Row, kind: FixKind, typed: dict[str, str]) -> None:
        super().__init__(f"{kind.value.replace('_', ' ').upper()}  {row.line.key.words}", typed)
        self._count, self._row, self._kind = count, row, kind
        self._questions = questions(kind, row)
        self._place: Place | None = None

    def rows(self) -> Iterable[Widget]:
        """What it is about, and one row a question."""
        said = MessageLine()
        said.say(about(self._row, unsure=self._row.line.number in self._count.unsure))
        yield said
        width = max(len(question.label) for question in self._questions)
        for question in self._questions:
            yield EntryField(
                question.label.ljust(width),
                id=question.name,
                text=self._typed.get(question.name, ""),
                hold_on_submit=True,
                preview=self._like if question.name == PLACE else partial(hint, question),
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While an answer is looked at there is only waiting."""
        if action in {"clear", "step"}:
            return not self.busy
        return super().check_action(action, parameters)

    @on(EntryField.Submitted)
    def take_answer(self, event: EntryField.Submitted) -> None:
        """Look the location up; go to the next question; behind the last one take the fix."""
        event.stop()
        card = card_of(self, event.text[len(event.typed) :])
        if card is not None and card.command is not None:
            self._take_card(card.command, event)
            return
        event.field.set_text(event.text)
        self._typed[event.field.id or ""] = event.text
        self._answered = event.field
        wrong = what_is_wrong(event.field.id or "", event.text)
        if wrong:
            self.say_error(wrong, "")
        elif event.field.id == PLACE:
            self._look_up(self._go_on)
        else:
            self._go_on()

    def action_go_back(self) -> None:
        """Close the form; what is typed stays for the next time."""
        if not self.job_runs(_JOB):
            self.dismiss(None)

    @property
    def busy(self) -> bool:
        """While the location is looked up, or the fix is being stored."""
        return self.job_runs(_JOB) or self.job_runs(PLACE)

    def _like(self, text: str) -> str:
        """What the comparison knows that the letters may mean."""
        like = places_like(self._count, text) if self.is_mounted and text else ()
        if not like or like[0].name == text:
            return ""
        return one_line(like[0].name) + (f" or {len(like) - 1} more" if len(like) > 1 else "")

    def _take_card(self, command: Command, event: EntryField.Submitted) -> None:
        """A card is no answer: NO goes back, the others leave the row as it was."""
        if command is Command.NO:
            self.action_go_back()
            return
        event.field.set_text(event.typed)
        if command is not Command.CLEAR:
            self.message_line.warn(f"The card {command.value} does nothing here: type the answer, or scan NO.")
        event.field.release()

    # The location

    def _look_up(self, then: Callable[[], None]) -> None:
        """Find the location; what is typed meanwhile waits in its field."""
        field = self.asked
        text = self.answer(PLACE)
        self.start_job(
            PLACE,
            partial(place_meant, self.workplace, self._count, text),
            partial(self._found, then),
            self._refused,
            waiting=f"Looking for {one_line(text.strip(), _LONGEST_QUOTED)}",
            stopped=self._stopped,
            abandonable=True,
        )
        self._answered = field
        self._wait()

    def _found(self, then: Callable[[], None], place: Place) -> None:
        self._place = place
        self.query_one(f"#{PLACE}", EntryField).set_text(place.name)
        self._typed[PLACE] = place.name
        self.call_later(then)  # after the keys that came to the screen meanwhile

    def _stopped(self) -> None:
        self.release(PLACE)
        self.message_line.warn("Stopped waiting; nothing is chosen. Enter looks for it again.")

    # The fix

    def _go_on(self) -> None:
        """To the next question with what was typed behind the Enter; behind the last one the fix is taken."""
        fields, answered = list(self.query(EntryField)), self.asked
        if answered is not fields[-1]:
            hand_over(answered, fields[fields.index(answered) + 1])
            self.refresh_bindings()
        elif self._kind is FixKind.MOVE and (self._place is None or self._place.name != self.answer(PLACE)):
            self._look_up(self._take)
        else:
            self._take()

    def _take(self) -> None:
        quantity, reason = self.answer(QUANTITY), self.answer(REASON)
        asked = Asked(self._kind, quantity, self._place or "", reason)
        work = partial(choose_by_hand, self.workplace, self._count, self._row.line.number, asked)
        self._answered = self.asked
        self.start_job(_JOB, work, self._taken, self._refused)
        self._wait()

    def _wait(self) -> None:
        self.set_focus(None)  # a row that holds its keys would hold Esc, too
        self.refresh_bindings()

    def _taken(self, count: Count) -> None:
        # Keys that came before the answer still stand in this screen's queue: they are taken along first.
        self.call_later(self.when_on_top, partial(self._close, count))

    def _close(self, count: Count) -> None:
        """What was typed behind the last answer goes to what it leads to."""
        app, field = key_turns(self), self.asked
        hold = app.hold_keys()
        self.dismiss(count)

        def send_back() -> None:
            field.type_ahead(field.take_away())
            field.release()
            after_passing([app.screen, app, app.screen, app], partial(app.release_keys, hold))

        after_passing([field], send_back)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, CountMoved):
            self.start_job(_JOB, partial(load, self.workplace, self._count.id), self._read_again, self._refused)
            return
        wrong = error.about.value if isinstance(error, NotPossible) else ""
        self.say_error(sentence_of(error), wrong)

    def _read_again(self, count: Count) -> None:
        self._count = count
        self.say_error(_MOVED, "")

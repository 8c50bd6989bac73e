"""Closing a location off before it is counted, and reading its blind sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from cyclecount_tui.domain.close_off_words import recorded_words
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.screens.close_off_papers import CloseOffPapers
from cyclecount_tui.tui.screens.screen_sizes import THIN
from cyclecount_tui.tui.screens.sheet_asking import ASKING_SHEET, SheetAsking
from cyclecount_tui.tui.screens.yes_no import YesNo
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm, Notice
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.blind_counts import to_submit_first
from cyclecount_tui.workflow.closing_off import Answers, ClosedOff, close_location, skip_close_off
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.stopping import may_stop_in_ion
from cyclecount_tui.workflow.telling import ways
from cyclecount_tui.workflow.workplace import Workplace

_ABOUT = (
    "Tell the people who put stock here or take it away, put up a sign, and stop transactions until the location is"
    " open again."
)
_ABOUT_PART = (
    "Tell the people who move this part, put up a sign where it lies, and stop its transactions until its count is"
    " over."
)
_RECORDING = (
    "F8 records it with your name ({}) and the time, and reads the sheet from ION: what to count, never how many."
)
_RANK = (
    "close-off-record",
    "close-off-read",
    "stop-waiting",
    "close-off-back",
    "close-off-next",
    "close-off-skip",
    "close-off-papers",
)
_LABEL_WIDTH = 17
_TALL = 14
_STOPPING = (
    "ION's availability of this location is turned off now: its records show as unavailable, and nobody can use them.",
    "Reopening the location turns it on again; until then, the schedule shows it.",
)


class CloseOffScreen(CloseOffPapers, SheetAsking, Screen[None]):
    """Answers to record, or what was recorded already; then the sheet is read and the count begins."""

    CSS_PATH = "close_off.tcss"
    AUTO_FOCUS = "EntryField"
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (THIN, "-wide")]  # noqa: RUF012 - as the next one
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012 - Textual declares it on the instance
    HELP_TITLE = "Close off"
    HELP = """
A count is right only if nothing moves while it is made. Say who was told, whether a sign is up and whether transactions
are stopped; one of them is enough. Enter goes to the next answer and records nothing: F8 does.

F7 has the message for the people concerned, to copy, and a sign to hang up.

If the location cannot be closed off, F6 goes on without and keeps your reason in the journal.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "skip", "Skip", id="close-off-skip", tooltip="Count without closing off; asks for the reason"),
        Binding("f8", "close_off", "Close off", id="close-off-record", tooltip="Record the answers, read the sheet"),
        Binding("f8", "read_sheet", "Read sheet", id="close-off-read", tooltip="Read the sheet from ION, and count"),
        Binding("f7", "papers", "Papers", id="close-off-papers", tooltip="The message to copy, the sign to hang up"),
        Binding("enter,ctrl+j", "next", "Next", id="close-off-next", tooltip="To the next answer; records nothing"),
        Binding("down", "next", "Next", show=False, id="close-off-down", tooltip="To the next answer"),
        Binding("up", "previous", "Previous", show=False, id="close-off-up", tooltip="To the answer before"),
        STOP_WAITING,
        Binding(
            "escape",
            "step_back",
            "Back",
            id="close-off-back",
            tooltip="Clear the error, or back to the schedule; the count stays open",
        ),
    ]

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.count = count

    def compose(self) -> ComposeResult:
        """Title, a few words, the answers or what was recorded, message, keys."""
        mode = "" if self.count.mode is CountMode.BLIND else self.count.mode.words
        yield TitleBar(f"CLOSE OFF  {self.count.subject.name}", right=mode)
        about = _ABOUT_PART if self.count.subject.is_part else _ABOUT
        recording = _RECORDING.format(self._shown(self.workplace.counter))
        yield Static(f"{about} {recording}", id="about", markup=False)
        with Vertical(id="answers"):
            yield EntryField("Who was told?".ljust(_LABEL_WIDTH), id="told")
            yield YesNo("Is a sign up?".ljust(_LABEL_WIDTH), id="sign-up")
            yield YesNo("Transactions off?".ljust(_LABEL_WIDTH), id="stopped")
            if may_stop_in_ion(self.workplace, self.count):
                yield YesNo("Off in ION, too?".ljust(_LABEL_WIDTH), id="stop-in-ion")
        yield Static(id="recorded", markup=False)
        yield Vertical(id="rest")
        yield MessageLine(id="message")
        yield KeyBar(rank=_RANK)

    def on_mount(self) -> None:
        """A count that was closed off before goes on from there."""
        self.show_close_off(self.count)
        self.start_job("beside", partial(to_submit_first, self.workplace, self.count), self._warn)
        self.build_ahead()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is recorded is not recorded again; while the sheet is read, there is only waiting or not."""
        if action in {"close_off", "skip", "next", "previous"}:
            return self.count.close_off is None
        if action == "read_sheet":
            return self.count.close_off is not None and not (self.is_mounted and self.job_runs(ASKING_SHEET))
        return super().check_action(action, parameters)

    def _warn(self, sentence: str) -> None:
        if sentence:
            self.message_line.warn(sentence)

    def show_close_off(self, count: Count) -> None:
        """What was recorded, in place of the questions."""
        self.count = count
        self.set_class(count.close_off is not None, "-recorded")
        if count.close_off is not None:
            self.query_one("#recorded", Static).update(self._shown(recorded_words(count.close_off)))
        self.refresh_bindings()

    def _shown(self, text: str) -> str:
        return visible(text, ascii_only=glyphs_of(self).ascii_only)

    # Recording

    def action_close_off(self) -> None:
        """Record the answers; what is done in ION is asked for once more."""
        stop_in_ion = any(row.answer for row in self.query("#stop-in-ion").results(YesNo))
        answers = Answers(
            self.query_one("#told", EntryField).text,
            self.query_one("#sign-up", YesNo).answer,
            self.query_one("#stopped", YesNo).answer,
            stop_in_ion,
        )
        if stop_in_ion:
            name = self.count.subject.name
            question = Confirm(f"STOP IN ION  {name}", _STOPPING, yes_label="turn it off in ION")
            self.app.push_screen(question, partial(self._close_off, answers))
        else:
            self._close_off(answers, True)

    def _close_off(self, answers: Answers, yes: bool | None) -> None:
        if yes:
            self._record(partial(close_location, answers=answers), in_ion=answers.stop_in_ion)

    def action_skip(self) -> None:
        """Ask why it is not closed off."""
        question = "Why is it counted without being closed off? The reason stays in the journal."
        self.app.push_screen(AskText(f"SKIP THE CLOSE-OFF  {self.count.subject.name}", question), self._skip)

    def _skip(self, reason: str | None) -> None:
        if reason is not None:
            self._record(partial(_skipped, reason=reason), in_ion=self.count.stop is not None)

    def _record(self, use_case: Callable[[Workplace, Count], ClosedOff], *, in_ion: bool = False) -> None:
        if self.recording or self.count.close_off is not None:
            return
        self.message_line.acknowledge()
        work = partial(_recorded, self.workplace, self.count.id, use_case)
        telling = ways(self.workplace)
        if telling or in_ion:
            self.record(work, self._go_on, f"Telling people by {' and '.join(telling)}" if telling else "")
        else:
            self.record_and_ask(work)

    def _go_on(self, closed: ClosedOff) -> None:
        if closed.troubles:
            self.app.push_screen(Notice(f"CLOSE OFF  {closed.count.subject.name}", "\n".join(closed.remarks)))
        count = closed.count
        self.show_close_off(count)
        if count.phase is Phase.OPENED and count.close_off is not None:
            self.action_read_sheet()
        else:
            self.leave_for(count)

    # Moving about

    @on(EntryField.Submitted)
    def keep_text(self, event: EntryField.Submitted) -> None:
        """Enter only goes on; the text stays."""
        event.field.set_text(event.text)
        self.action_next()

    @on(YesNo.NoAnswer)
    def say_what_answers(self) -> None:
        """Letters here are no text."""
        self.message_line.warn("Type y or n here; Up goes back to who was told.")

    def action_next(self) -> None:
        """The next answer; after the last one, say what records them."""
        if self.focused is self.query("#answers > *").last():
            self.message_line.say("Press F8 to close off and read the sheet.")
        else:
            self.focus_next()

    def action_previous(self) -> None:
        """The answer before, as far as there is one."""
        if self.focused is not self.query_one("#told"):
            self.focus_previous()

    def action_step_back(self) -> None:
        """The error first, then back to the schedule."""
        if not self.message_line.acknowledge():
            self.dismiss()


def _recorded(workplace: Workplace, count_id: str, use_case: Callable[[Workplace, Count], ClosedOff]) -> ClosedOff:
    """The count with its close-off; what another terminal recorded meanwhile stands."""
    count = load(workplace, count_id)
    if count.close_off is not None:
        return ClosedOff(count)
    try:
        return use_case(workplace, count)
    except CountMoved:
        return ClosedOff(load(workplace, count_id))


def _skipped(workplace: Workplace, count: Count, reason: str) -> ClosedOff:
    return ClosedOff(skip_close_off(workplace, count, reason))

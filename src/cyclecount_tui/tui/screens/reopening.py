"""Reopening what was closed off: a step of its own, after everything is posted."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.domain.close_off_words import done_besides, done_by_program, still_closed_off, story, to_undo
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens.reopened import open_again
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.closing import Reopening, reopen
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace

_JOB = "reopen"


class ReopenScreen(Jobs, Screen[None]):
    """What was done to close the location off, and what has to be undone; F8 says that it is, and reopens.

    `count` is as it was left. With `reconciled`, the reconciliation lies below this screen.
    """

    CSS_PATH = "reopening.tcss"
    AUTO_FOCUS = "TextView"
    HELP_TITLE = "Reopen"
    HELP = """
Nothing is left to post. What was counted is closed off still, and stays so in the schedule until it is reopened.

Take the sign down and tell the people first; F8 says that this is done, with your name and the time. What the program
did to close it off, it undoes itself: a message by the settings' command or webhook, the availability in ION.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "reopen", "Reopen", id="reopen-now", tooltip="The sign is down, the people know: reopen it"),
        Binding("enter,ctrl+j", "leave", "Schedule", id="reopen-leave", tooltip="Back: the count is over"),
        Binding("v", "view", "View count", id="reopen-view", tooltip="Look at the reconciliation once more"),
        Binding("escape", "step_back", "Back", id="reopen-back", tooltip="Back; it stays closed off"),
    ]

    def __init__(self, count: Count, *, reconciled: bool = False) -> None:
        super().__init__()
        self.count = count
        self._reconciled = reconciled

    def compose(self) -> ComposeResult:
        """Title, what was done and what is to be done, message, keys."""
        yield TitleBar(f"REOPEN  {called(self.count.subject)}")
        yield TextView()
        yield MessageLine(id="message")
        yield KeyBar(rank=("reopen-now", "reopen-leave", "reopen-back", "reopen-view"))

    def on_mount(self) -> None:
        """Say what is to be done."""
        self._show(self.count)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is open again is only left."""
        if action == "leave":
            return self.count.phase.ended
        if action in {"reopen", "view"}:
            busy = self.is_mounted and self.job_runs(_JOB)
            return not self.count.phase.ended and not busy and not (action == "view" and self._reconciled)
        return super().check_action(action, parameters)

    @property
    def finishing(self) -> str:
        """What quitting waits for."""
        return "the reopening" if self.job_runs(_JOB) else super().finishing

    def action_reopen(self) -> None:
        """Undo what the program did, and close the count."""
        self.message_line.acknowledge()
        work = partial(_reopened, self.workplace, self.count.id)
        self.start_job(_JOB, work, self._say_reopened, self._say_why_not, waiting="Reopening")
        self.refresh_bindings()

    def action_view(self) -> None:
        """The reconciliation."""
        from cyclecount_tui.tui.screens.reconcile import ReconcileScreen

        self.app.switch_screen(ReconcileScreen(self.count))

    def action_leave(self) -> None:
        """Back to where it was asked for."""
        self.dismiss()

    def action_step_back(self) -> None:
        """The error first, then the screen; never away from a reopening."""
        if self.job_runs(_JOB):
            self.message_line.warn("Reopening: wait until it has ended.")
        elif self.count.phase.ended or not self.message_line.acknowledge():
            self.dismiss()

    def _show(self, count: Count) -> None:
        self.count = count
        self.query_one(TextView).set_text("\n".join(_lines(count)))
        self.query_one(TitleBar).show(right=_state(count))
        self.refresh_bindings()

    def _say_reopened(self, result: tuple[Count, str]) -> None:
        count, sentence = result
        before = self.count
        self._show(count)
        troubles = [message.failure for message in count.told[len(before.told) :] if message.failure]
        said = " ".join((sentence, *done_besides(before, count)))
        if troubles:
            self.message_line.warn(said)
        else:
            self.message_line.good(said)
            self.message_line.ring("good")

    def _say_why_not(self, error: Exception) -> None:
        if isinstance(error, CountMoved):
            self.start_job("read", partial(load, self.workplace, self.count.id), self._show)
        self.show_error(error)
        self.refresh_bindings()


def _state(count: Count) -> str:
    if not count.phase.ended:
        return "closed off"
    return "over" if count.subject.is_part else "open again"


def _lines(count: Count) -> list[str]:
    if count.phase.ended:
        return list(story(count))
    people = [f"  {sentence}" for sentence in to_undo(count)]
    lines = ["Before F8:", *people, ""] if people else []
    program = [f"  {sentence}" for sentence in done_by_program(count)]
    lines += ["With F8:", *program, ""] if program else []
    return [f"{still_closed_off(count)}.", "", *lines, *story(count)]


def _reopened(workplace: Workplace, count_id: str) -> tuple[Count, str]:
    """The count after its reopening, as it is on disk now: an earlier try may have got half way."""
    count = load(workplace, count_id)
    if count.phase.ended:
        return count, open_again(workplace, count)
    recorded = count.close_off
    said = Reopening(sign_down=bool(recorded and recorded.sign_up), told=recorded.told if recorded else "")
    closed = reopen(workplace, count, reopening=said)
    return closed, open_again(workplace, closed)

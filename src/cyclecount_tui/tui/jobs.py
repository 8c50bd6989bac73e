"""The one way a screen works with the disk or with ION: in a thread, whose result a handler takes over."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import on
from textual.binding import Binding
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen

from cyclecount_tui.tui.job import Job
from cyclecount_tui.tui.on_top import OnTop
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.workflow.errors import sentence_of
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.tui.app import CycleCountApp

Result = TypeVar("Result")

STOP_WAITING = Binding(
    "escape", "stop_waiting", "Stop waiting", id="stop-waiting", tooltip="Stop waiting for ION; nothing is lost"
)
"""For every screen that asks ION; to stand before its other meaning of Esc."""

STOPPED = "Stopped waiting for ION."

_SECONDS_BETWEEN_ROWS = 0.5


class Jobs(OnTop):
    """Mixin for a screen with a `MessageLine(id="message")`: `class CountScreen(Jobs, Screen[None])`.

    A job is named by its group; starting another one in the same group, or leaving the screen, makes its result
    unwanted. What a job did to the disk stays done. A result that comes while the help, the palette or a prompt lies
    over the screen waits until the screen is on top again: what it does to the stack of screens is meant for its own.
    """

    _waited_for: Mapping[str, Job] = MappingProxyType({})
    """By group: the job whose result the screen does not have yet."""
    _not_abandonable: tuple[Job, ...] = ()

    @dataclass
    class Ended(Message, bubble=False):
        """A job came to its end; `take_over` gives its result, or its error, to the screen."""

        job: Job
        take_over: Callable[[], None]

    @dataclass
    class RowsCame(Message, bubble=False):
        """Rows that a job waits for have come."""

        job: Job

    @property
    def workplace(self) -> Workplace:
        """What every use case works with."""
        return self._cycle_count.workplace

    @property
    def is_demo(self) -> bool:
        """Whether the inventory is a simulated one."""
        return self._cycle_count.demo

    @property
    def message_line(self) -> MessageLine:
        """Where results, waiting and errors are said."""
        return self._here.query_one("#message", MessageLine)

    def start_job(
        self,
        group: str,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        waiting: str = "",
        stopped: Callable[[], None] | None = None,
        abandonable: bool = False,
    ) -> None:
        """Run `work` in a thread, then `then(result)` on the screen.

        `waiting` is said meanwhile, without a full stop ("Reading the sheet from ION"), and how many rows have come.
        With `stopped` Esc stops the waiting: nothing more is asked of ION, and `stopped` says what that means.
        Quitting the program waits for a job, unless it is `abandonable`: one that only reads from ION.

        An error with a sentence for the operator goes to `failed`, which by default shows it as an error that stays;
        any other error is a fault of the program and is raised.
        """
        self.cancel_job(group)
        app = self._cycle_count
        let_by = app.keys_first.let_by
        job = Job(group, then, failed or self.show_error, waiting, stopped, self._tell_rows, let_by)
        if waiting:
            self.message_line.say(f"{waiting}; Esc stops waiting." if stopped else f"{waiting}.")
        run = partial(self._run, job, work)
        self._waited_for = {**self._waited_for, group: job}
        if abandonable:
            app.job_threads.start_abandonable(job, run)
        else:
            self._not_abandonable = (*self.unfinished, job)
            app.job_threads.start(job, run)
        if stopped:
            self._here.refresh_bindings()

    def cancel_job(self, group: str) -> bool:
        """Make the result of a group's job unwanted; False when none was waited for."""
        job = self._waited_for.get(group)
        if job is None:
            return False
        self._forget(job)
        job.cancel()
        return True

    def give_up_waiting(self, group: str) -> None:
        """Ask nothing more of ION for a group's job; what it comes to is wanted all the same."""
        job = self._waited_for.get(group)
        if job is not None:
            job.wait.stop()

    def job_runs(self, group: str) -> bool:
        """Whether a job of this group is waited for: the screen does not have its result yet."""
        return group in self._waited_for

    @property
    def stoppable(self) -> list[Job]:
        """The jobs that Esc stops waiting for."""
        return [job for job in self._waited_for.values() if job.may_be_stopped]

    @property
    def unfinished(self) -> list[Job]:
        """The jobs that quitting has to wait for."""
        return [job for job in self._not_abandonable if self._cycle_count.job_threads.keeps(job)]

    @property
    def finishing(self) -> str:
        """What quitting waits for, in a few words for the sentence that says so."""
        return "what is being stored"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Waiting can be stopped only while there is some."""
        if action == "stop_waiting":
            return bool(self.stoppable)
        return DOMNode.check_action(self._here, action, parameters)

    def action_stop_waiting(self) -> None:
        """Wait no longer, and say what that means."""
        for job in self.stoppable:
            self.cancel_job(job.group)
            self.message_line.say("")
            if job.stopped is not None:
                job.stopped()
        self._here.refresh_bindings()

    def show_error(self, error: Exception) -> None:
        """Say an error's sentence; it stays until it was acknowledged."""
        self.message_line.bad(sentence_of(error))
        self.message_line.ring("bad")

    def on_mount(self) -> None:
        """Bells are the app's choice."""
        for line in self._here.query(MessageLine):
            line.bells = line.bells_for_good = self._cycle_count.bells

    def on_unmount(self) -> None:
        """Nobody waits for anything here any more."""
        for job in self._waited_for.values():
            job.cancel()

    @on(Ended)
    def take_over_result(self, ended: Ended) -> None:
        """Give the result to the screen, unless nobody waits for it any more."""
        self.when_on_top(partial(self._hand_over, ended))

    @on(RowsCame)
    def show_rows_soon(self, came: RowsCame) -> None:
        """Rows come quicker than anybody reads, and a line may be slow: the screen asks for them now and then."""
        self._here.set_timer(_SECONDS_BETWEEN_ROWS, partial(self._show_rows, came.job))

    def _show_rows(self, job: Job) -> None:
        read, total = job.rows()
        if self._is_waited_for(job) and job.waiting:
            self.message_line.show_rows(job.waiting, read, total)

    def _tell_rows(self, job: Job) -> None:
        """In the thread that reads."""
        if not job.cancelled:
            self._tell(self.RowsCame(job))

    def _hand_over(self, ended: Ended) -> None:
        job = ended.job
        if not self._is_waited_for(job):
            return
        self._forget(job)
        if job.waiting:
            self.message_line.unsay(job.waiting)
        if job.may_be_stopped:
            self._here.refresh_bindings()
        ended.take_over()

    def _is_waited_for(self, job: Job) -> bool:
        return self._waited_for.get(job.group) is job

    def _forget(self, job: Job) -> None:
        self._waited_for = {group: other for group, other in self._waited_for.items() if other is not job}

    def _run(self, job: Job, work: Callable[[], object]) -> None:
        """In the thread: nothing of the screen is touched but its queue."""
        take_over = job.outcome(work)
        if take_over is not None:
            self._tell(self.Ended(job, take_over))

    def _tell(self, message: Message) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the program has ended meanwhile
            self.post_message(message)

    @property
    def _here(self) -> Screen[Any]:
        assert isinstance(self, Screen)
        return self

    @property
    def _cycle_count(self) -> CycleCountApp:
        return cast("CycleCountApp", self.app)

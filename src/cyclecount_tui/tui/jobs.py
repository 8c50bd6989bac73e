"""The one way a screen works with the disk or with ION: in a thread, whose result a handler takes over."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from cyclecount_tui.tui.daemon_thread import until_done
from cyclecount_tui.tui.on_top import OnTop
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.workflow.errors import OperatorError, sentence_of
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.tui.app import CycleCountApp

Result = TypeVar("Result")

_SECONDS_BETWEEN_REPORTS = 0.5


class Waived(Exception):
    """Raised inside a job that nobody waits for any more, to end it at the next page."""


class Jobs(OnTop):
    """Mixin for a screen with a `MessageLine(id="message")`: `class CountScreen(Jobs, Screen[None])`.

    A job is named by its group; starting another one in the same group, or leaving the screen, makes its result
    unwanted. What a job did to the disk stays done. A result that comes while the help, the palette or a prompt lies
    over the screen waits until the screen is on top again: what it does to the stack of screens is meant for its own.
    """

    _waited_for: Mapping[str, Worker[None]] = MappingProxyType({})
    """By group: the worker whose result the screen does not have yet."""
    _not_abandonable: frozenset[Worker[None]] = frozenset()

    @dataclass
    class Ended(Message, bubble=False):
        """A job came to its end; `take_over` gives its result, or its error, to the screen."""

        worker: Worker[None]
        take_over: Callable[[], None]

    @dataclass
    class Progressed(Message, bubble=False):
        """A job says how far it is."""

        worker: Worker[None]
        sentence: str

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
        abandonable: bool = False,
    ) -> None:
        """Run `work` in a thread, then `then(result)` on the screen; `waiting` is said meanwhile.

        Quitting the program waits for a job, unless it is `abandonable`: one that only reads from ION.

        An error with a sentence for the operator goes to `failed`, which by default shows it as an error that stays;
        any other error is a fault of the program and is raised.
        """
        if waiting:
            self.message_line.say(waiting)
        job = partial(self._run, work, then, failed or self.show_error, bool(waiting))
        worker = self._here.run_worker(
            until_done(job) if abandonable else job,
            group=group,
            exclusive=True,
            exit_on_error=False,
            thread=not abandonable,
        )
        self._waited_for = {**self._waited_for, group: worker}
        if not abandonable:
            self._not_abandonable = frozenset((worker, *self.unfinished))

    def cancel_job(self, group: str) -> bool:
        """Stop waiting for the job of a group; False when none was waited for."""
        self._here.workers.cancel_group(self._here, group)
        return self._forget(group)

    def job_runs(self, group: str) -> bool:
        """Whether a job of this group is waited for: the screen does not have its result yet."""
        return group in self._waited_for

    @property
    def unfinished(self) -> list[Worker[None]]:
        """The workers that quitting has to wait for."""
        return [worker for worker in self._not_abandonable if not worker.is_finished]

    @property
    def finishing(self) -> str:
        """What quitting waits for, in a few words for the sentence that says so."""
        return "what is being stored"

    def rows_read(self, doing: str) -> Callable[[int, int], None]:
        """For `on_progress` of a use case inside a job: `Reading the sheet: 200 of 450 rows.`, twice a second at most.

        It ends the job, at the next page, when nobody waits for it any more.
        """
        last = time.monotonic()

        def report(read: int, total: int) -> None:
            nonlocal last
            worker = get_current_worker()
            if worker.is_cancelled:
                raise Waived
            if time.monotonic() - last >= _SECONDS_BETWEEN_REPORTS:
                last = time.monotonic()
                self.post_message(self.Progressed(worker, f"{doing}: {read} of {total} rows."))

        return report

    def report(self, sentence: str) -> None:
        """Inside a job: say this sentence on the screen now."""
        self.post_message(self.Progressed(get_current_worker(), sentence))

    def show_error(self, error: Exception) -> None:
        """Say an error's sentence; it stays until it was acknowledged."""
        self.message_line.bad(sentence_of(error))
        self.message_line.ring("bad")

    def on_mount(self) -> None:
        """Bells are the app's choice."""
        for line in self._here.query(MessageLine):
            line.bells = self._cycle_count.bells

    @on(Ended)
    def take_over_result(self, ended: Ended) -> None:
        """Give the result to the screen, unless nobody waits for it any more."""
        self.when_on_top(partial(self._hand_over, ended))

    @on(Progressed)
    def show_progress(self, progressed: Progressed) -> None:
        """Say how far the job is, unless nobody waits for it any more."""
        if self._is_waited_for(progressed.worker):
            self.message_line.say(progressed.sentence)

    def _hand_over(self, ended: Ended) -> None:
        if self._is_waited_for(ended.worker):
            self._forget(ended.worker.group)
            ended.take_over()

    def _is_waited_for(self, worker: Worker[None]) -> bool:
        return self._waited_for.get(worker.group) is worker

    def _forget(self, group: str) -> bool:
        known = group in self._waited_for
        self._waited_for = {other: worker for other, worker in self._waited_for.items() if other != group}
        return known

    def _run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None],
        was_waiting: bool,
    ) -> None:
        """In the thread: nothing of the screen is touched but its queue."""
        worker: Worker[None] = get_current_worker()
        try:
            result = work()
        except Waived:
            return
        except Exception as error:
            take_over = partial(self._take_error, error, failed, was_waiting)
        else:
            take_over = partial(self._take_result, result, then, was_waiting)
        if not worker.is_cancelled:
            self.post_message(self.Ended(worker, take_over))

    def _take_result(self, result: Result, then: Callable[[Result], None], was_waiting: bool) -> None:
        if was_waiting:
            self.message_line.say("")
        then(result)

    def _take_error(self, error: Exception, failed: Callable[[Exception], None], was_waiting: bool) -> None:
        if not isinstance(error, OperatorError):
            raise error
        if was_waiting:
            self.message_line.say("")
        failed(error)

    @property
    def _here(self) -> Screen[Any]:
        assert isinstance(self, Screen)
        return self

    @property
    def _cycle_count(self) -> CycleCountApp:
        from cyclecount_tui.tui.app import CycleCountApp

        app = self.app
        assert isinstance(app, CycleCountApp)
        return app

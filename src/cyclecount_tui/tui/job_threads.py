"""The threads in which screens work with the disk or with ION."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from functools import partial
from threading import Thread

from cyclecount_tui.tui.job import Job


class JobThreads:
    """Of one app. Textual's own worker is not used: its task and its messages cost the keys more than the thread.

    The work must not raise.
    """

    def __init__(self) -> None:
        self._under_way: set[Job] = set()

    @property
    def at_rest(self) -> bool:
        """Whether nothing is being done that somebody wants."""
        return all(job.cancelled for job in self._under_way.copy())

    def start(self, job: Job, work: Callable[[], None]) -> asyncio.Future[None]:
        """Do it in a thread that the end of the program waits for; what comes back is done when it is."""
        return asyncio.get_running_loop().run_in_executor(None, self._noted(job, work))

    def start_abandonable(self, job: Job, work: Callable[[], None]) -> None:
        """Do it in a thread that is left behind when the program ends: quitting never waits for ION."""
        Thread(target=self._noted(job, work), name="abandonable-job", daemon=True).start()

    def _noted(self, job: Job, work: Callable[[], None]) -> Callable[[], None]:
        self._under_way.add(job)
        return partial(contextvars.copy_context().run, self._do, job, work)

    def _do(self, job: Job, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            self._under_way.discard(job)

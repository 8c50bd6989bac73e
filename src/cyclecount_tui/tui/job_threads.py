"""The threads in which screens work with the disk or with ION."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread

from cyclecount_tui.tui.job import Job

Work = Callable[[], None]
"""Must not raise."""


class JobThreads:
    """Of one app, started in its own thread.

    That thread hands an entry over with each Enter: to a thread that waits for it in a tenth of the time that asyncio's
    pool takes, or Textual's worker on top of that.
    """

    def __init__(self) -> None:
        self._under_way: set[Job] = set()
        self._kept: dict[Job, Lock] = {}
        """Those that may not be broken off, each with what is held until it has ended."""
        self._idle: list[WaitingThread] = []
        self._ending = False

    @property
    def at_rest(self) -> bool:
        """Whether nothing is being done that somebody wants."""
        return all(job.cancelled for job in self._under_way.copy())

    def keeps(self, job: Job) -> bool:
        """Whether it is under way and may not be broken off."""
        return job in self._kept

    def start(self, job: Job, work: Work) -> None:
        """Do it in a thread; the program waits for it before it ends."""
        self._kept[job] = held = Lock()
        held.acquire()
        thread = self._idle.pop() if self._idle else WaitingThread(self._wait_again)
        thread.give(self._noted(job, work))

    def start_abandonable(self, job: Job, work: Work) -> None:
        """Do it in a thread that is left behind when the program ends: quitting never waits for ION."""
        Thread(target=self._noted(job, work), name="abandonable-job", daemon=True).start()

    async def finish(self) -> None:
        """Wait for what may not be broken off."""
        for held in tuple(self._kept.values()):
            await asyncio.to_thread(_wait_for, held)

    async def end(self) -> None:
        """The same; and no thread waits for work any more."""
        await self.finish()
        self._ending = True
        self._stop_waiting()

    def _noted(self, job: Job, work: Work) -> Work:
        self._under_way.add(job)
        return partial(copy_context().run, self._do, job, work)

    def _do(self, job: Job, work: Work) -> None:
        try:
            work()
        finally:
            self._under_way.discard(job)
            held = self._kept.pop(job, None)
            if held is not None:
                held.release()

    def _wait_again(self, thread: WaitingThread) -> None:
        self._idle.append(thread)
        if self._ending:
            self._stop_waiting()

    def _stop_waiting(self) -> None:
        with suppress(IndexError):  # none is left: a thread that comes back at the end does this too
            while True:
                self._idle.pop().give(None)


def _wait_for(held: Lock) -> None:
    with held:  # and not longer, whether or not anybody still waits for this
        pass


class WaitingThread:
    """Does what it is given, and tells `free` each time that it has."""

    def __init__(self, free: Callable[[WaitingThread], None]) -> None:
        self._given: SimpleQueue[Work | None] = SimpleQueue()
        self._free = free
        Thread(target=self._run, name="job", daemon=True).start()

    def give(self, work: Work | None) -> None:
        """Do this next; None ends the thread."""
        self._given.put(work)

    def _run(self) -> None:
        while (work := self._given.get()) is not None:
            work()
            del work  # and what it holds
            self._free(self)

"""The sign of life of a count that is held: a thread that writes it now and then, and looks whenever it is asked to."""

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

from cyclecount_tui.workflow.errors import StoreError
from cyclecount_tui.workflow.leasing import keeps, release, still_held
from cyclecount_tui.workflow.workplace import Workplace

BEATS_A_LEASE = 5
"""Signs of life in the time after which a silent terminal loses its count: some may fail, the line may be slow."""


class Heartbeat:
    """Keeps one count held from `start` to `stop`; touches the local database, and neither ION nor the terminal.

    `lost` is called once, in the thread, when another terminal holds the count; after that nothing is written.
    """

    def __init__(self, workplace: Workplace, count_id: str, lost: Callable[[], object]) -> None:
        self._workplace = workplace
        self._count_id = count_id
        self._lost = lost
        self._seconds = workplace.practice.lease_seconds / BEATS_A_LEASE
        self._wake = Condition()
        self._asked = self._stopped = False
        self._thread = Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def look(self) -> None:
        """Look soon whether the count is held still; returns at once, however often it is called."""
        with self._wake:
            self._asked = True
            self._wake.notify()

    def stop(self) -> None:
        """Let go of the count soon and end; returns at once."""
        with self._wake:
            self._stopped = True
            self._wake.notify()

    def join(self, seconds: float) -> None:
        """Wait for the end."""
        self._thread.join(seconds)

    def _run(self) -> None:
        next_beat = time.monotonic() + self._seconds
        while self._waited_until(next_beat):
            due = time.monotonic() >= next_beat  # however often somebody asks, a busy counter is alive
            if due:
                next_beat = time.monotonic() + self._seconds
            # What cannot be read or written now can be the next time; an entry says what is wrong.
            with suppress(StoreError):
                if not (keeps if due else still_held)(self._workplace, self._count_id):
                    self._lost()
                    return
        with suppress(StoreError):
            release(self._workplace, self._count_id)

    def _waited_until(self, moment: float) -> bool:
        """Whether it goes on after that moment, or after somebody asked."""
        with self._wake:
            self._wake.wait_for(lambda: self._asked or self._stopped, max(0.0, moment - time.monotonic()))
            self._asked = False
            return not self._stopped

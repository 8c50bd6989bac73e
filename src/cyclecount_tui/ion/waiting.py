"""A person's wait for ION: it may be given up at any moment, and it knows how many rows have come so far."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from cyclecount_tui.ion.errors import IonError

Progress = Callable[[int, int], None]
"""Called with the rows read so far and the length of the whole list."""


class StoppedWaiting(IonError):
    """Nobody waits any more: what is asked next is not sent, and an answer that comes is not taken."""

    def __init__(self) -> None:
        super().__init__("You stopped waiting for ION.")


class Wait:
    """What is read for one wait, in however many threads. `on_rows` is told the sums over all lists of it.

    `give_way` is called between two small pieces of work, and returns when the next may begin.
    """

    def __init__(self, on_rows: Progress | None = None, give_way: Callable[[], None] = lambda: None) -> None:
        self.give_way = give_way
        self._stopped = False
        self._held = Lock()  # until it is given up; to make an Event takes ten times as long, and each entry makes one
        self._held.acquire()
        self._on_rows = on_rows
        self._lists: dict[int, tuple[int, int]] = {}
        self._lock = Lock()

    @property
    def stopped(self) -> bool:
        """Whether it was given up."""
        return self._stopped

    def stop(self) -> None:
        """Give it up; a pause ends at once."""
        with self._lock:
            if not self._stopped:
                self._stopped = True
                self._held.release()

    def pause(self, seconds: float) -> None:
        """Let so much time pass. StoppedWaiting as soon as the wait is given up."""
        if self._held.acquire(timeout=max(0.0, seconds)):
            self._held.release()
        if self._stopped:
            raise StoppedWaiting

    def another_list(self) -> Progress:
        """For a list whose rows are going to be read: to be called after each page."""
        with self._lock:
            number = len(self._lists)
            self._lists[number] = (0, 0)

        def rows_came(read: int, total: int) -> None:
            with self._lock:
                self._lists[number] = (read, total)
                lists = list(self._lists.values())
            if self._on_rows is not None:
                self._on_rows(sum(read for read, _ in lists), sum(total for _, total in lists))

        return rows_came


_waits: ContextVar[Wait | None] = ContextVar("wait for ION", default=None)


@contextmanager
def waited_for(wait: Wait) -> Iterator[None]:
    """All that is read inside, and in threads that go on in this context, is read for this wait."""
    before = _waits.set(wait)
    try:
        yield
    finally:
        _waits.reset(before)


def go_on() -> None:
    """Raises StoppedWaiting when nobody waits any more for what is being done here."""
    wait = _waits.get()
    if wait is not None and wait.stopped:
        raise StoppedWaiting


def give_way() -> None:
    """Let by what has to be quick, before a piece of work that takes the interpreter for a millisecond or two."""
    wait = _waits.get()
    if wait is not None:
        wait.give_way()


def pause(seconds: float) -> None:
    """Let time pass, as long as somebody waits. Raises StoppedWaiting."""
    wait = _waits.get()
    if wait is None:
        time.sleep(seconds)
    else:
        wait.pause(seconds)


def another_list() -> Progress:
    """For a list whose rows are going to be read; it tells whoever waits, if anybody does."""
    wait = _waits.get()
    return wait.another_list() if wait is not None else lambda _read, _total: None

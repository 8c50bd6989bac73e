"""A lock that goes to whoever has waited for it longest: a thread that takes it again and again keeps nobody out."""

from __future__ import annotations

from collections import deque
from threading import Lock
from types import TracebackType


class Turns:
    """`with turns:` one thread at a time, in the order they came; not to be taken twice by the same thread."""

    def __init__(self) -> None:
        self._queue: deque[Lock] = deque()
        """Of each thread that waits, what it waits at."""
        self._looking = Lock()
        self._taken = False

    def __enter__(self) -> None:
        with self._looking:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._queue.append(mine)
        try:
            mine.acquire()
        except BaseException:
            self._leave(mine)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._looking:
            self._pass_on()

    def _leave(self, mine: Lock) -> None:
        """Whoever waited was interrupted, perhaps just after its turn had come."""
        with self._looking:
            if mine in self._queue:
                self._queue.remove(mine)
            else:
                self._pass_on()

    def _pass_on(self) -> None:
        if self._queue:
            self._queue.popleft().release()
        else:
            self._taken = False

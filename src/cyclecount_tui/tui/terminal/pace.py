"""How far the program may be ahead of the terminal: two pictures, and then it waits until one has been shown."""

from __future__ import annotations

from collections import deque

MOST_UNDER_WAY = 2
"""Pictures; what comes meanwhile changes only what the next one will be."""

_PATIENCE, _PATIENCE_AT_FIRST = 3.0, 0.5
"""Seconds that an answer may take, besides what its picture takes on a slow line; the second until one has come."""
_SLOW_LINE = 960.0
"""Bytes a second: 9,600 baud."""
_SILENT_AFTER = 2
"""Answers that failed to come, with none before: a terminal that does not answer is not asked any more."""


class Pace:
    """Counts pictures that are under way: each ends with a question for the cursor's position. Times are in seconds."""

    def __init__(self) -> None:
        self._deadlines: deque[float] = deque()
        self._missed = 0
        self._answers_come = False

    @property
    def asks(self) -> bool:
        """Whether a picture is to end with a question."""
        return self._answers_come or self._missed < _SILENT_AFTER

    @property
    def under_way(self) -> int:
        """Pictures that were sent and not answered."""
        return len(self._deadlines)

    def may_send(self, now: float) -> bool:
        """Whether another picture may be sent now."""
        while self._deadlines and self._deadlines[0] <= now:
            self._deadlines.popleft()
            self._missed += 1
        return len(self._deadlines) < MOST_UNDER_WAY

    def sent(self, size: int, now: float) -> None:
        """A picture of so many bytes was sent, with its question."""
        patience = _PATIENCE if self._answers_come else _PATIENCE_AT_FIRST
        self._deadlines.append(max([now, *self._deadlines]) + patience + size / _SLOW_LINE)

    def answered(self, answers: int) -> None:
        """So many answers came: as many pictures have been shown."""
        for _ in range(min(answers, len(self._deadlines))):
            self._deadlines.popleft()
        if answers:
            self._answers_come, self._missed = True, 0

    def forget(self) -> None:
        """Nothing that was sent is waited for any more."""
        self._deadlines.clear()

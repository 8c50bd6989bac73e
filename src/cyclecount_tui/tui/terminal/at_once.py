"""Writing to a terminal without waiting for it: what it does not take at once is left for somebody who can wait.

A thread that writes costs a key more than writing does: both wait for the interpreter in turn.
"""

from __future__ import annotations

import os
from contextlib import suppress


class AtOnce:
    """The terminal of a file, opened once more: with the shell that shares the file, this shares no way of waiting.

    Where there is none, or it may not be opened, nothing is ever taken.
    """

    def __init__(self, terminal: int) -> None:
        self._file: int | None = None
        with suppress(OSError):
            self._file = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)

    def write(self, data: bytes) -> int:
        """Gives how many of the bytes the terminal took, none where it is busy or has gone."""
        if self._file is not None:
            with suppress(OSError):
                return os.write(self._file, data)
        return 0

    def close(self) -> None:
        """Nothing is taken any more."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

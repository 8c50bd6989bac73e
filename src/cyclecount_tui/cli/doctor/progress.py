"""What is being waited for, on standard error where that is a terminal, and gone when it has come."""

import sys
from types import TracebackType
from typing import Self


class Progress:
    """One line that says what is waited for; nothing at all where nobody would see it."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._width = 0

    def waiting_for(self, words: str) -> None:
        """Shows that this is being waited for, instead of what was shown before."""
        if not self._seen:
            return
        self.clear()
        text = f"Looking at {words} ..."
        self._width = len(text)
        print(text, end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Takes the line away."""
        if self._width:
            print(f"\r{' ' * self._width}\r", end="", file=sys.stderr, flush=True)
            self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

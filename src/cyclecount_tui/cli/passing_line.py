"""One line on standard error that says how far something is, and is gone when it is done."""

import sys
import time
from types import TracebackType
from typing import Self

_SECONDS_BETWEEN_ROWS = 0.5


class PassingLine:
    """`with PassingLine() as line:`; shows nothing at all where standard error is no terminal."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._width = 0
        self._rows_from = time.monotonic()

    def looking_at(self, words: str) -> None:
        """Shows what is being waited for, instead of what was shown before."""
        self._show(f"Looking at {words} ...")

    def rows_came(self, doing: str, read: int, total: int) -> None:
        """Shows how far a reading is, twice a second at most: `Reading ION: 2,500 of 50,000 rows`."""
        now = time.monotonic()
        if now >= self._rows_from:
            self._rows_from = now + _SECONDS_BETWEEN_ROWS
            self._show(f"{doing}: {read:,} of {total:,} rows")

    def clear(self) -> None:
        """Takes the line away."""
        if self._width:
            self._write("", 0)

    def _show(self, text: str) -> None:
        if self._seen:
            self._write(text, len(text))

    def _write(self, text: str, width: int) -> None:
        before = f"\r{' ' * self._width}\r" if self._width else ""
        print(f"{before}{text}", end="", file=sys.stderr, flush=True)
        self._width = width

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

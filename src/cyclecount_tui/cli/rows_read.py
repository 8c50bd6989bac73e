"""How far a long reading is, on one line of a terminal that is gone when it is done."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS_BETWEEN_REPORTS = 0.5


@contextmanager
def rows_read(doing: str) -> Iterator[Callable[[int, int], None]]:
    """For `on_progress` of a use case: `Reading ION: 2,500 of 50,000 rows`; nothing where there is no terminal.

    Ctrl+C ends the reading at once, as it ends any command.
    """
    last = time.monotonic() - _SECONDS_BETWEEN_REPORTS
    shown = 0

    def report(read: int, total: int) -> None:
        nonlocal last, shown
        if not sys.stderr.isatty() or time.monotonic() - last < _SECONDS_BETWEEN_REPORTS:
            return
        last = time.monotonic()
        text = f"{doing}: {read:,} of {total:,} rows"
        print(f"\r{text.ljust(shown)}", end="", file=sys.stderr, flush=True)
        shown = len(text)

    try:
        yield report
    finally:
        if shown:
            print(f"\r{' ' * shown}\r", end="", file=sys.stderr, flush=True)

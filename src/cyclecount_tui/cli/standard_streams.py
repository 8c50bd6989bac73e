"""Standard input, output and error as they may be: closed, full, broken off, or without signs for what is printed."""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False  # see `arguments`
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal


def make_usable() -> None:
    """Puts nothing in the place of a closed stream, and signs in the place of what an encoding cannot print."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def printed_whole(run: Callable[[], int]) -> int:
    """The exit code of `run`, once all that it printed has gone out; 1 with one sentence when that is not possible."""
    try:
        try:
            return run()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        _print_no_more()
        return 0
    except OSError as error:
        if error.filename is not None:  # that was about a file, and nobody expected it
            raise
        from contextlib import suppress

        _print_no_more()
        with suppress(OSError):
            reason = (error.strerror or "no reason given").lower()
            print(f"cyclecount: The output cannot be written ({reason}): it is not complete.", file=sys.stderr)
        return 1


def _nothing(mode: Literal["r", "w"]) -> io.TextIOWrapper:
    """A stream that is empty and takes everything; never closed, as a standard stream should be."""
    descriptor = os.open(os.devnull, os.O_RDWR)
    return open(descriptor, mode, encoding="utf-8", closefd=False)


def _print_no_more() -> None:
    """What is still to be flushed at the end of the program goes nowhere, instead of failing once more."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, sys.stdout.fileno())
    os.close(descriptor)

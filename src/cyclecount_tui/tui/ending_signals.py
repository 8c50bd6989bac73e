"""The line drops or the system says stop: what is being stored is stored, counts are let go, the program ends."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

ENDING = (signal.SIGHUP, signal.SIGTERM)

SECONDS_TO_END = 60
"""More than a change that was sent to ION needs for its answer. After that the system ends the program: it may hang, on
a terminal that has gone or on ION, and all that was entered is on disk by then.
"""


def code_for(number: int) -> int:
    """The exit code of a program that a signal ended, as shells count them."""
    return 128 + number


class EndingSignals:
    """From `listen` on a signal calls `end(exit code)` in the event loop, once; those that follow change nothing.

    A signal that was switched off before the program began, as nohup does, stays so.
    """

    def __init__(self, end: Callable[[int], None]) -> None:
        self._end = end
        self._ending = False

    def listen(self) -> None:
        """Begin; in the main thread, where the event loop runs."""
        self._loop = asyncio.get_running_loop()
        for each in ENDING:
            if signal.getsignal(each) is not signal.SIG_IGN:
                # Not the loop's own handlers: those wait for a loop that may be waiting for the terminal.
                signal.signal(each, self._received)

    def _received(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP:
            draw_nowhere()
        if not self._ending:
            self._ending = True
            signal.alarm(SECONDS_TO_END)
            with suppress(RuntimeError):  # the app has ended by itself meanwhile, and closes what it had open
                self._loop.call_soon_threadsafe(self._end, code_for(number))


def draw_nowhere() -> None:
    """The terminal has gone: what is still drawn goes nowhere, and its keys have come to their end.

    Whoever was told already that there is something to read finds the end, and never waits: the program waits for him.
    """
    ended, sent_by_nobody = os.pipe()
    os.close(sent_by_nobody)
    os.dup2(ended, 0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)

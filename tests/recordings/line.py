"""The program's driver on two terminals in this process: real bytes come in through a pipe, at the times they say."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

from cyclecount_tui.tui.terminal import driver as our_driver
from cyclecount_tui.tui.terminal.abilities import Abilities
from tests.recordings.moments import SCANNED_GAP
from tests.recordings.two_terminals import TwoTerminals

XTERM = Abilities(
    colours=1 << 24, looks=frozenset({1, 2, 3, 4, 5, 7, 9}), alternate_screen=True, hides_cursor=True, wraps=True,
    reports_mouse=True, marks_pastes=True, sets_clipboard=True,
)  # fmt: skip
"""All that Textual may draw."""

_SIGNALS = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGHUP, signal.SIGTERM)


class _AtOnce:
    """Writes without a thread, in place of Textual's own writer."""

    def __init__(self, stream: Any) -> None:
        self.write = stream.write

    def start(self) -> None:
        """Nothing to start."""

    stop = flush = start


class Line(our_driver.TerminalDriver):
    """What the program sends goes to `terminals`; what comes is read as always, from a pipe instead of a terminal."""

    terminals: TwoTerminals

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fileno, self._far_end = self._ends = os.pipe()
        self.input_tty = False
        columns, rows = self._size or (80, 24)
        self._parser = XTermParser()
        self._coming: Any = self._texts()
        self._next_time = 0.0
        self.terminals = TwoTerminals(columns, rows, self._arrive)
        self._file = self.terminals

    def run_input_thread(self) -> None:
        """Nothing: `take` reads."""

    def come(self, data: bytes, at: float) -> None:
        """Bytes arrive together; their first key has this time."""
        self._next_time = at
        self._arrive(data)
        self.take()

    def resize(self, columns: int, rows: int) -> None:
        """The window has another size, and the system says so."""
        self.terminals.resize(columns, rows)
        signal.raise_signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """Nothing comes any more."""
        self._coming.close()
        for end in self._ends:
            os.close(end)

    def take(self) -> None:
        """Reads what has come, keys and answers."""
        while select.select([self.fileno], [], [], 0)[0]:
            text = next(self._coming)
            for message in self._parser.feed(text) if text else ():
                self.process_message(message)

    def tick(self) -> None:
        """Time has passed: the beginning of a sequence may be a key after all."""
        for message in self._parser.tick():
            self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Keys come when the recording says so."""
        if self._next_time:
            message.time = self._next_time
            self._next_time += SCANNED_GAP
        super().process_message(message)

    def write(self, data: str) -> None:
        """A frame is drawn on both, and compared."""
        frame = bool(our_driver._FRAME.match(data))
        if frame:
            self.terminals.draw_whole(data)
        super().write(data)
        self.take()
        if frame:
            self.terminals.compare()

    def draw_anew(self) -> None:
        """What something else has written is gone."""
        self.terminals.disturbed = False
        super().draw_anew()
        self.take()
        self.terminals.compare()

    def _get_terminal_size(self) -> tuple[int, int]:
        return self.terminals.size if hasattr(self, "terminals") else self._size or (80, 24)

    def _arrive(self, data: bytes) -> None:
        os.write(self._far_end, data)


@contextmanager
def on_such_a_line() -> Iterator[None]:
    """Apps that run for real draw on two terminals here."""
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(our_driver, "abilities", lambda **_: XTERM)
        patched.setattr(linux_driver, "WriterThread", _AtOnce)
        patched.setattr(our_driver, "TerminalDriver", Line)
        yield
    for number, handler in handlers.items():
        signal.signal(number, handler)

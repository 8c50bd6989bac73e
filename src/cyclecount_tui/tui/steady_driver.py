"""The terminal's driver, which outlives its terminal, and whatever comes from it.

Textual draws in a thread of its own. An error ends that thread, and whoever draws then waits for it without end: the
program could neither store what is left to store nor end by itself. It reads in another, where one byte that is no text
would end the program: noise on a serial line, or a scanner with another encoding.
"""

from __future__ import annotations

import os
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from selectors import EVENT_READ, DefaultSelector
from typing import Any, TextIO

from textual._xterm_parser import XTermParser  # what Textual's own driver parses with; it has no public name
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_LONGEST_WAIT = 0.1
"""Seconds; so often the end is noticed, and an Escape that nothing follows becomes a key."""
_MOST_BYTES = 4096
_FLOW_CONTROL = dict.fromkeys((0x11, 0x13))
"""XON and XOFF: the line's business. Textual would take the first for the key that quits."""
_ASKED_TO_WAIT = termios.IXOFF
"""Set on lines where both ends ask each other to wait, and on no other by itself."""


class SteadyStream:
    """A terminal to write to, for as long as it is there; `given` counts what the thread that writes was given."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._gone = False
        self.given = self._written = self._flushed = 0

    @property
    def all_sent(self) -> bool:
        """Whether the terminal has all that was given to the thread that writes."""
        return self._flushed == self.given

    def write(self, text: str | bytes) -> int:
        """Write; on a terminal that has gone, say that all was written."""
        if not self._gone:
            try:
                self._write(text)
            except OSError:
                self._gone = True
        self._written += 1
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        written = self._written
        if not self._gone:
            try:
                self._stream.flush()
            except OSError:
                self._gone = True
        self._flushed = written

    def _write(self, text: str | bytes) -> None:
        if isinstance(text, str):
            self._stream.write(text)
        else:
            self._stream.flush()
            self._stream.buffer.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class SteadyDriver(LinuxDriver):
    """Textual's own, on such a stream, reading whatever comes."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._file: Any = SteadyStream(self._file)

    def write(self, data: Any) -> None:
        """Give text, or bytes of it, to the thread that writes."""
        self._file.given += 1
        super().write(data)

    def send_message(self, message: Message) -> None:
        """Give a key to the app. Textual makes a task of each, which comes one lap of the loop later."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def run_input_thread(self) -> None:
        """Make keys of what the terminal sends until the program ends; what is no UTF-8 becomes replacement signs."""
        parser = XTermParser(self._debug)
        for text in self._texts():
            for message in chain(parser.feed(text) if text else (), parser.tick()):
                self.process_message(message)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after ctrl+z as Textual does; after a stop from outside, such as kill -STOP, begin anew."""
        if self._must_signal_resume:
            super()._sigcont_application()
            return
        with suppress(RuntimeError):  # the app has ended meanwhile
            # Not here: the thread that runs this may be in the middle of drawing.
            self._loop.call_soon_threadsafe(self._begin_anew)

    def _begin_anew(self) -> None:
        """Set the terminal up once more, with one thread that reads, as before.

        The system wakes a program whose terminal has gone in the same way: then there is nothing to set up.
        """
        if self._key_thread is not None and self._key_thread.is_alive() and os.isatty(self.fileno):
            self.suspend_application_mode()
            self._must_signal_resume = True
            self.resume_application_mode()

    @classmethod
    def _patch_iflag(cls, attrs: int) -> int:
        """Textual takes every key; on a serial line with flow control, XON and XOFF stay with the line."""
        flow = attrs & (termios.IXON | termios.IXOFF) if attrs & _ASKED_TO_WAIT else 0
        return super()._patch_iflag(attrs) | flow

    def _texts(self) -> Iterator[str]:
        """What came, and nothing now and then while nothing comes."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        with DefaultSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(_LONGEST_WAIT):
                    yield ""
                    continue
                try:
                    read = os.read(self.fileno, _MOST_BYTES)
                except OSError:
                    read = b""
                if not read:  # the terminal has gone, and no key comes any more
                    self.exit_event.wait()
                    return
                yield decode(read).translate(_FLOW_CONTROL)

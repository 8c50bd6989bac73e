"""The driver for bad lines: it sends changed cells alone, waits for slow terminals, and sends only what they know."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from typing import Any

from textual import constants
from textual.events import CursorPosition
from textual.message import Message

from cyclecount_tui.tui.steady_driver import SteadyDriver
from cyclecount_tui.tui.terminal.abilities import Abilities, abilities
from cyclecount_tui.tui.terminal.at_once import AtOnce
from cyclecount_tui.tui.terminal.difference import difference
from cyclecount_tui.tui.terminal.pace import Pace
from cyclecount_tui.tui.terminal.pens import pens_for
from cyclecount_tui.tui.terminal.picture import BLANK, UNKNOWN, Picture
from cyclecount_tui.tui.terminal.reports import Reports
from cyclecount_tui.tui.terminal.signs import signs_for

_FRAME = re.compile(r"\x1b\[[0-9]+;[0-9]+H")
_ENTER, _LEAVE = "\x1b[?1049h", "\x1b[?1049l"
_EMPTY = "\x1b[m\x1b[2J"
_WHERE = "\x1b[6n"


class TerminalDriver(SteadyDriver):
    """Plays each frame of Textual onto a picture of the terminal, and sends where that differs from what it shows.

    After `--plain-driver` Textual's own way of drawing is left as it is: see `SteadyDriver`.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._can = abilities(encoding=getattr(self._file, "encoding", "") or "")
        self._sending = threading.RLock()
        self._reports = Reports(constants.ESCAPE_DELAY)
        self._pace = Pace()
        self._at_once = AtOnce(self._file.fileno())
        self._late = False
        self._shown, self._wanted = self._pictures()

    def write(self, data: str) -> None:
        """Take a frame, or a sequence of Textual's that sets the terminal up."""
        with self._sending:
            if _FRAME.match(data):
                self._draw(data)
            elif data == _ENTER:
                self._enter()
            elif data == _LEAVE:
                self._leave()
            else:
                super().write(data if _is_known(data, self._can) else "")

    def close(self) -> None:
        """The program ends."""
        super().close()
        self._at_once.close()

    def draw_anew(self) -> None:
        """Send the whole picture: something else has written on the terminal."""
        with self._sending:
            super().write(_EMPTY)
            self._shown.fill(BLANK)
            self._pace.forget()
            self._send()

    def process_message(self, message: Message) -> None:
        """Pass on what is not an answer to this driver's own questions."""
        if not isinstance(message, CursorPosition):
            super().process_message(message)

    def _texts(self) -> Iterator[str]:
        for text in super()._texts():
            now = time.monotonic()
            with self._sending:
                typed, answers = self._reports.without(text, now)
                self._pace.answered(answers)
                if self._late:
                    self._send()
            yield typed

    def _enter(self) -> None:
        """The screen is this program's now: empty, and what it showed before it was suspended comes back."""
        super().write((_ENTER if self._can.alternate_screen else "") + _EMPTY)
        self._shown.fill(BLANK)
        self._pace.forget()
        self._reports.waited_for = 0
        if any(cell != BLANK for row in self._wanted.rows for cell in row):
            self._send()

    def _leave(self) -> None:
        """The screen is the shell's again; what is said last begins a row, wherever the picture was drawn."""
        last_row = f"\x1b[{self._wanted.height};1H"
        super().write(f"{last_row}{_LEAVE}" if self._can.alternate_screen else f"{_EMPTY}\x1b[H")

    def _draw(self, frame: str) -> None:
        if (self._wanted.width, self._wanted.height) != self._get_terminal_size():
            self._shown, self._wanted = self._pictures()
            self._shown.fill(UNKNOWN)
        self._wanted.play(frame)
        self._send()

    def _send(self) -> None:
        """Sends the difference, unless the terminal is behind: then later, with what has come until then."""
        now = time.monotonic()
        self._late = not self._pace.may_send(now)
        if self._late:
            return
        text = difference(self._shown, self._wanted, last_cell=self._can.draws_last_cell)
        self._shown.rows = [list(row) for row in self._wanted.rows]
        if not text:
            return
        if self._pace.asks:
            text += _WHERE
            self._reports.waited_for += 1
            self._pace.sent(len(text), now)
        self._write_picture(text)

    def _write_picture(self, text: str) -> None:
        """Past the thread that writes, as far as the terminal takes it at once and that thread has nothing left."""
        if not self._file.all_sent:
            super().write(text)
            return
        data = text.encode(self._file.encoding, self._file.errors)
        taken = self._at_once.write(data)
        if taken < len(data):
            super().write(data[taken:])

    def _pictures(self) -> tuple[Picture, Picture]:
        width, height = self._get_terminal_size()
        pens, signs = pens_for(self._can.colours, self._can.looks), signs_for(self._can.encoding)
        return Picture(width, height), Picture(width, height, pens=pens, signs=signs)


def _is_known(data: str, can: Abilities) -> bool:
    """Whether the terminal knows a sequence that sets it up, by its terminfo entry; a bell all of them know."""
    if not data.startswith("\x1b"):
        return True
    if data.startswith("\x1b]"):
        return data.startswith("\x1b]52;") and can.sets_clipboard
    switched = {
        "\x1b[?7": can.wraps,
        "\x1b[?25": can.hides_cursor,
        "\x1b[?2004": can.marks_pastes,
        **dict.fromkeys(("\x1b[?1000", "\x1b[?1002", "\x1b[?1003", "\x1b[?1006", "\x1b[?1015"), can.reports_mouse),
    }
    return switched.get(data[:-1], False)

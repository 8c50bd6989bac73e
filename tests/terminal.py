"""A real terminal for the installed program: a pty, with an emulator that shows what a person would see."""

import fcntl
import re
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

import pexpect
import pyte

PATIENCE = 40.0
"""Seconds until a text must have come; nothing is measured, this only ends a test that hangs."""

_LOOKS_AT_A_STALL = 100

F_KEYS = {
    "F1": "\x1bOP", "F2": "\x1bOQ", "F3": "\x1bOR", "F4": "\x1bOS", "F5": "\x1b[15~", "F6": "\x1b[17~",
    "F8": "\x1b[19~",
}  # fmt: skip


class _Screen(pyte.Screen):
    """pyte stumbles over private sequences that a terminal passes over."""

    def select_graphic_rendition(self, *attributes: int, **marks: Any) -> None:
        if not marks.get("private"):
            super().select_graphic_rendition(*attributes)

    def report_device_status(self, mode: int, **marks: Any) -> None:
        if not marks.get("private"):
            super().report_device_status(mode)

    answers: Callable[[bytes], None] | None = None
    """Takes what the program asked for, such as where the cursor is; None for a terminal that never answers."""

    def write_process_input(self, data: str) -> None:
        if self.answers is not None:
            self.answers(data.encode())


class Terminal:
    """A program on a pty of some size; wait for text, press keys, kill it."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        *,
        answers: bool = True,
    ) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""
        self._held: list[bytes] = []
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            env={"TERM": "xterm-256color", "LANG": "C.UTF-8", "TEXTUAL_ANIMATIONS": "none", **environment},
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        if answers:
            self._screen.answers = self.send_bytes

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def colours_of(self, text: str) -> set[tuple[str, str]]:
        """The foreground and background of each sign of the first line that holds this text, as they are drawn."""
        row = next(row for row, line in enumerate(self._screen.display) if text in line)
        start = self._screen.display[row].index(text)
        signs = [self._screen.buffer[row][column] for column in range(start, start + len(text))]
        return {(sign.bg, sign.fg) if sign.reverse else (sign.fg, sign.bg) for sign in signs}

    def wait_for(self, *texts: str) -> str:
        """Waits until all these texts stand on the screen together, and gives the screen."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.text for text in texts):
            assert time.monotonic() < end, f"{texts} did not come:\n{self.text}"
            assert self._child.isalive() or self._read(), f"the program ended:\n{self.text}"
            self._read()
        return self.text

    def press(self, *keys: str) -> None:
        """Sends keys: names such as F8, or text as it is typed."""
        for key in keys:
            self._child.send(F_KEYS.get(key, key))

    def send_bytes(self, data: bytes) -> None:
        """Sends bytes as they are, also those that are no text."""
        self._child.send(data)

    @property
    def runs(self) -> bool:
        """Whether the program has not ended."""
        return bool(self._child.isalive())

    def wait_until_quiet(self) -> None:
        """Waits until nothing more comes for a while, or the program has ended."""
        end = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < end, "the program goes on drawing"

    def hold_answers(self) -> None:
        """What the program asks is not answered for now: the line is slow."""
        self._screen.answers = self._held.append

    def let_answers_go(self) -> None:
        """The answers that were held back arrive."""
        self._screen.answers = self.send_bytes
        while self._held:
            self.send_bytes(self._held.pop(0))

    def disturb(self, text: str) -> None:
        """Something else writes on the terminal."""
        self._stream.feed(text.encode())

    def resize(self, columns: int, rows: int) -> None:
        """The window has another size; as most terminals do, it keeps what fits."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        self._child.kill(9)
        self._child.wait()
        self._child.close()

    def signal(self, number: int) -> None:
        """Sends a signal to the program."""
        self._child.kill(number)

    def hang_up(self) -> int:
        """The line drops: the terminal is gone, and the system tells the program so. Gives its exit code."""
        child: Any = self._child
        child.ptyproc.fileobj.close()
        child.closed = child.ptyproc.closed = True
        end = time.monotonic() + PATIENCE
        while self._child.isalive():
            assert time.monotonic() < end, f"the program goes on:\n{self.text}"
            time.sleep(0.01)
        return int(self._child.exitstatus if self._child.exitstatus is not None else -(self._child.signalstatus or 0))

    def wait_until_stalled(self) -> None:
        """Waits, without reading anything, until the line takes nothing more of what the program draws."""
        end, unread, same = time.monotonic() + PATIENCE, -1, 0
        while unread <= 0 or same < _LOOKS_AT_A_STALL:
            assert time.monotonic() < end, "the program goes on drawing"
            time.sleep(0.01)
            found = int.from_bytes(fcntl.ioctl(self._child.fileno(), termios.FIONREAD, bytes(4)), sys.byteorder)
            unread, same = found, same + 1 if found == unread else 0

    def look(self) -> str:
        """What stands on the screen after whatever has come by now."""
        self._read()
        return self.text

    def wait_for_end(self) -> int:
        """Waits until the program has ended by itself; gives its exit code."""
        end = time.monotonic() + PATIENCE
        while self._child.isalive():
            assert time.monotonic() < end, f"the program goes on:\n{self.text}"
            self._read()
        while self._read():
            """Whatever it said last."""
        self._child.close()
        return int(self._child.exitstatus or 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.isalive():
            self.kill()

    def _read(self) -> bool:
        try:
            chunk = self._child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.sent += chunk
        self._stream.feed(chunk)
        return True


def row_with(screen: str, *texts: str) -> str:
    """The one line of a screen that holds all these texts."""
    found = [line for line in screen.splitlines() if all(text in line for text in texts)]
    assert len(found) == 1, f"{texts} in {len(found)} lines of:\n{screen}"
    return re.sub(r"\s+", " ", found[0]).strip()

"""A terminal that measures: what a key makes the program send, and when the screen changed for the last time."""

import os
import select
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, quantiles

from tests.terminal import F_KEYS, PATIENCE, Terminal

from benchmarks.pictures import Picture, picture_of
from benchmarks.processes import cpu_seconds, resident_kib
from benchmarks.questions import HERE, Questions

QUIET = 0.2
"""Seconds without a byte after which a key is answered."""

FIRST_BYTE = 20.0
"""Seconds in which a key's first byte must come; a key that comes to nothing costs as much."""

LONG_QUIET = 1.5
"""Seconds without a byte after which a program has nothing more to say of its own accord."""

CHUNK = 65536

Chunk = tuple[float, bytes]
"""When it came, and what."""


@dataclass(frozen=True)
class Answer:
    """What the program sent for a key: bytes in all, and the seconds until the last of them that changed a cell.

    The seconds are 0 where no cell changed.
    """

    sent: int
    seconds: float


class MeasuredTerminal(Terminal):
    """`pressed` counts a person's keys, `scanned` a scanner's characters, suffixes included, both since the start.

    What the program asks is answered at once, before what came with it is drawn: that would take time of its own.
    """

    pressed = 0
    scanned = 0

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self.started = time.perf_counter()
        self._questions = Questions()
        super().__init__(command, environment, columns, rows, answers=False)

    @property
    def line(self) -> int:
        """The file descriptor of the terminal's side."""
        return int(self._child.fileno())

    @property
    def cpu_seconds(self) -> float:
        """What the program has used so far."""
        return cpu_seconds(self._process)

    @property
    def resident_kib(self) -> int:
        """The memory that the program holds."""
        return resident_kib(self._process)

    @property
    def _process(self) -> int:
        assert self._child.pid is not None
        return int(self._child.pid)

    @property
    def picture(self) -> Picture:
        """What stands on the screen, with its colours."""
        return picture_of(self._screen)

    def press(self, *keys: str) -> None:
        """As a person does; text is as many keys as it has characters."""
        self.pressed += sum(1 if key in F_KEYS else len(key) for key in keys)
        super().press(*keys)

    def scan(self, code: str, suffix: str = "\r") -> Answer:
        """As a scanner does, all in one go."""
        self.scanned += len(code) + len(suffix)
        return self.answer_to(code + suffix)

    def measure(self, key: str) -> Answer:
        """Presses one key."""
        self.pressed += 1
        return self.answer_to(F_KEYS.get(key, key))

    def answer_to(self, typed: str) -> Answer:
        """Sends this, and waits until the program has nothing more to say."""
        self.settle()
        start = self.type(typed)
        came = self._until_quiet(QUIET, FIRST_BYTE)
        return Answer(sum(len(chunk) for _, chunk in came), self.draw(came, start) - start)

    def type(self, typed: str) -> float:
        """Sends this at once, and gives the time."""
        start = time.perf_counter()
        os.write(self.line, typed.encode())
        return start

    def draw(self, came: Iterable[Chunk], since: float) -> float:
        """Puts on the screen what came; gives when a cell changed for the last time, `since` if none did."""
        last, before = since, self._cells()
        for at, chunk in came:
            self._stream.feed(chunk)
            cells = self._cells()
            if cells != before:
                last, before = at, cells
        return last

    def seconds_until(self, since: float, *texts: str) -> float:
        """Seconds from then until all these texts stood on the screen together."""
        shown: float | None = None
        while shown is None:
            assert time.perf_counter() - since < 3 * PATIENCE, f"{texts} did not come:\n{self.text}"
            for at, chunk in self._until_quiet(QUIET):
                self._stream.feed(chunk)
                if shown is None and all(text in self.text for text in texts):
                    shown = at - since
        return shown

    def settle(self, quiet: float = QUIET) -> None:
        """Takes what still comes of keys before."""
        for _, chunk in self._until_quiet(quiet):
            self._stream.feed(chunk)

    def arrived(self, patience: float) -> Chunk | None:
        """What the program sends next, neither drawn nor answered; None if nothing comes so soon, or never again."""
        if not select.select([self.line], [], [], patience)[0]:
            return None
        try:
            chunk = os.read(self.line, CHUNK)
        except OSError:  # the program has ended
            return None
        self.sent += chunk
        return time.perf_counter(), chunk

    def answer(self, chunk: bytes) -> None:
        """Says where the cursor is as often as the program asks in what it sends now."""
        os.write(self.line, HERE * self._questions.ended_in(chunk))

    def _until_quiet(self, quiet: float, at_first: float = 0.0) -> list[Chunk]:
        """What comes, each piece with its time; the emulator is not fed meanwhile, for that would take the time."""
        came: list[Chunk] = []
        while (arrived := self.arrived(quiet if came else max(quiet, at_first))) is not None:
            self.answer(arrived[1])
            came.append(arrived)
        return came

    def _read(self) -> bool:
        arrived = self.arrived(QUIET)
        if arrived is None:
            return False
        self.answer(arrived[1])
        self._stream.feed(arrived[1])
        return True

    def _cells(self) -> list[dict[int, object]]:
        """Every cell with its colours."""
        return [dict(self._screen.buffer[row]) for row in range(self._screen.lines)]


@dataclass(frozen=True)
class Spread:
    """The middle, the 95th and 99th percentile and the mean of some figures."""

    p50: float
    p95: float
    p99: float
    mean: float


def spread_of(figures: Iterable[float]) -> Spread:
    """Of two figures or more."""
    all_of_them = list(figures)
    cuts = quantiles(all_of_them, n=100, method="inclusive")
    return Spread(cuts[49], cuts[94], cuts[98], mean(all_of_them))

"""A terminal that measures: what a key makes the program send, and when the screen changed for the last time."""

import os
import select
import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean, quantiles

from tests.terminal import F_KEYS, Terminal

QUIET = 0.2
"""Seconds without a byte after which a key is answered."""

CHUNK = 65536


@dataclass(frozen=True)
class Answer:
    """What the program sent for a key: bytes in all, and the seconds until the last of them that changed a cell."""

    sent: int
    seconds: float


class MeasuredTerminal(Terminal):
    """`pressed` counts a person's keys, `scanned` a scanner's characters, suffixes included, both since the start."""

    pressed = 0
    scanned = 0

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
        start = time.perf_counter()
        os.write(self._child.fileno(), typed.encode())
        came = self._until_quiet()
        last = start
        for at, chunk in came:
            before = self._cells()
            self._stream.feed(chunk)
            if self._cells() != before:
                last = at
        return Answer(sum(len(chunk) for _, chunk in came), last - start)

    def settle(self) -> None:
        """Takes what still comes of keys before."""
        for _, chunk in self._until_quiet():
            self._stream.feed(chunk)

    def _until_quiet(self) -> list[tuple[float, bytes]]:
        """What comes, each piece with its time; the emulator is not fed meanwhile, for that would take the time."""
        line, came = self._child.fileno(), list[tuple[float, bytes]]()
        while select.select([line], [], [], QUIET)[0]:
            chunk = os.read(line, CHUNK)
            came.append((time.perf_counter(), chunk))
        return came

    def _cells(self) -> list[dict[int, object]]:
        """Every cell with its colours."""
        return [dict(self._screen.buffer[row]) for row in range(self._screen.lines)]


@dataclass(frozen=True)
class Spread:
    """The middle, the 95th percentile and the mean of some figures."""

    p50: float
    p95: float
    mean: float


def spread_of(figures: Iterable[float]) -> Spread:
    """Of two figures or more."""
    all_of_them = list(figures)
    cuts = quantiles(all_of_them, n=20, method="inclusive")
    return Spread(cuts[9], cuts[18], mean(all_of_them))

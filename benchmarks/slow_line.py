"""A slow line between a program and its terminal: bytes cross it at a rate, with a delay each way.

What the program writes is taken at once, as an SSH server does; what the program asks is answered when the question
has crossed the line, and the answer comes back as late.
"""

import os
import time
from collections import deque
from dataclasses import dataclass, field

from benchmarks.measured_terminal import Chunk, MeasuredTerminal
from benchmarks.questions import HERE, Questions

DELAY = 0.02
"""Seconds each way."""

KEYS_A_SECOND = 30.0
STILL = 1.0
"""Seconds in which nothing crosses the line, after which all has come."""

MOST_PATIENCE = 30.0
"""Seconds after the last key; what is under way then is reckoned by the rate."""

_TICK = 0.002


@dataclass(frozen=True)
class Held:
    """A key that was held: seconds from its last repeat until the terminal showed the last picture, and how it went."""

    lag: float
    sent: int
    most_under_way: int
    """Pictures that were sent and that the terminal did not show yet, at most."""

    waited: bool
    """Whether the end was waited for, or reckoned by the rate."""


@dataclass
class SlowLine:
    """`rate` in bytes a second."""

    terminal: MeasuredTerminal
    rate: float
    _waiting: bytearray = field(default_factory=bytearray)
    _answers: deque[float] = field(default_factory=deque)
    _shown: list[Chunk] = field(default_factory=list)
    _asking: Questions = field(default_factory=Questions)
    _crossing: Questions = field(default_factory=Questions)
    _sent: int = 0
    _under_way: int = 0
    _most: int = 0
    _free_at: float = 0.0

    def hold(self, key: str, seconds: float) -> Held:
        """Holds a key for so long, and waits until all that comes of it has crossed the line."""
        self.terminal.settle()
        start = self._free_at = time.perf_counter()
        last_key, number, keys = start, 0, int(seconds * KEYS_A_SECOND)
        while True:
            now = time.perf_counter()
            if number < keys and now >= start + number / KEYS_A_SECOND:
                last_key, number = self.terminal.type(key), number + 1
            self._carry(now)
            if number < keys:
                continue
            last_crossing = self._shown[-1][0] if self._shown else start
            if not self._waiting and not self._answers and now - max(last_key, last_crossing) > STILL:
                break
            if now - last_key > MOST_PATIENCE:
                return self._reckoned(now - last_key)
        changed = self.terminal.draw(self._shown, last_key)
        return Held(max(changed - last_key, 0.0), self._sent, self._most, waited=True)

    def _reckoned(self, since: float) -> Held:
        return Held(since + len(self._waiting) / self.rate, self._sent, self._most, waited=False)

    def _carry(self, now: float) -> None:
        """What came from the program enters the line; what the line has carried by now is shown and answered."""
        while self._answers and self._answers[0] <= now:
            self._answers.popleft()
            os.write(self.terminal.line, HERE)
        arrived = self.terminal.arrived(_TICK)
        if arrived is not None:
            self._waiting += arrived[1]
            self._sent += len(arrived[1])
            self._under_way += self._asking.ended_in(arrived[1])
            self._most = max(self._most, self._under_way)
        if not self._waiting:
            self._free_at = now
            return
        carried = int((now - self._free_at) * self.rate)
        if carried:
            self._show(bytes(self._waiting[:carried]), now)
            del self._waiting[:carried]
            self._free_at += carried / self.rate

    def _show(self, chunk: bytes, now: float) -> None:
        at, asked = now + DELAY, self._crossing.ended_in(chunk)
        self._shown.append((at, chunk))
        self._answers.extend([at + DELAY] * asked)
        self._under_way -= asked

"""Slow answers, and the gateway that gives up on those that are too slow."""

import threading
from dataclasses import asdict, dataclass, replace
from enum import Enum

from cyclecount_tui.simulator.faults.strikes import Asked


class Waited(Enum):
    """How a wait ended: not at all, in time, or with the gateway having given up before or after the work."""

    NOT = "not"
    IN_TIME = "in time"
    UNDONE = "given up, nothing done"
    DONE = "given up, done all the same"


@dataclass(frozen=True, slots=True)
class Delay:
    """How long requests wait.

    Attributes:
        seconds: so long.
        only: the operation, query field or mutation it is kept to.
        remaining: for so many requests; None for all.
        commits: a request that the gateway gives up on is done all the same.
    """

    seconds: float
    only: str | None = None
    remaining: int | None = None
    commits: bool = True


class Slowness:
    """Lets requests wait; ending it lets those that wait go on at once.

    Args:
        gateway_timeout: seconds after which the gateway answers by itself.
    """

    def __init__(self, gateway_timeout: float) -> None:
        self.gateway_timeout = gateway_timeout
        self._changed = threading.Condition()
        self._delay: Delay | None = None
        self._ended = 0

    def start(self, delay: Delay | None) -> None:
        """Let requests wait from now on; None ends it."""
        with self._changed:
            self._delay = delay if delay is not None and delay.seconds > 0 else None
            if self._delay is None:
                self._ended += 1
                self._changed.notify_all()

    def state(self) -> dict[str, object] | None:
        """The delay, as plain values; None when there is none."""
        with self._changed:
            return None if self._delay is None else asdict(self._delay)

    def wait(self, asked: Asked) -> Waited:
        """Wait as long as the delay says, or until it ends or the gateway gives up."""
        with self._changed:
            delay = self._delay
            if delay is None or not asked.concerns(delay.only):
                return Waited.NOT
            self._use_up(delay)
            given_up = delay.seconds >= self.gateway_timeout
            before = self._ended
            seconds = min(delay.seconds, self.gateway_timeout)
            ended = self._changed.wait_for(lambda: self._ended != before, timeout=seconds)
        if ended or not given_up:
            return Waited.IN_TIME
        return Waited.DONE if delay.commits else Waited.UNDONE

    def _use_up(self, delay: Delay) -> None:
        if delay.remaining is not None:
            left = delay.remaining - 1
            self._delay = replace(delay, remaining=left) if left > 0 else None

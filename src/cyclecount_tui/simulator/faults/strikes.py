"""Faults that wait for a request to strike: each with what it does, whom it concerns and how often."""

import threading
from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from enum import Enum

from cyclecount_tui.simulator.messages import Dropped, Reply

# The name a request for a token goes by; only faults meant for it strike it.
TOKEN = "token"  # noqa: S105 - a name
Effect = Callable[[Reply | None], Reply]


class Stage(Enum):
    """When a fault strikes: before anything is done, after a write, or after any answer was found."""

    BEFORE = "before"
    COMMITTED = "committed"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a fault may know of a request: the names in it, and whether it writes."""

    names: Set[str]
    is_mutation: bool = False

    def concerns(self, only: str | None) -> bool:
        """Whether a fault that is kept to a name (or to none) concerns this request."""
        return only in self.names if only is not None else TOKEN not in self.names


@dataclass(slots=True)
class Strike:
    """One fault.

    Attributes:
        kind: its name.
        effect: from the reply there would be (None before there is one) to the reply there is.
        stage: when it strikes.
        remaining: how often still.
        only: the operation, query field or mutation it is kept to.
    """

    kind: str
    effect: Effect
    stage: Stage
    remaining: int = 1
    only: str | None = None

    def hits(self, asked: Asked, stage: Stage) -> bool:
        """Whether it strikes a request at a stage."""
        writes = asked.is_mutation or self.stage is not Stage.COMMITTED
        return self.stage is stage and writes and asked.concerns(self.only)


class Strikes:
    """The faults that wait, in the order they were set; the first that fits strikes, one a stage."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Strike] = []
        self.struck: Counter[str] = Counter()

    def add(self, strike: Strike) -> None:
        """Let one more fault wait."""
        with self._lock:
            self._waiting.append(strike)

    def clear(self) -> None:
        """Forget those that wait."""
        with self._lock:
            self._waiting.clear()

    def count(self, kind: str) -> None:
        """Note that a fault of some kind struck."""
        with self._lock:
            self.struck[kind] += 1

    def state(self) -> list[dict[str, object]]:
        """Those that wait, as plain values."""
        with self._lock:
            return [
                {"fault": each.kind, "remaining": each.remaining, "only": each.only, "stage": each.stage.value}
                for each in self._waiting
            ]

    def strike(self, asked: Asked, stage: Stage, reply: Reply | None = None) -> Reply | None:
        """The reply after the first fault that hits; the given one when none does.

        Raises:
            Dropped: the fault cuts the line.
        """
        with self._lock:
            strike = next((each for each in self._waiting if each.hits(asked, stage)), None)
            if strike is not None:
                self._use_up(strike)
        return reply if strike is None else strike.effect(reply)

    def _use_up(self, strike: Strike) -> None:
        self.struck[strike.kind] += 1
        strike.remaining -= 1
        if strike.remaining <= 0:
            self._waiting.remove(strike)


def cut_line(_: Reply | None) -> Reply:
    """No reply at all."""
    raise Dropped("The connection was closed without a reply.")


def instead(reply: Reply) -> Effect:
    """This reply, whatever there would have been."""
    return lambda _: reply


def halved(*, cut: bool) -> Effect:
    """Half the body; with `cut` the length of the whole is announced and the line ends in the middle."""

    def effect(reply: Reply | None) -> Reply:
        assert reply is not None, "half of nothing"
        half = len(reply.body) // 2
        return replace(reply, body=reply.body[:half], missing=len(reply.body) - half if cut else 0)

    return effect

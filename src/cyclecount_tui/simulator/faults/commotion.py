"""Somebody else at work in a location: every n-th request finds a record changed there."""

import random
import threading
from dataclasses import dataclass
from decimal import Decimal

from cyclecount_tui.simulator.faults.strikes import Asked
from cyclecount_tui.simulator.other_people import SomebodyElse


@dataclass(slots=True)
class _Habit:
    every: int
    location_id: int
    by: Decimal
    only: str | None
    seen: int = 0
    edits: int = 0


class Commotion:
    """Edits by another person between the requests, drawn from a seed.

    Args:
        somebody: who edits.
        seed: what the choices are drawn from.
    """

    def __init__(self, somebody: SomebodyElse, seed: int) -> None:
        self._somebody = somebody
        # Not for secrets: the same seed has to give the same edits.
        self._chance = random.Random(seed)  # noqa: S311
        self._lock = threading.Lock()
        self._habit: _Habit | None = None

    def start(self, every: int, location_id: int, by: Decimal, only: str | None) -> None:
        """Edit a record at the location before every n-th request, by so much up or down."""
        with self._lock:
            self._habit = _Habit(every, location_id, by, only)

    def end(self) -> None:
        """Leave the records alone again."""
        with self._lock:
            self._habit = None

    def state(self) -> dict[str, object] | None:
        """What goes on, as plain values; None when nothing does."""
        with self._lock:
            habit = self._habit
            if habit is None:
                return None
            return {
                "every": habit.every,
                "location_id": habit.location_id,
                "by": str(habit.by),
                "only": habit.only,
                "edits": habit.edits,
            }

    def before(self, asked: Asked) -> bool:
        """Make the edit that falls due with a request; gives whether there was one."""
        with self._lock:
            habit = self._habit
            if habit is None or not asked.concerns(habit.only):
                return False
            habit.seen += 1
            if habit.seen % habit.every:
                return False
            done = self._somebody.stir(habit.location_id, habit.by, self._chance)
            habit.edits += done
            return done

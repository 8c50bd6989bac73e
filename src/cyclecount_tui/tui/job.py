"""One piece of work in a thread: what it is called, whether it may be stopped, and how many rows have come for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cyclecount_tui.workflow.errors import OperatorError
from cyclecount_tui.workflow.waiting import Wait, waited_for


@dataclass(eq=False)
class Job:
    """What a screen keeps of a job. `waiting` is said meanwhile; `stopped` is called when a person stops the wait.

    `rows_came` is called in the thread that reads when there is something new in `rows`, and not again before the
    screen has asked for it: however many pages come, the screen is told as often as it likes. `give_way` is called in
    that thread between two pieces of work, and returns when nobody else should go first. Nobody hears of a job that was
    `cancelled`.
    """

    group: str
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]
    waiting: str = ""
    stopped: Callable[[], None] | None = None
    rows_came: Callable[[Job], object] = lambda _job: None
    give_way: Callable[[], None] = lambda: None
    cancelled: bool = False
    wait: Wait = field(init=False)
    _rows: tuple[int, int] = (0, 0)
    _told: bool = False

    def __post_init__(self) -> None:
        self.wait = Wait(self._count_rows)
        self.wait.give_way = self.give_way

    @property
    def may_be_stopped(self) -> bool:
        """Whether a person may stop waiting for it."""
        return self.stopped is not None

    def cancel(self) -> None:
        """Nobody wants its result any more: ION is asked nothing more for it, and what it did to the disk stays."""
        self.cancelled = True
        self.wait.stop()

    def rows(self) -> tuple[int, int]:
        """The rows that have come, and how many there will be as far as is known."""
        self._told = False
        return self._rows

    def outcome(self, work: Callable[[], object]) -> Callable[[], None] | None:
        """In its thread: does the work; what the screen does with its result or its error, or None if nobody waits.

        An error without a sentence for the operator is a fault of the program: it is raised on the screen.
        """
        try:
            with waited_for(self.wait):
                result = work()
        except Exception as error:
            failure = error
            taken = (lambda: self.failed(failure)) if isinstance(error, OperatorError) else (lambda: _raise(failure))
        else:
            taken = lambda: self.then(result)  # noqa: E731 - beside its counterpart
        return None if self.cancelled else taken

    def _count_rows(self, read: int, total: int) -> None:
        self._rows = (read, total)
        if not self._told:
            self._told = True
            self.rows_came(self)


def _raise(error: Exception) -> None:
    raise error

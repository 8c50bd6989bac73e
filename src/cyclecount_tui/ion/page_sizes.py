"""How many rows a page of each list may have at a tenant: learned when a page was too much, and kept for a day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.ion.memory import Memory

KEPT_FOR = timedelta(days=1)
"""One bad hour of ION must not slow a plant for ever."""

FEWEST_ROWS = 10

Now = Callable[[], datetime]
"""The time, aware."""


def system_time() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


class _Kept(TypedDict):
    rows: int
    learned_at: datetime


_KEPT = TypeAdapter(_Kept)


class _Learned(NamedTuple):
    rows: int
    at: datetime


class PageSizes:
    """Sizes below the usual ones, by operation. May be asked and told from any thread.

    A size goes to `memory` only after a page of that size came: while ION is away altogether, no size is to blame.
    """

    def __init__(self, tenant: str = "", memory: Memory | None = None, now: Now = system_time) -> None:
        self._tenant = tenant
        self._memory = memory
        self._now = now
        self._learned: dict[str, _Learned | None] = {}
        self._lock = Lock()

    def size(self, operation: str, usual: int) -> int:
        """How many rows to ask for now."""
        with self._lock:
            return self._size(operation, usual)

    def smaller(self, operation: str, usual: int, too_much: int) -> int:
        """A size below the one that was too much; another thread may have found it already."""
        with self._lock:
            rows = min(self._size(operation, usual), max(too_much // 2, FEWEST_ROWS))
            self._learned[operation] = _Learned(rows, self._now())
            return rows

    def worked(self, operation: str, rows: int) -> None:
        """A page of a size that was just learned came: it is kept until this time tomorrow."""
        with self._lock:
            learned = self._learned.get(operation)
            if self._memory is None or learned is None or learned.rows != rows:
                return
            kept = _KEPT.dump_json({"rows": rows, "learned_at": learned.at}).decode()
            self._memory.write(self._key(operation), kept)

    def not_to_blame(self, operation: str) -> None:
        """ION is away: what was learned just now about the size is not true."""
        with self._lock:
            self._learned.pop(operation, None)

    def _size(self, operation: str, usual: int) -> int:
        if operation not in self._learned:
            self._learned[operation] = self._remembered(operation)
        learned = self._learned[operation]
        if learned is None:
            return usual
        if not timedelta(0) <= self._now() - learned.at < KEPT_FOR:
            self._learned[operation] = None
            return usual
        return min(usual, learned.rows)

    def _remembered(self, operation: str) -> _Learned | None:
        text = self._memory.read(self._key(operation)) if self._memory is not None else None
        if text is None:
            return None
        try:
            kept = _KEPT.validate_json(text)
        except ValidationError:
            return None
        if kept["rows"] < FEWEST_ROWS or kept["learned_at"].tzinfo is None:
            return None
        return _Learned(kept["rows"], kept["learned_at"])

    def _key(self, operation: str) -> str:
        return f"page size {self._tenant} {operation}"

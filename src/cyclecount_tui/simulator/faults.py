"""Things that go wrong on purpose: cut lines, gateway pages, rate limits, missing rights, and other people."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from cyclecount_tui.simulator.messages import Dropped, Reply, errors_reply, html_reply


class OtherPeople(Protocol):
    """Those who change rows while somebody counts."""

    def edit(self, record_id: int, quantity: Decimal | None, location_id: int | None) -> None:
        """Change a row as another user would."""

    def merge(self, record_ids: Iterable[int]) -> int:
        """Merge rows as ION's own job would; gives the survivor's id."""


class Guard(Protocol):
    """What can be refused on purpose."""

    def forbid(self, name: str) -> None:
        """Refuse an operation or mutation."""

    def allow(self, name: str) -> None:
        """No longer refuse it."""

    def guard(self, location_id: int, message: str) -> None:
        """Refuse writes at a location."""

    def unguard(self, location_id: int) -> None:
        """No longer refuse them."""


@dataclass(slots=True)
class _Fault:
    remaining: int
    after_commit: bool
    only: str | None
    reply: Reply | None

    def concerns(self, names: set[str], *, is_mutation: bool) -> bool:
        if self.after_commit and not is_mutation:
            return False
        return self.only is None or self.only in names


class Faults:
    """Faults for GraphQL requests, set at run time from any thread.

    `only` keeps a fault for the operations, query fields or mutations of that name.
    """

    def __init__(self, guard: Guard, other_people: OtherPeople) -> None:
        self._guard = guard
        self._other_people = other_people
        self._lock = threading.Lock()
        self._waiting: list[_Fault] = []
        self._delay = 0.0

    def drop_before(self, count: int = 1, only: str | None = None) -> None:
        """Cut the line on the next `count` requests before anything is done."""
        self._add(_Fault(count, False, only, None))

    def drop_after_commit(self, count: int = 1, only: str | None = None) -> None:
        """Do the next `count` writes, then cut the line without a reply."""
        self._add(_Fault(count, True, only, None))

    def http_status(
        self,
        status: int,
        html: bool = False,
        count: int = 1,
        only: str | None = None,
        after_commit: bool = False,
    ) -> None:
        """Answer the next `count` requests with this status; `after_commit` does the write first."""
        reply = html_reply(status, "Error") if html else errors_reply(status, f"HTTP {status}")
        self._add(_Fault(count, after_commit, only, reply))

    def rate_limited(self, retry_after: int | None = None, count: int = 1, only: str | None = None) -> None:
        """Answer 429, with or without a Retry-After in seconds."""
        headers = {} if retry_after is None else {"retry-after": str(retry_after)}
        self._add(_Fault(count, False, only, errors_reply(429, "Too many requests.", headers)))

    def delay(self, seconds: float) -> None:
        """Let every request wait so long; 0 ends it."""
        with self._lock:
            self._delay = seconds

    def forbid(self, name: str) -> None:
        """Refuse an operation, query field or mutation for want of a permission."""
        self._guard.forbid(name)

    def allow(self, name: str) -> None:
        """Give the permission back."""
        self._guard.allow(name)

    def refuse_updates_at(self, location_id: int, message: str) -> None:
        """Let an ION Action refuse every inventory write that touches a location."""
        self._guard.guard(location_id, message)

    def allow_updates_at(self, location_id: int) -> None:
        """Take the ION Action away."""
        self._guard.unguard(location_id)

    def edit_behind_the_back(
        self,
        record_id: int,
        quantity: Decimal | int | str | None = None,
        location_id: int | None = None,
    ) -> None:
        """Change a record as another user would: a new etag and an entry in its timeline."""
        wanted = None if quantity is None else Decimal(quantity)
        self._other_people.edit(record_id, wanted, location_id)

    def merge_behind_the_back(self, record_ids: Iterable[int]) -> int:
        """Merge records as another user would; gives the id of the record that is left."""
        return self._other_people.merge(record_ids)

    def clear(self) -> None:
        """Forget waiting faults and delays (not what is forbidden or refused)."""
        with self._lock:
            self._waiting.clear()
            self._delay = 0.0

    @property
    def seconds_to_wait(self) -> float:
        """How long each request waits now."""
        with self._lock:
            return self._delay

    def strike(self, names: set[str], *, is_mutation: bool, committed: bool) -> Reply | None:
        """Use up the first fault that concerns a request: gives its reply, or None when there is none.

        Raises:
            Dropped: the fault cuts the line.
        """
        with self._lock:
            fault = self._next(names, is_mutation=is_mutation, committed=committed)
        if fault is None:
            return None
        if fault.reply is None:
            raise Dropped("The connection was closed without a reply.")
        return fault.reply

    def _add(self, fault: _Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def _next(self, names: set[str], *, is_mutation: bool, committed: bool) -> _Fault | None:
        for fault in self._waiting:
            if fault.after_commit == committed and fault.concerns(names, is_mutation=is_mutation):
                fault.remaining -= 1
                if fault.remaining <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

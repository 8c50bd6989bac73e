"""What the schedule reads from the database in a thread: everything that takes longer the more rows there are."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.workflow.calendar import calendar_if_known
from cyclecount_tui.workflow.resuming import Mine, my_counts
from cyclecount_tui.workflow.schedule_entries import ScheduleEntries
from cyclecount_tui.workflow.scheduling import ScheduleEntry, schedule, with_known_locations
from cyclecount_tui.workflow.workplace import Workplace

Mark = tuple[tuple[int, int], date, Calendar | None]
"""What the rows follow from: the state of the database, the day, the workdays."""


class OnDisk(NamedTuple):
    """What was read at a `mark`; no `entries` where they are what they were at the mark before.

    The entries have those of ION's locations among them that were `known` then.
    """

    mark: Mark
    entries: ScheduleEntries | None
    mine: tuple[Mine, ...]
    known: Sequence[ScheduleEntry]


class ScheduleReader:
    """Reads in one thread after the other, so that two never read the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: OnDisk | None = None
        self._ahead: OnDisk | None = None

    def begin(self, workplace: Workplace) -> None:
        """Read at once, in a thread, what the first `read` will be asked for; that waits for the rest of it.

        What goes wrong is left to that one.
        """
        held = threading.Event()
        threading.Thread(target=self._read_ahead, args=(workplace, held), name="reading-ahead", daemon=True).start()
        held.wait()

    def read(self, workplace: Workplace, known: Sequence[ScheduleEntry], shown: Mark | None) -> OnDisk:
        """The rows, unless nothing was written since `shown`; the counts to go on with, which time alone changes."""
        with self._lock:
            ahead, self._ahead = self._ahead, None
            return self._read(workplace, known, shown) if ahead is None else ahead

    def forget(self) -> None:
        """What was read last is shown no more: it is not kept beside what is."""
        self._last = None

    def _read(self, workplace: Workplace, known: Sequence[ScheduleEntry], shown: Mark | None) -> OnDisk:
        mark = workplace.store.database.changes(), workplace.today(), calendar_if_known(workplace)
        if mark == shown:
            return OnDisk(mark, None, my_counts(workplace), known)
        last = self._last
        if last is None or last.mark != mark or last.known is not known:
            entries = with_known_locations(schedule(workplace), known, workplace.today())
            last = self._last = OnDisk(mark, entries, (), known)
        return last._replace(mine=my_counts(workplace))

    def _read_ahead(self, workplace: Workplace, held: threading.Event) -> None:
        with self._lock:
            held.set()
            with suppress(Exception):
                self._ahead = self._read(workplace, (), None)

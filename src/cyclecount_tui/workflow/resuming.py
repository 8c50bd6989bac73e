"""Going on with counts: those of the one who counts here, and the one of a place that was scanned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cyclecount_tui.domain.earlier_counters import is_among
from cyclecount_tui.domain.lease import Lease
from cyclecount_tui.domain.phase import Phase
from cyclecount_tui.domain.stopped_at import stopped_at
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.store.last_entries import last_entries
from cyclecount_tui.workflow.held_counts import holds
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:  # the schedule asks which counts there are, and folds none
    from cyclecount_tui.domain.count import Count

__all__ = ["Mine", "my_counts", "resumed", "stopped_at"]

_GOES_ON = frozenset({Phase.OPENED, Phase.COUNTING, Phase.RECOUNTING, Phase.SUBMITTED})
"""Phases in which a counter has something left to do; a submitted count waits for ION's answer."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A count that the counter at this terminal may go on with, and when something happened in it last."""

    count: OpenCount
    at: datetime


def my_counts(workplace: Workplace) -> tuple[Mine, ...]:
    """The open counts that the counter opened, made the last entry of, or held until the terminal fell silent.

    The latest comes first; one that another terminal holds now is not offered, nor a recount for somebody else. Reads a
    few rows and folds no count.
    """
    leases, entries = workplace.store.leases.all(), last_entries(workplace.store.database)
    found = []
    for count in workplace.store.journal.open_counts():
        lease, (by, at) = leases.get(count.count_id), entries.get(count.count_id, ("", count.opened_at))
        names = (count.opened_by, by, lease.holder if lease else "")
        if _is_for_others(workplace, count):
            continue
        if is_among(names, workplace.counter) and Phase(count.phase) in _GOES_ON and not holds(workplace, lease):
            found.append(Mine(count, _latest(at, lease)))
    return tuple(sorted(found, key=lambda mine: mine.at, reverse=True))


def resumed(workplace: Workplace, subject: Subject) -> Count | None:
    """The open count of a place or part that was scanned, to go on at `stopped_at`; None where there is none."""
    from cyclecount_tui.workflow.keeping import load

    count_id = workplace.store.journal.open_count_of(subject)
    return None if count_id is None else load(workplace, count_id)


def _is_for_others(workplace: Workplace, count: OpenCount) -> bool:
    """Whether it is a recount that the counter may not do."""
    return workplace.practice.recount.other_counter and is_among(count.counted_before, workplace.counter)


def _latest(at: datetime, lease: Lease | None) -> datetime:
    return max(at, lease.beat_at) if lease else at

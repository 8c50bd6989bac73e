"""What the journal keeps of a count beside its events, so that the schedule need not fold them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from cyclecount_tui.domain.subject import Subject

if TYPE_CHECKING:  # the schedule screen needs counts and no results of lines
    from cyclecount_tui.domain.line_result import NewResults


class CountState(NamedTuple):
    """Where a count stands after an event. The caller folds it; the journal stores it together with the event.

    `phase` is the word of the phase, `counted` and `total` are lines, `ended` is true for a closed or given-up count.
    `counted_on` is set by the submission; `compared` and `matched` are the lines of the comparison and those without a
    difference, None before it. `closed_off_at`, `to_reopen`, `stopped_in_ion` and `counted_before`: see `OpenCount`.
    `results` are what the event told of lines, None where that is nothing.
    """

    phase: str
    counted: int
    total: int
    ended: bool = False
    counted_on: date | None = None
    compared: int | None = None
    matched: int | None = None
    closed_off_at: datetime | None = None
    to_reopen: bool = False
    stopped_in_ion: bool = False
    counted_before: tuple[str, ...] = ()
    results: NewResults | None = None


class OpenCount(NamedTuple):
    """A count that has not ended, as the schedule shows it. `opened_at` is aware; `counted` and `total` are lines."""

    count_id: str
    subject: Subject
    opened_at: datetime
    opened_by: str
    phase: str
    counted: int
    total: int
    closed_off_at: datetime | None = None
    """Since when its location is closed off (aware); None when it is not."""
    to_reopen: bool = False
    """Whether nothing is left to do but to reopen the location."""
    stopped_in_ion: bool = False
    """Whether ION's availability of the location is off because of this count, or may be."""
    counted_before: tuple[str, ...] = ()
    """While lines are counted again: the names of those who counted before."""


class CountResult(NamedTuple):
    """What came of a compared count: `matched` of `compared` lines had no difference (IRA, strict, is their ratio)."""

    count_id: str
    subject: Subject
    counted_on: date
    opened_by: str
    compared: int
    matched: int

"""What a count is made of while it is counted: entries, what was left or scanned, hand-overs, and finished attempts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from cyclecount_tui.domain.count_mode import CountMode as CountMode


@dataclass(frozen=True, slots=True)
class Entry:
    """A standing entry: the last one of a line is its floor quantity. `none`: confirmed that there is none.

    `quantity` is what the line comes to with this entry. `adds`: it was added to the entry before it, so `expression`
    is a part of the sum. `scanned` is the text of the scan that made it.
    """

    line: int
    quantity: Decimal
    expression: str
    at: datetime
    by: str
    none: bool = False
    adds: bool = False
    scanned: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """Who submitted when; `counted_on` is the local date of the count, from which the schedule goes on."""

    by: str
    at: datetime
    counted_on: date


@dataclass(frozen=True, slots=True)
class Left:
    """A line that was left uncounted, and why."""

    reason: str
    by: str
    at: datetime


class ScanOutcome(StrEnum):
    """What became of a scan that nobody could place."""

    OPEN = "open"
    FOUND = "found"
    DISMISSED = "dismissed"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class UnknownScan:
    """A scanned code that is neither on the sheet nor known to ION. `number` counts from 1.

    `near` is the line that was up when it was scanned, `line` the found line it became.
    """

    number: int
    text: str
    by: str
    at: datetime
    near: int | None = None
    outcome: ScanOutcome = ScanOutcome.OPEN
    line: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Somebody else counts from here on: `after` entries of the attempt had been made.

    `taken`: without being given, at that `terminal`.
    """

    previous: str
    by: str
    at: datetime
    after: int
    taken: bool = False
    terminal: str = ""


@dataclass(frozen=True)
class Attempt:
    """A finished count of some of the lines: all of them the first time, those that were asked again later.

    `seals` say by line number what the digital quantity was when it was submitted, without telling it (`sealing.py`).
    `notes` are those that were there when it ended, by line number.
    """

    number: int
    entries: tuple[Entry, ...]
    submission: Submission
    asked: frozenset[int] = frozenset()
    salt: str = ""
    seals: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    left: Mapping[int, Left] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def standing(self) -> Mapping[int, Entry]:
        """The entry that counts for each line, by line number."""
        return {entry.line: entry for entry in self.entries}

    @property
    def counters(self) -> tuple[str, ...]:
        """Everybody who counted a line of it, in the order of their first entry."""
        return tuple(dict.fromkeys(entry.by for entry in self.entries))


def merged(
    attempts: Iterable[Attempt], standing: Mapping[int, Entry], chosen: Mapping[int, int]
) -> Mapping[int, Entry]:
    """The entry that counts for each line: the last one of all attempts, or that of the attempt somebody chose."""
    by_attempt = [*(attempt.standing for attempt in attempts), standing]
    counted: dict[int, Entry] = {}
    for entries in by_attempt:
        counted.update(entries)
    return counted | {line: by_attempt[number - 1][line] for line, number in chosen.items()}

"""The orders of the schedule, one a column, and its groups by class or area."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from cyclecount_tui.domain.looked_up import LookedUp
from cyclecount_tui.domain.natural_order import NaturalKey, natural
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens.row_order import Sorting
from cyclecount_tui.workflow.scheduling import ScheduleEntry

NO_CLASS, NO_AREA, PARTS = "No class", "No area", "Parts"


class Ranked(NamedTuple):
    """An entry with what it is sorted and grouped by; `parent` is the location it is in, where that is known."""

    entry: ScheduleEntry
    parent: str = ""
    accuracy: tuple[Fraction, ...] = ()

    @property
    def name(self) -> NaturalKey:
        """Where it stands by its name."""
        return self.entry.walk

    @property
    def days(self) -> int | None:
        """Until it is due."""
        return self.entry.days

    @property
    def area(self) -> str:
        """Where people walk to count it: a part of the building."""
        return area_of(self.entry.row.subject, self.parent)


class RankedEntries(LookedUp[Ranked]):
    """Entries with the location that each is in and how right its counts were.

    One is made when it is asked for; all are kept once all are asked for, as by each sort.
    """

    def __init__(
        self,
        entries: Sequence[ScheduleEntry],
        parents: Mapping[Subject, str],
        accuracy: Mapping[Subject, tuple[Fraction, ...]],
    ) -> None:
        self._entries = entries
        self._parents = parents
        self._accuracy = accuracy
        self._all: list[Ranked] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Ranked]:
        if self._all is None:
            plain = not (self._parents or self._accuracy)
            self._all = [*map(Ranked if plain else self._ranked, self._entries)]
        return iter(self._all)

    def _at(self, place: int, /) -> Ranked:
        return self._ranked(self._entries[place])

    def _ranked(self, entry: ScheduleEntry) -> Ranked:
        subject = entry.row.subject
        return Ranked(entry, self._parents.get(subject, ""), self._accuracy.get(subject, ()))


_BY_NAME: Sorting[Ranked] = Sorting("location", "location", lambda each: each.name)


def _by(column: str, words: str, value: Callable[[Ranked], Any]) -> Sorting[Ranked]:
    """By a value, which is None where the column is empty; then by name."""
    return Sorting(column, words, value, among=_BY_NAME)


def _mean(shares: tuple[Fraction, ...]) -> Fraction | None:
    return sum(shares, Fraction(0)) / len(shares) if shares else None


SORTINGS: tuple[Sorting[Ranked], ...] = (
    Sorting("due", "due date", lambda each: (each.days or 0, each.name), lambda each: each.days is None),
    _BY_NAME,
    _by("class", "class", lambda each: each.entry.row.count_class or None),
    _by("cadence", "cadence", lambda each: each.entry.row.cadence_days),
    _by("last", "last count, longest ago first", lambda each: each.entry.row.last_counted),
    _by("accuracy", "accuracy, worst first", lambda each: _mean(each.accuracy)),
    _by("count", "count under way", lambda each: each.entry.state or None),
    _by("assigned", "counter", lambda each: each.entry.row.assigned_to.casefold() or None),
)
"""The first is the one to begin with."""


class Grouping(NamedTuple):
    """Rows by something they have in common; the groups stand in natural order, the one of the rest last."""

    words: str
    name_of: Callable[[Ranked], str]
    rest: str

    def rank(self, name: str) -> tuple[bool, NaturalKey]:
        """Where a group of this name stands."""
        return name == self.rest, natural(name)


GROUPINGS = (
    None,
    Grouping("class", lambda each: each.entry.row.count_class or NO_CLASS, NO_CLASS),
    Grouping("area", lambda each: each.area, NO_AREA),
)


def area_of(subject: Subject, parent: str = "") -> str:
    """The area of a location: the location it is in, else its name up to the last ` / `, `-` or space in it.

    A separator counts only when there is something on both sides of it; ` / ` counts before `-`, `-` before a space.
    """
    if subject.is_part:
        return PARTS
    if parent:
        return parent
    for separator in (" / ", "-", " "):
        area, found, place = subject.name.rpartition(separator)
        if found and area.strip() and place.strip():
            return area.strip()
    return NO_AREA

"""The rows of the schedule in their order, whatever they come from; each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from cyclecount_tui.domain.due_order import DueOrder
from cyclecount_tui.domain.looked_up import LookedUp
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.workflow.schedule_entry import ScheduleEntry


class EntrySource(Protocol):
    """Where entries come from: what is known of all of them, in no particular order, and the entry at a place of it.

    `days` until each is due, `names` as they are shown, the `open_counts` among them, and the names of the locations
    that they are in, as far as that is known.
    """

    days: Sequence[int | None]
    names: Sequence[str]
    open_counts: Sequence[OpenCount]
    parents: Mapping[Subject, str]

    def entry(self, place: int) -> ScheduleEntry:
        """The one there; the same one each time."""

    def walk(self, place: int) -> Any:
        """Where it stands among those of its day: by its name, then by its id."""

    def place_of(self, subject: Subject) -> int | None:
        """Where the entry of a subject is."""


class ScheduleEntries(LookedUp[ScheduleEntry]):
    """Entries, most overdue first, then in walking order; what is not scheduled comes last.

    To show a page of them, or to count what is due, no others are made.
    """

    def __init__(self, source: EntrySource) -> None:
        self._source = source
        self._order = DueOrder(source.days, source.walk)

    @property
    def days(self) -> Sequence[int | None]:
        """Until each is due, below zero when overdue, None when it is not scheduled; in no particular order."""
        return self._source.days

    @property
    def names(self) -> Sequence[str]:
        """Of each as it is shown; in no particular order."""
        return self._source.names

    @property
    def open_counts(self) -> Sequence[OpenCount]:
        """The counts that are under way here."""
        return self._source.open_counts

    @property
    def parents(self) -> Mapping[Subject, str]:
        """The names of the locations that they are in, where ION was asked."""
        return self._source.parents

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[ScheduleEntry]:
        return map(self._source.entry, self._order)

    def _at(self, place: int, /) -> ScheduleEntry:
        return self._source.entry(self._order[place])

    def place_of(self, subject: Subject) -> int | None:
        """Where the entry of a subject stands; None where there is none."""
        place = self._source.place_of(subject)
        return None if place is None else self._order.index_of(place)


class MadeEntries:
    """Entries that are there already."""

    def __init__(self, entries: Iterable[ScheduleEntry]) -> None:
        self._entries = list(entries)
        self.days: Sequence[int | None] = [each.days for each in self._entries]
        self.names: Sequence[str] = [called(each.row.subject) for each in self._entries]
        self.open_counts: Sequence[OpenCount] = [
            each.open_count for each in self._entries if each.open_count is not None
        ]
        self.parents: Mapping[Subject, str] = {each.row.subject: each.parent for each in self._entries if each.parent}
        self._places: dict[Subject, int] = {}

    def entry(self, place: int) -> ScheduleEntry:
        """The one there."""
        return self._entries[place]

    def walk(self, place: int) -> Any:
        """Where it stands among those of its day."""
        entry = self._entries[place]
        subject = entry.row.subject
        return entry.walk, subject.name, subject.id, subject.is_part

    def place_of(self, subject: Subject) -> int | None:
        """Where the entry of a subject is."""
        if not self._places:
            self._places = {each.row.subject: place for place, each in enumerate(self._entries)}
        return self._places.get(subject)

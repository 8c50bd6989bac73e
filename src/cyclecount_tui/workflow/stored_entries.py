"""The entries of what the database holds: only those that are looked at are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cyclecount_tui.domain.natural_order import NaturalKey, natural
from cyclecount_tui.domain.schedule import ScheduleRow, due_by_calendar
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.workflow.calendar import calendar_if_known
from cyclecount_tui.workflow.schedule_entry import ScheduleEntry
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.store.schedule_columns import ScheduleColumns

_NOWHERE: Mapping[Subject, str] = {}


class StoredEntries:
    """Rows of the database, then the counts under way of what is not on the schedule.

    The day on which something is due is worked out once for all rows of which the same is said.
    """

    def __init__(self, workplace: Workplace, columns: ScheduleColumns) -> None:
        self._columns = columns
        self.parents = _NOWHERE
        self._today, self._calendar = workplace.today(), calendar_if_known(workplace)
        self._slack = workplace.practice.scheduling.slack_days
        self._other_counter = workplace.practice.recount.other_counter
        self._counts = {count.subject: count for count in workplace.store.journal.open_counts()}
        stored = set(zip(columns.kinds, columns.ids, strict=True)) if self._counts else set()
        self._more = [subject for subject in self._counts if (subject.kind, subject.id) not in stored]
        self.open_counts: Sequence[OpenCount] = tuple(self._counts.values())
        self.days: Sequence[int | None] = [*self._days(), *(None for _ in self._more)]
        self.names: Sequence[str] = [*self._names(), *map(called, self._more)]
        self._made: list[ScheduleEntry | None] = [None] * len(self.days)
        self._walks: dict[int, NaturalKey] = {}

    def entry(self, place: int) -> ScheduleEntry:
        """The one there; two threads may make it twice, which comes to the same."""
        made = self._made[place]
        if made is None:
            row = self._row(place)
            made = self._made[place] = ScheduleEntry(
                row,
                self._counts.get(row.subject) if self._counts else None,
                self._today,
                self._calendar,
                self._slack,
                other_counter=self._other_counter,
                walk=self._walks.pop(place, ""),
            )
        return made

    def walk(self, place: int) -> Any:
        """Where it stands among those of its day."""
        subject = self._subject(place)
        walk = self._walks[place] = natural(subject.name)
        return walk, subject.name, subject.id, subject.is_part

    def place_of(self, subject: Subject) -> int | None:
        """Where the entry of a subject is."""
        if subject in self._more:
            return len(self._columns) + self._more.index(subject)
        return self._columns.place_of(subject)

    def _subject(self, place: int) -> Subject:
        beyond = place - len(self._columns)
        return self._columns.subject(place) if beyond < 0 else self._more[beyond]

    def _row(self, place: int) -> ScheduleRow:
        return self._columns.row(place) if place < len(self._columns) else ScheduleRow(self._subject(place))

    def _days(self) -> Iterator[int | None]:
        """Until each row is due."""
        examples = dict(zip(self._columns.due_terms(), range(len(self._columns)), strict=True))
        until = {said: self._days_until(self._columns.row(place)) for said, place in examples.items()}
        return map(until.__getitem__, self._columns.due_terms())

    def _days_until(self, row: ScheduleRow) -> int | None:
        due = due_by_calendar(row, self._today, self._calendar, self._slack)
        return None if due is None else (due - self._today).days

    def _names(self) -> Sequence[str]:
        """As they are shown."""
        columns, part = self._columns, SubjectKind.PART
        if part not in columns.kinds:
            return columns.names
        return [called(columns.subject(place)) if kind is part else columns.names[place]
                for place, kind in enumerate(columns.kinds)]  # fmt: skip

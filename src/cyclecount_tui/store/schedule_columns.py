"""The schedule as it is read: by the column, in one step of SQLite, each different value checked once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, TypeVar

from cyclecount_tui.domain.looked_up import LookedUp
from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.errors import DatabaseBroken

Value = TypeVar("Value")

COLUMNS = (
    "subject_kind", "subject_id", "subject_name", "count_class", "cadence_days", "last_counted", "first_due",
    "assigned_to", "notes", "planned_for", "reason", "lines", "standing", "paused_until",
)  # fmt: skip
_NAME = COLUMNS.index("subject_name")
_KINDS: dict[str, SubjectKind] = {kind.value: kind for kind in SubjectKind}
_STANDINGS: dict[str, Standing] = {standing.value: standing for standing in Standing}

# One row with a list a column: a step for each of thousands of rows would give the interpreter away, and wait for it,
# as often, which takes seconds while another thread imports.
_SELECT = f"SELECT {', '.join(f'json_group_array({name})' for name in COLUMNS)} FROM schedule"  # noqa: S608 - names of this module


class Same(LookedUp[Value]):
    """One value so many times, kept once."""

    __slots__ = ("_times", "_value")

    def __init__(self, value: Value, times: int) -> None:
        self._value = value
        self._times = times

    def __len__(self) -> int:
        return self._times

    def __iter__(self) -> Iterator[Value]:
        return repeat(self._value, self._times)

    def _at(self, _place: int, /) -> Value:
        return self._value


@dataclass(frozen=True, slots=True)
class ScheduleColumns:
    """Every row of the schedule, in no particular order, a sequence a column; of equal values there is one."""

    kinds: Sequence[SubjectKind]
    ids: Sequence[int]
    names: Sequence[str]
    classes: Sequence[str]
    cadences: Sequence[int | None]
    last_counted: Sequence[date | None]
    first_due: Sequence[date | None]
    assigned_to: Sequence[str]
    notes: Sequence[str]
    planned_for: Sequence[date | None]
    reasons: Sequence[str]
    lines: Sequence[int | None]
    standings: Sequence[Standing]
    paused_until: Sequence[date | None]

    def __len__(self) -> int:
        return len(self.ids)

    def subject(self, place: int) -> Subject:
        """What the row is about."""
        return Subject(self.ids[place], self.names[place], self.kinds[place])

    def place_of(self, subject: Subject) -> int | None:
        """Where the row of a subject is."""
        wanted = (subject.kind, subject.id)
        return next(
            (place for place, each in enumerate(zip(self.kinds, self.ids, strict=True)) if each == wanted), None
        )

    def row(self, place: int) -> ScheduleRow:
        """The row, made anew."""
        return ScheduleRow(
            self.subject(place), self.classes[place], self.cadences[place], self.last_counted[place],
            self.first_due[place], self.assigned_to[place], self.notes[place], self.planned_for[place],
            self.reasons[place], self.lines[place], self.standings[place], self.paused_until[place],
        )  # fmt: skip

    def rows(self) -> list[ScheduleRow]:
        """All of them, by the name of their subject, then by its id."""
        places = sorted(range(len(self)), key=lambda place: (self.names[place], self.ids[place]))
        return [self.row(place) for place in places]

    def due_terms(self) -> Iterator[tuple[object, ...]]:
        """Of each row what tells when it is due, as far as it is not the same in all: of thousands a few hundred."""
        said = self.cadences, self.last_counted, self.first_due, self.planned_for, self.standings, self.paused_until
        return zip(*([column for column in said if not isinstance(column, Same)] or said), strict=True)


def texts_read(connection: sqlite3.Connection) -> Sequence[str]:
    """The values of `COLUMNS` in all rows, as they are stored."""
    texts: Sequence[str] = connection.execute(_SELECT).fetchone()
    return texts


def columns_of(texts: Sequence[str]) -> ScheduleColumns:
    """The whole schedule, as `texts_read` gives it. Raises DatabaseBroken for a value that is none."""
    return checked(map(json.loads, texts), lambda: json.loads(texts[_NAME]))


def checked(columns: Iterable[list[Any]], names: Callable[[], Sequence[str]]) -> ScheduleColumns:
    """What was read of `COLUMNS`, of which one after the other is asked for, so that what is done with is let go.

    Raises DatabaseBroken, with the one of all `names` that the first row has whose value is none.
    """
    read, given = _Checking(names), iter(columns)
    return ScheduleColumns(
        kinds=read.each(next(given), _KINDS.__getitem__),
        ids=next(given),
        names=next(given),
        classes=read.each(next(given), str),
        cadences=read.each(next(given), _number),
        last_counted=read.each(next(given), _date),
        first_due=read.each(next(given), _date),
        assigned_to=read.each(next(given), str),
        notes=read.each(next(given), str),
        planned_for=read.each(next(given), _date),
        reasons=read.each(next(given), str),
        lines=read.each(next(given), _number),
        standings=read.each(next(given), _STANDINGS.__getitem__),
        paused_until=read.each(next(given), _date),
    )


class _Checking:
    """Makes values of what was read, each different one once; a column that holds nothing else is kept as one value."""

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self._names = names

    def each(self, stored: Sequence[Any], value_of: Callable[[Any], Value]) -> Sequence[Value]:
        """The value of each."""
        values: dict[object, Value] = {}
        for text in dict.fromkeys(stored):
            try:
                values[text] = value_of(text)
            except (KeyError, ValueError) as error:
                name = self._names()[stored.index(text)]
                raise DatabaseBroken(
                    f"The schedule holds something for {name} that cannot be read; store the row again."
                ) from error
        if len(values) == 1:
            (value,) = values.values()
            return Same(value, len(stored))
        return list(map(values.__getitem__, stored))


def _number(stored: int | None) -> int | None:
    return stored


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

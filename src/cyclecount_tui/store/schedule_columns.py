"""The schedule as it is read: by the column, in one step of SQLite, each different value checked once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

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


@dataclass(frozen=True, slots=True)
class ScheduleColumns:
    """Every row of the schedule, in no particular order, as a list a column; of equal texts there is one."""

    kinds: list[SubjectKind]
    ids: list[int]
    names: list[str]
    classes: list[str]
    cadences: list[int | None]
    last_counted: list[date | None]
    first_due: list[date | None]
    assigned_to: list[str]
    notes: list[str]
    planned_for: list[date | None]
    reasons: list[str]
    lines: list[int | None]
    standings: list[Standing]
    paused_until: list[date | None]

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
        """Of each row all that says when it is due: thousands of rows have a few hundred of them."""
        said = self.cadences, self.last_counted, self.first_due, self.planned_for, self.standings, self.paused_until
        return zip(*said, strict=True)


def texts_read(connection: sqlite3.Connection) -> Sequence[str]:
    """The values of `COLUMNS` in all rows, as they are stored."""
    texts: Sequence[str] = connection.execute(_SELECT).fetchone()
    return texts


def columns_of(texts: Sequence[str]) -> ScheduleColumns:
    """The whole schedule, as `texts_read` gives it. Raises DatabaseBroken for a value that is none."""
    return checked(json.loads(texts[_NAME]), map(json.loads, texts))


def checked(names: Sequence[str], columns: Iterable[list[Any]]) -> ScheduleColumns:
    """What was read of `COLUMNS`, of which one after the other is asked for, so that what is done with is let go.

    Raises DatabaseBroken, with the name of the first row whose value is none.
    """
    read, given = _Checking(names), iter(columns)
    return ScheduleColumns(
        kinds=read.each(next(given), _KINDS.__getitem__),
        ids=next(given),
        names=next(given),
        classes=_shared(next(given)),
        cadences=next(given),
        last_counted=read.each(next(given), _date),
        first_due=read.each(next(given), _date),
        assigned_to=_shared(next(given)),
        notes=_shared(next(given)),
        planned_for=read.each(next(given), _date),
        reasons=_shared(next(given)),
        lines=next(given),
        standings=read.each(next(given), _STANDINGS.__getitem__),
        paused_until=read.each(next(given), _date),
    )


class _Checking:
    """Makes values of texts, each different text once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def each(self, texts: Sequence[Any], value_of: Callable[[Any], Value]) -> list[Value]:
        """The value of each text."""
        values: dict[object, Value] = {}
        for text in dict.fromkeys(texts):
            try:
                values[text] = value_of(text)
            except (KeyError, ValueError) as error:
                name = self._names[texts.index(text)]
                raise DatabaseBroken(
                    f"The schedule holds something for {name} that cannot be read; store the row again."
                ) from error
        return [values[text] for text in texts]


def _shared(texts: Iterable[str]) -> list[str]:
    """The same texts, equal ones as one object."""
    seen: dict[str, str] = {}
    return [seen.setdefault(text, text) for text in texts]


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

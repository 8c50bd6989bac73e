"""The schedule as stored: one row a location or part, and who changed one by hand, when and why."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from cyclecount_tui.domain.schedule import ScheduleRow, counted
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.errors import NotStorable
from cyclecount_tui.store.schedule_change import ScheduleChange, ScheduleMoved
from cyclecount_tui.store.schedule_columns import COLUMNS, ScheduleColumns, checked, columns_of, texts_read

__all__ = ["ScheduleChange", "ScheduleMoved", "ScheduleTable", "move_on"]

_KEY = ("subject_kind", "subject_id")
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM schedule"  # noqa: S608 - names of this module
_CALLED = (
    "SELECT subject_kind, subject_id, subject_name FROM schedule"
    " WHERE subject_name = ? OR CAST(subject_id AS TEXT) = ? ORDER BY subject_name, subject_id"
)
_PUT = (
    f"INSERT INTO schedule ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - the same
    f" ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name not in _KEY)
)


class ScheduleTable:
    """The schedule of a database. Every method raises StoreError; a write that raises has stored nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def columns(self) -> ScheduleColumns:
        """The whole schedule as it is read, of which rows can be made one by one."""
        return columns_of(self._database.call(texts_read))

    def rows(self) -> list[ScheduleRow]:
        """Every row, by the name of its subject."""
        return self.columns().rows()

    def row(self, subject: Subject) -> ScheduleRow | None:
        """The row of a subject, or None when it is not in the schedule."""
        return self._database.call(lambda connection: _stored(connection, subject))

    def subjects_called(self, text: str) -> list[Subject]:
        """The subjects whose name or id is this text, by name, without reading the other rows."""
        found = self._database.call(lambda connection: connection.execute(_CALLED, (text, text)).fetchall())
        return [Subject(subject_id, name, SubjectKind(kind)) for kind, subject_id, name in found]

    def replace_rows(
        self,
        rows: Iterable[ScheduleRow],
        changes: Iterable[ScheduleChange] = (),
        *,
        expecting: Iterable[ScheduleRow] | None = None,
    ) -> None:
        """Store these rows and what is to be remembered of why, all or nothing; rows of other subjects stay.

        With `expecting`, the rows as they were when somebody read them and decided: what is stored of a subject must
        still be so, and a subject without one must still have no row. Compared and stored in one transaction.

        Raises NotStorable for a bad cadence, ScheduleMoved when something changed since it was read.
        """
        kept, remembered = tuple(rows), tuple(changes)
        read_before = None if expecting is None else {row.subject: row for row in expecting}

        def transaction(connection: sqlite3.Connection) -> None:
            for row in kept:
                if read_before is not None:
                    _refuse_moved(_stored(connection, row.subject), read_before.get(row.subject), row.subject)
                put_row(connection, row)
            for change in remembered:
                _add_change(connection, change)

        self._database.write(transaction)

    def put(self, row: ScheduleRow, change: ScheduleChange | None = None) -> None:
        """Store one row, in place of the subject's former row, and why it was changed."""
        self.replace_rows((row,), () if change is None else (change,))

    def changes(self, subject: Subject) -> list[ScheduleChange]:
        """The changes of a row by hand, the latest first."""
        found = self._database.call(
            lambda connection: connection.execute(
                "SELECT at, by, what, reason FROM schedule_change WHERE subject_kind = ? AND subject_id = ?"
                " ORDER BY position DESC",
                (str(subject.kind), subject.id),
            ).fetchall()
        )
        return [ScheduleChange(datetime.fromisoformat(at), by, subject, what, why) for at, by, what, why in found]


def put_row(connection: sqlite3.Connection, row: ScheduleRow) -> None:
    """Store a row inside the caller's transaction. Raises NotStorable when the cadence is not at least one day."""
    if row.cadence_days is not None and row.cadence_days < 1:
        raise NotStorable(
            f"{row.subject.name} cannot be counted every {row.cadence_days} days; give one day or more, or none."
        )
    connection.execute(
        _PUT,
        (
            str(row.subject.kind),
            row.subject.id,
            row.subject.name,
            row.count_class,
            row.cadence_days,
            _text(row.last_counted),
            _text(row.first_due),
            row.assigned_to,
            row.notes,
            _text(row.planned_for),
            row.reason,
            row.lines,
            str(row.standing),
            _text(row.paused_until),
        ),
    )


def move_on(connection: sqlite3.Connection, subject: Subject, counted_on: date, lines: int) -> None:
    """Store the day of a count inside the caller's transaction; what is not scheduled gets a row without cadence."""
    put_row(connection, counted(_stored(connection, subject) or ScheduleRow(subject), counted_on, lines))


def _stored(connection: sqlite3.Connection, subject: Subject) -> ScheduleRow | None:
    found = connection.execute(
        f"{_SELECT} WHERE subject_kind = ? AND subject_id = ?", (str(subject.kind), subject.id)
    ).fetchone()
    return None if found is None else checked(([value] for value in found), lambda: [subject.name]).row(0)


def _refuse_moved(stored: ScheduleRow | None, read_before: ScheduleRow | None, subject: Subject) -> None:
    if stored == read_before:
        return
    what = "was changed in the schedule"
    if stored and stored.last_counted and (read_before is None or read_before.last_counted != stored.last_counted):
        what = f"was counted on {stored.last_counted}"
    raise ScheduleMoved(f"{subject.name} {what} meanwhile, so nothing was stored: look at it again, then repeat.")


def _add_change(connection: sqlite3.Connection, change: ScheduleChange) -> None:
    subject = change.subject
    connection.execute(
        "INSERT INTO schedule_change (at, by, subject_kind, subject_id, what, reason) VALUES (?, ?, ?, ?, ?, ?)",
        (change.at.isoformat(), change.by, str(subject.kind), subject.id, change.what, change.reason),
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

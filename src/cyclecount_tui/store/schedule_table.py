"""The schedule as stored: one row a location."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.errors import DatabaseBroken, NotStorable

Columns = tuple[int, str, str, int | None, str | None, str | None, str, str]

_SELECT = (
    "SELECT location_id, location_name, count_class, cadence_days, last_counted, first_due, assigned_to, notes"
    " FROM schedule"
)


class ScheduleTable:
    """The schedule of a database. Every method raises StoreError; a write that raises has stored nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> list[ScheduleRow]:
        """Every row, by the name of its location."""
        found: list[Columns] = self._database.call(
            lambda connection: connection.execute(f"{_SELECT} ORDER BY location_name, location_id").fetchall()
        )
        return [_row(columns) for columns in found]

    def row(self, location_id: int) -> ScheduleRow | None:
        """The row of a location, or None when it is not in the schedule."""
        found: Columns | None = self._database.call(
            lambda connection: connection.execute(f"{_SELECT} WHERE location_id = ?", (location_id,)).fetchone()
        )
        return None if found is None else _row(found)

    def replace_rows(self, rows: Iterable[ScheduleRow]) -> None:
        """Store these rows, all or none of them; rows of other locations stay. Raises NotStorable for a bad cadence."""
        kept = tuple(rows)

        def transaction(connection: sqlite3.Connection) -> None:
            for row in kept:
                put_row(connection, row)

        self._database.write(transaction)

    def put(self, row: ScheduleRow) -> None:
        """Store one row, in place of the location's former row."""
        self.replace_rows((row,))


def put_row(connection: sqlite3.Connection, row: ScheduleRow) -> None:
    """Store a row inside the caller's transaction. Raises NotStorable when the cadence is not at least one day."""
    if row.cadence_days is not None and row.cadence_days < 1:
        raise NotStorable(
            f"{row.location_name} cannot be counted every {row.cadence_days} days; give one day or more, or none."
        )
    connection.execute(
        "INSERT INTO schedule (location_id, location_name, count_class, cadence_days, last_counted, first_due,"
        " assigned_to, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (location_id) DO UPDATE SET location_name = excluded.location_name,"
        " count_class = excluded.count_class, cadence_days = excluded.cadence_days,"
        " last_counted = excluded.last_counted, first_due = excluded.first_due,"
        " assigned_to = excluded.assigned_to, notes = excluded.notes",
        (
            row.location_id,
            row.location_name,
            row.count_class,
            row.cadence_days,
            _text(row.last_counted),
            _text(row.first_due),
            row.assigned_to,
            row.notes,
        ),
    )


def _row(columns: Columns) -> ScheduleRow:
    location_id, name, count_class, cadence_days, last_counted, first_due, assigned_to, notes = columns
    try:
        return ScheduleRow(
            location_id, name, count_class, cadence_days, _date(last_counted), _date(first_due), assigned_to, notes
        )
    except ValueError as error:
        raise DatabaseBroken(
            f"The schedule holds a date for {name} that is none; store the row of this location again."
        ) from error


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

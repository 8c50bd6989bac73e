"""The rows of counts: which locations are being counted, and how far each count is."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from cyclecount_tui.store.count_row import CountState, OpenCount
from cyclecount_tui.store.errors import AlreadyOpen, CountMoved, DatabaseBroken

if TYPE_CHECKING:  # the schedule screen needs counts and no events
    from cyclecount_tui.domain.events import CountOpened


def add_count(
    connection: sqlite3.Connection, count_id: str, event: CountOpened, opened_at: str, state: CountState
) -> None:
    """A new count. Raises AlreadyOpen for a location that is being counted, CountMoved for an id in use."""
    standing = open_at(connection, event.location_id)
    if standing is not None:
        raise AlreadyOpen(
            f"{event.location_name} is being counted already; go on with that count, or give it up first.", standing
        )
    if connection.execute("SELECT 1 FROM count WHERE id = ?", (count_id,)).fetchone():
        raise CountMoved("This count was opened already, by another terminal; go back to the schedule.")
    connection.execute(
        "INSERT INTO count (id, location_id, location_name, opened_at, opened_by, phase, counted_lines, total_lines,"
        " ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            count_id,
            event.location_id,
            event.location_name,
            opened_at,
            event.by,
            str(state.phase),
            state.counted,
            state.total,
            opened_at if state.ended else None,
        ),
    )


def set_state(connection: sqlite3.Connection, count_id: str, at: str, state: CountState) -> None:
    """Where the count stands from `at` on; an ended one gets `at` as its end."""
    connection.execute(
        "UPDATE count SET phase = ?, counted_lines = ?, total_lines = ?, ended_at = ? WHERE id = ?",
        (str(state.phase), state.counted, state.total, at if state.ended else None, count_id),
    )


def open_at(connection: sqlite3.Connection, location_id: int) -> str | None:
    """The id of the count that has not ended at this location."""
    return _first_text(connection, "SELECT id FROM count WHERE location_id = ? AND ended_at IS NULL", location_id)


def latest_at(connection: sqlite3.Connection, location_id: int) -> str | None:
    """The id of the count of this location that was opened last, ended or not."""
    return _first_text(
        connection,
        "SELECT count.id FROM count JOIN event ON event.count_id = count.id AND event.seq = 1"
        " WHERE count.location_id = ? ORDER BY event.position DESC LIMIT 1",
        location_id,
    )


def all_open(connection: sqlite3.Connection) -> list[tuple[str, int, str, str, str, str, int, int]]:
    """The columns of OpenCount, in order, of every count that has not ended; the time is text still."""
    return connection.execute(
        "SELECT id, location_id, location_name, opened_at, opened_by, phase, counted_lines, total_lines"
        " FROM count WHERE ended_at IS NULL ORDER BY location_name, location_id"
    ).fetchall()


def open_count_of(columns: tuple[str, int, str, str, str, str, int, int]) -> OpenCount:
    """The count of such a row. Raises DatabaseBroken for a time that is none."""
    count_id, location_id, location_name, opened_at, opened_by, phase, counted, total = columns
    try:
        opened = datetime.fromisoformat(opened_at)
    except ValueError as error:
        raise DatabaseBroken(
            f"The database does not say when the count of {location_name} was opened; run `cyclecount verify`."
        ) from error
    return OpenCount(count_id, location_id, location_name, opened, opened_by, phase, counted, total)


def _first_text(connection: sqlite3.Connection, query: str, location_id: int) -> str | None:
    row = connection.execute(query, (location_id,)).fetchone()
    return None if row is None else str(row[0])

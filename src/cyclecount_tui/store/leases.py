"""Leases: which terminal holds which count, and since when; taking one is told in the count's journal."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from cyclecount_tui.domain.lease import Lease, Terminal
from cyclecount_tui.store.appending import add_events, require_next
from cyclecount_tui.store.count_table import set_state
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.errors import DatabaseBroken, LeaseMoved
from cyclecount_tui.store.event_text import EventText, written
from cyclecount_tui.store.journaled import Journaled

_COLUMNS = "count_id, holder, session, host, tty, pid, machine, started, taken_at, beat_at"
_Row = tuple[str, str, str, str, str, int, str, str, str, str]


class Leases:
    """The leases of a database. Every method raises StoreError; whatever raises has stored nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, count_id: str) -> Lease | None:
        """The lease of a count, lapsed or not."""
        return self._database.call(lambda connection: lease_of(connection, count_id))

    def all(self) -> dict[str, Lease]:
        """Every lease, lapsed or not, by the id of its count."""
        rows: list[_Row] = self._database.call(
            lambda connection: connection.execute(f"SELECT {_COLUMNS} FROM lease").fetchall()  # noqa: S608 - a constant
        )
        return {row[0]: _lease(row) for row in rows}

    def take(self, lease: Lease, before: Lease | None, told: Journaled | None = None) -> None:
        """Put a lease in the place of `before`, which was read just now, and its event in the journal; both or none.

        Raises LeaseMoved when the lease is not `before` any more, CountMoved when the journal went on.
        """
        text = None if told is None else written(told.event)

        def transaction(connection: sqlite3.Connection) -> None:
            if lease_of(connection, lease.count_id) != before:
                raise LeaseMoved("Another terminal took this count in the same moment; open it again.")
            if told is not None and text is not None:
                _tell(connection, lease.count_id, told, text)
            connection.execute(
                f"INSERT OR REPLACE INTO lease ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - same
                _row(lease),
            )

        self._database.write(transaction, is_change=text is not None)

    def beat(self, count_id: str, session: str, at: datetime) -> bool:
        """A sign of life; False when the session does not hold the count any more."""
        return self._changed(
            "UPDATE lease SET beat_at = ? WHERE count_id = ? AND session = ?", (at.isoformat(), count_id, session)
        )

    def give(self, count_id: str, session: str, holder: str) -> bool:
        """Somebody else counts at the same terminal; False when the session does not hold the count."""
        return self._changed(
            "UPDATE lease SET holder = ? WHERE count_id = ? AND session = ?", (holder, count_id, session)
        )

    def release(self, count_id: str, session: str) -> None:
        """The session lets go of a count; one that somebody else holds stays held."""
        self._changed("DELETE FROM lease WHERE count_id = ? AND session = ?", (count_id, session))

    def release_all(self, session: str) -> None:
        """The session lets go of all it holds; without any, nothing is written."""
        held = self._database.call(
            lambda connection: connection.execute("SELECT 1 FROM lease WHERE session = ?", (session,)).fetchone()
        )
        if held is not None:
            self._changed("DELETE FROM lease WHERE session = ?", (session,))

    def _changed(self, statement: str, values: tuple[str, ...]) -> bool:
        return self._database.write(
            lambda connection: connection.execute(statement, values).rowcount > 0, is_change=False
        )


def _tell(connection: sqlite3.Connection, count_id: str, told: Journaled, text: EventText) -> None:
    require_next(connection, count_id, told.seq)
    add_events(connection, count_id, told.seq, [text])
    set_state(connection, count_id, text.at, told.state)


def lease_of(connection: sqlite3.Connection, count_id: str) -> Lease | None:
    """The lease of a count, lapsed or not, for a transaction."""
    row: _Row | None = connection.execute(
        f"SELECT {_COLUMNS} FROM lease WHERE count_id = ?",  # noqa: S608 - a constant
        (count_id,),
    ).fetchone()
    return None if row is None else _lease(row)


def _lease(row: _Row) -> Lease:
    count_id, holder, session, host, tty, pid, machine, started, taken_at, beat_at = row
    try:
        times = datetime.fromisoformat(taken_at), datetime.fromisoformat(beat_at)
    except ValueError as error:
        raise DatabaseBroken(f"The database does not say since when {holder} holds a count; open it again.") from error
    return Lease(count_id, holder, Terminal(session, host, tty, pid, machine, started), *times)


def _row(lease: Lease) -> _Row:
    at = lease.terminal
    times = lease.taken_at.isoformat(), lease.beat_at.isoformat()
    return (lease.count_id, lease.holder, at.session, at.host, at.tty, at.pid, at.machine, at.started, *times)

"""The shape of the database, step by step: each migration brings it one version further, in one transaction."""

import sqlite3
from collections.abc import Callable, Sequence

from cyclecount_tui.store.close_off_columns import add_close_off
from cyclecount_tui.store.errors import DatabaseBroken, DatabaseNewer, DatabaseReadOnly
from cyclecount_tui.store.lease_table import add_leases
from cyclecount_tui.store.line_results import add_line_results
from cyclecount_tui.store.pause_columns import add_pauses
from cyclecount_tui.store.recount_column import add_counted_before
from cyclecount_tui.store.subject_tables import add_subjects
from cyclecount_tui.store.tables import create_tables

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[Migration, ...] = (
    create_tables,
    add_subjects,
    add_close_off,
    add_pauses,
    add_leases,
    add_counted_before,
    add_line_results,
)
"""Migration number n (from 1) makes version n out of version n − 1. Never change one that was released: add one."""

APPLICATION_ID = 0x43434E54
"""Marks the file as ours in SQLite's header ("CCNT"), so that another program's database is never changed."""


def refuse_strangers(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raises DatabaseBroken for another program's database and DatabaseNewer for one of a newer cyclecount."""
    # One transaction, or another program's first migration could fall between two of these.
    connection.execute("BEGIN")
    version = _number(connection, "PRAGMA user_version")
    used = version != 0 or _number(connection, "SELECT count(*) FROM sqlite_schema") != 0
    ours = _number(connection, "PRAGMA application_id") == APPLICATION_ID
    connection.execute("COMMIT")
    if used and not ours:
        raise DatabaseBroken(
            "The database file belongs to another program; move it aside, or choose another data folder."
        )
    if version > len(migrations):
        raise DatabaseNewer(
            f"A newer cyclecount made this database (version {version}, this one knows up to {len(migrations)});"
            " install that cyclecount, or choose another data folder."
        )


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database to the newest version. Several programs may do so at once; each step happens once."""
    while _number(connection, "PRAGMA user_version") < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _one_further(connection, migrations)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def require_current(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """For a database that may only be read. Raises DatabaseReadOnly when it would have to be migrated first."""
    version = _number(connection, "PRAGMA user_version")
    if version < len(migrations):
        raise DatabaseReadOnly(
            f"The database is of version {version} and must be brought to version {len(migrations)} before it is read,"
            " but it cannot be written; allow writing to it once."
        )


def _one_further(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    # Read again under the lock: another program may have been quicker.
    version = _number(connection, "PRAGMA user_version")
    if version >= len(migrations):
        return
    migrations[version](connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version + 1}")


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])

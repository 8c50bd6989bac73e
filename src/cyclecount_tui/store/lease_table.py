"""Version 4 of the database: which terminal holds which count."""

import sqlite3

_STATEMENTS = (
    """
    CREATE TABLE lease (
        count_id TEXT PRIMARY KEY NOT NULL REFERENCES count (id),
        holder TEXT NOT NULL,
        session TEXT NOT NULL,
        host TEXT NOT NULL,
        tty TEXT NOT NULL,
        pid INTEGER NOT NULL,
        machine TEXT NOT NULL,
        started TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        beat_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)


def add_leases(connection: sqlite3.Connection) -> None:
    """Make the table of leases, inside the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)

"""Version 1 of the database: counts, their events in one hash chain, and the schedule."""

import sqlite3

from cyclecount_tui.store.chain import FIRST_PREVIOUS_HASH

_STATEMENTS = (
    """
    CREATE TABLE count (
        id TEXT PRIMARY KEY NOT NULL,
        location_id INTEGER NOT NULL,
        location_name TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        opened_by TEXT NOT NULL,
        phase TEXT NOT NULL,
        counted_lines INTEGER NOT NULL,
        total_lines INTEGER NOT NULL,
        ended_at TEXT
    ) STRICT
    """,
    "CREATE UNIQUE INDEX one_open_count_a_location ON count (location_id) WHERE ended_at IS NULL",
    "CREATE INDEX counts_of_a_location ON count (location_id)",
    """
    CREATE TABLE event (
        position INTEGER PRIMARY KEY,
        count_id TEXT NOT NULL REFERENCES count (id),
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        UNIQUE (count_id, seq)
    ) STRICT
    """,
    """
    CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TABLE chain (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        position INTEGER NOT NULL,
        hash TEXT NOT NULL
    ) STRICT
    """,
    f"INSERT INTO chain VALUES (1, 0, '{FIRST_PREVIOUS_HASH}')",  # noqa: S608 - a constant of this program
    """
    CREATE TABLE schedule (
        location_id INTEGER PRIMARY KEY,
        location_name TEXT NOT NULL,
        count_class TEXT NOT NULL,
        cadence_days INTEGER CHECK (cadence_days > 0),
        last_counted TEXT,
        first_due TEXT,
        assigned_to TEXT NOT NULL,
        notes TEXT NOT NULL
    ) STRICT
    """,
)


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database, inside the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)

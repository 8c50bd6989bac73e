"""Version 3 of the database: which open counts are closed off, which wait for nothing but their reopening."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE count ADD COLUMN closed_off_at TEXT",
    "ALTER TABLE count ADD COLUMN to_reopen INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE count ADD COLUMN stopped_in_ion INTEGER NOT NULL DEFAULT 0",
    # A close-off that was skipped in the end is none.
    """
    UPDATE count SET closed_off_at = (
        SELECT CASE event.kind WHEN 'location_closed_off' THEN event.at END FROM event
        WHERE event.count_id = count.id AND event.kind IN ('location_closed_off', 'close_off_skipped')
        ORDER BY event.seq DESC LIMIT 1
    ) WHERE ended_at IS NULL
    """,
)


def add_close_off(connection: sqlite3.Connection) -> None:
    """Bring the tables from version 2 to version 3, inside the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)

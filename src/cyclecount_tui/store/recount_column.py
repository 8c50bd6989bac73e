"""Version 5 of the database: who counted before, of a count that is counted again."""

import sqlite3


def add_counted_before(connection: sqlite3.Connection) -> None:
    """Bring the tables from version 4 to version 5, inside the caller's transaction."""
    connection.execute("ALTER TABLE count ADD COLUMN counted_before TEXT NOT NULL DEFAULT ''")

"""Version 4 of the database: until when a row of the schedule is paused."""

import sqlite3


def add_pauses(connection: sqlite3.Connection) -> None:
    """Bring the tables from version 3 to version 4, inside the caller's transaction."""
    connection.execute("ALTER TABLE schedule ADD COLUMN paused_until TEXT")

"""Version 2 of the database: counts and schedule rows of parts, results of counts, planned days, changes of rows."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE count RENAME COLUMN location_id TO subject_id",
    "ALTER TABLE count RENAME COLUMN location_name TO subject_name",
    "ALTER TABLE count ADD COLUMN subject_kind TEXT NOT NULL DEFAULT 'location'",
    "ALTER TABLE count ADD COLUMN counted_on TEXT",
    "ALTER TABLE count ADD COLUMN compared_lines INTEGER",
    "ALTER TABLE count ADD COLUMN matched_lines INTEGER",
    "DROP INDEX one_open_count_a_location",
    "DROP INDEX counts_of_a_location",
    "CREATE UNIQUE INDEX one_open_count_a_subject ON count (subject_kind, subject_id) WHERE ended_at IS NULL",
    "CREATE INDEX counts_of_a_subject ON count (subject_kind, subject_id, counted_on)",
    "ALTER TABLE schedule RENAME TO schedule_of_version_1",
    """
    CREATE TABLE schedule (
        subject_kind TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        subject_name TEXT NOT NULL,
        count_class TEXT NOT NULL,
        cadence_days INTEGER CHECK (cadence_days > 0),
        last_counted TEXT,
        first_due TEXT,
        assigned_to TEXT NOT NULL,
        notes TEXT NOT NULL,
        planned_for TEXT,
        reason TEXT NOT NULL DEFAULT '',
        lines INTEGER,
        standing TEXT NOT NULL DEFAULT 'active',
        PRIMARY KEY (subject_kind, subject_id)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO schedule (subject_kind, subject_id, subject_name, count_class, cadence_days, last_counted, first_due,"
    " assigned_to, notes) SELECT 'location', location_id, location_name, count_class, cadence_days, last_counted,"
    " first_due, assigned_to, notes FROM schedule_of_version_1",
    "DROP TABLE schedule_of_version_1",
    """
    CREATE TABLE schedule_change (
        position INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        what TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER schedule_change_is_never_updated BEFORE UPDATE ON schedule_change
    BEGIN SELECT RAISE(ABORT, 'what was changed stays on record'); END
    """,
    """
    CREATE TRIGGER schedule_change_is_never_deleted BEFORE DELETE ON schedule_change
    BEGIN SELECT RAISE(ABORT, 'what was changed stays on record'); END
    """,
)


def add_subjects(connection: sqlite3.Connection) -> None:
    """Bring the tables from version 1 to version 2, inside the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)

"""Databases are brought further version by version, whole or not at all, and never back."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.errors import DatabaseBroken, DatabaseNewer, DatabaseReadOnly
from cyclecount_tui.store.folder import DATABASE_NAME
from cyclecount_tui.store.migrations import MIGRATIONS
from cyclecount_tui.store.opening import open_store

ROW = ScheduleRow(Subject(1, "SHELF-01"))


def add_colour(connection: sqlite3.Connection) -> None:
    """What a second migration might do."""
    connection.execute("ALTER TABLE schedule ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'")


def break_halfway(connection: sqlite3.Connection) -> None:
    """A migration that fails after its first statement."""
    add_colour(connection)
    connection.execute("UPDATE nowhere SET x = 1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of version 1 with one row."""
    with open_store(tmp_path) as store:
        store.schedule.put(ROW)
    return tmp_path / DATABASE_NAME


def version(path: Path) -> int:
    """The version as the file says it."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_new_database_is_of_the_newest_version(path: Path) -> None:
    assert version(path) == len(MIGRATIONS)


def test_an_older_one_is_brought_further_with_what_it_holds(path: Path) -> None:
    with Database(path, migrations=(*MIGRATIONS, add_colour)) as database:
        found = database.call(
            lambda connection: connection.execute("SELECT subject_id, colour FROM schedule").fetchall()
        )
    assert found == [(1, "grey")]
    assert version(path) == len(MIGRATIONS) + 1


def test_a_database_of_locations_alone_keeps_its_counts_and_its_schedule(tmp_path: Path) -> None:
    with Database(tmp_path / DATABASE_NAME, migrations=MIGRATIONS[:1]) as database:

        def fill(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT INTO schedule VALUES (1, 'A', 'B', 30, '2026-01-01', NULL, 'Bo', 'note')")
            connection.execute(
                "INSERT INTO count VALUES ('c', 1, 'A', '2026-01-02T00:00:00Z', 'Bo', 'opened', 0, 0, NULL)"
            )

        database.write(fill)
    with open_store(tmp_path) as store:
        subject = Subject(1, "A")
        assert store.schedule.rows() == [ScheduleRow(subject, "B", 30, date(2026, 1, 1), None, "Bo", "note")]
        assert store.journal.open_count_of(subject) == "c"
        assert store.journal.open_count_of(Subject(1, "A", SubjectKind.PART)) is None


def test_a_schedule_without_days_of_pauses_keeps_its_rows(tmp_path: Path) -> None:
    with Database(tmp_path / DATABASE_NAME, migrations=MIGRATIONS[:3]) as database:

        def fill(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO schedule VALUES ('part', 7, 'FR-7', 'A', 30, '2026-01-01', NULL, 'Bo', 'note', NULL,"
                " 'by hand', 5, 'paused')"
            )

        database.write(fill)
    row = ScheduleRow(
        Subject(7, "FR-7", SubjectKind.PART), "A", 30, date(2026, 1, 1), None, "Bo", "note", None, "by hand", 5,
        Standing.PAUSED,
    )  # fmt: skip
    with open_store(tmp_path) as store:
        assert store.schedule.rows() == [row]
        store.schedule.put(row._replace(paused_until=date(2026, 6, 30)))
    with open_store(tmp_path) as store:
        assert store.schedule.rows() == [row._replace(paused_until=date(2026, 6, 30))]
    assert version(tmp_path / DATABASE_NAME) == len(MIGRATIONS)


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    with pytest.raises(Exception, match="no such table"):
        Database(path, migrations=(*MIGRATIONS, break_halfway))
    assert version(path) == len(MIGRATIONS)
    with open_store(path.parent) as store:
        assert store.schedule.rows() == [ROW]


def test_the_steps_before_a_failing_one_stay(path: Path) -> None:
    with pytest.raises(Exception, match="duplicate column"):
        Database(path, migrations=(*MIGRATIONS, add_colour, break_halfway))
    assert version(path) == len(MIGRATIONS) + 1


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_database_is_refused_and_both_versions_are_named(path: Path, read_only: bool) -> None:
    with Database(path, migrations=(*MIGRATIONS, add_colour)):
        pass
    with pytest.raises(DatabaseNewer, match=rf"version {len(MIGRATIONS) + 1}.* up to {len(MIGRATIONS)}\).*install"):
        Database(path, read_only=read_only)


def test_an_older_one_that_cannot_be_written_is_refused(path: Path) -> None:
    with pytest.raises(DatabaseReadOnly, match=f"version {len(MIGRATIONS)} .* version {len(MIGRATIONS) + 1} "):
        Database(path, read_only=True, migrations=(*MIGRATIONS, add_colour))


def test_a_version_number_alone_does_not_make_it_ours(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(DatabaseBroken, match="another program"):
        open_store(tmp_path)


def test_open_counts_of_an_older_database_are_known_to_be_closed_off(tmp_path: Path) -> None:
    closed, skipped = (
        "'2026-01-02T09:05:00Z', 'Bo', 'location_closed_off'",
        "'2026-01-02T09:06:00Z', 'Bo', 'close_off_skipped'",
    )
    with Database(tmp_path / DATABASE_NAME, migrations=MIGRATIONS[:2]) as database:

        def fill(connection: sqlite3.Connection) -> None:
            for place, count_id in enumerate(("closed", "skipped", "neither"), start=1):
                connection.execute(
                    "INSERT INTO count VALUES (?, ?, ?, '2026-01-02T00:00:00Z', 'Bo', 'opened', 0, 0, NULL, 'location',"
                    " NULL, NULL, NULL)",
                    (count_id, place, count_id),
                )
            rows = (("closed", 1, closed), ("skipped", 1, closed), ("skipped", 2, skipped))
            for place, (count_id, seq, said) in enumerate(rows, start=1):
                connection.execute(f"INSERT INTO event VALUES ({place}, '{count_id}', {seq}, {said}, '', '', '')")

        database.write(fill)
    with open_store(tmp_path) as store:
        found = {count.count_id: count.closed_off_at for count in store.journal.open_counts()}
        assert found == {"closed": datetime(2026, 1, 2, 9, 5, tzinfo=UTC), "skipped": None, "neither": None}
        assert not any(count.to_reopen or count.stopped_in_ion for count in store.journal.open_counts())

"""Databases are brought further version by version, whole or not at all, and never back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.errors import DatabaseBroken, DatabaseNewer, DatabaseReadOnly
from cyclecount_tui.store.folder import DATABASE_NAME
from cyclecount_tui.store.migrations import MIGRATIONS
from cyclecount_tui.store.opening import open_store

ROW = ScheduleRow(1, "SHELF-01")


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
            lambda connection: connection.execute("SELECT location_id, colour FROM schedule").fetchall()
        )
    assert found == [(1, "grey")]
    assert version(path) == len(MIGRATIONS) + 1


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

"""A database that cannot be written can still be read: the schedule, the journal and its proof."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.errors import DatabaseReadOnly, StoreError
from cyclecount_tui.store.folder import DATABASE_NAME
from cyclecount_tui.store.opening import Store, open_store
from cyclecount_tui.store.verifying import verify
from tests.store.examples import COUNTING, begin, counted
from tests.store.unprivileged import open_folder, without_privileges

ROW = ScheduleRow(Subject(7, "SHELF-07"), "A", 30)


def fill_folder(folder: Path) -> None:
    """Put a count and a row of the schedule there."""
    with open_store(folder) as store:
        begin(store)
        store.schedule.put(ROW)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Store]:
    fill_folder(tmp_path)
    with open_store(tmp_path, read_only=True) as store:
        yield store


def test_everything_can_be_read(read_only: Store) -> None:
    assert read_only.schedule.rows() == [ROW]
    assert len(read_only.journal.events("one")) == 1
    assert read_only.journal.open_count_of(Subject(7, "")) == "one"
    assert verify(read_only.database).unedited


def test_nothing_can_be_written(read_only: Store) -> None:
    with pytest.raises(DatabaseReadOnly, match="only be read"):
        read_only.schedule.put(ROW)
    with pytest.raises(DatabaseReadOnly, match="only be read"):
        read_only.journal.append("one", 2, counted(2), COUNTING)


def test_not_even_around_the_transaction(read_only: Store) -> None:
    with pytest.raises(DatabaseReadOnly, match="only be read"):
        read_only.database.call(lambda connection: connection.execute("DELETE FROM schedule"))


def test_it_sees_what_another_program_writes(tmp_path: Path) -> None:
    with open_store(tmp_path) as writer, open_store(tmp_path, read_only=True) as reader:
        begin(writer)
        assert reader.journal.open_count_of(Subject(7, "")) == "one"


def test_a_missing_database_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o666), (0o755, 0o444)])
def test_a_user_who_may_only_read_does(folder_mode: int, file_mode: int) -> None:
    with open_folder() as folder:
        fill_folder(folder)
        (folder / DATABASE_NAME).chmod(file_mode)
        folder.chmod(folder_mode)
        whole, name, event = without_privileges("read", folder)
        assert (whole, name) == ("True", "SHELF-07")
        assert event.startswith("CountOpened")
        assert without_privileges("write", folder)[0] == "DatabaseReadOnly"


def test_what_only_the_log_holds_is_never_passed_over() -> None:
    with open_folder() as folder, open_folder() as left_behind:
        open_store(folder).close()
        with open_store(folder) as store:
            begin(store)
            for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
                shutil.copyfile(folder / name, left_behind / name)
                (left_behind / name).chmod(0o444)
        left_behind.chmod(0o555)
        kind, sentence = without_privileges("read", left_behind)
        assert kind == "DatabaseReadOnly" or "cannot be opened" in sentence
        left_behind.chmod(0o755)
        with open_store(left_behind) as store:
            assert store.journal.open_count_of(Subject(7, "")) == "one"


def test_a_user_who_may_not_even_read_is_told() -> None:
    with open_folder() as folder:
        fill_folder(folder)
        (folder / DATABASE_NAME).chmod(0)
        kind, sentence = without_privileges("read", folder)
        assert kind in {"StoreError", "DatabaseReadOnly"}
        assert str(folder) in sentence

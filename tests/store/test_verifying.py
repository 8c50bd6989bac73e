"""Whoever edits the journal is found: every column, every row, and every way of taking out, putting in and moving."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cyclecount_tui.store.chain import FIRST_PREVIOUS_HASH, hash_of
from cyclecount_tui.store.errors import DatabaseBroken
from cyclecount_tui.store.folder import DATABASE_NAME
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.store.verifying import Verification, verify
from tests.store.examples import begin, fill

EVENTS = 8

COLUMNS = {
    "position": "1000 + position",
    "count_id": "'three'",
    "seq": "seq + 100",
    "at": "'2020-01-01T00:00:00Z'",
    "by": "'Mallory'",
    "kind": "'entry_undone'",
    "body": "body || ' '",
    "previous_hash": f"'{'f' * 64}'",
    "hash": f"'{'f' * 64}'",
}

OTHER_EDITS = {
    "a quantity in the text": "UPDATE event SET body = replace(body, '\"6\"', '\"60\"') WHERE position = 4",
    "text that is not UTF-8": "UPDATE event SET by = CAST(x'ff' AS TEXT) WHERE position = 3",
    "text that is not JSON": "UPDATE event SET body = '[' WHERE position = 3",
    "the first entry gone": "DELETE FROM event WHERE position = 1",
    "a middle entry gone": "DELETE FROM event WHERE position = 4",
    "the last entry gone": "DELETE FROM event WHERE position = 8",
    "the last three entries gone": "DELETE FROM event WHERE position > 5",
    "all entries gone": "DELETE FROM event",
    "a count gone with its entries": "DELETE FROM event WHERE count_id = 'two'; DELETE FROM count WHERE id = 'two'",
    "a count gone without its entries": "DELETE FROM count WHERE id = 'two'",
    "a count that nobody opened": """
        INSERT INTO count VALUES ('three', 3, 'X', '', '', 'opened', 0, 0, NULL, 'location', NULL, NULL, NULL, NULL,
            0, 0, '')
    """,
    "another kind at the count": "UPDATE count SET subject_kind = 'part' WHERE id = 'one'",
    "another name at the count": "UPDATE count SET opened_by = 'Mallory' WHERE id = 'one'",
    "another place at the count": "UPDATE count SET subject_id = 99 WHERE id = 'one'",
    "two texts swapped": """
        CREATE TEMP TABLE kept AS SELECT position, body FROM event WHERE position IN (4, 5);
        UPDATE event SET body = (SELECT body FROM kept WHERE kept.position = 9 - event.position)
        WHERE position IN (4, 5)""",
    "two entries swapped": """
        UPDATE event SET position = 100 WHERE position = 4; UPDATE event SET position = 4 WHERE position = 5;
        UPDATE event SET position = 5 WHERE position = 100""",
    "the order turned round": "UPDATE event SET position = -position",
    "a gap before the last entry": "UPDATE event SET position = 9 WHERE position = 8",
    "a gap in the middle, the head moved along": """
        UPDATE event SET position = 100 + position WHERE position > 4;
        UPDATE event SET position = position - 99 WHERE position > 100; UPDATE chain SET position = 9""",
    "the head set back": "DELETE FROM event WHERE position = 8; UPDATE chain SET position = 7",
    "the head's hash changed": f"UPDATE chain SET hash = '{FIRST_PREVIOUS_HASH}'",
    "the head gone": "DELETE FROM chain",
}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed journal of two counts, with eight entries."""
    folder = tmp_path_factory.mktemp("untouched")
    with open_store(folder) as store:
        begin(store, "one", 1)
        begin(store, "two", 2)
        fill(store, "one", 2, 4)
        fill(store, "two", 2, 4)
    return folder / DATABASE_NAME


@pytest.fixture
def journal_file(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(untouched, tmp_path / DATABASE_NAME))


def edit(path: Path, statements: str) -> None:
    """Change the file as somebody with a database tool would."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_is_never_updated")
        connection.execute("DROP TRIGGER event_is_never_deleted")
        connection.commit()
        connection.executescript(statements)
        connection.commit()


def verified(path: Path) -> Verification:
    """What `verify` says of the file."""
    with open_store(path.parent) as store:
        return verify(store.database)


def test_an_untouched_journal_is_whole(journal_file: Path) -> None:
    found = verified(journal_file)
    assert (found.events, found.counts, found.broken) == (EVENTS, 2, ())
    assert found.unedited
    with closing(sqlite3.connect(journal_file)) as connection:
        assert connection.execute("SELECT hash FROM chain").fetchone() == (found.head,)


def test_an_empty_journal_is_whole(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert verify(store.database) == Verification(0, 0, FIRST_PREVIOUS_HASH, ())


def test_the_state_for_the_schedule_is_no_part_of_it(journal_file: Path) -> None:
    edit(journal_file, "UPDATE count SET phase = 'x', counted_lines = 99, total_lines = 0, ended_at = 'never'")
    assert verified(journal_file).unedited


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("position", range(1, EVENTS + 1))
def test_every_edited_column_of_every_entry_is_found(journal_file: Path, column: str, position: int) -> None:
    edit(journal_file, f"UPDATE event SET {column} = {COLUMNS[column]} WHERE position = {position}")
    broken = verified(journal_file).broken
    places = {1000 + position if column == "position" else position, position + 1}
    assert places & {found.position for found in broken}, broken


@pytest.mark.parametrize("statements", OTHER_EDITS.values(), ids=OTHER_EDITS)
def test_every_other_edit_is_found(journal_file: Path, statements: str) -> None:
    edit(journal_file, statements)
    broken = verified(journal_file).broken
    assert broken
    assert all(found.sentence.endswith(".") for found in broken)


def test_an_entry_put_in_with_a_fitting_hash_is_found(journal_file: Path) -> None:
    with closing(sqlite3.connect(journal_file)) as connection:
        previous, body = connection.execute("SELECT hash, body FROM event WHERE position = 8").fetchone()
        at, by = connection.execute("SELECT at, by FROM event WHERE position = 8").fetchone()
        forged = hash_of(previous, "two", 5, at, by, "counted", body)
        columns = (9, "two", 5, at, by, "counted", body, previous, forged)
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)
        connection.commit()
    assert [found.position for found in verified(journal_file).broken] == [9]


@pytest.mark.parametrize(
    ("seq", "by", "sentence"),
    [(6, "two", "number 6 in its count where 5"), (5, "Mallory", r"beside its text than in it \(by\)")],
)
def test_a_well_chained_entry_that_makes_no_sense_is_found(
    journal_file: Path, seq: int, by: str, sentence: str
) -> None:
    with closing(sqlite3.connect(journal_file)) as connection:
        previous, at, body = connection.execute("SELECT hash, at, body FROM event WHERE position = 8").fetchone()
        fitting = hash_of(previous, "two", seq, at, by, "counted", body)
        columns = (9, "two", seq, at, by, "counted", body, previous, fitting)
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)
        connection.execute("UPDATE chain SET position = 9, hash = ?", (fitting,))
        connection.commit()
    (found,) = verified(journal_file).broken
    assert (found.position, found.count_id) == (9, "two")
    assert re.search(sentence, found.sentence)


def test_verifying_leaves_reading_as_strict_as_it_was(journal_file: Path) -> None:
    edit(journal_file, "UPDATE count SET phase = CAST(x'ff' AS TEXT)")
    with open_store(journal_file.parent) as store:
        assert verify(store.database).unedited
        with pytest.raises(DatabaseBroken):
            store.journal.open_counts()


def test_an_entry_written_anew_with_a_fitting_hash_breaks_the_next(journal_file: Path) -> None:
    with closing(sqlite3.connect(journal_file)) as connection:
        columns = "previous_hash, count_id, seq, at, by, kind, replace(body, '\"6\"', '\"60\"')"
        values = connection.execute(f"SELECT {columns} FROM event WHERE position = 4").fetchone()
    edit(journal_file, f"UPDATE event SET body = '{values[-1]}', hash = '{hash_of(*values)}' WHERE position = 4")
    assert [found.position for found in verified(journal_file).broken] == [5]


def test_a_table_made_anew_with_other_kinds_of_values_is_found(journal_file: Path) -> None:
    edit(
        journal_file,
        """CREATE TABLE copy AS SELECT * FROM event; DROP TABLE event; ALTER TABLE copy RENAME TO event;
        UPDATE event SET seq = 'three' WHERE position = 4; UPDATE event SET body = x'00' WHERE position = 6""",
    )
    assert {4, 6} <= {found.position for found in verified(journal_file).broken}


def test_no_text_can_move_from_one_column_into_the_next() -> None:
    hashes = {
        hash_of("0", "a", 1, "b", "c", kind, body) for kind, body in [("d", "e"), ("de", ""), ("", "de"), ('d","e', "")]
    }
    assert len(hashes) == 4


def test_the_triggers_keep_the_program_itself_from_editing(journal_file: Path) -> None:
    with closing(sqlite3.connect(journal_file)) as connection:
        for statement in ("UPDATE event SET by = 'Mallory'", "DELETE FROM event"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_replacing_an_entry_is_refused_too(journal_file: Path) -> None:
    with open_store(journal_file.parent) as store, pytest.raises(Exception, match="append-only"):
        store.database.write(
            lambda connection: connection.execute("INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 3")
        )

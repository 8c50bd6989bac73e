"""One thread at a time is at the connection; transactions are whole; trouble comes out as one sentence."""

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import FrameType

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.errors import DatabaseBroken, DatabaseBusy, DiskFull, StoreError
from cyclecount_tui.store.folder import DATABASE_NAME
from cyclecount_tui.store.opening import Store, open_store
from cyclecount_tui.store.translating import store_error
from tests.store.examples import COUNTING, begin, counted, fill, noted

PATIENCE = 20.0


def pragma(database: Database, name: str) -> object:
    """The value of one of SQLite's settings."""
    return database.call(lambda connection: connection.execute(f"PRAGMA {name}").fetchone()[0])


def test_one_is_at_the_connection_at_a_time(store: Store) -> None:
    inside, most = list[int](), list[int]()

    def work(_connection: sqlite3.Connection) -> None:
        inside.append(threading.get_ident())
        time.sleep(0.002)
        most.append(len(inside))
        inside.pop()

    with ThreadPoolExecutor(4) as callers:
        list(callers.map(lambda _: store.database.call(work), range(20)))
    assert most == [1] * 20


def started(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)


def has_its_turn(database: Database) -> bool:
    """Whether another thread is at the connection."""
    free = database._turn.acquire(blocking=False)
    if free:
        database._turn.release()
    return not free


def test_whoever_comes_again_at_once_keeps_nobody_waiting(store: Store) -> None:
    """The thread of the keys asks a question while another one reads and reads."""
    done, let_go = list[str](), threading.Event()

    def again_and_again() -> None:
        store.database.call(lambda _: let_go.wait(PATIENCE))
        for _ in range(100):
            store.database.call(lambda _: done.append("again"))

    greedy = started(again_and_again)
    until(lambda: has_its_turn(store.database))
    keys = started(lambda: store.database.call(lambda _: done.append("keys")))
    until(store.database._next.locked)
    let_go.set()
    for thread in (greedy, keys):
        thread.join(PATIENCE)
    assert done == ["keys"] + 100 * ["again"]


def test_who_is_interrupted_while_waiting_keeps_nobody_waiting(store: Store) -> None:
    let_go = threading.Event()

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    holder = started(lambda: store.database.call(lambda _: let_go.wait(PATIENCE)))
    until(lambda: has_its_turn(store.database))
    before = signal.signal(signal.SIGALRM, interrupted)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(KeyboardInterrupt):
            store.database.call(lambda _: None)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    let_go.set()
    holder.join(PATIENCE)
    assert started_and_done(lambda: store.database.call(lambda _: None))


def test_a_turn_that_was_never_given_back_does_not_stop_who_has_it(store: Store) -> None:
    """Ctrl+c may come just when a command has its turn, and it still gives its count free before it ends."""
    store.database._turn.acquire()
    begin(store, "count")
    store.close()


def started_and_done(work: Callable[[], object]) -> bool:
    thread = started(work)
    thread.join(PATIENCE)
    return not thread.is_alive()


def test_many_threads_may_append(store: Store) -> None:
    for number in range(4):
        begin(store, f"count-{number}", number)
    with ThreadPoolExecutor(4) as callers:
        list(callers.map(lambda number: fill(store, f"count-{number}", 2, 11), range(4)))
    assert [len(store.journal.events(f"count-{number}")) for number in range(4)] == [11] * 4


def test_a_commit_is_synced(store: Store) -> None:
    assert pragma(store.database, "journal_mode") == "wal"
    assert pragma(store.database, "synchronous") == 2
    assert pragma(store.database, "foreign_keys") == 1
    assert pragma(store.database, "busy_timeout") == 5000


def test_a_network_disk_gets_the_rollback_journal(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    for on_network, mode, synchronous in [(False, "wal", 2), (True, "delete", 3), (False, "wal", 2)]:
        with Database(path, network_disk=on_network) as database:
            assert (pragma(database, "journal_mode"), pragma(database, "synchronous")) == (mode, synchronous)


def test_whatever_raises_inside_a_transaction_undoes_it(store: Store) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO schedule_change VALUES (1, '', '', 'location', 1, '', '')")
        raise KeyError("half")

    with pytest.raises(KeyError):
        store.database.write(half)
    assert store.schedule.changes(Subject(1, "")) == []


def test_reading_sees_one_moment(store: Store) -> None:
    with open_store(store.database.path.parent) as other:

        def twice(connection: sqlite3.Connection) -> tuple[int, int]:
            query = "SELECT count(*) FROM schedule"
            before = connection.execute(query).fetchone()[0]
            other.schedule.put(ScheduleRow(Subject(1, "SHELF-01")))
            return before, connection.execute(query).fetchone()[0]

        assert store.database.read(twice) == (0, 0)
    assert len(store.schedule.rows()) == 1


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """The data folder of a database with a count in it."""
    with open_store(tmp_path) as store:
        begin(store)
    return tmp_path


def test_a_lock_held_for_too_long_is_said_and_nothing_is_stored(locked: Path) -> None:
    with (
        open_store(locked, busy_seconds=0.05) as store,
        closing(sqlite3.connect(locked / DATABASE_NAME, isolation_level=None)) as holder,
    ):
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusy, match="try again"):
            store.journal.append("one", 2, counted(2), COUNTING)
        assert len(store.journal.events("one")) == 1
        holder.execute("ROLLBACK")
        store.journal.append("one", 2, counted(2), COUNTING)


def test_a_lock_that_is_let_go_in_time_is_waited_for(locked: Path) -> None:
    with (
        open_store(locked, busy_seconds=60) as store,
        closing(sqlite3.connect(locked / DATABASE_NAME, isolation_level=None, check_same_thread=False)) as holder,
        ThreadPoolExecutor(1) as caller,
    ):
        holder.execute("BEGIN EXCLUSIVE")
        waiting = caller.submit(store.journal.append, "one", 2, counted(2), COUNTING)
        assert not waiting.done()
        holder.execute("ROLLBACK")
        waiting.result(60)
        assert len(store.journal.events("one")) == 2


def test_a_locked_database_cannot_change_its_journal_mode(locked: Path) -> None:
    path = locked / DATABASE_NAME
    with Database(path), pytest.raises(DatabaseBusy):
        Database(path, network_disk=True, busy_seconds=0.05)


def test_the_journal_mode_is_changed_as_soon_as_nobody_is_in_the_way(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = locked / DATABASE_NAME
    holder = sqlite3.connect(path, check_same_thread=False)
    holder.execute("SELECT count(*) FROM event").fetchone()
    waits: list[float] = []

    def go_away_meanwhile(seconds: float) -> None:
        waits.append(seconds)
        holder.close()

    monkeypatch.setattr("cyclecount_tui.store.connecting.time.sleep", go_away_meanwhile)
    with Database(path, network_disk=True) as database:
        assert pragma(database, "journal_mode") == "delete"
    assert len(waits) == 1


def test_a_full_disk_is_said_and_nothing_is_stored(store: Store) -> None:
    begin(store)
    store.database.call(lambda connection: connection.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(DiskFull, match="make room"):
        store.journal.append("one", 2, noted("x" * 100_000), COUNTING)
    assert len(store.journal.events("one")) == 1


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    path.write_bytes(b"Dear diary,\n" * 500)
    with pytest.raises(DatabaseBroken, match="not a database"):
        Database(path)
    assert path.read_bytes() == b"Dear diary,\n" * 500


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE holiday (photo)")
    before = path.read_bytes()
    with pytest.raises(DatabaseBroken, match="another program"):
        Database(path)
    assert path.read_bytes() == before


def test_a_damaged_database_is_said_to_be_so(locked: Path) -> None:
    path = locked / DATABASE_NAME
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(DatabaseBroken, match="damaged"), open_store(locked) as store:
        store.journal.events("one")


def test_text_that_is_not_text_is_said_to_be_so(store: Store) -> None:
    begin(store)
    store.database.write(lambda connection: connection.execute("UPDATE count SET phase = CAST(x'ff' AS TEXT)"))
    with pytest.raises(DatabaseBroken, match="cyclecount verify"):
        store.journal.open_counts()


def test_a_time_that_is_none_is_said_to_be_so(store: Store) -> None:
    begin(store)
    store.database.write(lambda connection: connection.execute("UPDATE count SET opened_at = 'morning'"))
    with pytest.raises(DatabaseBroken, match="SHELF-07"):
        store.journal.open_counts()


def test_a_folder_in_the_files_place_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).mkdir()
    with pytest.raises(StoreError, match="check the data folder"):
        Database(tmp_path / DATABASE_NAME)


def test_closing_twice_is_harmless_and_a_closed_database_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed already"):
        store.schedule.rows()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "DatabaseBusy"),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, "DatabaseBusy"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "DatabaseReadOnly"),
        (sqlite3.SQLITE_PERM, "DatabaseReadOnly"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "DatabaseBroken"),
        (sqlite3.SQLITE_FULL, "DiskFull"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "StoreError"),
        (sqlite3.SQLITE_IOERR_FSYNC, "StoreError"),
        (sqlite3.SQLITE_INTERNAL, "StoreError"),
    ],
)
def test_each_of_sqlites_errors_becomes_one_sentence(code: int, kind: str) -> None:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    translated = store_error(error, Path("/data/x.db"))
    assert type(translated).__name__ == kind
    assert "/data/x.db" in translated.sentence
    assert translated.sentence.endswith(".")


def test_what_sqlite_said_is_the_cause_and_no_more(store: Store) -> None:
    with pytest.raises(StoreError, match="no such table") as failed:
        store.database.call(lambda connection: connection.execute("SELECT * FROM nowhere"))
    assert isinstance(failed.value.__cause__, sqlite3.Error)
    assert not isinstance(failed.value, sqlite3.Error)


def test_another_connection_of_the_process_lets_other_programs_take_nothing_away(tmp_path: Path) -> None:
    """A program that ends as the last one takes the log away; it must see that this one is still there."""
    code = (
        "import sys; from pathlib import Path; from cyclecount_tui.store.opening import open_store;"
        "from tests.store.examples import begin; store = open_store(Path(sys.argv[1]));"
        "begin(store, sys.argv[2], int(sys.argv[3])); store.close()"
    )
    with open_store(tmp_path) as store, open_store(tmp_path):
        for number, count_id in enumerate(("one", "two", "three"), start=1):
            command = [sys.executable, "-c", code, str(tmp_path), count_id, str(number)]
            subprocess.run(command, cwd=Path(__file__).parents[2], check=True)
            assert len(store.journal.open_counts()) == number

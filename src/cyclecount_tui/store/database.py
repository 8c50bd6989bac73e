"""The database: one connection, at which one thread at a time does its work."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Self, TypeVar

from cyclecount_tui.store.connecting import make_durable, may_write, readable, writable
from cyclecount_tui.store.errors import DatabaseReadOnly, StoreError
from cyclecount_tui.store.migrations import MIGRATIONS, Migration, migrate, refuse_strangers, require_current
from cyclecount_tui.store.translating import translated

T = TypeVar("T")


class Database:
    """An open database at the newest version.

    `path` is made where it is missing. With `read_only`, or where the system does not allow writing, it is opened for
    reading. `busy_seconds` is how long another program's lock is waited for. `network_disk` None: look. Raises
    StoreError. The functions given to `call`, `read` and `write` must not call back, nor hand on anything that reads
    on from the connection.

    No thread of its own does the work: to hand it over and wait costs as much as half a commit. Whoever must not wait
    for the disk, as the thread of the keys, calls from another one.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        busy_seconds: float = 5.0,
        network_disk: bool | None = None,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> None:
        self.path = path
        self.read_only = read_only or not may_write(path)
        self._busy_seconds = busy_seconds
        self._next = Lock()
        self._turn = RLock()
        self._closed = False
        self._changes = 0
        with translated(path):
            self._connection = self._opened(network_disk, migrations)

    def call(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """What `fn` returns, outside any transaction. Raises what it raises, SQLite's errors as StoreError."""
        return self._in_turn(lambda: fn(self._connection))

    def read(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """As `call`; `fn` sees the database as it was at one moment, whatever others write meanwhile."""
        return self._in_turn(lambda: _in_transaction(self._connection, "BEGIN", fn))

    def write(self, fn: Callable[[sqlite3.Connection], T], *, is_change: bool = True) -> T:
        """As `call`; all that `fn` wrote is on the disk when this returns, and nothing of it when this raises.

        `is_change` False: what no list shows is written, and `changes` stays as it is.
        """
        if self.read_only:
            raise DatabaseReadOnly(
                f"The database {self.path} can only be read; allow writing to it and to its folder, then try again."
            )

        def writing() -> T:
            self._changes += is_change
            return _in_transaction(self._connection, "BEGIN IMMEDIATE", fn)

        return self._in_turn(writing)

    def changes(self) -> tuple[int, int]:
        """Another value than before once something was changed, by this program or by another one."""
        return self.call(lambda connection: (connection.execute("PRAGMA data_version").fetchone()[0], self._changes))

    def close(self) -> None:
        """Wait for what is under way and close. Closing again does nothing."""
        if not self._closed:
            self._in_turn(self._connection.close)
            self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _in_turn(self, job: Callable[[], T]) -> T:
        # Whoever waits for the turn is next: one that has just had it, and wants it again at once, comes behind.
        with self._next:
            self._turn.acquire()
        try:
            if self._closed:
                raise StoreError(f"The database {self.path} is closed already; start the program again.")
            with translated(self.path):
                return job()
        finally:
            self._turn.release()

    def _opened(self, network_disk: bool | None, migrations: Sequence[Migration]) -> sqlite3.Connection:
        open_file = readable if self.read_only else writable
        connection = open_file(self.path, self._busy_seconds)
        try:
            refuse_strangers(connection, migrations)
            if self.read_only:
                require_current(connection, migrations)
            else:
                make_durable(connection, self.path, self._busy_seconds, network_disk)
                migrate(connection, migrations)
        except BaseException:
            connection.close()
            raise
        return connection


def _in_transaction(connection: sqlite3.Connection, begin: str, fn: Callable[[sqlite3.Connection], T]) -> T:
    try:
        connection.execute(begin)
        result = fn(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
    return result

"""A connection to the database file, private to its owner and as durable as its disk allows."""

import errno
import os
import sqlite3
import time
from pathlib import Path

from cyclecount_tui.store.errors import DatabaseReadOnly, DiskFull, StoreError
from cyclecount_tui.store.network_disks import on_network_disk
from cyclecount_tui.store.translating import is_busy

_OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables."""

_RETRY_SECONDS = 0.02

_NO_SHARED_MEMORY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL}


def writable(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection that may write; the file is made with mode 0600 where it is missing.

    SQLite gives the files it puts beside the database the same mode. Raises sqlite3.Error and StoreError.
    """
    _require_sqlite()
    _private_file(path)
    connection = _connected(f"{path.absolute().as_uri()}?mode=rw", busy_seconds)
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it, INSERT OR REPLACE would go past the triggers that keep the journal append-only.
    connection.execute("PRAGMA recursive_triggers = ON")
    return connection


def readable(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection that only reads. Raises sqlite3.Error and StoreError."""
    _require_sqlite()
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = _connected(address, busy_seconds)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(f"{path.name}-wal").exists():
            raise
        # SQLite cannot put its shared memory into a folder that only allows reading. No log: nobody is writing.
        return _connected(f"{address}&immutable=1", busy_seconds)
    return connection


def may_write(path: Path) -> bool:
    """Whether the system allows writing to the file and beside it; a missing file counts as writable."""
    return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK))


def make_durable(connection: sqlite3.Connection, path: Path, busy_seconds: float, network_disk: bool | None) -> None:
    """Choose the journal of SQLite so that a commit is on the disk when it returns.

    A write-ahead log with a sync at each commit; on a network disk, or where the log cannot be had, the older rollback
    journal. `network_disk` None: look which it is. Raises sqlite3.Error when others hold the database for too long.
    """
    shared = on_network_disk(path) if network_disk is None else network_disk
    if not shared and _switched(connection, "wal", busy_seconds):
        connection.execute("PRAGMA synchronous = FULL")
        return
    _switched(connection, "delete", busy_seconds)
    # FULL does not sync the folder after the journal is deleted, which is what commits here.
    connection.execute("PRAGMA synchronous = EXTRA")


def _switched(connection: sqlite3.Connection, mode: str, busy_seconds: float) -> bool:
    deadline = time.monotonic() + busy_seconds
    while True:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == mode:
            return True
        try:
            return bool(connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0] == mode)
        except sqlite3.OperationalError as error:
            if mode == "wal" and error.sqlite_errorcode & 0xFF in _NO_SHARED_MEMORY:
                return False
            # SQLite does not wait by itself here, and another program may be opening the same new file.
            if not is_busy(error) or time.monotonic() > deadline:
                raise
        time.sleep(_RETRY_SECONDS)


def _connected(address: str, busy_seconds: float) -> sqlite3.Connection:
    # Whoever has its turn uses it (`turns.py`); Python would allow it to the thread alone that opened it.
    return sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)


def _require_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        needed = ".".join(str(number) for number in _OLDEST_SQLITE)
        raise StoreError(f"This Python has SQLite {sqlite3.sqlite_version}; install one with SQLite {needed} or newer.")


def _private_file(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        # Opening and closing it would drop the locks that other connections of this process have on it, and another
        # program could then take away the log that they read.
        if not path.is_file():
            raise StoreError(f"The database {path} is no file; check the data folder.") from None
    except OSError as error:
        raise _refused(error, path) from error


def _refused(error: OSError, path: Path) -> StoreError:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return DatabaseReadOnly(f"The system does not allow writing to {path}; allow it or choose another data folder.")
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(f"There is no room left on the disk of {path}; make room and try again.")
    reason = (error.strerror or "unknown reason").lower()
    return StoreError(f"The database {path} cannot be opened ({reason}); check the data folder.")

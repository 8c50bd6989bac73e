"""SQLite's errors as the store's own: what happened and what to do, in one sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cyclecount_tui.store.errors import (
    DatabaseBroken,
    DatabaseBusy,
    DatabaseReadOnly,
    DiskFull,
    NotStorable,
    StoreError,
)

_PRIMARY_CODE = 0xFF
"""SQLite's extended result codes keep the general one in their lowest byte."""

_BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (
        DatabaseBusy,
        "Another program kept the database {path} locked; wait until it has finished, then try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        DatabaseBusy,
        "Another program kept the database {path} locked; wait until it has finished, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        DatabaseReadOnly,
        "The database {path} can only be read; allow writing to it and to its folder, then try again.",
    ),
    sqlite3.SQLITE_PERM: (
        DatabaseReadOnly,
        "The system does not allow access to the database {path}; allow it, then try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        DatabaseBroken,
        "The database {path} is damaged; move it aside and put back a copy from a backup.",
    ),
    sqlite3.SQLITE_NOTADB: (
        DatabaseBroken,
        "The file {path} is not a database; move it aside, or choose another data folder.",
    ),
    sqlite3.SQLITE_FULL: (
        DiskFull,
        "There is no room left on the disk of {path}; nothing was stored, make room and try again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StoreError,
        "The database {path} cannot be opened; check that its folder exists and may be read and written.",
    ),
    sqlite3.SQLITE_IOERR: (
        StoreError,
        "The disk of {path} could not be read or written; nothing was stored, check the disk and try again.",
    ),
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside comes out as a StoreError about the database at `path`, with its cause."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except UnicodeEncodeError as error:
        raise NotStorable("The text holds half a character that cannot be stored; type it again.") from error
    except OverflowError as error:
        raise NotStorable("A number is too large to be stored; check what was entered.") from error


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """The store's error for one of SQLite's."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return _without_code(error, path)
    kind, sentence = _BY_CODE.get(
        code & _PRIMARY_CODE, (StoreError, "The database {path} could not do what was asked ({reason}).")
    )
    return kind(sentence.format(path=path, reason=error))


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else holds a lock that is in the way."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _without_code(error: sqlite3.Error, path: Path) -> StoreError:
    # Python itself raises these; text that is not UTF-8 is the one that a damaged file can cause.
    if "decode" in str(error).lower():
        return DatabaseBroken(
            f"The database {path} holds text that cannot be read; run `cyclecount verify` to find where."
        )
    return StoreError(f"The database {path} could not do what was asked ({error}).")

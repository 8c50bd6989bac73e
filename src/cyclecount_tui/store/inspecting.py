"""How the database and its disk are: size, damage, the journal's chain, and the room that is left."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from cyclecount_tui.store.database import Database
from cyclecount_tui.store.folder import DATABASE_NAME
from cyclecount_tui.store.verifying import Verification, verify

MOST_DAMAGES = 3
_WHOLE = "ok"
"""What SQLite says of a database without damage."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """An open database as it was found. `size` is in bytes, its log included; `damage` is in SQLite's own words.

    `journal` is None where the damage did not let it be read.
    """

    path: Path
    size: int
    read_only: bool
    damage: tuple[str, ...]
    journal: Verification | None


def inspected(folder: Path) -> Inspection | None:
    """The database of a data folder, opened as for counting; None where there is none yet. Raises StoreError."""
    path = folder / DATABASE_NAME
    if not path.exists():
        return None
    with Database(path) as database:
        rows = database.call(
            lambda connection: connection.execute(f"PRAGMA integrity_check({MOST_DAMAGES})").fetchall()
        )
        damage = tuple(str(row[0]) for row in rows if row[0] != _WHOLE)
        journal = None if damage else verify(database)
        return Inspection(path, _size(path), database.read_only, damage, journal)


def free_bytes(folder: Path) -> int:
    """The room on the disk of a folder that its owner may use, in bytes. Raises OSError."""
    return shutil.disk_usage(folder).free


def sqlite_version() -> str:
    """The version of SQLite that this Python has."""
    return sqlite3.sqlite_version


def _size(path: Path) -> int:
    """The database and the log beside it."""
    return sum(each.stat().st_size for each in (path, path.with_name(f"{path.name}-wal")) if each.exists())

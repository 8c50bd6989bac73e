"""Opening the store: the database with the journal and the schedule that it holds."""

from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from cyclecount_tui.store.database import Database
from cyclecount_tui.store.folder import DATABASE_NAME, made
from cyclecount_tui.store.journal import Journal
from cyclecount_tui.store.leases import Leases
from cyclecount_tui.store.schedule_table import ScheduleTable


class Store(NamedTuple):
    """An open database and what it holds. Close it, or use it as a context manager."""

    database: Database
    journal: Journal
    schedule: ScheduleTable
    leases: Leases

    def close(self) -> None:
        """Close the database; nothing can be stored or read afterwards."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(folder: Path, *, read_only: bool = False, busy_seconds: float = 5.0) -> Store:
    """The store of a data folder; folder and database are made where they are missing. Raises StoreError.

    With `read_only` nothing is made or migrated, and every write raises DatabaseReadOnly; so it is, too, where the
    system does not allow writing. `busy_seconds` is how long another program's lock is waited for.
    """
    if not read_only:
        made(folder)
    database = Database(folder / DATABASE_NAME, read_only=read_only, busy_seconds=busy_seconds)
    return Store(database, Journal(database), ScheduleTable(database), Leases(database))

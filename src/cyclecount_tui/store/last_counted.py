"""The day of the last count of a location or part that was closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cyclecount_tui.domain.subject import Subject

if TYPE_CHECKING:  # whoever asks for this has a database open already
    from cyclecount_tui.store.database import Database

_LAST = "SELECT max(counted_on) FROM count WHERE subject_kind = ? AND subject_id = ? AND phase = 'closed' AND id <> ?"


def last_counted_on(database: Database, subject: Subject, but_not: str) -> date | None:
    """The day on which it was counted before, by any count but the one with this id; None when never.

    Raises:
        StoreError: the database cannot be read.
    """
    asked = (str(subject.kind), subject.id, but_not)
    found = database.call(lambda connection: connection.execute(_LAST, asked).fetchone())
    return date.fromisoformat(found[0]) if found[0] is not None else None

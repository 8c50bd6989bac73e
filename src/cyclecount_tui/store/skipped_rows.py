"""To which day each row of the schedule was last skipped by hand, read from the history of the rows at once."""

from datetime import datetime

from cyclecount_tui.domain.skipping import SKIPPED
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.database import Database

_LAST_SKIPS = (
    "SELECT subject_kind, subject_id, at, what FROM schedule_change WHERE position IN ("
    "SELECT max(position) FROM schedule_change WHERE substr(what, 1, ?) = ? GROUP BY subject_kind, subject_id)"
)


def last_skips(database: Database) -> dict[Subject, tuple[datetime, str]]:
    """When each skipped subject was last skipped, and the words for it; no names. Raises StoreError."""
    found = database.call(lambda connection: connection.execute(_LAST_SKIPS, (len(SKIPPED), SKIPPED)).fetchall())
    return {
        Subject(subject_id, "", SubjectKind(kind)): (datetime.fromisoformat(at), what)
        for kind, subject_id, at, what in found
    }

"""What the year of counts goes by: since when the schedule is levelled, which rows began anew, what was counted."""

from datetime import date, datetime

from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.database import Database

_FIRST_LEVELLED = "SELECT at FROM schedule_change WHERE substr(what, 1, 12) = 'levelled to ' ORDER BY position LIMIT 1"
_BEGAN_ANEW = (
    "SELECT subject_kind, subject_id, at FROM schedule_change WHERE position IN (SELECT max(position)"
    " FROM schedule_change WHERE what = 'built' OR substr(what, 1, 7) = 'resumed' OR substr(what, 1, 7) = 'skipped'"
    " OR (what = 'imported' AND instr(reason, 'cadence') > 0) GROUP BY subject_kind, subject_id)"
)
_COUNTED_SINCE = (
    "SELECT subject_kind, subject_id, counted_on FROM count"
    " WHERE phase = 'closed' AND counted_on >= ? ORDER BY counted_on"
)


def first_levelled(database: Database) -> datetime | None:
    """When a levelled schedule was stored for the first time. Raises StoreError."""
    found = database.call(lambda connection: connection.execute(_FIRST_LEVELLED).fetchone())
    return None if found is None else datetime.fromisoformat(found[0])


def began_anew(database: Database) -> dict[Subject, datetime]:
    """When each row last came on the schedule, got another cadence, was skipped or resumed. Raises StoreError."""
    found = database.call(lambda connection: connection.execute(_BEGAN_ANEW).fetchall())
    return {Subject(subject_id, "", SubjectKind(kind)): datetime.fromisoformat(at) for kind, subject_id, at in found}


def counted_since(database: Database, first: date) -> list[tuple[Subject, date]]:
    """The counts that were closed, with the day of each, from a day on. Raises StoreError."""
    found = database.call(lambda connection: connection.execute(_COUNTED_SINCE, (first.isoformat(),)).fetchall())
    return [(Subject(subject_id, "", SubjectKind(kind)), date.fromisoformat(day)) for kind, subject_id, day in found]

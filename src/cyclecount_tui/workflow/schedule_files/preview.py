"""What an import would change, field by field; shown before anything is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.schedule import ScheduleRow, Standing, next_due
from cyclecount_tui.domain.subject import Subject


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a row: `cadence`, `30 days`, `60 days`. Empty text is an empty field."""

    field: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """`cadence 30 days -> 60 days`."""
        return f"{self.field} {self.before or 'nothing'} -> {self.after or 'nothing'}"


@dataclass(frozen=True, slots=True)
class Change:
    """A row that the import would store. `number` is its row in the file; `before` is None for a new one."""

    number: int
    before: ScheduleRow | None
    after: ScheduleRow
    differences: tuple[Difference, ...]

    @property
    def is_new(self) -> bool:
        """Whether its location or part is not on the schedule yet."""
        return self.before is None

    @property
    def words(self) -> str:
        """`cadence 30 days -> 60 days; next due ...`; of a new row only what it gets."""
        if not self.is_new:
            return "; ".join(difference.words for difference in self.differences)
        told = "; ".join(f"{difference.field} {difference.after}" for difference in self.differences)
        return told or "nothing but its name"


@dataclass(frozen=True, slots=True)
class Preview:
    """All that an import would do. `same` are rows that are stored as the file has them; `remarks` are for people.

    `source` is the name of the file.
    """

    source: str
    changes: tuple[Change, ...]
    same: tuple[ScheduleRow, ...]
    remarks: tuple[str, ...]

    @property
    def new(self) -> tuple[Change, ...]:
        """The rows that are not on the schedule yet."""
        return tuple(change for change in self.changes if change.is_new)

    @property
    def changed(self) -> tuple[Change, ...]:
        """The rows that are, and would be different."""
        return tuple(change for change in self.changes if not change.is_new)


def differences(before: ScheduleRow | None, after: ScheduleRow, today: date) -> tuple[Difference, ...]:
    """What is different, in the order of the columns; none for a row that is as it was, name included."""
    was = dict(_fields(before or ScheduleRow(Subject(after.subject.id, after.subject.name)), before is None, today))
    return tuple(
        Difference(field, was[field], text) for field, text in _fields(after, False, today) if text != was[field]
    )


def is_same(before: ScheduleRow | None, after: ScheduleRow) -> bool:
    """Whether a row is stored already exactly so; the name counts, for ION may have another one by now."""
    return before is not None and before == after and before.subject.name == after.subject.name


def _fields(row: ScheduleRow, empty: bool, today: date) -> Iterator[tuple[str, str]]:
    yield "name", row.subject.name
    yield "class", row.count_class
    yield "cadence", _days(row.cadence_days)
    yield "last counted", _date(row.last_counted)
    yield "next due", "" if empty else _date(next_due(row, today))
    yield "planned for", _date(row.planned_for)
    yield "first due", _date(row.first_due)
    yield "assigned to", row.assigned_to
    yield "notes", row.notes
    yield "standing", "" if row.standing is Standing.ACTIVE else row.standing.value
    yield "paused until", _date(row.paused_until)
    yield "lines", "" if row.lines is None else str(row.lines)
    yield "reason", row.reason


def _days(days: int | None) -> str:
    return "" if days is None else f"{days} day{'' if days == 1 else 's'}"


def _date(day: date | None) -> str:
    return "" if day is None else day.isoformat()

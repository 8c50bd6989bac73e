"""What a row of a file makes of the stored one: what the file has no column for stays, and a count stays counted."""

from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.column_names import Column
from cyclecount_tui.domain.schedule import ScheduleRow, Standing, next_due, standing_on
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.schedule_files.wishes import Wish


@dataclass(frozen=True, slots=True)
class Merged:
    """The row as it would be stored, and what there is to say about it."""

    row: ScheduleRow
    remarks: tuple[str, ...]


def merged(stored: ScheduleRow | None, subject: Subject, wish: Wish, today: date, source: str) -> Merged:
    """The stored row with what the file says.

    A last count later than the file's is kept. A later one from the file uses up a planned day, as a count does, and so
    does another cadence. `source` is named as the reason where the file changes class or cadence and gives none.
    """
    before = stored or ScheduleRow(subject)
    last_counted = _later(wish.last_counted, before.last_counted, today)
    row = before._replace(
        subject=subject,
        count_class=wish.count_class if wish.has(Column.CLASS) else before.count_class,
        cadence_days=wish.cadence_days if wish.has(Column.CADENCE) else before.cadence_days,
        last_counted=last_counted,
        assigned_to=wish.assigned_to if wish.has(Column.ASSIGNED_TO) else before.assigned_to,
        notes=wish.notes if wish.has(Column.NOTES) else before.notes,
        standing=wish.standing if wish.has(Column.STANDING) else before.standing,
        lines=wish.lines if wish.has(Column.LINES) else before.lines,
    )
    row = row._replace(planned_for=_planned_for(before, row, wish), reason=_reason(before, row, wish, today, source))
    row = row._replace(paused_until=_paused_until(before, row, wish, today))
    row = row._replace(first_due=_first_due(before, row, wish, today))
    return Merged(row, _remarks(row, wish, today))


def _later(said: date | None, stored: date | None, today: date) -> date | None:
    """The later of two last counts, for a count that was made stays made; a stored day to come was never counted on."""
    if said is None or stored is None or stored > today:
        return said or stored
    return max(said, stored)


def _paused_until(before: ScheduleRow, row: ScheduleRow, wish: Wish, today: date) -> date | None:
    """Of a paused row; a pause that was over by itself begins anew without a last day where the file gives none."""
    if row.standing is not Standing.PAUSED:
        return None
    if wish.has(Column.PAUSED_UNTIL):
        return wish.paused_until
    anew = wish.has(Column.STANDING) and standing_on(before, today) is not Standing.PAUSED
    return None if anew else before.paused_until


def _planned_for(before: ScheduleRow, row: ScheduleRow, wish: Wish) -> date | None:
    if wish.has(Column.PLANNED_FOR):
        return wish.planned_for
    same = (row.cadence_days, row.last_counted) == (before.cadence_days, before.last_counted)
    return before.planned_for if same else None


def _reason(before: ScheduleRow, row: ScheduleRow, wish: Wish, today: date, source: str) -> str:
    if wish.has(Column.REASON):
        return wish.reason
    same = (row.count_class, row.cadence_days) == (before.count_class, before.cadence_days)
    return before.reason if same else f"Taken from {source} on {today}."


def _first_due(before: ScheduleRow, row: ScheduleRow, wish: Wish, today: date) -> date | None:
    """When a subject that was never counted is due: as its own column says, else as the next date says."""
    if wish.has(Column.FIRST_DUE):
        return wish.first_due
    if row.last_counted is not None:
        return None
    as_computed = wish.next_due is not None and wish.next_due == next_due(row, today)
    return wish.next_due if wish.has(Column.NEXT_DUE) and not as_computed else before.first_due


def _remarks(row: ScheduleRow, wish: Wish, today: date) -> tuple[str, ...]:
    name, said_last, said_next = row.subject.name, wish.last_counted, wish.next_due
    if wish.has(Column.LAST_COUNTED) and said_last != row.last_counted:
        said = f"the file says {said_last}" if said_last else "the file says nothing"
        return (f"{name} was counted on {row.last_counted}, {said}: the later date is kept.",)
    computed = next_due(row, today)
    if said_next is None or said_next == computed:
        return ()
    if computed is None:
        why = "it has no cadence" if row.cadence_days is None else f"it is {row.standing}"
        return (f"the file says next {said_next} for {name}, but {why}: it has no next date.",)
    came = "it is planned for" if row.planned_for else "cadence and last count come to"
    return (f"the file says next {said_next} for {name}, {came} {computed}, which is taken.",)

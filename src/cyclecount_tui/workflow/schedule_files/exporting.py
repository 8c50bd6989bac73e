"""The schedule as CSV: safe to open in a spreadsheet, and read back it gives the same rows."""

from collections.abc import Iterable
from datetime import date

from cyclecount_tui.domain.column_names import Column
from cyclecount_tui.domain.schedule import ScheduleRow, next_due
from cyclecount_tui.workflow import spreadsheet
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.workplace import Workplace

HEADER = tuple(column.value for column in Column)


def export_csv(workplace: Workplace) -> str:
    """The schedule as CSV, most overdue first; open counts of what is not on the schedule are left out."""
    stored = {row.subject for row in workplace.store.schedule.rows()}
    rows = [entry.row for entry in schedule(workplace) if entry.row.subject in stored]
    return csv_of(rows, workplace.today())


def csv_of(rows: Iterable[ScheduleRow], today: date) -> str:
    """Schedule rows as CSV. The next date is computed; a row of a part has its number in place of a location."""
    return spreadsheet.written(HEADER, (_cells(row, today) for row in rows))


def _cells(row: ScheduleRow, today: date) -> list[str]:
    subject = row.subject
    cells = {
        Column.LOCATION_ID: "" if subject.is_part else str(subject.id),
        Column.LOCATION: "" if subject.is_part else subject.name,
        Column.PART_NUMBER: subject.name if subject.is_part else "",
        Column.CLASS: row.count_class,
        Column.CADENCE: "" if row.cadence_days is None else str(row.cadence_days),
        Column.LAST_COUNTED: _date(row.last_counted),
        Column.NEXT_DUE: _date(next_due(row, today)),
        Column.ASSIGNED_TO: row.assigned_to,
        Column.NOTES: row.notes,
        Column.REASON: row.reason,
        Column.STANDING: row.standing.value,
        Column.PAUSED_UNTIL: _date(row.paused_until),
        Column.PLANNED_FOR: _date(row.planned_for),
        Column.FIRST_DUE: _date(row.first_due),
        Column.LINES: "" if row.lines is None else str(row.lines),
    }
    return [cells[column] for column in Column]


def _date(day: date | None) -> str:
    return "" if day is None else day.isoformat()

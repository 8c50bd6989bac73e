"""What one row of a file says about its location or part, read cell by cell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cyclecount_tui.domain.cadence_words import cadence_of
from cyclecount_tui.domain.column_names import Column
from cyclecount_tui.domain.dates_in_files import AmbiguousDate, DateForm
from cyclecount_tui.domain.empty_cells import could_not_be_worked_out, is_too_wide, says_nothing
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.schedule import Standing
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.schedule_files.problems import Problem
from cyclecount_tui.workflow.schedule_files.table import Row, Table

EARLIEST_YEAR, LATEST_YEAR = 1980, 2200
"""A date outside of them is a slip of the hand, or a spreadsheet's zero."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a row says; a value counts only where the file has its column."""

    row: int
    columns: frozenset[Column]
    count_class: str = ""
    cadence_days: int | None = None
    last_counted: date | None = None
    next_due: date | None = None
    assigned_to: str = ""
    notes: str = ""
    reason: str = ""
    standing: Standing = Standing.ACTIVE
    paused_until: date | None = None
    planned_for: date | None = None
    first_due: date | None = None
    lines: int | None = None

    def has(self, column: Column) -> bool:
        """Whether the file has this column."""
        return column in self.columns


class WishReading:
    """Reads rows of one table; what is wrong is collected, not raised. `ambiguous` tells of dates with two readings."""

    def __init__(self, table: Table, form: DateForm, today: date) -> None:
        self._table = table
        self._form = form
        self._today = today
        self.problems: list[Problem] = []
        self.remarks: list[str] = []
        self.ambiguous = False

    def wish(self, row: Row) -> Wish | None:
        """What the row says; None when one of its cells cannot be read."""
        before = len(self.problems)
        wish = Wish(
            row=row.number,
            columns=frozenset(row.cells),
            count_class=self._text(row, Column.CLASS),
            cadence_days=self._cell(row, Column.CADENCE, lambda text: cadence_of(text, self._table.cadence_unit)),
            last_counted=self._cell(row, Column.LAST_COUNTED, self._past),
            next_due=self._cell(row, Column.NEXT_DUE, self._date),
            assigned_to=self._text(row, Column.ASSIGNED_TO),
            notes=self._text(row, Column.NOTES),
            reason=self._text(row, Column.REASON),
            standing=self._cell(row, Column.STANDING, _standing) or Standing.ACTIVE,
            paused_until=self._cell(row, Column.PAUSED_UNTIL, self._date),
            planned_for=self._cell(row, Column.PLANNED_FOR, self._date),
            first_due=self._cell(row, Column.FIRST_DUE, self._date),
            lines=self._cell(row, Column.LINES, _lines),
        )
        return wish if len(self.problems) == before else None

    def _cell(self, row: Row, column: Column, read: Callable[[str], Read]) -> Read | None:
        text = row.cell(column)
        if says_nothing(text):
            return None
        try:
            _refuse_failed(text)
            return read(text)
        except DomainError as error:
            self.ambiguous = self.ambiguous or isinstance(error, AmbiguousDate)
            self.problems.append(Problem(row.number, self._table.title(column), error.sentence))
            return None

    def _text(self, row: Row, column: Column) -> str:
        """A cell as it is written; a failed formula is told, for nobody meant to write that."""
        text = row.cell(column)
        if could_not_be_worked_out(text):
            title = self._table.title(column)
            self.remarks.append(f"Row {row.number}: {title} says {quoted(text)}, a formula that failed; taken as text.")
        return text

    def _date(self, text: str) -> date:
        day = self._form.read(text)
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            side = f"before {EARLIEST_YEAR}" if day.year < EARLIEST_YEAR else f"after the year {LATEST_YEAR}"
            raise DomainError(f"{day} is {side}: check the date.")
        return day

    def _past(self, text: str) -> date:
        day = self._date(text)
        if day > self._today:
            raise DomainError(f"{day} is in the future: give the day on which it was counted.")
        return day


def _refuse_failed(text: str) -> None:
    if could_not_be_worked_out(text) or is_too_wide(text):
        raise DomainError(f"{quoted(text)} is a spreadsheet's word for a cell it cannot show: put that right there.")


def _standing(text: str) -> Standing:
    try:
        return Standing(text.strip().casefold())
    except ValueError as error:
        raise DomainError(f"{quoted(text)} is no standing: give active, paused or retired.") from error


def _lines(text: str) -> int:
    lines = whole_number(text)
    if lines is None:
        raise DomainError(f"{quoted(text)} is no number of lines: give a whole number.")
    return lines

"""Every row of a table with the location or part it is about, and everything that is wrong, in one pass."""

from dataclasses import dataclass

from cyclecount_tui.domain.column_names import Column
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.schedule_files.problems import Problem
from cyclecount_tui.workflow.schedule_files.subjects import KnownSubjects
from cyclecount_tui.workflow.schedule_files.table import Row, Table
from cyclecount_tui.workflow.schedule_files.wishes import Wish, WishReading


@dataclass(frozen=True, slots=True)
class Matched:
    """What a row says of whom; `remark` says how it was matched where that was not by id or exact name."""

    subject: Subject
    wish: Wish
    remark: str = ""


def matched(table: Table, known: KnownSubjects, reading: WishReading) -> tuple[list[Matched], list[Problem]]:
    """The rows that can be taken, and the problems of all others. A subject may stand in one row only."""
    found: list[Matched] = []
    problems: list[Problem] = []
    row_of: dict[Subject, int] = {}
    for row in table.rows:
        wish = reading.wish(row)
        try:
            about = known.of(row)
            if about.subject in row_of:
                raise Refusal(f"{about.subject.name} stands in row {row_of[about.subject]} already: keep one of them.")
        except Refusal as error:
            problems.append(Problem(row.number, _title(table, row), error.sentence))
            continue
        row_of[about.subject] = row.number
        if wish is not None:
            found.append(Matched(about.subject, wish, about.remark))
    return found, [*problems, *reading.problems]


def _title(table: Table, row: Row) -> str:
    """The column by which the row says what it is about."""
    for column in (Column.PART_NUMBER, Column.LOCATION_ID, Column.LOCATION):
        if row.cell(column):
            return table.title(column)
    return next(table.title(column) for column in (Column.LOCATION, Column.LOCATION_ID, Column.PART_NUMBER)
                if column in table.titles)  # fmt: skip

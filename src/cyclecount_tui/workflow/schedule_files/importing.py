"""Taking a file into the schedule: read and matched whole, looked at first, then stored in one step or not at all."""

from collections.abc import Collection

from cyclecount_tui.domain.column_names import Column
from cyclecount_tui.domain.dates_in_files import ANY_FORM, HOW_TO_SETTLE, DateForm
from cyclecount_tui.domain.schedule import ScheduleRow, Standing, standing_on
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.schedule_change import ScheduleChange
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.finding_parts import find_part
from cyclecount_tui.workflow.recording import LONGEST_PART_NUMBER
from cyclecount_tui.workflow.schedule_files.matched import Matched, matched
from cyclecount_tui.workflow.schedule_files.merging import merged
from cyclecount_tui.workflow.schedule_files.preview import Change, Preview, differences, is_same
from cyclecount_tui.workflow.schedule_files.problems import FileRefused, Problem
from cyclecount_tui.workflow.schedule_files.subjects import KnownSubjects
from cyclecount_tui.workflow.schedule_files.table import Table, table_of
from cyclecount_tui.workflow.schedule_files.wishes import WishReading
from cyclecount_tui.workflow.workplace import Workplace

IMPORTED = "imported"
"""What the history of a row says of it."""

_MOST_PARTS_LOOKED_FOR = 20
"""Unknown part numbers for which ION is asked what is near; each costs a few requests."""


def preview_of(workplace: Workplace, text: str, source: str = "a file", form: DateForm = ANY_FORM) -> Preview:
    """What importing a text would change; stores nothing. `source` names the file, `form` says how dates are written.

    Raises:
        FileRefused: rows are wrong; every one is told. Refusal: there is no table. IonError: ION cannot be asked.
    """
    today = workplace.today()
    table = table_of(text)
    reading = WishReading(table, form, today)
    stored = {row.subject: row for row in workplace.store.schedule.rows()}
    found, problems = matched(table, _known(workplace, table, stored), reading)
    problems += _leaving_while_counted(workplace, table, found, stored)
    if problems:
        raise FileRefused(problems, HOW_TO_SETTLE if reading.ambiguous else "")
    changes, same, remarks = [], [], [*table.remarks, *reading.remarks]
    for each in found:
        before = stored.get(each.subject)
        after = merged(before, each.subject, each.wish, today, source)
        told = ([each.remark] if each.remark else []) + list(after.remarks)
        remarks += [f"Row {each.wish.row}: {remark}" for remark in told]
        if before is not None and is_same(before, after.row):
            same.append(before)
        else:
            changes.append(Change(each.wish.row, before, after.row, differences(before, after.row, today)))
    return Preview(source, tuple(changes), tuple(same), tuple(remarks))


def take(workplace: Workplace, preview: Preview) -> None:
    """Stores what a preview showed, all or nothing, with a line in the history of each row.

    Raises:
        ScheduleMoved: a row was counted or changed since the preview. StoreError: it cannot be stored.
    """
    at, by = workplace.now(), workplace.counter
    history = [
        ScheduleChange(at, by, change.after.subject, IMPORTED, f"from {preview.source}: {change.words}")
        for change in preview.changes
    ]
    before = [change.before for change in preview.changes if change.before is not None]
    workplace.store.schedule.replace_rows([change.after for change in preview.changes], history, expecting=before)


def _known(workplace: Workplace, table: Table, scheduled: Collection[Subject]) -> KnownSubjects:
    """ION's locations and the parts that are named, each asked for only where a row needs it; and what is scheduled."""
    of_locations = any(row.cell(Column.LOCATION) or row.cell(Column.LOCATION_ID) for row in table.rows)
    numbers = dict.fromkeys(row.cell(Column.PART_NUMBER) for row in table.rows)
    wanted = [number for number in numbers if 0 < len(number) <= LONGEST_PART_NUMBER]
    spelt = list(dict.fromkeys([*wanted, *(number.upper() for number in wanted)]))
    locations = workplace.ion.locations() if of_locations else []
    parts = workplace.ion.sheet_parts(spelt) if spelt else []
    there = {part.number for part in parts}
    unknown = [number for number in wanted if not there & {number, number.upper()}]
    unknown_parts = {number: _unknown_part(workplace, number) for number in unknown[:_MOST_PARTS_LOOKED_FOR]}
    return KnownSubjects(locations, parts, unknown_parts, scheduled)


def _unknown_part(workplace: Workplace, number: str) -> str:
    try:
        find_part(workplace, number)
    except Refusal as error:
        return error.sentence
    return ""  # it has come to be meanwhile


def _leaving_while_counted(
    workplace: Workplace, table: Table, found: list[Matched], stored: dict[Subject, ScheduleRow]
) -> list[Problem]:
    """Rows that would be paused or retired in the middle of their count."""
    being_counted = {count.subject for count in workplace.store.journal.open_counts()}
    today = workplace.today()

    def leaves(each: Matched) -> Standing | None:
        before = stored.get(each.subject, ScheduleRow(each.subject))
        standing = standing_on(merged(before, each.subject, each.wish, today, "").row, today)
        return None if standing in {Standing.ACTIVE, standing_on(before, today)} else standing

    return [
        Problem(
            each.wish.row,
            table.title(Column.STANDING),
            f"{each.subject.name} is being counted: end the count before it is {standing}.",
        )
        for each in found
        if each.subject in being_counted and (standing := leaves(each)) is not None
    ]

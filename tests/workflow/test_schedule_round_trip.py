"""Whatever the schedule holds, its file starts no formula, and reads back into the same rows."""

import csv
import io
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.dates_in_files import ANY_FORM
from cyclecount_tui.domain.inventory import Location, Part
from cyclecount_tui.domain.names_alike import spelt_plainly
from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.schedule_files import csv_of
from cyclecount_tui.workflow.schedule_files.matched import matched
from cyclecount_tui.workflow.schedule_files.merging import merged
from cyclecount_tui.workflow.schedule_files.subjects import KnownSubjects
from cyclecount_tui.workflow.schedule_files.table import table_of
from cyclecount_tui.workflow.schedule_files.wishes import WishReading

TODAY = date(2026, 3, 2)

TEXTS = st.text(max_size=12) | st.text(st.sampled_from("=+-@'\";,\t\r\n |aB1.ü＝"), max_size=8)
"""Any text at all, and many that a spreadsheet would like to work out."""

NAMES = st.text(st.sampled_from("=+-@';,aB1ü/ "), min_size=1, max_size=8).map(str.strip).filter(bool)
DAYS = st.none() | st.dates(date(1980, 1, 1), date(2200, 12, 31))
COUNTED = st.none() | st.dates(date(1980, 1, 1), TODAY)

STANDINGS = st.tuples(st.sampled_from(Standing)) | st.tuples(st.just(Standing.PAUSED), DAYS)
"""Only a pause has a last day."""


@st.composite
def schedules(draw: st.DrawFn) -> list[ScheduleRow]:
    """Rows of locations and parts, each about another one."""
    names = draw(st.lists(NAMES, max_size=4, unique_by=lambda name: spelt_plainly(name).upper()))
    return [
        ScheduleRow(
            Subject(number, name, draw(st.sampled_from(SubjectKind))), draw(TEXTS),
            draw(st.none() | st.integers(1, 3660)), draw(COUNTED), draw(DAYS), draw(TEXTS), draw(TEXTS), draw(DAYS),
            draw(TEXTS), draw(st.none() | st.integers(0, 10**6)), *draw(STANDINGS),
        )
        for number, name in enumerate(names, start=10**9)
    ]  # fmt: skip


def as_a_file_can_hold_it(row: ScheduleRow) -> ScheduleRow:
    """Signs in place of what would steer a terminal, no spaces around."""

    def kept(text: str) -> str:
        return visible(text).strip()

    return row._replace(
        count_class=kept(row.count_class),
        assigned_to=kept(row.assigned_to),
        notes=kept(row.notes),
        reason=kept(row.reason),
    )


def read_back(text: str, rows: list[ScheduleRow]) -> tuple[list[ScheduleRow], list[str]]:
    """The rows that a file makes of an empty schedule, where ION has all its locations and parts."""
    subjects = [row.subject for row in rows]
    known = KnownSubjects(
        [Location(subject.id, subject.name) for subject in subjects if not subject.is_part],
        [Part(subject.id, subject.name) for subject in subjects if subject.is_part],
    )
    table = table_of(text)
    found, problems = matched(table, known, WishReading(table, ANY_FORM, TODAY))
    assert problems == []
    taken = [merged(None, each.subject, each.wish, TODAY, "a file") for each in found]
    return [each.row for each in taken], [remark for each in taken for remark in each.remarks]


@given(schedules())
def test_reading_an_export_back_gives_the_same_rows(rows: list[ScheduleRow]) -> None:
    if not rows:
        return
    text = csv_of(rows, TODAY)
    expected = [as_a_file_can_hold_it(row) for row in rows]
    again, remarks = read_back(text, rows)
    assert again == expected
    assert [row.subject.name for row in again] == [row.subject.name for row in rows]
    assert remarks == []
    assert csv_of(again, TODAY) == csv_of(expected, TODAY)


@given(schedules(), st.sampled_from(",;\t"))
def test_no_cell_starts_a_formula_however_the_file_is_split(rows: list[ScheduleRow], delimiter: str) -> None:
    around = " " if delimiter == "," else ' "'  # split by another delimiter, quotes are no longer quotes
    for line in csv.reader(io.StringIO(csv_of(rows, TODAY), newline=""), delimiter=delimiter):
        for cell in line:
            starts = cell.lstrip(around).startswith(tuple("=+@-\t\r\n＝＋－＠"))
            assert not starts or re.fullmatch(r"-[0-9]+(\.[0-9]+)?", cell), line  # a number below zero is a number

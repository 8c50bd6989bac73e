"""Writing the blind sheet as CSV: one row a line, nothing filled in, no quantity of any kind."""

from collections.abc import Sequence

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.workflow import spreadsheet
from cyclecount_tui.workflow.sheets.columns import PLACE_COLUMNS, SheetColumn

HEADER = tuple(column for column in SheetColumn if column not in {*PLACE_COLUMNS, SheetColumn.REASON})

_EMPTY_HEADER = tuple(column for column in HEADER if column not in {SheetColumn.LINE, SheetColumn.DESCRIPTION})
"""The empty sheet of a double-blind count has no lines that could have numbers."""


def sheet_csv(count: Count, lines: Sequence[Line] | None = None) -> str:
    """The blind sheet of the lines that are to be counted now, or of those that are given; columns to fill in last.

    In a double-blind count it is the header alone, until it was submitted once: nothing tells what is expected.
    """
    places = PLACE_COLUMNS if count.subject.is_part else ()
    if not lists_lines(count):
        return spreadsheet.written((*places, *_EMPTY_HEADER), ())
    header = (HEADER[0], *places, *HEADER[1:])
    return spreadsheet.written(header, (_cells(line) for line in (count.to_count if lines is None else lines)))


def _cells(line: Line) -> tuple[str, ...]:
    key, place = line.key, line.key.place
    where = () if place is None else (str(place.id), place.name)
    return (
        str(line.number), *where, key.part_number, key.revision, line.description, key.lot_number, key.serial_number,
        line.uom, "", "", "",
    )  # fmt: skip

"""Drawing one row of a count sheet: a line to count, an empty row, a heading, or the room for signatures."""

from collections.abc import Iterator, Sequence

from fpdf.enums import Align

from cyclecount_tui.workflow.paper.drawn_codes import draw_qr
from cyclecount_tui.workflow.paper.letters import FONT, Paper, fitting
from cyclecount_tui.workflow.paper.qr import qr_rows
from cyclecount_tui.workflow.paper.sheet_layout import (
    COLUMNS,
    LEFT,
    PADDING,
    PART_SIZE,
    PART_STEP,
    TEXT_SIZE,
    TEXT_STEP,
    WIDTH,
    EmptyRow,
    Heading,
    ListedRow,
    Row,
)

_QR = 9.5
_NUMBER_SIZE, _HEADING_SIZE = 9.0, 9.5
_BOX, _TICK = 9.0, 5.0
_GREY = 228

_NOTES, _NOTE_STEP = 2, 8.0
_SIGNED = (("Counted by", 62.0), ("Signature", 62.0), ("Date, time", 62.0))
_CHECKED = (("Entered by", 62.0), ("Signature", 62.0), ("Date, time", 62.0))


def fields(document: Paper, named: Sequence[tuple[str, float]], top: float) -> None:
    """Words with a line behind each to write on, as wide as is said; `top` is where the lines are drawn."""
    place = LEFT
    document.set_font(FONT, "", TEXT_SIZE + 1)
    for word, width in named:
        document.set_xy(place, top - 4)
        document.cell(text=word, h=4)
        document.line(place + document.get_string_width(word) + 2, top, place + width - 3, top)
        place += width


def draw_row(document: Paper, row: Row, top: float) -> None:
    """Draws a row; `top` in millimetres from the top of the page."""
    match row:
        case Heading():
            _heading(document, row, top)
        case ListedRow():
            _listed(document, row, top)
            _rule(document, top + row.height)
        case EmptyRow():
            _empty(document, row, top)
            _rule(document, top + row.height)
        case _:
            _closing(document, top)


def _heading(document: Paper, row: Heading, top: float) -> None:
    document.set_fill_color(_GREY)
    document.rect(LEFT, top + 1, WIDTH, row.height - 1, style="F")
    document.set_font(FONT, "B", _HEADING_SIZE)
    document.set_xy(LEFT, top + 1)
    document.cell(WIDTH, row.height - 1, fitting(document, row.text, WIDTH - 4))


def _listed(document: Paper, row: ListedRow, top: float) -> None:
    number, part, serial, unit, count, none, note = _cells()
    document.set_font(FONT, "B", _NUMBER_SIZE)
    document.set_xy(number[0], top)
    document.cell(number[1] - _QR - PADDING, row.height, str(row.line.number), align=Align.R)
    code = qr_rows(row.line.code, one_of_many=True)
    draw_qr(document, code, number[0] + number[1] - _QR, top + (row.height - _QR) / 2, _QR)
    document.set_font(FONT, "B", PART_SIZE)
    _text(document, row.part, part[0] + PADDING, top + PADDING, PART_STEP)
    document.set_font(FONT, "", TEXT_SIZE)
    _text(document, row.description, part[0] + PADDING, top + PADDING + len(row.part) * PART_STEP, TEXT_STEP)
    _text(document, row.lot_or_serial, serial[0] + PADDING, top + PADDING, TEXT_STEP)
    document.set_xy(unit[0], top)
    document.cell(unit[1], row.height, fitting(document, row.line.uom, unit[1] - 2), align=Align.C)
    middle = top + row.height / 2
    document.rect(count[0] + 1, middle - _BOX / 2, count[1] - 2, _BOX)
    document.rect(none[0] + (none[1] - _TICK) / 2, middle - _TICK / 2, _TICK, _TICK)
    _upright(document, note[0], top, row.height)


def _empty(document: Paper, row: EmptyRow, top: float) -> None:
    _, part, serial, unit, count, none, _ = _cells()
    for column in (part, serial, unit, none):
        _upright(document, column[0], top, row.height)
    document.rect(count[0] + 1, top + (row.height - _BOX) / 2, count[1] - 2, _BOX)


def _closing(document: Paper, top: float) -> None:
    document.set_font(FONT, "B", _HEADING_SIZE)
    document.set_xy(LEFT, top + 2)
    document.cell(text="Notes", h=5)
    for place in range(_NOTES):
        _rule(document, top + 12 + place * _NOTE_STEP)
    fields(document, _SIGNED, top + 32)
    fields(document, _CHECKED, top + 43)


def _text(document: Paper, lines: Sequence[str], left: float, top: float, step: float) -> None:
    for place, line in enumerate(lines):
        document.set_xy(left - document.c_margin, top + place * step)
        document.cell(text=line, h=step)


def _rule(document: Paper, top: float) -> None:
    document.line(LEFT, top, LEFT + WIDTH, top)


def _upright(document: Paper, left: float, top: float, height: float) -> None:
    document.line(left, top, left, top + height)


def _cells() -> Iterator[tuple[float, float]]:
    """Where each column begins, and how wide it is."""
    place = LEFT
    for _, width in COLUMNS:
        yield place, width
        place += width

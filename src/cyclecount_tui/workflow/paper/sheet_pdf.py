"""A count sheet as a PDF: blind, with a code for the count on each page and one for each line."""

from collections.abc import Sequence
from pathlib import Path

from fpdf.enums import Align

from cyclecount_tui.workflow.paper.drawn_codes import draw_qr
from cyclecount_tui.workflow.paper.letters import FONT, Paper, a4_document, fitting, wrapped
from cyclecount_tui.workflow.paper.qr import Modules, qr_rows
from cyclecount_tui.workflow.paper.sheet_content import PaperSheet
from cyclecount_tui.workflow.paper.sheet_layout import BODY, COLUMNS, FOOT, LEFT, TOP, WIDTH, Row, pages_of
from cyclecount_tui.workflow.paper.sheet_rows import draw_row, fields
from cyclecount_tui.workflow.paper.system_fonts import USUAL_PLACES

_QR = 24.0
_TITLE_SIZE, _NAME_SIZE, _SMALL_SIZE = 10.0, 16.0, 8.0
_TABLE_HEAD = 6.0
_LETTERS_MISSING = "A ? may stand for a letter: scan the code."
_ON_EACH_PAGE = (("Counter", 60.0), ("Date", 36.0), ("From", 28.0), ("To", 28.0))


def sheet_pdf(sheet: PaperSheet, places: Sequence[Path] = USUAL_PLACES) -> bytes:
    """The sheet, page by page; fonts for letters that the usual one lacks are looked for in `places`."""
    title = f"{sheet.title}: {sheet.name}"
    document = a4_document(title, sheet.made, left=LEFT, top=TOP, texts=sheet.texts, places=places)
    pages = pages_of(document, sheet)
    code = qr_rows(sheet.scanned)
    for number, rows in enumerate(pages, start=1):
        document.add_page()
        _head(document, sheet, code)
        _table_head(document, sheet)
        _body(document, rows)
        _foot(document, sheet, f"page {number} of {len(pages)}")
    return bytes(document.output())


def _head(document: Paper, sheet: PaperSheet, code: Modules) -> None:
    room = WIDTH - _QR - 6
    _write(document, sheet.title, TOP, _TITLE_SIZE, style="B")
    document.set_font(FONT, "B", _NAME_SIZE)
    name = f"Part {sheet.name}" if sheet.is_part else sheet.name
    for place, line in enumerate(wrapped(document, name, room, 2)):
        _write(document, line, TOP + 5.5 + place * 6.5, _NAME_SIZE, style="B")
    made = sheet.made.astimezone()
    lines = "" if not sheet.sections else f", {sheet.lines} {'line' if sheet.lines == 1 else 'lines'}"
    said = f"Count {sheet.count_id}{lines}, printed {made:%A}, {made.day} {made:%B %Y %H:%M}"
    _write(document, said, TOP + 19, _SMALL_SIZE + 1)
    fields(document, _ON_EACH_PAGE, TOP + 28)
    rule = "A line without a count is not counted: leave it blank."
    none = " Where there is none, tick None." if sheet.sections else ""
    letters = f" {_LETTERS_MISSING}" if document.incomplete else ""
    _write(document, rule + none + letters, TOP + 30.5, _SMALL_SIZE)
    draw_qr(document, code, LEFT + WIDTH - _QR, TOP, _QR)


def _table_head(document: Paper, sheet: PaperSheet) -> None:
    document.set_font(FONT, "B", _SMALL_SIZE)
    place = LEFT
    for title, width in COLUMNS:
        shown = "" if title == "None" and not sheet.sections else title
        document.set_xy(place, BODY - _TABLE_HEAD)
        document.cell(width, _TABLE_HEAD, shown, align=Align.C)
        place += width
    document.line(LEFT, BODY, LEFT + WIDTH, BODY)


def _body(document: Paper, rows: list[Row]) -> None:
    top = BODY
    for row in rows:
        draw_row(document, row, top)
        top += row.height


def _foot(document: Paper, sheet: PaperSheet, page: str) -> None:
    document.set_font(FONT, "", _SMALL_SIZE)
    document.set_xy(LEFT, FOOT - 4)
    document.cell(WIDTH - 40, 4, fitting(document, f"{sheet.name}, count {sheet.count_id}", WIDTH - 45))
    document.set_xy(LEFT + WIDTH - 40, FOOT - 4)
    document.cell(40, 4, page, align=Align.R)


def _write(document: Paper, text: str, top: float, size: float, *, style: str = "") -> None:
    document.set_font(FONT, style, size)
    document.set_xy(LEFT, top)
    document.cell(text=document.shown(text), h=4)

"""A command card as a PDF: each command as a QR code and, for scanners that only see bars, as Code 128."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cyclecount_tui.workflow.paper.card_content import (
    BADGES,
    BADGES_HINT,
    HINT,
    TITLE,
    CardCell,
    badge_cells,
    command_cells,
)
from cyclecount_tui.workflow.paper.drawn_codes import QUIET_BARS, bars_of, draw_bars, draw_qr, fitting_module
from cyclecount_tui.workflow.paper.letters import FONT, Paper, a4_document, fitting
from cyclecount_tui.workflow.paper.qr import qr_rows

_LEFT, _TOP, _WIDTH = 12.0, 10.0, 186.0
_BODY = 26.0
_ACROSS, _DOWN = 2, 6
_CELL_WIDTH, _CELL_HEIGHT = _WIDTH / _ACROSS, 39.0
"""In millimetres, on A4. All of it is above 264 mm, so that it is whole on Letter, too."""

_PADDING = 4.0
_QR = 21.0
_BARS_LEFT = _PADDING + _QR + 2
_BARS_ROOM, _BARS_HEIGHT, _WIDEST_BAR = _CELL_WIDTH - _BARS_LEFT - 1, 13.0, 0.38
_TITLE_SIZE, _WORD_SIZE, _SMALL_SIZE = 16.0, 13.0, 8.5


def card_pdf(made: datetime, names: Iterable[str] = ()) -> bytes:
    """The card with all commands on one page, and pages with a badge for each name.

    Raises:
        Refusal: a name cannot be on a badge; see `badge_cells`.
    """
    badges = badge_cells(names)
    document = a4_document(TITLE, made, left=_LEFT, top=_TOP, texts=[badge.word for badge in badges])
    _pages(document, command_cells(), TITLE, HINT)
    _pages(document, badges, BADGES, BADGES_HINT)
    return bytes(document.output())


def _pages(document: Paper, cells: Sequence[CardCell], title: str, hint: str) -> None:
    each = _ACROSS * _DOWN
    for first in range(0, len(cells), each):
        document.add_page()
        _text(document, title, _LEFT, _TOP, _TITLE_SIZE, bold=True)
        _text(document, hint, _LEFT, _TOP + 8, _SMALL_SIZE)
        for place, cell in enumerate(cells[first : first + each]):
            down, across = divmod(place, _ACROSS)
            _cell(document, cell, _LEFT + across * _CELL_WIDTH, _BODY + down * _CELL_HEIGHT)


def _cell(document: Paper, cell: CardCell, left: float, top: float) -> None:
    document.rect(left, top, _CELL_WIDTH, _CELL_HEIGHT)
    _text(document, cell.word, left + _PADDING, top + 2, _WORD_SIZE, bold=True, room=_CELL_WIDTH - 2 * _PADDING)
    _text(document, cell.meaning, left + _PADDING, top + 7.5, _SMALL_SIZE, room=_CELL_WIDTH - 2 * _PADDING)
    codes = top + _CELL_HEIGHT - _QR - _PADDING
    draw_qr(document, qr_rows(cell.code), left + _PADDING, codes, _QR)
    bars = bars_of(cell.code)
    module = fitting_module(bars, _BARS_ROOM, _WIDEST_BAR) if bars is not None else None
    if bars is None or module is None:
        return  # whoever has such a name needs a scanner that sees QR codes
    draw_bars(document, bars, left + _BARS_LEFT + QUIET_BARS * module, codes, module, _BARS_HEIGHT)
    _text(document, cell.code, left + _BARS_LEFT + QUIET_BARS * module, codes + _BARS_HEIGHT + 1, _SMALL_SIZE)


def _text(
    document: Paper, text: str, left: float, top: float, size: float, *, bold: bool = False, room: float = _WIDTH
) -> None:
    document.set_font(FONT, "B" if bold else "", size)
    document.set_xy(left - document.c_margin, top)
    shown = fitting(document, text, room)
    if shown:
        document.cell(text=shown, h=5)

"""A sign as a PDF to hang up: readable from afar, on A4 and on Letter."""

from collections.abc import Sequence

from fpdf.enums import Align, XPos, YPos

from cyclecount_tui.workflow.paper.drawn_codes import draw_qr
from cyclecount_tui.workflow.paper.letters import CUT, FONT, Paper, a4_document, pieces
from cyclecount_tui.workflow.paper.qr import qr_rows
from cyclecount_tui.workflow.signs import HEADLINE, Sign

_WIDTH, _LEFT = 180.0, 15.0
_TOP, _BAND = 15.0, 46.0
_QR = 74.0
_QR_TOP = 172.0
"""In millimetres, on A4. All of it is above 264 mm, so that it is whole on Letter, too."""

_NAME_ROOM = 64.0
_LINE = 25.4 / 72 * 1.15
"""Millimetres a line is high, by the size of its letters in points."""
_NAME_SIZES = (110, 96, 84, 72, 60, 52, 44, 36, 30, 24, 18, 14)
_SMALLEST = 8
_RED = (190, 20, 20)


def as_pdf(signs: Sequence[Sign]) -> bytes:
    """The signs, a page each."""
    texts = [text for sign in signs for text in (sign.location, *sign.details)]
    document = a4_document(HEADLINE.capitalize(), signs[0].since, left=_LEFT, top=_TOP, texts=texts)
    for sign in signs:
        _draw(document, sign)
    return bytes(document.output())


def _draw(document: Paper, sign: Sign) -> None:
    document.add_page()
    document.set_fill_color(*_RED)
    document.rect(_LEFT, _TOP, _WIDTH, _BAND, style="F")
    document.set_text_color(255, 255, 255)
    document.set_y(_TOP + 6)
    _line(document, HEADLINE, 34, 17)
    _line(document, sign.do_not_move, 34, 17)
    document.set_text_color(0, 0, 0)
    _name(document, document.shown(sign.location))
    document.set_y(_TOP + _BAND + _NAME_ROOM + 8)
    for detail in sign.details:
        _line(document, detail, 20, 11, bold=False)
    draw_qr(document, qr_rows(sign.scanned), _LEFT + (_WIDTH - _QR) / 2, _QR_TOP, _QR)
    document.set_y(_QR_TOP + _QR + 2)
    _line(document, sign.location, 14, 8, bold=False)


def _line(document: Paper, text: str, size: float, height: float, *, bold: bool = True) -> None:
    """One centred line, smaller where it would be too wide, and cut where it would be too small to read."""
    shown = document.shown(text)
    document.set_font(FONT, "B" if bold else "", size)
    while document.get_string_width(shown) > _WIDTH - 4 and size > _SMALLEST:
        size -= 1
        document.set_font_size(size)
    while document.get_string_width(shown) > _WIDTH - 4:
        shown = f"{shown[: -len(CUT) - 1]}{CUT}"
    document.cell(_WIDTH, height, shown, align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _name(document: Paper, name: str) -> None:
    """The location as large as it can be, in the middle of its room; words are broken only where nothing else helps."""
    tries = [(size, False) for size in _NAME_SIZES] + [(size, True) for size in _NAME_SIZES]
    size, lines = next(
        ((size, lines) for size, broken in tries if (lines := _fitting(document, name, size, broken=broken))),
        (_NAME_SIZES[-1], [name]),
    )
    height = size * _LINE
    document.set_y(_TOP + _BAND + 4 + (_NAME_ROOM - height * len(lines)) / 2)
    for line in lines:
        _line(document, line, size, height)


def _fitting(document: Paper, name: str, size: float, *, broken: bool) -> list[str]:
    """The lines of a name at a size; none when it has no room."""
    document.set_font(FONT, "B", size)
    words = name.split()
    if broken:
        words = [piece for word in words for piece in pieces(document, word, _WIDTH - 4)]
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and document.get_string_width(longer) <= _WIDTH - 4:
            lines[-1] = longer
        else:
            lines.append(word)
    narrow = all(document.get_string_width(line) <= _WIDTH - 4 for line in lines)
    return lines if narrow and len(lines) * size * _LINE <= _NAME_ROOM else []

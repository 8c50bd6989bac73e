"""A sign as a PDF to hang up: readable from afar, on A4 and on Letter."""

import unicodedata
from collections.abc import Sequence

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from cyclecount_tui.workflow.signs import HEADLINE, Sign, qr_rows

FONT = "Helvetica"
"""Every PDF reader has it, so none is put into the file; it knows the letters of western Europe."""

MISSING = "?"
"""Stands for a sign that the font does not have."""

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
    document = FPDF(format="A4")
    document.set_auto_page_break(auto=False)
    document.set_margins(_LEFT, _TOP)
    document.set_title(in_font(HEADLINE.capitalize()))
    document.set_creation_date(signs[0].since)
    for sign in signs:
        _draw(document, sign)
    return bytes(document.output())


def in_font(text: str) -> str:
    """The text with what the font lacks replaced: accents left off, the rest as a question mark."""
    return "".join(_in_font(character) for character in text)


def _in_font(character: str) -> str:
    if unicodedata.category(character) == "Pd":
        return "-"
    for form in (character, unicodedata.normalize("NFKD", character)):
        known = "".join(each for each in form if not unicodedata.combining(each))
        if known and known.isprintable() and _known(known):
            return known
        if _known(form) and form.isprintable():
            return form
    return "" if unicodedata.combining(character) else MISSING


def _known(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _draw(document: FPDF, sign: Sign) -> None:
    document.add_page()
    document.set_fill_color(*_RED)
    document.rect(_LEFT, _TOP, _WIDTH, _BAND, style="F")
    document.set_text_color(255, 255, 255)
    document.set_y(_TOP + 6)
    _line(document, HEADLINE, 34, 17)
    _line(document, sign.do_not_move, 34, 17)
    document.set_text_color(0, 0, 0)
    _name(document, in_font(sign.location))
    document.set_y(_TOP + _BAND + _NAME_ROOM + 8)
    for detail in sign.details:
        _line(document, detail, 20, 11, bold=False)
    _code(document, sign.scanned)
    document.set_y(_QR_TOP + _QR + 2)
    _line(document, sign.location, 14, 8, bold=False)


def _line(document: FPDF, text: str, size: float, height: float, *, bold: bool = True) -> None:
    """One centred line, smaller where it would be too wide, and cut where it would be too small to read."""
    shown = in_font(text)
    document.set_font(FONT, "B" if bold else "", size)
    while document.get_string_width(shown) > _WIDTH - 4 and size > _SMALLEST:
        size -= 1
        document.set_font_size(size)
    while document.get_string_width(shown) > _WIDTH - 4:
        shown = f"{shown[:-4]}..."
    document.cell(_WIDTH, height, shown, align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _name(document: FPDF, name: str) -> None:
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


def _fitting(document: FPDF, name: str, size: float, *, broken: bool) -> list[str]:
    """The lines of a name at a size; none when it has no room."""
    document.set_font(FONT, "B", size)
    words = name.split()
    if broken:
        words = [piece for word in words for piece in _pieces(document, word)]
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and document.get_string_width(longer) <= _WIDTH - 4:
            lines[-1] = longer
        else:
            lines.append(word)
    narrow = all(document.get_string_width(line) <= _WIDTH - 4 for line in lines)
    return lines if narrow and len(lines) * size * _LINE <= _NAME_ROOM else []


def _pieces(document: FPDF, word: str) -> list[str]:
    """A word in pieces no wider than the page."""
    pieces = [""]
    for character in word:
        if document.get_string_width(pieces[-1] + character) > _WIDTH - 4:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _code(document: FPDF, text: str) -> None:
    rows = qr_rows(text)
    module = _QR / len(rows)
    left = _LEFT + (_WIDTH - _QR) / 2
    document.set_fill_color(0, 0, 0)
    for row, modules in enumerate(rows):
        for first, length in _runs(modules):
            # a hair wider than a module, or some printers leave white lines between two rows
            document.rect(
                left + first * module, _QR_TOP + row * module, length * module + 0.02, module + 0.02, style="F"
            )


def _runs(modules: Sequence[bool]) -> list[tuple[int, int]]:
    """Where dark modules begin and how many follow each other."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(modules):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found

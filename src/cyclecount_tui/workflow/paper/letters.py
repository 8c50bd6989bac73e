"""Text on paper: in the letters that every PDF reader has or this computer's fonts have, no wider than its room."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TextEmphasis

from cyclecount_tui.workflow.paper.system_fonts import USUAL_PLACES, fonts_for

FONT = "Helvetica"
"""Every PDF reader has it, so none is put into the file; it knows the letters of western Europe."""

MISSING = "?"
"""Stands for a sign that the font does not have."""

CUT = "..."

_TWINS = {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "Ŧ": "T", "ŧ": "t", "ı": "i", "Œ": "OE",
          "œ": "oe", "Ŋ": "N", "ŋ": "n", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "…": "...", "•": "·",
          "€": "EUR", "™": "TM", "−": "-", "μ": "µ"}  # fmt: skip
"""Letters and signs that are no others with an accent, and the nearest that the font has."""


class Paper(FPDF):
    """A document whose `FONT` is a font of this computer where one was taken; `signs` are the code points of that.

    `incomplete`: a sign stands for a letter that could not be printed.
    """

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.signs: frozenset[int] = frozenset()
        self.incomplete = False

    def take_fonts(self, texts: Iterable[str], places: Sequence[Path]) -> None:
        """Look for fonts with the letters that the usual one lacks; everything is printed with them then."""
        lacking = {sign for text in texts for sign in text if _lacks(sign)}
        fonts = fonts_for(lacking, places) if lacking else ()
        for number, font in enumerate(fonts):
            for style in ("", "B"):
                self.add_font(f"found{number}", style, font.file)
            self.signs |= font.signs
        self.set_fallback_fonts([f"found{number}" for number in range(1, len(fonts))])

    def set_font(self, family: str | None = None, style: str | TextEmphasis = "", size: float = 0) -> None:
        """As FPDF does, with the font that was taken."""
        super().set_font("found0" if family == FONT and self.signs else family, style, size)

    def shown(self, text: str) -> str:
        """The text as it can be printed."""
        if text.isascii() and text.isprintable():
            return text
        signs = [sign if ord(sign) in self.signs and sign.isprintable() else _in_font(sign) for sign in text]
        self.incomplete = self.incomplete or any(new == MISSING != old for old, new in zip(text, signs, strict=True))
        return "".join(signs)


def a4_document(
    title: str,
    made: datetime,
    *,
    left: float,
    top: float,
    texts: Iterable[str] = (),
    places: Sequence[Path] = USUAL_PLACES,
) -> Paper:
    """An empty document of A4 pages with its margins in millimetres; it breaks no page by itself.

    Where the usual font lacks letters of the `texts`, fonts are looked for in `places`.
    """
    document = Paper()
    document.set_auto_page_break(auto=False)
    document.set_margins(left, top)
    document.set_title(in_font(title))
    document.set_creation_date(made)
    document.take_fonts(texts, places)
    return document


def in_font(text: str) -> str:
    """The text with what the usual font lacks replaced: accents left off, the rest as a question mark."""
    return text if text.isascii() and text.isprintable() else "".join(map(_in_font, text))


def fitting(document: Paper, text: str, width: float) -> str:
    """The text in letters of the font, cut at the end where it is wider than its room (millimetres)."""
    shown = document.shown(text)
    if document.get_string_width(shown) <= width:
        return shown
    while shown and document.get_string_width(shown + CUT) > width:
        shown = shown[:-1]
    return shown + CUT


def wrapped(document: Paper, text: str, width: float, most: int) -> list[str]:
    """The text in at most so many lines, broken between words, or inside of one that is wider than its room."""
    lines: list[str] = []
    for word in document.shown(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and document.get_string_width(longer) <= width:
            lines[-1] = longer
        else:
            lines += pieces(document, word, width)
    if len(lines) > most:
        lines = [*lines[: most - 1], fitting(document, " ".join(lines[most - 1 :]), width)]
    return lines


def pieces(document: FPDF, word: str, width: float) -> list[str]:
    """A word in pieces no wider than their room."""
    if document.get_string_width(word) <= width:
        return [word]
    found = [""]
    for character in word:
        if found[-1] and document.get_string_width(found[-1] + character) > width:
            found.append("")
        found[-1] += character
    return found


def _in_font(character: str) -> str:
    if unicodedata.category(character) == "Pd":
        return "-"
    if character in _TWINS:
        return _TWINS[character]
    for form in (character, unicodedata.normalize("NFKD", character)):
        known = "".join(each for each in form if not unicodedata.combining(each))
        if known and known.isprintable() and _known(known):
            return known
        if _known(form) and form.isprintable():
            return form
    return "" if unicodedata.combining(character) else MISSING


def _lacks(sign: str) -> bool:
    """Whether a sign is a letter or numeral that would be printed as another one."""
    return not _known(sign) and unicodedata.category(sign)[0] in "LMN"


def _known(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True

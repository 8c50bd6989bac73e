"""Signs that the terminal's encoding does not have, as others of the same width that it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE

_TWINS = {
    sign: twin for sign, twin in zip(UNICODE, ASCII, strict=True) if isinstance(sign, str) and isinstance(twin, str)
}
_TWINS |= dict(zip("▲▼◀▶↑↓←→×•–—", "^v<>^v<>x*--", strict=True))
"""The signs that the screens draw; arrows are keys by their names elsewhere, and one cell here."""

_BOX_DRAWING = range(0x2500, 0x2580)
_BLOCKS = range(0x2580, 0x25A0)


def signs_for(encoding: str) -> Callable[[str], str]:
    """Turns a text into one that an encoding has, cell for cell; what a terminal has no sign for is a `?`."""

    @lru_cache(maxsize=1024)
    def sign(grapheme: str, width: int) -> str:
        for candidate in _candidates(grapheme):
            if cell_len(candidate) == width and _has(encoding, candidate):
                return candidate
        return "?" * width

    def text(drawn: str) -> str:
        if _has(encoding, drawn):
            return drawn
        return "".join(sign(drawn[start:end], width) for start, end, width in split_graphemes(drawn)[0])

    return text


def _candidates(grapheme: str) -> tuple[str, ...]:
    """The sign itself, its twin, and its letter without marks."""
    twin = _TWINS.get(grapheme, "")
    if not twin and len(grapheme) == 1:
        twin = "+" if ord(grapheme) in _BOX_DRAWING else "#" if ord(grapheme) in _BLOCKS else ""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", grapheme) if not unicodedata.combining(sign))
    return grapheme, twin, letters


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True

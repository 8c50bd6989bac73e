"""Text of an exact width in cells, harmless for the terminal whatever it holds."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len, set_cell_size

from cyclecount_tui.domain.visible_text import ASCII_REPLACEMENT, REPLACEMENT, visible

Align = Literal["left", "right"]

ELLIPSIS = "…"
_SEPARATORS = " /-"


def visible_character(character: str, *, ascii_only: bool = False) -> str:
    """The sign of one character, never without width: a mark that combines with a letter shows as `�` too."""
    sign = visible(character, ascii_only=ascii_only)
    if cell_len(sign):
        return sign
    return ASCII_REPLACEMENT if ascii_only else REPLACEMENT


def one_line(text: str, limit: int = 0, ellipsis: str = ELLIPSIS) -> str:
    """Text from outside for use inside a longer text: made `visible`, so that its line breaks break nothing.

    With a `limit` above 0 it has at most so many characters; what was cut is shown by `ellipsis`.
    """
    shown = visible(text)
    if 0 < limit < len(shown):
        return shown[: limit - 1].rstrip() + ellipsis
    return shown


def fit(text: str, width: int, align: Align = "left", ellipsis: str = ELLIPSIS) -> str:
    """`text` cut or padded to exactly `width` cells; what was cut is shown by `ellipsis` (one cell).

    Text is made `visible` on the way, for only that has a width to rely on. A wide character that would stand
    across the cut is replaced by a space. A `width` below 1 gives "".
    """
    if width < 1:
        return ""
    if not (text.isascii() and text.isprintable()):
        return _fit_cells(text, width, align, ellipsis)
    if len(text) > width:
        return text[: width - 1] + ellipsis
    return text.ljust(width) if align == "left" else text.rjust(width)


def both_ends(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """`text` as it is where it fits into `width` cells, else without its middle: `RACK-0003…SHELF-12`.

    What separates the names in it goes first: spaces, `/` and `-` beside the cut.
    """
    text = visible(text)
    if cell_len(text) <= width:
        return text
    tail = _last_cells(text, (width - 1) // 2).lstrip(_SEPARATORS)
    head = set_cell_size(text, max(0, width - 1 - cell_len(tail))).rstrip(_SEPARATORS)
    return f"{head}{ellipsis}{tail}"


def _last_cells(text: str, width: int) -> str:
    start = len(text)
    while start and cell_len(text[start - 1 :]) <= width:
        start -= 1
    return text[start:]


def _fit_cells(text: str, width: int, align: Align, ellipsis: str) -> str:
    text = visible(text)  # a joiner left in it would swallow the padding or the ellipsis that follows
    spare = width - cell_len(text)
    if spare < 0:
        return set_cell_size(text, width - 1) + ellipsis
    return text + " " * spare if align == "left" else " " * spare + text

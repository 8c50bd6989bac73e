"""How far a reading is, in one row: what is read, a bar, and how many rows of how many have come."""

from __future__ import annotations

from rich.cells import cell_len

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.glyphs import Glyphs
from cyclecount_tui.tui.widgets.plain_text import fit

_LONGEST_BAR = 30
_SHORTEST_BAR = 4
_SHORTEST_WORDS = 8
_BETWEEN = "  "


def progress_row(doing: str, read: int, total: int, width: int, glyphs: Glyphs) -> str:
    """`Reading the sheet  ███░░░  200 of 400 rows` in at most `width` cells.

    When it is narrow the bar gets shorter first, then what is read is cut, then the bar goes. The bar is full only
    when all rows have come; while it is not known how many there are, there is none.
    """
    words = visible(doing, ascii_only=glyphs.ascii_only)
    if total <= 0:
        return fit(words, min(width, cell_len(words)), "left", glyphs.ellipsis)
    said = rows_said(read, total)
    room = width - cell_len(said) - len(_BETWEEN)
    bar = min(_LONGEST_BAR, max(_SHORTEST_BAR, room - cell_len(words) - len(_BETWEEN)))
    for_words = room - bar - len(_BETWEEN)
    if for_words < min(_SHORTEST_WORDS, cell_len(words)):
        bar, for_words = 0, room
    shown = [fit(words, min(for_words, cell_len(words)), "left", glyphs.ellipsis), _bar(read, total, bar, glyphs), said]
    row = _BETWEEN.join(part for part in shown if part)
    return fit(row, min(width, cell_len(row)), "left", glyphs.ellipsis)


def rows_said(read: int, total: int) -> str:
    """`200 of 400 rows`."""
    return f"{read} of {total} {'row' if total == 1 else 'rows'}"


def _bar(read: int, total: int, length: int, glyphs: Glyphs) -> str:
    filled = length * min(read, total) // total
    return glyphs.filled * filled + glyphs.unfilled * (length - filled)

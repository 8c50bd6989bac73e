"""One line of a table as text: margin signs, cells cut to their columns, rulings."""

from __future__ import annotations

from collections.abc import Sequence

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.column_layout import ColumnLayout, PlacedColumn
from cyclecount_tui.tui.widgets.glyphs import Glyphs
from cyclecount_tui.tui.widgets.plain_text import both_ends, fit


def row_text(
    layout: ColumnLayout, cells: Sequence[str], glyphs: Glyphs, *, at_cursor: bool = False, tone: str = ""
) -> str:
    """A row, exactly as wide as the layout. `cells` holds one string a column, dropped columns included."""
    mark = glyphs.cursor if at_cursor else " "
    parts = [f"{glyphs.tone_sign(tone)}{mark} "[: layout.margin]]
    for placed in layout.columns:
        cell = visible(cells[placed.cell], ascii_only=glyphs.ascii_only)
        parts.append(_gap(placed, glyphs))
        if placed.column.names:
            cell = both_ends(cell, placed.width, glyphs.ellipsis)
        parts.append(fit(cell, placed.width, placed.column.align, glyphs.ellipsis))
    parts.append(" " * layout.spare)
    return "".join(parts)


def heading_text(text: str, width: int, margin: int, glyphs: Glyphs, *, at_cursor: bool = False) -> str:
    """A row that is one text over all columns, exactly `width` cells wide."""
    mark = glyphs.cursor if at_cursor else " "
    shown = visible(text, ascii_only=glyphs.ascii_only)
    return fit(f" {mark} "[:margin] + shown, width, "left", glyphs.ellipsis)


def header_text(layout: ColumnLayout, width: int, position: str, glyphs: Glyphs) -> str:
    """The titles, with `position` (for example "37/10000"; may be empty) at the right end.

    Titles that the position would cover are cut short of it.
    """
    position = position[-width:] if width else ""
    limit = width - len(position) - 1 if position else width
    parts = [" " * min(layout.margin, max(0, limit))]
    start = layout.margin
    for placed in layout.columns:
        start += placed.gap
        room = min(placed.width, limit - start)
        if room > 0:
            parts.append(_gap(placed, glyphs))
            title = visible(placed.column.title, ascii_only=glyphs.ascii_only)
            parts.append(fit(title, room, placed.column.align, glyphs.ellipsis))
        start += placed.width
    return fit("".join(parts), width - len(position)) + position


def _gap(placed: PlacedColumn, glyphs: Glyphs) -> str:
    if not placed.column.ruled or not placed.gap:
        return " " * placed.gap
    return glyphs.rule.center(placed.gap)

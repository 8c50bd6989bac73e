"""How wide a column of names is to be: what nine names in ten need, before the other columns get anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from cyclecount_tui.tui.widgets.column_layout import Column

MOST = 28
"""Cells; whatever is longer is shortened, so that one long name does not push all else off the screen."""


def wide_enough(columns: Sequence[Column], names: Iterable[str]) -> tuple[Column, ...]:
    """The columns, that of the names never narrower than it was."""
    widths = sorted(len(each) if each.isascii() else cell_len(each) for each in names)
    needed = min(MOST, widths[len(widths) * 9 // 10]) if widths else 0
    return tuple(each._replace(width=max(each.width, needed)) if each.names else each for each in columns)

"""Which columns stand where at a given width: pure arithmetic, the same at 120, 80 and 40 cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cyclecount_tui.tui.widgets.plain_text import Align

MARGIN = 3
"""Cells left of the first column: the sign of the row's tone, the cursor mark, a space."""

_NARROWEST = 10


class Column(NamedTuple):
    """One column of a table.

    `width` is in cells; for a `flexible` column it is the least it needs, and it takes what is left over.
    `drop_order` says what goes first when the screen is too narrow: the highest first, 0 never (it is squeezed,
    after everything that may go has gone). A `ruled` column has a vertical line before it. What is too long for a
    `names` column is shortened in its middle: names differ at their ends.
    """

    key: str
    title: str
    width: int
    align: Align = "left"
    flexible: bool = False
    drop_order: int = 0
    ruled: bool = False
    names: bool = False


class PlacedColumn(NamedTuple):
    """A column that is shown: `cell` is its place in a row's strings, `gap` the cells before it."""

    column: Column
    cell: int
    gap: int
    width: int


class ColumnLayout(NamedTuple):
    """The columns shown; `margin + sum(gap + width) + spare` is the width it was asked for, to the cell."""

    margin: int
    columns: tuple[PlacedColumn, ...]
    spare: int


@lru_cache(maxsize=64)
def lay_out(columns: tuple[Column, ...], width: int) -> ColumnLayout:
    """The layout of `columns` in `width` cells; a width below 0 counts as 0."""
    width = max(0, width)
    margin = MARGIN if width >= _NARROWEST else 0
    room = width - margin
    kept = list(enumerate(columns))
    while True:
        for roomy in (True, False):
            placed = _placed(kept, roomy)
            if _needed(placed) <= room:
                return _stretched(margin, placed, room)
        leaving = _next_to_drop(kept)
        if leaving is None:
            return _squeezed(margin, _placed(kept, roomy=False), room)
        kept.remove(leaving)


def lay_out_beside(columns: tuple[Column, ...], width: int, reserved: int) -> ColumnLayout:
    """The layout of `columns` in `width` cells that leaves `reserved` cells free at the right end.

    Where that would cost a column, a gap or the margin, the columns take the whole width after all.
    """
    whole, beside = lay_out(columns, width), lay_out(columns, width - reserved)
    same_places = _places(whole) == _places(beside)
    if not same_places or any(placed.width < placed.column.width for placed in beside.columns):
        return whole
    return beside._replace(spare=beside.spare + reserved)


def _places(layout: ColumnLayout) -> tuple[int, list[tuple[int, int]]]:
    return layout.margin, [(placed.cell, placed.gap) for placed in layout.columns]


def _placed(kept: Sequence[tuple[int, Column]], roomy: bool) -> list[PlacedColumn]:
    placed = []
    for place, (cell, column) in enumerate(kept):
        gap = (3 if column.ruled else 2) if roomy else 1
        placed.append(PlacedColumn(column, cell, gap if place else 0, max(1, column.width)))
    return placed


def _needed(placed: Sequence[PlacedColumn]) -> int:
    return sum(column.gap + column.width for column in placed)


def _next_to_drop(kept: Sequence[tuple[int, Column]]) -> tuple[int, Column] | None:
    """The column with the highest drop order, the rightmost among equals; None when all must stay."""
    return max(
        (entry for entry in kept if entry[1].drop_order > 0),
        key=lambda entry: (entry[1].drop_order, entry[0]),
        default=None,
    )


def _stretched(margin: int, placed: list[PlacedColumn], room: int) -> ColumnLayout:
    spare = room - _needed(placed)
    flexible = [place for place, column in enumerate(placed) if column.column.flexible]
    for turn, place in enumerate(flexible):
        share = -(-spare // (len(flexible) - turn))
        placed[place] = placed[place]._replace(width=placed[place].width + share)
        spare -= share
    return ColumnLayout(margin, tuple(placed), spare)


def _squeezed(margin: int, placed: list[PlacedColumn], room: int) -> ColumnLayout:
    """Take cells from the widest column until all fit; columns that would have none leave from the right."""
    while placed and sum(column.gap + 1 for column in placed) > room:
        placed.pop()
    excess = _needed(placed) - room
    for _ in range(excess):
        widest = max(range(len(placed)), key=lambda place: placed[place].width)
        placed[widest] = placed[widest]._replace(width=placed[widest].width - 1)
    return ColumnLayout(margin, tuple(placed), room - _needed(placed))

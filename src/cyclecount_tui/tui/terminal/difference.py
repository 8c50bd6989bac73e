"""The least text that turns what a terminal shows into another picture."""

from __future__ import annotations

from cyclecount_tui.tui.terminal.picture import BLANK, Cell, Picture

_LONGEST_REPEATED = 4
"""Cells that are sent once more rather than jumped over: a jump is as long."""

_NOWHERE = -1


def difference(shown: Picture, wanted: Picture, *, last_cell: bool = True) -> str:
    """What to send so that a terminal that shows the first picture shows the second one; empty where it does.

    `last_cell`: whether the last cell of the last row may be drawn; some terminals scroll behind it.
    """
    changed = _Changes(wanted.width)
    for y, (old, new) in enumerate(zip(shown.rows, wanted.rows, strict=True)):
        if old != new and (last_cell or y < wanted.height - 1):
            changed.row(y, old, new, wanted.width)
        elif old != new:
            changed.row(y, old, _narrow_at_the_end(new), wanted.width - 1)
    return changed.text()


class _Changes:
    """The text so far, with where it leaves the cursor and the pen."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._sent: list[str] = []
        self._x = self._y = _NOWHERE
        self._pen = ""

    def text(self) -> str:
        """All of it; the pen is put down in the end."""
        if self._pen:
            self._sent.append("\x1b[m")
        return "".join(self._sent)

    def row(self, y: int, old: list[Cell], new: list[Cell], end: int) -> None:
        """The cells of one row that are others, up to a column."""
        blank_from = _blank_from(new)
        x = _first_difference(old, new, 0, end)
        while x < end:
            if x and not new[x][0]:
                x -= 1  # the right half of a wide sign is drawn with its left half
            self._go(x, y, new)
            if x >= blank_from:
                self._put(BLANK, "\x1b[K")
                return
            x = self._run(x, old, new, min(end, blank_from) if blank_from > x else end)
            x = _first_difference(old, new, x, end)

    def _run(self, x: int, old: list[Cell], new: list[Cell], end: int) -> int:
        """Draws cells that are others, from one that is; gives the column behind them."""
        first = True
        while x < end and (first or old[x] != new[x] or not new[x][0]):
            first = False
            cell = new[x]
            sign, width = cell[0], 1
            while x + width < end and not new[x + width][0]:
                width += 1
            self._put(cell, sign)
            x += width
            self._x = x
            if not sign.isascii() and (width > 1 or len(sign) > 1):
                self._x = _NOWHERE  # terminals do not agree on how wide it is
        if self._x >= self._width:
            self._x = _NOWHERE
        return x

    def _put(self, cell: Cell, text: str) -> None:
        pen = cell[1]
        if pen != self._pen:
            self._sent.append(f"\x1b[0;{pen}m" if pen and self._pen else f"\x1b[{pen}m")
            self._pen = pen
        self._sent.append(text)

    def _go(self, x: int, y: int, row: list[Cell]) -> None:
        """Brings the cursor to a cell by the shortest way."""
        gap = x - self._x
        if y == self._y and self._x != _NOWHERE and gap >= 0:
            between = row[self._x : x]
            if gap <= _LONGEST_REPEATED and all(
                cell[1] == self._pen and cell[0].isascii() and cell[0] for cell in between
            ):
                self._sent.append("".join(cell[0] for cell in between))
            else:
                self._sent.append(f"\x1b[{gap}C" if gap > 1 else "\x1b[C")
        elif x == 0 and y == self._y + 1 and self._y != _NOWHERE and self._x != _NOWHERE:
            self._sent.append("\r\n")
        else:
            self._sent.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self._x, self._y = x, y


def _narrow_at_the_end(row: list[Cell]) -> list[Cell]:
    """The row without a wide sign that reaches into its last cell: half of it cannot be drawn."""
    start = len(row) - 1
    while start and not row[start][0]:
        start -= 1
    if start == len(row) - 1:
        return row
    return row[:start] + [(" ", row[start][1])] * (len(row) - start)


def _first_difference(old: list[Cell], new: list[Cell], x: int, end: int) -> int:
    while x < end and old[x] == new[x]:
        x += 1
    return x


def _blank_from(row: list[Cell]) -> int:
    """The column from which on a row is empty."""
    x = len(row)
    while x and row[x - 1] == BLANK:
        x -= 1
    return x

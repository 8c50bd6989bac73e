"""A picture of the terminal's cells, and how the text that Textual writes for a frame changes it."""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.cells import split_graphemes

Cell = tuple[str, str]
"""What stands in a cell, with the marks that go on top of it, and its pen: the numbers of an SGR sequence.

The right half of a wide sign is an empty text.
"""

BLANK: Cell = (" ", "")
UNKNOWN: Cell = ("\0", "?")
"""Equal to nothing that is ever drawn."""

_PIECE = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<pen>[0-9;]*)m"
    r"|\x1b\[(?P<row>[0-9]+);(?P<column>[0-9]+)H"
    r"|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[\x00-\x1f\x7f-\x9f]"
)
"""What a frame is made of. Other sequences and control characters take no cell and are nothing to obey: of a link only
its text is drawn."""

_ONE_CELL_EACH = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u0482\u2010-\u2027\u2190-\u21ff\u2212\u2500-\u25b9\u2713]*"
)
"""Signs that stand by themselves, each in one cell: letters of Europe, dashes, arrows, rulings, blocks."""


class Picture:
    """Rows of cells, `width` by `height`; `pens` and `signs` turn what is drawn into what the terminal can show."""

    def __init__(
        self,
        width: int,
        height: int,
        *,
        pens: Callable[[str], str] = str,
        signs: Callable[[str], str] = str,
        filled_with: Cell = BLANK,
    ) -> None:
        self.width, self.height = width, height
        self.rows = [[filled_with] * width for _ in range(height)]
        self._pens = pens
        self._signs = signs
        self._cells: dict[str, _CellsOfPen] = {}

    def fill(self, cell: Cell) -> None:
        """The same cell everywhere."""
        self.rows = [[cell] * self.width for _ in range(self.height)]

    def play(self, frame: str) -> None:
        """Draw the text of a frame."""
        x, y, pen = 0, 0, self._pens("")
        for piece in _PIECE.finditer(frame):
            kind = piece.lastgroup
            if kind == "text":
                x = self._draw(x, y, piece[0], pen)
            elif kind == "pen":
                numbers = piece["pen"]
                pen = self._pens("" if numbers == "0" else numbers)
            elif kind == "column":
                x, y = int(piece["column"]) - 1, int(piece["row"]) - 1

    def _draw(self, x: int, y: int, text: str, pen: str) -> int:
        """Draws from a cell on, what fits; gives the column behind the text."""
        if not 0 <= y < self.height:
            return x
        if not text.isascii():
            text = self._signs(text)
            if not _ONE_CELL_EACH.fullmatch(text):
                return self._draw_signs(x, y, text, pen)
        drawn = text[: max(self.width - x, 0)]
        if drawn:
            self._make_room(x, x + len(drawn), y)
            self.rows[y][x : x + len(drawn)] = map(self._cells_of(pen).__getitem__, drawn)
        return x + len(text)

    def _draw_signs(self, x: int, y: int, text: str, pen: str) -> int:
        row = self.rows[y]
        for start, end, width in split_graphemes(text)[0]:
            if width == 0:
                self._put_on_top(x, y, text[start:end])
            elif x + width <= self.width:
                self._make_room(x, x + width, y)
                row[x] = self._cells_of(pen)[text[start:end]]
                row[x + 1 : x + width] = [("", pen)] * (width - 1)
            x += width
        return x

    def _cells_of(self, pen: str) -> _CellsOfPen:
        cells = self._cells.get(pen)
        if cells is None:
            cells = self._cells[pen] = _CellsOfPen(pen)
        return cells

    def _put_on_top(self, x: int, y: int, mark: str) -> None:
        """A combining mark belongs to the sign in front of it."""
        row = self.rows[y]
        place = min(x, self.width) - 1
        while place > 0 and row[place][0] == "":
            place -= 1
        if place >= 0:
            sign, pen = row[place]
            row[place] = (sign + mark, pen)

    def _make_room(self, start: int, end: int, y: int) -> None:
        """Half of a wide sign that would be left alone at an edge of what is drawn is blank, as terminals do it."""
        row = self.rows[y]
        for edge in (start, end):
            if 0 < edge < self.width and not row[edge][0]:
                row[edge - 1], row[edge] = (" ", row[edge - 1][1]), (" ", row[edge][1])


class _CellsOfPen(dict[str, Cell]):
    """The cells of one pen, each made once: a cell that stays is the same object, and quick to compare."""

    def __init__(self, pen: str) -> None:
        super().__init__()
        self._pen = pen

    def __missing__(self, sign: str) -> Cell:
        cell = self[sign] = (sign, self._pen)
        return cell

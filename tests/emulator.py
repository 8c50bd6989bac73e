"""A terminal emulator that text is fed to, and what stands in each of its cells."""

from __future__ import annotations

from typing import Any

import pyte
from pyte.screens import Char


class Emulator(pyte.Screen):
    """Rows and columns of cells; private sequences that pyte stumbles over are passed over, as terminals do."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.reset_mode(7, private=True)  # as the program sets it: nothing wraps
        self._stream = pyte.Stream(self)

    def select_graphic_rendition(self, *attributes: int, **marks: Any) -> None:
        if not marks.get("private"):
            super().select_graphic_rendition(*attributes)

    def feed(self, text: str) -> None:
        """What the program sends."""
        self._stream.feed(text)

    @property
    def cells(self) -> list[list[Char]]:
        """Every cell: its sign, its colours and its looks."""
        return [[self.buffer[row][column] for column in range(self.columns)] for row in range(self.lines)]

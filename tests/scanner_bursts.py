"""A barcode scanner on a pty: a code as its characters or as a bracketed paste, with its suffix, at its speed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from cyclecount_tui.domain.scans.arrival import FASTEST_TYPING
from tests.terminal import PATIENCE, Terminal

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class Way(StrEnum):
    """How a code comes: as keys; as a paste with the suffix in it; as a paste, and the suffix as a key behind it."""

    TYPED = "typed"
    PASTED = "pasted"
    PASTED_BARE = "pasted bare"


SUFFIXES = {"CR": "\r", "LF": "\n", "CRLF": "\r\n", "Tab": "\t"}
GAPS = {"2 ms": 0.002, "80 ms": 0.08}
"""Seconds from one character to the next."""

SIZES = {"80x24": (80, 24), "40x8": (40, 8)}


@dataclass(frozen=True)
class Scanner:
    """How one is set up; `gap` is in seconds."""

    way: Way
    suffix: str
    gap: float

    @property
    def types_like_a_person(self) -> bool:
        """Whether nothing but the shape of its codes tells it from fingers."""
        return self.way is Way.TYPED and self.gap >= FASTEST_TYPING

    def pieces(self, code: str) -> Iterator[str]:
        """What it sends for a code, piece by piece; without a gap all at once, however busy the machine is."""
        return self._parts(code) if self.gap else iter(["".join(self._parts(code))])

    def _parts(self, code: str) -> Iterator[str]:
        """An escape sequence is one piece, as it is on any line."""
        if self.way is Way.TYPED:
            yield from (*code, *self.suffix)
        elif self.way is Way.PASTED:
            yield from (PASTE_BEGINS, *code, *self.suffix, PASTE_ENDS)
        else:
            yield from (PASTE_BEGINS, *code, PASTE_ENDS, *self.suffix)


SETUPS = {
    f"{way}, {suffix}, {gap}, {size}": (Scanner(way, SUFFIXES[suffix], GAPS[gap]), SIZES[size])
    for way, suffix, gap, size in product(Way, SUFFIXES, GAPS, SIZES)
}
"""Every scanner on every size of terminal, by a name for it."""


class ScannedTerminal(Terminal):
    """A terminal that a scanner is plugged into; sentences are read across the ends of lines."""

    def scan(self, scanner: Scanner, code: str) -> None:
        """Sends a code as the scanner does; its speed is what is tried, so nothing is waited for in between."""
        for piece in scanner.pieces(code):
            os.write(self._child.fileno(), piece.encode())
            time.sleep(scanner.gap)

    @property
    def columns(self) -> int:
        """How wide it is."""
        return int(self._screen.columns)

    def type(self, text: str) -> None:
        """Types a text as quick fingers do, and no scanner: `press` takes its time for each key."""
        self.press(*text)

    @property
    def words(self) -> str:
        """What stands on the screen as one line, for sentences that are wrapped."""
        return " ".join(self.text.split())

    def wait_for_words(self, *texts: str) -> None:
        """As `wait_for`, wherever the sentences are wrapped."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.words for text in texts):
            assert time.monotonic() < end, f"{texts} did not come:\n{self.text}"
            self.look()

    def wait_until_gone(self, text: str) -> None:
        """Waits until this text stands nowhere on the screen."""
        end = time.monotonic() + PATIENCE
        while text in self.text:
            assert time.monotonic() < end, f"{text} stays:\n{self.text}"
            self.look()

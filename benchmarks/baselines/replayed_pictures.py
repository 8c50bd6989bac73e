"""Bare curses: draws pictures from a file, one after the other, a key each.

    python -m benchmarks.baselines.replayed_pictures FILE

What it sends is what a program on curses sends for the same pictures.
"""

import contextlib
import curses
import json
import sys
from pathlib import Path
from typing import Any

COLOURS = {"default": -1, "black": 0, "red": 1, "green": 2, "brown": 3, "blue": 4, "magenta": 5, "cyan": 6, "white": 7}
BRIGHT = {f"bright{name}": number + 8 for name, number in COLOURS.items() if number >= 0}
BRIGHT["brightyellow"] = BRIGHT["brightbrown"]

QUIT = "q"


class Replay:
    """Pictures on a curses window; each look gets its colour pair once."""

    def __init__(self, window: Any, pictures: list[Any]) -> None:
        self._window = window
        self._pictures = pictures
        self._pairs: dict[tuple[int, int], int] = {(-1, -1): 0}

    def run(self) -> None:
        """The first picture, then the next one for each key, round and round."""
        curses.start_color()
        curses.use_default_colors()
        curses.curs_set(0)
        number = 0
        while True:
            self._draw(self._pictures[number % len(self._pictures)])
            if self._window.getkey() == QUIT:
                return
            number += 1

    def _draw(self, picture: Any) -> None:
        self._window.erase()
        for y, runs in enumerate(picture):
            for x, text, foreground, background, bold, reverse, underline in runs:
                look = self._colour(foreground, background)
                look |= curses.A_BOLD * bold | curses.A_REVERSE * reverse | curses.A_UNDERLINE * underline
                with contextlib.suppress(curses.error):  # the last cell of the last row
                    self._window.addstr(y, x, text, look)
        self._window.refresh()

    def _colour(self, foreground: str, background: str) -> int:
        known = COLOURS | BRIGHT
        pair = known.get(foreground, -1), known.get(background, -1)
        if pair not in self._pairs:
            self._pairs[pair] = len(self._pairs)
            curses.init_pair(self._pairs[pair], *pair)
        return curses.color_pair(self._pairs[pair])


if __name__ == "__main__":
    drawn = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    curses.wrapper(lambda window: Replay(window, drawn).run())

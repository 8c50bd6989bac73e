"""Terminals that cannot be told not to wrap: at the right edge at once, or with the next sign; nothing ever scrolls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.tui.terminal.difference import difference
from cyclecount_tui.tui.terminal.picture import Picture
from tests.emulator import Emulator
from tests.tui.terminal.test_difference import COLUMNS, ROWS, frame, frames


class Wrapping(Emulator):
    """Goes on in the next row behind the last column; `early`: as soon as something stands in that column."""

    def __init__(self, columns: int, rows: int, *, early: bool) -> None:
        super().__init__(columns, rows)
        self.set_mode(7, private=True)
        self._early = early

    def draw(self, data: str) -> None:
        for sign in data if self._early else [data]:
            super().draw(sign)
            if self._early and self.cursor.x == self.columns:
                self.carriage_return()
                self.linefeed()


def play(batches: list[list[str]], *, early: bool) -> tuple[Emulator, Emulator]:
    """One that never wraps gets the frames, one that does gets the differences."""
    whole, wrapping = Emulator(COLUMNS, ROWS), Wrapping(COLUMNS, ROWS, early=early)
    shown, wanted = Picture(COLUMNS, ROWS), Picture(COLUMNS, ROWS)
    for batch in batches:
        for text in batch:
            wanted.play(text)
            whole.feed(text)
        wrapping.feed(difference(shown, wanted, last_cell=not early))
        shown.rows = [list(row) for row in wanted.rows]
    return whole, wrapping


@pytest.mark.parametrize("early", [True, pytest.param(False, marks=pytest.mark.slow)])
@given(batches=st.lists(st.lists(frames(), max_size=4), max_size=8))
def test_random_frames_are_the_same_picture(early: bool, batches: list[list[str]]) -> None:
    whole, wrapping = play(batches, early=early)
    if early:  # its last cell is never drawn
        last = [terminal.cells[-1][-2:] for terminal in (whole, wrapping)]
        wide = last[0][1].data == ""
        for terminal in (whole, wrapping):
            for column in range(COLUMNS - 1 - wide, COLUMNS):
                terminal.buffer[ROWS - 1][column] = terminal.default_char
    assert wrapping.cells == whole.cells


def test_full_rows_one_below_the_other_do_not_move_each_other() -> None:
    rows = [frame(0, y, (str(y) * COLUMNS, "")) for y in range(ROWS)]
    whole, wrapping = play([rows, [frame(0, y, ("x" * COLUMNS, "7")) for y in range(ROWS)]], early=True)
    assert wrapping.cells[:-1] == whole.cells[:-1]
    assert wrapping.cells[-1][:-1] == whole.cells[-1][:-1]
    assert wrapping.cells[-1][-1].data == " "

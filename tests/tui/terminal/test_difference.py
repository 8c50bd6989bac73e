"""What is sent of a picture shows on a terminal just what all of it would, cell for cell, and is seldom more."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cyclecount_tui.tui.terminal.difference import difference
from cyclecount_tui.tui.terminal.picture import BLANK, UNKNOWN, Picture
from tests.emulator import Emulator

COLUMNS, ROWS = 24, 6
SIGNS = ["a", "b", " ", "7", "·", "─", "é", "e\u0301", "漢", "字", "👍"]
PENS = ["", "1", "7", "31", "38;2;1;2;3;48;2;9;9;9", "1;4;97;44"]


def frame(x: int, y: int, *texts: tuple[str, str]) -> str:
    """As Textual writes it: the place, then texts each with its pen."""
    styled = (f"\x1b[{pen}m{text}\x1b[0m" if pen else text for text, pen in texts)
    return f"\x1b[{y + 1};{x + 1}H{''.join(styled)}"


@dataclass
class Shown:
    """One terminal gets every frame as it is, the other one the differences."""

    columns: int = COLUMNS
    rows: int = ROWS

    def __post_init__(self) -> None:
        self.whole, self.less = Emulator(self.columns, self.rows), Emulator(self.columns, self.rows)
        self.shown, self.wanted = Picture(self.columns, self.rows), Picture(self.columns, self.rows)
        self.bytes_whole = self.bytes_less = 0

    def play(self, text: str) -> None:
        self.wanted.play(text)
        self.whole.feed(text)
        self.bytes_whole += len(text.encode())

    def send(self) -> str:
        sent = difference(self.shown, self.wanted)
        self.shown.rows = [list(row) for row in self.wanted.rows]
        self.less.feed(sent)
        self.bytes_less += len(sent.encode())
        return sent

    def assert_same(self) -> None:
        assert self.less.cells == self.whole.cells


def halves(signs: list[str]) -> str:
    """Signs of two columns each, so that none is drawn over half of another, which emulators do not agree on."""
    return "".join(sign if sign in {"漢", "字", "👍"} else f"{sign} " for sign in signs)


PIECES = st.tuples(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=6).map(halves), st.sampled_from(PENS))


@st.composite
def frames(draw: st.DrawFn) -> str:
    """A frame that stays on the screen, as all of Textual's do."""
    x, pieces = 2 * draw(st.integers(0, COLUMNS // 2 - 1)), []
    left = COLUMNS - x
    for text, pen in draw(st.lists(PIECES, min_size=1, max_size=3)):
        if (left := left - cell_len(text)) < 0:
            break
        pieces.append((text, pen))
    return frame(x, draw(st.integers(0, ROWS - 1)), *pieces)


@given(st.lists(st.lists(frames(), max_size=4), max_size=8))
def test_random_frames_are_the_same_picture(batches: list[list[str]]) -> None:
    shown = Shown()
    for batch in batches:
        for text in batch:
            shown.play(text)
        shown.send()
        shown.assert_same()
        assert shown.send() == "", "what is shown is not sent again"


@given(st.lists(frames(), max_size=6))
def test_a_terminal_of_which_nothing_is_known_is_drawn_whole(some: list[str]) -> None:
    shown = Shown()
    for text in some:
        shown.play(text)
    shown.less.feed(frame(0, 2, ("rubbish", "7")))
    shown.shown.fill(UNKNOWN)
    shown.send()
    assert shown.less.display == shown.whole.display


def test_a_digit_is_a_digit() -> None:
    shown = Shown(80, 24)
    for y in range(24):
        shown.play(frame(0, y, (f"{'row':<40}{'words':<40}", "37;40")))
    shown.send()
    shown.play(frame(0, 5, (f"{'row':<40}{'wordx':<40}", "37;40")))
    assert shown.send() == "\x1b[6;45H\x1b[37;40mx\x1b[m"


def test_the_blank_end_of_a_row_is_erased_and_a_row_below_is_gone_to_shortly() -> None:
    shown = Shown()
    shown.play(frame(0, 0, ("x" * COLUMNS, "")) + frame(0, 1, ("y", "")))
    shown.send()
    shown.play(frame(0, 0, ("xx".ljust(COLUMNS), "")) + frame(0, 1, ("z", "")))
    assert shown.send() == "\x1b[1;3H\x1b[K\r\nz"
    shown.assert_same()


def test_the_last_cell_is_left_alone_where_it_would_scroll() -> None:
    shown, wanted = Picture(4, 2), Picture(4, 2)
    wanted.play(frame(0, 1, ("abcd", "")))
    assert difference(shown, wanted, last_cell=False) == "\x1b[2Habc"


def test_half_a_wide_sign_that_is_left_over_is_blank() -> None:
    picture = Picture(6, 1)
    picture.play(frame(0, 0, ("漢字", "7")))
    picture.play(frame(1, 0, ("ab", "")))
    assert picture.rows[0][:5] == [(" ", "7"), ("a", ""), ("b", ""), (" ", "7"), BLANK]


@pytest.mark.parametrize(
    "text",
    ["\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "li\x07nk", "\x1b[?25llink", "li\x1b]0;title\x07nk", "l\ni\rnk"],
)
def test_nothing_in_a_frame_is_obeyed_but_places_and_pens(text: str) -> None:
    picture = Picture(8, 1)
    picture.play(frame(0, 0, (text, "")))
    assert "".join(sign for sign, _ in picture.rows[0]) == "link    "

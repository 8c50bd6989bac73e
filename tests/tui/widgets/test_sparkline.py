"""Numbers drawn as signs: the whole alone has the highest sign, and what is there is seen."""

from __future__ import annotations

from fractions import Fraction

import pytest
from rich.cells import cell_len

from cyclecount_tui.tui.widgets.sparkline import lying_bar, share_signs, standing_bars

SHARES = [Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(99, 100), Fraction(1)]


def test_only_the_whole_has_the_highest_sign() -> None:
    assert share_signs(SHARES) == "▁▃▅▇█"
    assert share_signs(SHARES, ascii_only=True) == "02489"
    assert share_signs([]) == ""


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_bar_is_never_longer_than_its_room_and_never_invisible(ascii_only: bool) -> None:
    for percent in range(101):
        bar = lying_bar(Fraction(percent, 100), 6, ascii_only=ascii_only)
        assert cell_len(bar) <= 6
        assert bool(bar) == (percent > 0)
        assert bar.isascii() == ascii_only or not bar
    assert lying_bar(Fraction(1), 6) == "██████"
    assert lying_bar(Fraction(1, 16), 4) == "▎"
    assert lying_bar(Fraction(1), 0) == ""


def test_standing_bars_are_as_high_as_their_share() -> None:
    assert standing_bars([0, 1, 8, 16], 16, 2) == ["   █", " ▁██"]
    assert standing_bars([0, 1, 8, 16], 16, 2, ascii_only=True) == ["   #", " ###"]
    assert standing_bars([0, 1, 8, 16], 16, 1) == [" ▁▄█"]
    assert standing_bars([0, 1, 8, 16], 16, 1, ascii_only=True) == ["0149"]
    assert standing_bars([0, 0], 0, 1) == ["  "]

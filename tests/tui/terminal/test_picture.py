"""Every sign takes as many cells of the picture as it takes on a terminal, whatever the way it is drawn."""

from __future__ import annotations

import pytest
from rich.cells import split_graphemes

from cyclecount_tui.tui.terminal.picture import Picture

_PLANES = {"signs of Europe and beyond": range(0xA0, 0x2000), "marks, arrows, rulings": range(0x2000, 0x3000)}


@pytest.mark.parametrize("codes", _PLANES.values(), ids=list(_PLANES))
def test_a_sign_between_two_letters_stands_where_its_width_says(codes: range) -> None:
    picture = Picture(6, 1)
    for text in (f"a{chr(code)}b" for code in codes):
        picture.play(f"\x1b[1;1H{text}")
        expected = [
            sign
            for start, end, width in split_graphemes(text)[0]
            for sign in (text[start:end], *[""] * (width - 1))
        ]  # fmt: skip
        assert [sign for sign, _ in picture.rows[0]][: len(expected)] == expected, ascii(text)

"""The two sets of signs."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import App

from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE, glyphs_of


def test_ascii_is_ascii_and_signs_are_one_cell_wide() -> None:
    words = {ASCII.up, ASCII.down, ASCII.left, ASCII.right}
    for glyphs in (UNICODE, ASCII):
        for sign in glyphs[1:]:
            assert cell_len(sign) == 1 or sign in words
    assert all(sign.isascii() for sign in ASCII[1:])


async def test_the_app_chooses() -> None:
    app = App[None]()
    async with app.run_test():
        assert glyphs_of(app) is UNICODE
        app.glyphs = ASCII  # type: ignore[attr-defined]  # an app may have the attribute or not
        assert glyphs_of(app.screen) is ASCII

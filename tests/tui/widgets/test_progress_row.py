"""The row that says how far a reading is: what is read, a bar, and the rows, at any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region

from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.progress_row import progress_row
from tests.tui.widgets.screen_text import lines_of, settle

DOING = "Reading the sheet from ION"


@pytest.mark.parametrize(
    ("width", "read", "total", "shown"),
    [
        (118, 200, 450, f"{DOING}  █████████████░░░░░░░░░░░░░░░░░  200 of 450 rows"),
        (78, 200, 450, f"{DOING}  █████████████░░░░░░░░░░░░░░░░░  200 of 450 rows"),
        (60, 200, 450, f"{DOING}  ██████░░░░░░░░░  200 of 450 rows"),
        (38, 200, 450, "Reading the sh…  █░░░  200 of 450 rows"),
        (38, 120_000, 300_000, "Reading …  █░░░  120000 of 300000 rows"),
        (20, 200, 450, "Re…  200 of 450 rows"),
        (78, 0, 0, DOING),
        (78, 1, 1, f"{DOING}  {'█' * 30}  1 of 1 row"),
    ],
)
def test_what_is_shown(width: int, read: int, total: int, shown: str) -> None:
    assert progress_row(DOING, read, total, width, UNICODE) == shown


def test_in_ascii() -> None:
    assert progress_row("Reading", 200, 450, 44, ASCII) == "Reading  ########..........  200 of 450 rows"


@given(st.text(max_size=60), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(20, 120), st.booleans())
def test_it_is_never_too_wide_and_full_only_at_the_end(
    doing: str, read: int, total: int, width: int, ascii_only: bool
) -> None:
    glyphs = ASCII if ascii_only else UNICODE
    row = progress_row(doing, read, total, width, glyphs)
    assert cell_len(row) <= width
    if ascii_only:
        assert row.isascii()
    elif total > 0 and "█" in row and "░" not in row and "░" not in doing:
        assert read >= total or "█" in doing


class Watched(MessageLine):
    """Knows which cells it was asked to draw again."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Region] = []

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Watched:
        """Note what is to be drawn."""
        self.asked.extend(regions or (Region(0, 0, 999, 9),))
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


class ProgressApp(App[None]):
    """One message line."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Watched()

    def compose(self) -> ComposeResult:
        yield self.line


async def test_only_the_cells_that_change_are_drawn_again() -> None:
    app = ProgressApp()
    async with app.run_test(size=(60, 8)) as pilot:
        app.line.say(f"{DOING}; Esc stops waiting.")
        app.line.show_rows(DOING, 100, 450)
        await settle(pilot)
        assert lines_of(app.line)[0].rstrip() == f"{DOING}  ██░░░░░░░░░░░  100 of 450 rows"
        app.line.asked.clear()
        app.line.show_rows(DOING, 100, 450)
        assert app.line.asked == []
        app.line.show_rows(DOING, 102, 450)
        assert app.line.asked == [Region(45, 0, 1, 1)], "a digit"
        app.line.asked.clear()
        app.line.show_rows(DOING, 200, 450)
        (changed,) = app.line.asked
        assert (changed.width, changed.height) == (16, 1), "from the bar to the digits"
        await settle(pilot)
        assert lines_of(app.line)[0].rstrip() == f"{DOING}  █████░░░░░░░░  200 of 450 rows"
        assert app.line.text == f"{DOING}: 200 of 450 rows"


async def test_a_bar_waits_behind_an_error_and_goes_when_something_is_said() -> None:
    app = ProgressApp()
    async with app.run_test(size=(60, 8)):
        app.line.bad("Not stored.")
        app.line.show_rows(DOING, 100, 450)
        assert app.line.text == "! Not stored."
        assert app.line.acknowledge()
        assert app.line.text == f"{DOING}: 100 of 450 rows"
        app.line.show_rows("Reading\nanother", 7, 9)
        assert lines_of(app.line)[0].startswith("Reading␊another  ")
        app.line.say("")
        assert lines_of(app.line)[0].strip() == ""

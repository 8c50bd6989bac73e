"""One line that shows the work of the coming weeks: a number and a bar a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.plain_text import fit
from cyclecount_tui.tui.widgets.sparkline import lying_bar

_WIDEST_BAR = 6
_GAP = 2
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class WeekShown(NamedTuple):
    """A week from its `monday` on, and the lines to count in it."""

    monday: date
    lines: int


class LoadStrip(Widget):
    """One row; `set_weeks` gives it the weeks, this one first. Weeks that do not fit are left out from the end."""

    DEFAULT_CSS = "LoadStrip { height: 1; color: $text-muted; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._weeks: tuple[WeekShown, ...] = ()

    def set_weeks(self, weeks: Sequence[WeekShown]) -> None:
        """Show these; the same ones again repaint nothing."""
        if tuple(weeks) != self._weeks:
            self._weeks = tuple(weeks)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row; `y` is 0."""
        width = self.size.width
        text = "" if y else strip_text(self._weeks, width - 2, ascii_only=glyphs_of(self).ascii_only)
        return Strip([Segment(fit(f" {text}", width), self.rich_style)], width)


def strip_text(weeks: Sequence[WeekShown], width: int, *, ascii_only: bool = False) -> str:
    """`Load  this week 34 lines ██▌  9 Mar 12 ▊  16 Mar 0`, in at most `width` cells; empty without weeks.

    The fullest week has the longest bar. Where dates and bars do not fit, weeks are numbered: `+1`, `+2`.
    """
    if not weeks or width < 1:
        return ""
    for number in range(len(weeks), 0, -1):
        for heads, shortest_bar in _heads(weeks[:number]):
            for bar in range(_WIDEST_BAR, shortest_bar - 1, -1):
                text = _joined(heads, weeks, bar, ascii_only=ascii_only)
                if cell_len(text) <= width:
                    return text
    return fit(f"Load  {weeks[0].lines} lines this week", width).rstrip()


def _joined(heads: Sequence[str], weeks: Sequence[WeekShown], bar: int, *, ascii_only: bool) -> str:
    most = max(week.lines for week in weeks) or 1
    pieces: list[str] = []
    for head, week in zip(heads, weeks, strict=False):
        unit = "" if pieces else " line" if week.lines == 1 else " lines"
        drawn = lying_bar(Fraction(week.lines, most), bar, ascii_only=ascii_only)
        pieces.append(f"{head} {week.lines}{unit} {drawn}".rstrip())
    return (" " * _GAP).join(["Load", *pieces])


def _heads(weeks: Sequence[WeekShown]) -> list[tuple[list[str], int]]:
    """What stands before the numbers, the best first, each with the shortest bar that goes with it."""
    dates = [f"{week.monday.day} {month_name(week.monday)}" for week in weeks[1:]]
    numbers = [f"+{place}" for place in range(1, len(weeks))]
    return [(["this week", *dates], 3), (["this week", *numbers], 2), (["now", *numbers], 1)]


def month_name(day: date) -> str:
    """Three letters, the same in every locale."""
    return _MONTHS[day.month - 1]

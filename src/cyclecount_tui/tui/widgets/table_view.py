"""Draws a table by the line: strings are made for the rows on the screen and for no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.tui.widgets.column_layout import Column, ColumnLayout, lay_out_beside
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.kept_styles import KeptStyles
from cyclecount_tui.tui.widgets.plain_text import fit
from cyclecount_tui.tui.widgets.row_painter import header_text, heading_text, row_text
from cyclecount_tui.tui.widgets.row_window import RowWindow, top_for
from cyclecount_tui.tui.widgets.text_wrap import wrap

TONES = ("muted", "good", "warn", "bad", "done")
"""What a row's colour may say; "" says nothing. All but "muted" have a sign at the row's left end."""

_REVERSED, _BOLD = Style(reverse=True), Style(bold=True)


class Heading(NamedTuple):
    """A row that stands above others: one text over all columns, in bold."""

    text: str


class RowSource(Protocol):
    """Gives the cells of the row with a source index: one string a column, in the columns' order; or a heading."""

    def __call__(self, index: int, /) -> Sequence[str] | Heading:
        """The strings of one row."""


def _no_cells(_index: int, /) -> Sequence[str]:
    return ()


class TableView(ScrollView, KeptStyles, can_focus=False, inherit_bindings=False):
    """The picture of a table: sticky header, visible rows, cursor row. It takes no keys."""

    DEFAULT_CSS = """
    TableView { height: 1fr; overflow: hidden hidden; scrollbar-size: 0 0; color: $text; }
    TableView > .line-table--header { text-style: bold; }
    TableView > .line-table--empty { color: $text-muted; }
    TableView > .line-table--muted { color: $text-muted; }
    TableView > .line-table--done { color: $text-muted; }
    TableView > .line-table--good { color: $text-success; }
    TableView > .line-table--warn { color: $text-warning; }
    TableView > .line-table--bad { color: $text-error; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-table--header",
        "line-table--empty",
        "line-table--plain",  # as the table itself, but worked out once for all lines
        *(f"line-table--{tone}" for tone in TONES),
    }
    ALLOW_SELECT = False

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty_text: str = "Nothing to show.",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._empty_text = empty_text
        self._cell_row: RowSource = _no_cells
        self._tone_of: Callable[[int], str] | None = None
        self._window = RowWindow()
        self._laid_out: tuple[tuple[Column, ...], int, int, ColumnLayout] | None = None

    @property
    def cursor(self) -> int | None:
        """The source index of the cursor row; None when there are no rows."""
        return self._window.cursor

    @property
    def row_count(self) -> int:
        """How many rows can be walked through: all, or those of the order."""
        return self._window.shown

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the row source must give strings for them from now on."""
        self._columns = tuple(columns)
        self.refresh()

    def set_empty_text(self, text: str) -> None:
        """The sentence that stands there when there are no rows."""
        if text != self._empty_text:
            self._empty_text = text
            if not self._window.shown:
                self.refresh()

    def place_kept(self) -> Callable[[], None]:
        """What brings cursor and view back to where they are now, for when the rows stand as they do now."""
        index, place, top = self.cursor, self._window.place, self._top

        def go_back() -> None:
            if self._window.index_at(place) == index:
                self._window.go_to(place)
                self._scroll_view_to(top)
                self.refresh()

        return go_back

    def refresh_row(self, index: int) -> None:
        """Draw the row with source `index` again; nothing happens when it is not on the screen."""
        place = self._window.place_of(index)
        if place is not None:
            self._refresh_place(place)

    def on_resize(self) -> None:
        """Keep the cursor row in view."""
        self._follow_cursor()

    def render_line(self, y: int) -> Strip:
        """The header, a row, the sentence of an empty table, or nothing."""
        width = self.size.width
        if y == 0:
            return self._header_line(width)
        if not self._window.shown:
            return self._empty_line(y, width)
        place = y - 1 + self._top
        index = self._window.index_at(place)
        if index is None:
            return Strip.blank(width, self._style_of("plain"))
        return self._row_line(index, width, at_cursor=place == self._window.place)

    # What the view is made of

    @property
    def _top(self) -> int:
        return self.scroll_offset.y

    @property
    def _page(self) -> int:
        """How many rows the view has room for, at least one."""
        return max(1, self.size.height - 1)

    def _scroll_view_to(self, top: int) -> None:
        if self.is_attached:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _follow_cursor(self) -> None:
        self._scroll_view_to(top_for(self._window.place, self._top, self._page, self._window.shown))

    def _count_rows(self) -> None:
        # Set without its watcher: the widget's own size does not follow its rows, so no layout is needed.
        self.set_reactive(Widget.virtual_size, Size(1, self._window.shown + 1))

    def _resize_to_rows(self) -> None:
        self._count_rows()
        self._follow_cursor()
        self.refresh()

    def _refresh_place(self, place: int) -> None:
        y = place - self._top + 1
        if 1 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _refresh_position(self) -> None:
        """Repaint the header where the cursor's position stands."""
        size = len(self._position())
        if size:
            self.refresh(Region(max(0, self.size.width - size), 0, size, 1))

    def _position(self) -> str:
        shown = self._window.shown
        if shown <= self._page:
            return ""
        return f"{self._window.place + 1}/{shown}".rjust(2 * len(str(shown)) + 1)

    # Lines

    def _layout(self, width: int) -> ColumnLayout:
        position = self._position()
        columns, reserved = self._columns, len(position) + 1 if position else 0
        known = self._laid_out
        if known is None or known[0] is not columns or known[1:3] != (width, reserved):
            known = self._laid_out = (columns, width, reserved, lay_out_beside(columns, width, reserved))
        return known[3]

    def _header_line(self, width: int) -> Strip:
        text = header_text(self._layout(width), width, self._position(), glyphs_of(self))
        return Strip([Segment(text, self._style_of("header"))], width)

    def _row_line(self, index: int, width: int, *, at_cursor: bool) -> Strip:
        tone = self._tone_of(index) if self._tone_of is not None else ""
        layout, cells, glyphs = self._layout(width), self._cell_row(index), glyphs_of(self)
        style = self._style_of(tone or "plain")
        if isinstance(cells, Heading):
            text = heading_text(cells.text, width, layout.margin, glyphs, at_cursor=at_cursor)
            style += _BOLD
        else:
            text = row_text(layout, cells, glyphs, at_cursor=at_cursor, tone=tone)
        return Strip([Segment(text, style + _REVERSED if at_cursor else style)], width)

    def _empty_line(self, y: int, width: int) -> Strip:
        glyphs = glyphs_of(self)
        lines = wrap(self._empty_text, width - 2, ascii_only=glyphs.ascii_only)
        line = y - 1 - max(0, (self._page - len(lines)) // 2)
        if not 0 <= line < len(lines):
            return Strip.blank(width, self._style_of("plain"))
        text = fit(" " * ((width - cell_len(lines[line])) // 2) + lines[line], width, "left", glyphs.ellipsis)
        return Strip([Segment(text, self._style_of("empty"))], width)

    def _style_of(self, part: str) -> Style:
        return self.kept_style(f"line-table--{part}")

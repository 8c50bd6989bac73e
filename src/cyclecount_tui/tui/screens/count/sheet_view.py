"""The sheet on the screen and the walk through it; a half typed entry keeps its line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from rich.cells import cell_len
from textual import on
from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.tui.screens.count import sentences, sheet_rows
from cyclecount_tui.tui.screens.count.entering import Entering
from cyclecount_tui.tui.screens.count.serials import Serials
from cyclecount_tui.tui.screens.count.typing import preview
from cyclecount_tui.tui.screens.screen_sizes import NARROW
from cyclecount_tui.tui.screens.table_walking import TableWalking
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar

_NO_ROOM_IN_TITLE = 30
"""Columns below which the title is the place alone, and how far it is counted stands above the line.

There stands the place, too, where the title cuts it.
"""


class SheetView(Entering, TableWalking):
    """Mixin for the count screen. `up` is the number of the line that is up, whatever the table shows.

    `lines` are the rows of the table. `resting`: all lines are counted and nobody went to one of them since, so that
    no line is up for an entry. `expected`: what ION has of each line, in training alone.
    """

    up: int | None
    lines: tuple[Line, ...]
    resting = False
    expected: Mapping[int, Decimal] = sheet_rows.NOTHING_TOLD
    _rows: dict[int, int]
    """The row of each line that is shown, from 0, by line number."""
    _serials: Serials

    @property
    def here(self) -> Screen[None]:
        """The screen it is mixed into."""
        assert isinstance(self, Screen)
        return self

    @property
    def line(self) -> Line | None:
        """The line that is up; None at an empty location, and where nothing was scanned yet in a double-blind count."""
        return None if self.up is None else self.count.line(self.up)

    @property
    def hides_the_rest(self) -> bool:
        """Whether the counter is not told what else is on the sheet: a double-blind count."""
        return not lists_lines(self.count)

    @property
    def at(self) -> int:
        """The row of the line that is up, from 0; 0 where it has none."""
        return self._rows.get(self.up or 0, 0)

    def show_count(self) -> None:
        """All of it, from the line that is up on."""
        self.load_rows()
        if self.up is not None and self.up not in (line.number for line in self.lines):
            self.up = None
        self.bring_up(self.up, resting=bool(self.lines) and not self.count.open_lines)
        if self.count.entries:
            self.message_line.say(sentences.going_on(self.count))

    def showing(self, count: Count) -> None:
        """Draw this count; the cursor keeps its line as far as that is still there."""
        before, self.count = self.count, count
        self._follow_rows()
        for number in sheet_rows.touched(before, count):
            if number in self._rows:
                self.table.refresh_row(self._rows[number])
        stays = self.up is not None and count.line(self.up) is not None
        last = self.lines[-1].number if self.lines else None
        self.bring_up(self.up if stays else last, resting=self.resting and not count.open_lines)
        self.here.refresh_bindings()

    def showing_more(self, count: Count) -> None:
        """As `showing`, for a count that has nothing but more lines: what is drawn already is left alone."""
        if not self.lines or count.entries is not self.count.entries:
            self.showing(count)
        else:
            self.count = count
            self._follow_rows()
            self.show_line()
            self.show_title()

    def _follow_rows(self) -> None:
        """Give the table the lines of the count as far as it does not have them."""
        shown, known = sheet_rows.shown(self.count), len(self.lines)
        if not known or shown[:known] != self.lines:
            self.load_rows()
        elif len(shown) > known:
            self.lines = shown
            self._rows.update((line.number, row) for row, line in enumerate(shown[known:], start=known))
            self.table.add_rows(len(shown) - known)

    def load_rows(self) -> None:
        """Give the table the lines of the count."""
        self.lines = sheet_rows.shown(self.count)
        self._rows = {line.number: row for row, line in enumerate(self.lines)}
        self.table.set_rows(
            len(self.lines),
            lambda row: sheet_rows.cells(self.count, self.lines[row], self.expected),
            lambda row: sheet_rows.tone(self.count, self.lines[row]),
        )

    def bring_up(self, number: int | None, *, resting: bool = False) -> None:
        """Bring the line with this number up, or only stay there, `resting`."""
        self.up, self.resting = number, resting
        if number is not None and number not in self._rows:
            self._follow_rows()  # it came, and is not drawn yet
        self.table.move_to(self.at)
        self.show_line()
        self.show_title()

    def show_line(self) -> None:
        """Say which line is up."""
        said = (
            sentences.all_counted_line(self.count)
            if self.resting
            else sentences.line_up(self.count, self.line, self._serials)
        )
        if self.up is not None and self.up in self.expected and not self.resting:
            said = f"{said}   ION has {plain(self.expected[self.up])}"
        width, place = self.here.size.width, one_line(self.count.subject.name)
        if width < _NO_ROOM_IN_TITLE:
            cut = f"{place}\n" if cell_len(place) > width - 1 else ""
            said = f"{cut}{sentences.short_progress(self.count)} counted\n{said}"
        self.here.query_one("#line", TextView).set_text(said)
        self.field.hint = self.preview(self.field.text)

    def show_title(self) -> None:
        """The place, and how far it is counted, as the width allows."""
        place, title = self.count.subject.name, self.here.query_one(TitleBar)
        if self.here.size.width < NARROW:
            title.show(place, "", sentences.short_progress(self.count))
        else:
            what = sentences.what(self.count)
            title.show(f"{what}  {place}", sentences.progress(self.count), sentences.closed_off(self.count))

    def preview(self, text: str) -> str:
        """What the prompt says about what is typed."""
        if self.resting:
            return "go to a line first" if text else ""
        return preview(text, self.line, self.count.standing.get(self.up or 0))

    def half_typed(self) -> bool:
        """Whether an entry is half typed, which is said."""
        text = self.field.text
        if text:
            self.message_line.acknowledge()  # another key was pressed: what is wrong with the entry has been read
            self.message_line.warn(sentences.half_typed(text))
        return bool(text)

    def action_walk(self, step: str) -> None:
        """Another line, unless an entry is half typed."""
        if not self.half_typed():
            self.message_line.acknowledge()
            self._follow_rows()
            super().action_walk(step)
            self._follow(self.table.cursor)

    def action_clear(self) -> None:
        """Clear the prompt; an empty one goes back a line."""
        if self.field.clear():
            self.message_line.acknowledge()
            self.message_line.say("")
        else:
            self.action_walk("up")

    @on(LineTable.Moved)
    def follow_click(self, event: LineTable.Moved) -> None:
        """A click is no way out of a half typed entry either."""
        if event.index is None or event.index != self.table.cursor or event.index == self.at:
            return  # a walk of the keys was followed already
        if self.half_typed():
            self.table.move_to(self.at)
        else:
            self._follow(event.index)

    @on(EntryField.Changed)
    def forget_error(self) -> None:
        """Typing goes on: the sentence was read."""
        self.message_line.acknowledge()

    def _follow(self, row: int | None) -> None:
        if row is not None and row < len(self.lines) and (self.resting or self.lines[row].number != self.up):
            self.up, self.resting = self.lines[row].number, False
            self.show_line()

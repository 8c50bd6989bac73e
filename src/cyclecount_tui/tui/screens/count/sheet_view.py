"""The sheet on the screen and the walk through it; a half typed entry keeps its line."""

from __future__ import annotations

from textual import on
from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.tui.screens.count import sentences, sheet_rows
from cyclecount_tui.tui.screens.count.entering import Entering
from cyclecount_tui.tui.screens.count.typing import preview
from cyclecount_tui.tui.screens.screen_sizes import NARROW
from cyclecount_tui.tui.screens.table_walking import TableWalking
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar


class SheetView(Entering, TableWalking):
    """Mixin for the count screen. `at` is the index of the line that is up, whatever the table shows.

    `resting`: all lines are counted and nobody went to one of them since, so that no line is up for an entry.
    """

    at: int
    resting = False

    @property
    def here(self) -> Screen[None]:
        """The screen it is mixed into."""
        assert isinstance(self, Screen)
        return self

    @property
    def line(self) -> Line | None:
        """The line that is up; None at an empty location."""
        return self.count.line(self.at + 1)

    def showing(self, count: Count) -> None:
        """Draw this count; the cursor keeps its line as far as that is still there."""
        before, self.count = self.count, count
        if len(before.lines) != len(count.lines):
            self.load_rows()
        for line in sheet_rows.touched(before, count):
            self.table.refresh_row(line - 1)
        self.put_cursor(min(self.at, max(0, len(count.lines) - 1)), resting=self.resting and not count.not_counted)
        self.here.refresh_bindings()

    def load_rows(self) -> None:
        """Give the table the lines of the count."""
        self.table.set_rows(
            len(self.count.lines),
            lambda index: sheet_rows.cells(self.count, index),
            lambda index: sheet_rows.tone(self.count, index),
        )

    def put_cursor(self, index: int, *, resting: bool = False) -> None:
        """Bring the line at `index` up, or only stay there, `resting`."""
        self.at, self.resting = index, resting
        self.table.move_to(index)
        self.show_line()
        self.show_title()

    def show_line(self) -> None:
        """Say which line is up."""
        said = sentences.ALL_COUNTED_LINE if self.resting else sentences.line_up(self.count, self.at)
        self.here.query_one("#line", TextView).set_text(said)
        self.field.hint = self.preview(self.field.text)

    def show_title(self) -> None:
        """The place, and how far it is counted, as the width allows."""
        place, title = self.count.subject.name, self.here.query_one(TitleBar)
        if self.here.size.width < NARROW:
            title.show(place, "", f"{len(self.count.standing)}/{len(self.count.lines)}")
        else:
            title.show(f"COUNT  {place}", sentences.progress(self.count), sentences.closed_off(self.count))

    def preview(self, text: str) -> str:
        """What the prompt says about what is typed."""
        if self.resting:
            return "go to a line first" if text else ""
        return preview(text, self.line)

    def half_typed(self) -> bool:
        """Whether an entry is half typed, which is said."""
        text = self.field.text
        if text:
            self.message_line.warn(sentences.half_typed(text))
        return bool(text)

    def action_walk(self, step: str) -> None:
        """Another line, unless an entry is half typed."""
        if not self.half_typed():
            self.message_line.acknowledge()
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

    def _follow(self, index: int | None) -> None:
        if index is not None and (self.resting or index != self.at):
            self.at, self.resting = index, False
            self.show_line()

"""An app with one table that notes what it draws and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.strip import Strip

from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.line_table import Column, LineTable
from tests.tui.widgets.screen_text import settle

COLUMNS = (
    Column("part", "Part number", 12),
    Column("description", "Description", 8, flexible=True, drop_order=1),
    Column("floor", "Floor", 7, align="right", ruled=True),
)


class CountedTable(LineTable):
    """Knows how many strings were asked for and how many lines were drawn."""

    def __init__(self, rows: int, *, letters: bool = False, empty_text: str = "Nothing to show.") -> None:
        super().__init__(COLUMNS, letters=letters, empty_text=empty_text)
        self.asked: list[int] = []
        self.drawn: list[int] = []
        self.texts = {0: ("FR-10021", "Bracket, LH", "48")}
        self.set_rows(rows, self.cells)

    def cells(self, index: int, /) -> Sequence[str]:
        """A row, noted."""
        self.asked.append(index)
        return self.texts.get(index, (f"FR-{index}", "Bearing", str(index)))

    def render_line(self, y: int) -> Strip:
        """A line, noted."""
        self.drawn.append(y)
        return super().render_line(y)

    def forget(self) -> None:
        """Count from here."""
        self.asked.clear()
        self.drawn.clear()


class TableApp(App[None]):
    """One table, and what it said."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("g", "note_g", "Note g")]

    def __init__(self, table: CountedTable, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.table = table
        self.glyphs = ASCII if ascii_only else UNICODE
        self.moved: list[int | None] = []
        self.chosen: list[int] = []
        self.app_saw_g = 0

    def compose(self) -> ComposeResult:
        yield self.table

    def action_note_g(self) -> None:
        self.app_saw_g += 1

    @on(LineTable.Moved)
    def note_move(self, event: LineTable.Moved) -> None:
        self.moved.append(event.index)

    @on(LineTable.Chosen)
    def note_choice(self, event: LineTable.Chosen) -> None:
        self.chosen.append(event.index)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press the keys one after another and let all of it happen."""
    await pilot.press(*keys)
    await settle(pilot)

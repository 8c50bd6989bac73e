"""Asks for one of a few: by its number, or with the cursor and Enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.widget import Widget

from cyclecount_tui.tui.widgets.entry_field import SUBMITTING_KEYS
from cyclecount_tui.tui.widgets.line_table import Column, LineTable
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen

_WIDEST_LABEL = 30
_NUMBERED = 9
_DIGITS = "123456789"


class Choose(PromptScreen[int | None]):
    """Options as (label, detail); the answer is the place of the chosen one, from 0, or None after Esc.

    The first nine have a number, which chooses at once; but not behind other letters, for then a slow scanner types
    them: until Enter.
    """

    def __init__(self, title: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(title)
        self._options = tuple(options)
        self._stray = False

    def rows(self) -> Iterable[Widget]:
        """The table of options."""
        widest = max((cell_len(label) for label, _ in self._options), default=0)
        columns = [
            Column("number", "", 1, align="right"),
            Column("label", "Choice", min(_WIDEST_LABEL, max(6, widest))),
            Column("detail", "What it means", 10, flexible=True, drop_order=1),
        ]
        table = LineTable(columns, empty_text="There is nothing to choose from.")
        table.set_rows(len(self._options), self._cells)
        yield table

    def on_key(self, event: events.Key) -> None:
        """A number chooses at once, one in the middle of a code does not."""
        sign = event.character or ""
        if self._stray and event.key in SUBMITTING_KEYS:
            self._stray = False
            self.message_line.say("")
        elif not self._stray and sign in _DIGITS[: len(self._options)] and sign:
            self.dismiss(int(sign) - 1)
        elif sign.isprintable() and sign.strip() and not sign.isdigit():
            self._stray = True
            self.message_line.warn("That is none of the choices. Press Enter, then a number, or Esc.")
        else:
            return
        event.stop().prevent_default()

    @on(LineTable.Chosen)
    def choose_row(self, event: LineTable.Chosen) -> None:
        """The option under the cursor."""
        event.stop()
        self.dismiss(event.index)

    @on(LineTable.Moved)
    def keep_to_itself(self, event: LineTable.Moved) -> None:
        """No other screen need know where the cursor is."""
        event.stop()

    def action_go_back(self) -> None:
        """None of them."""
        self.dismiss(None)

    def _cells(self, index: int) -> tuple[str, str, str]:
        return (str(index + 1) if index < _NUMBERED else "", *self._options[index])

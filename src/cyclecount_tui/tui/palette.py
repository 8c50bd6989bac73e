"""The command palette: every action that is live now, found by a few letters of its name or sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from cyclecount_tui.tui.live_keys import LiveAction
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.line_table import Column, LineTable
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen

_COLUMNS = (
    Column("name", "Action", 14, flexible=True),
    Column("keys", "Key", 8),
    Column("sentence", "What it does", 46, drop_order=1),
)


class Palette(PromptScreen[LiveAction | None]):
    """A table of actions that shrinks as one types; Enter gives the one under the cursor, Esc none.

    It is drawn with the program's own table and entry row: no icon, nothing that blinks, and room for it at 40x8.
    """

    LIES_OVER_ANY = True
    CSS_PATH = "widgets/prompts/prompts.tcss"  # Textual looks beside the module of each class
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk('up')", "Up", show=False, id="palette-up", tooltip="One action up"),
        Binding("down", "walk('down')", "Down", show=False, id="palette-down", tooltip="One action down"),
        Binding("pageup", "walk('page_up')", "Page up", show=False, id="palette-page-up", tooltip="One screen up"),
        Binding(
            "pagedown", "walk('page_down')", "Page down", show=False, id="palette-page-down", tooltip="One screen down"
        ),
    ]

    def __init__(self, actions: Sequence[LiveAction]) -> None:
        super().__init__("WHAT TO DO")
        self._actions = tuple(actions)

    def rows(self) -> Iterable[Widget]:
        """The row to type in, and the actions."""
        yield EntryField("Find", paste_submits=False)
        table = LineTable(_COLUMNS, empty_text="No action is called that.")
        table.can_focus = False
        table.set_rows(len(self._actions), self._cells)
        yield table

    def on_key(self, event: events.Key) -> None:
        """Keys that come before the row has the focus belong to it all the same."""
        field = self.query_one(EntryField)
        if self.focused is None:
            field.focus()
            field.on_key(event)

    @on(EntryField.Changed)
    def search(self, event: EntryField.Changed) -> None:
        """Show what matches; names that begin with the text come first."""
        wanted = event.text.casefold().split()
        found = [place for place, action in enumerate(self._actions) if _holds(action, wanted)]
        start = event.text.strip().casefold()
        found.sort(key=lambda place: not self._actions[place].name.casefold().startswith(start))
        table = self.query_one(LineTable)
        table.set_order(found)
        table.action_walk("first")

    @on(EntryField.Submitted)
    @on(LineTable.Chosen)
    def choose(self) -> None:
        """The action under the cursor."""
        index = self.query_one(LineTable).cursor
        if index is not None:
            self.dismiss(self._actions[index])

    def action_walk(self, step: str) -> None:
        """The cursor keys belong to the table."""
        self.query_one(LineTable).action_walk(step)

    def action_go_back(self) -> None:
        """Nothing is to be done."""
        self.dismiss(None)

    def _cells(self, index: int) -> tuple[str, str, str]:
        action = self._actions[index]
        return action.name, action.keys, action.sentence


def _holds(action: LiveAction, wanted: Iterable[str]) -> bool:
    text = f"{action.name} {action.keys} {action.sentence}".casefold()
    return all(word in text for word in wanted)

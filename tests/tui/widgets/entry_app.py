"""An app with one entry field that notes what happens, with or without a store that takes its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.strip import Strip

from cyclecount_tui.tui.widgets.entry_field import EntryField
from tests.tui.widgets.screen_text import settle


class CountedField(EntryField):
    """Knows how many lines it drew."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        """A line, noted."""
        self.drawn += 1
        return super().render_line(y)


class EntryApp(App[None]):
    """Notes in `story`, in order, what reached the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "none_here", "None here"),
        Binding("f6", "note", "Note"),
        Binding("down", "next", "Next"),
        Binding("x", "letter", "Letter"),
    ]

    def __init__(
        self,
        *,
        preview: Callable[[str], str] | None = None,
        paste_submits: bool = False,
        hold_on_submit: bool = False,
    ) -> None:
        super().__init__()
        self.field = CountedField(
            "How many?", preview=preview, paste_submits=paste_submits, hold_on_submit=hold_on_submit
        )
        self.story: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.field

    @on(EntryField.Submitted)
    def note_submission(self, event: EntryField.Submitted) -> None:
        self.story.append(f"submitted {event.text}")

    def action_none_here(self) -> None:
        self.story.append(f"none here, typed {self.field.text!r}")
        self.field.hold()

    def action_note(self) -> None:
        self.story.append("note")

    def action_next(self) -> None:
        self.story.append("next")

    def action_letter(self) -> None:
        self.story.append("letter")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press the keys one after another and let all of it happen."""
    await pilot.press(*keys)
    await settle(pilot)

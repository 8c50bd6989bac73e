"""What an entry row tells its screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from cyclecount_tui.domain.scans.arrival import Arrival

if TYPE_CHECKING:
    from cyclecount_tui.tui.widgets.entry_field import EntryField


@dataclass
class EntrySubmitted(Message):
    """The text was submitted, as typed; it may be empty. `typed_ahead`: its Enter had to wait for its turn.

    `arrival`: whether it was typed, came in a burst of keys as scanners send them, or was pasted. `typed`: what fingers
    had typed before a scan came into the same row; empty where all of it came in one way.
    """

    field: EntryField
    text: str
    typed_ahead: bool = False
    arrival: Arrival = Arrival.TYPED
    typed: str = ""

    @property
    def control(self) -> EntryField:
        """The field it was typed into."""
        return self.field


@dataclass
class EntryChanged(Message):
    """Typing changed the text; not posted for the emptying at a submission nor for `set_text`."""

    field: EntryField
    text: str

    @property
    def control(self) -> EntryField:
        """The field it is typed into."""
        return self.field

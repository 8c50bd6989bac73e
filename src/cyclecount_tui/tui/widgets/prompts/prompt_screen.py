"""The frame every prompt stands in: a title, the prompt's own rows, the message line, the live keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.tui.scanned import Scanned, card_of
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar

Answer = TypeVar("Answer")

_ROOMY_WIDTH, _ROOMY_HEIGHT = 60, 16


class PromptScreen(ModalScreen[Answer]):
    """A modal screen with an answer; a prompt gives its rows with `rows` and says what Esc means."""

    CSS_PATH = "prompts.tcss"
    HELP_TITLE = "Question"
    TAKES_SCANS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", "Back", id="prompt-back", tooltip="Close this and change nothing"),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title_text = title

    @abstractmethod
    def rows(self) -> Iterable[Widget]:
        """The prompt's own widgets, from the top; the first that takes keys gets the focus."""

    @abstractmethod
    def action_go_back(self) -> None:
        """Leave without an answer."""

    @property
    def message_line(self) -> MessageLine:
        """Where the prompt says what is wrong."""
        return self.query_one("#prompt-message", MessageLine)

    def compose(self) -> ComposeResult:
        """The title, the rows, the message line and the keys."""
        with Vertical(id="prompt"):
            yield TitleBar(self._title_text)
            yield from self.rows()
            yield MessageLine(id="prompt-message")
            yield KeyBar()

    def on_mount(self) -> None:
        """Choose the frame the terminal can draw."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")

    def on_scanned(self, event: Scanned) -> None:
        """The cards YES and NO answer; other codes are typed into the prompt's row, if it has one."""
        card = card_of(self, event.text)
        if card is not None and card.command is Command.NO:
            event.stop()
            self.action_go_back()
        elif card is not None and card.command is Command.YES:
            event.stop()
            self.take_yes()
        elif fields := self.query(EntryField):
            event.stop()
            fields.first().type_ahead([events.Paste(f"{event.text}\n")])

    def take_yes(self) -> None:
        """The card YES was scanned; most prompts ask for something else."""

    @on(TextView.Scrolled)
    def show_position(self, event: TextView.Scrolled) -> None:
        """A text that does not fit says, at the title's right end, how far down the view is."""
        event.stop()
        self.query_one(TitleBar).show(right=event.view.position)

    def on_resize(self) -> None:
        """A small screen has no room for a frame."""
        size = self.app.size
        self.set_class(size.width >= _ROOMY_WIDTH and size.height >= _ROOMY_HEIGHT, "-roomy")

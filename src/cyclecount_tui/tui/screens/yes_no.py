"""A question with two answers in one row: y and n, or the space bar to change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.plain_text import fit


class YesNo(Widget, can_focus=True):
    """Holds `answer`; while it has the focus, the answer stands reversed."""

    DEFAULT_CSS = "YesNo { height: 1; color: $text; }"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="answer-yes", tooltip="Answer yes"),
        Binding("n", "answer(False)", "No", id="answer-no", tooltip="Answer no"),
        Binding("space,left,right", "turn", "Change", show=False, id="answer-turn", tooltip="Change the answer"),
    ]

    @dataclass
    class NoAnswer(Message):
        """A letter was typed that answers nothing."""

        row: YesNo

    def __init__(self, question: str, *, answer: bool = False, id: str | None = None) -> None:  # noqa: A002 - as Textual
        super().__init__(id=id)
        self._question = question
        self._answer = answer

    @property
    def answer(self) -> bool:
        """Yes or no."""
        return self._answer

    def action_answer(self, answer: bool) -> None:
        """Give this answer."""
        if answer != self._answer:
            self._answer = answer
            self.refresh()

    def action_turn(self) -> None:
        """Give the other answer."""
        self.action_answer(not self._answer)

    def on_key(self, event: events.Key) -> None:
        """A letter that is neither answer is not swallowed silently."""
        if event.is_printable and event.character not in ("y", "n", " "):
            event.stop().prevent_default()
            self.post_message(self.NoAnswer(self))

    def on_click(self) -> None:
        """The mouse turns the answer."""
        self.action_turn()

    def render_line(self, y: int) -> Strip:
        """The question and the answer; `y` is 0."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        glyphs = glyphs_of(self)
        answer = "yes" if self._answer else "no"
        room = max(0, width - len(answer))
        question = visible(f" {self._question}  ", ascii_only=glyphs.ascii_only)
        question = fit(question, min(room, len(question)), "left", glyphs.ellipsis)
        shown = style + Style(reverse=True, bold=True) if self.has_focus else style + Style(bold=True)
        rest = " " * (width - len(question) - len(answer))
        return Strip([Segment(question, style), Segment(answer, shown), Segment(rest, style)], width)

"""The line under the entry: the last result, or an error that stays until it has been seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.tui.widgets.bells import BELLS, RingKind
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.plain_text import fit, one_line
from cyclecount_tui.tui.widgets.text_wrap import wrap_within

_SIGNS = {"plain": "", "good": "", "warn": "Note: ", "bad": "! "}


@dataclass(frozen=True)
class _Said:
    tone: str
    text: str


class MessageLine(Widget):
    """One row, up to `most_rows` when the sentence needs them, empty at first.

    An error stays until `acknowledge` or the next good result; what is said meanwhile waits behind it.
    Colour never stands alone: an error begins with `!`, a warning with `Note:`, and the text of a good result
    begins with the word that says it ("Saved ...").
    """

    DEFAULT_CSS = """
    MessageLine { height: auto; padding: 0 1; color: $text; }
    MessageLine > .message-line--good { color: $text-success; }
    MessageLine > .message-line--warn { color: $text-warning; }
    MessageLine > .message-line--bad { color: $text-error; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "message-line--good",
        "message-line--warn",
        "message-line--bad",
    }
    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        most_rows: int = 3,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._most_rows = max(1, most_rows)
        self._said = _Said("plain", "")
        self._waiting: _Said | None = None
        self.bells = True
        """Whether errors and unknown things ring."""
        self.bells_for_good = False
        """Whether a good result rings too."""

    @property
    def text(self) -> str:
        """What the line says, its sign included."""
        return f"{_SIGNS[self._said.tone]}{self._said.text}" if self._said.text else ""

    @property
    def has_error(self) -> bool:
        """Whether an error stands that nobody has acknowledged."""
        return self._said.tone == "bad"

    def say(self, text: str) -> None:
        """A plain sentence; an empty one clears the line."""
        self._behind_an_error(_Said("plain", text))

    def warn(self, text: str) -> None:
        """Something to know that stops nothing."""
        self._behind_an_error(_Said("warn", text))

    def good(self, text: str) -> None:
        """A good result; begin it with the word that says so. It ends an error."""
        self._waiting = None
        self._show(_Said("good", text))

    def bad(self, text: str) -> None:
        """An error: what happened, what to do. It stays."""
        self._waiting = None
        self._show(_Said("bad", text))

    def acknowledge(self) -> bool:
        """The error was seen: show what waited behind it, or nothing. False when there was no error."""
        if not self.has_error:
            return False
        said, self._waiting = self._waiting or _Said("plain", ""), None
        self._show(said)
        return True

    def ring(self, kind: RingKind) -> None:
        """One bell for good, two for bad, three for unknown, as far as they are switched on."""
        if not self.bells or (kind == "good" and not self.bells_for_good):
            return
        for _ in range(BELLS[kind]):
            self.app.bell()

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's signature
        viewport: Size,  # noqa: ARG002 - Textual's signature
        width: int,
    ) -> int:
        """As many rows as the sentence needs, one at least."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One row of the sentence."""
        width = self.size.width
        lines = self._lines(width)
        tone = self._said.tone
        style = self.rich_style if tone == "plain" else self.get_component_rich_style(f"message-line--{tone}")
        return Strip([Segment(fit(lines[y] if y < len(lines) else "", width), style)], width)

    def _lines(self, width: int) -> list[str]:
        glyphs = glyphs_of(self)
        return wrap_within(one_line(self.text), width, self._most_rows, glyphs.ellipsis, ascii_only=glyphs.ascii_only)

    def _behind_an_error(self, said: _Said) -> None:
        if self.has_error:
            self._waiting = said
        else:
            self._show(said)

    def _show(self, said: _Said) -> None:
        if said == self._said:
            return
        self._said = said
        grows = self.is_attached and len(self._lines(self.size.width)) != self.size.height
        self.refresh(layout=grows)

"""The line under the entry: the last result, or an error that stays until it has been seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.tui.widgets.bells import BELLS, RingKind
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.plain_text import fit, one_line
from cyclecount_tui.tui.widgets.progress_row import progress_row, rows_said
from cyclecount_tui.tui.widgets.text_wrap import wrap_within

_UPRIGHT_WIDTH, _UPRIGHT_HEIGHT = 30, 16
"""Below so many columns a sentence needs more rows, and from so many rows on there is room for them."""

_SIGNS = {"plain": "", "good": "", "warn": "Note: ", "bad": "! "}


class _Said(NamedTuple):
    """`rows`: of a reading that goes on, how many have come and how many there will be."""

    tone: str
    text: str
    rows: tuple[int, int] | None = None

    def begins(self, beginning: str) -> bool:
        """Whether it is a plain sentence with this beginning."""
        return self.tone == "plain" and self.text.startswith(beginning)


class MessageLine(Widget):
    """One row, up to `most_rows` when the sentence needs them, empty at first; twice as many on an upright handheld.

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

    class ErrorTurned(Message):
        """An error came up, or went."""

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
        said = f"{_SIGNS[self._said.tone]}{self._said.text}" if self._said.text else ""
        return f"{said}: {rows_said(*self._said.rows)}" if self._said.rows else said

    @property
    def has_error(self) -> bool:
        """Whether an error stands that nobody has acknowledged."""
        return self._said.tone == "bad"

    def say(self, text: str) -> None:
        """A plain sentence; an empty one clears the line."""
        self._behind_an_error(_Said("plain", text))

    def show_rows(self, doing: str, read: int, total: int) -> None:
        """How far a reading is, with a bar; only the cells that change are drawn again."""
        self._behind_an_error(_Said("plain", doing, (read, total)))

    def unsay(self, beginning: str) -> None:
        """Take back a plain sentence that begins so, also one that waits behind an error; any other one stays."""
        if self._waiting is not None and self._waiting.begins(beginning):
            self._waiting = None
        if self._said.begins(beginning):
            self._show(_Said("plain", ""))

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

    def kept(self) -> Callable[[], None]:
        """What says again what is said now."""
        said, waiting = self._said, self._waiting

        def say_again() -> None:
            self._waiting = waiting
            self._show(said)

        return say_again

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
        if self._said.rows:
            return [progress_row(self._said.text, *self._said.rows, width, glyphs)]
        upright = width < _UPRIGHT_WIDTH and self.app.size.height >= _UPRIGHT_HEIGHT
        rows = self._most_rows * 2 if upright else self._most_rows
        return wrap_within(one_line(self.text), width, rows, glyphs.ellipsis, ascii_only=glyphs.ascii_only)

    def _behind_an_error(self, said: _Said) -> None:
        if self.has_error:
            self._waiting = said
        else:
            self._show(said)

    def _show(self, said: _Said) -> None:
        if said == self._said:
            return
        before, self._said = self._said, said
        if not self.is_attached:
            return
        if "bad" in {before.tone, said.tone} and before.tone != said.tone:
            self.post_message(self.ErrorTurned())
        if before.rows and said.rows and before.text == said.text:
            self._refresh_changed(before.rows, said.rows)
        else:
            self.refresh(layout=len(self._lines(self.size.width)) != self.size.height)

    def _refresh_changed(self, before: tuple[int, int], after: tuple[int, int]) -> None:
        width, glyphs, doing = self.size.width, glyphs_of(self), self._said.text
        changed = _changed(*(progress_row(doing, *rows, width, glyphs) for rows in (before, after)))
        if changed:
            self.refresh(changed)


def _changed(before: str, after: str) -> Region | None:
    """The cells of the first row from the first that differs to the last; None when nothing does."""
    if before == after:
        return None
    if not (cell_len(before) == len(before) == len(after) == cell_len(after)):
        return Region(0, 0, max(cell_len(before), cell_len(after)), 1)
    places = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    return Region(places[0], 0, places[-1] - places[0] + 1, 1)

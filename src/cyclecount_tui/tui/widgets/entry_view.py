"""Draws an entry in one row: label, text with its cursor, hint. It takes no keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.tui.widgets.edit_line import EditLine
from cyclecount_tui.tui.widgets.entry_row import entry_row
from cyclecount_tui.tui.widgets.glyphs import glyphs_of


class EntryView(Widget):
    """The picture of an entry; the cursor is a reversed cell that does not blink, shown while in focus."""

    DEFAULT_CSS = """
    EntryView { height: 1; color: $text; }
    EntryView > .entry-field--text { text-style: bold; }
    EntryView > .entry-field--hint { color: $text-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"entry-field--text", "entry-field--hint"}
    ALLOW_SELECT = False
    when_changed: Callable[[str], None] | None = None
    """Called with the text in place of `Changed`, and at once: what it changes is drawn in one frame with the text."""

    def __init__(
        self,
        label: str = "",
        *,
        text: str = "",
        preview: Callable[[str], str] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._label = label
        self._line = EditLine.ending(text)
        self._preview = preview
        self._hint = preview(text) if preview else ""

    @property
    def text(self) -> str:
        """The text as it was typed, control characters of a scan included."""
        return self._line.text

    def set_text(self, text: str) -> None:
        """Put `text` into the field, the cursor behind it."""
        self._change(EditLine.ending(text))

    def clear(self) -> bool:
        """Empty the field; says whether there was something in it."""
        was_full = bool(self.text)
        self._change(EditLine())
        return was_full

    @property
    def label(self) -> str:
        """The question before the text."""
        return self._label

    @label.setter
    def label(self, label: str) -> None:
        if label != self._label:
            self._label = label
            self.refresh()

    @property
    def hint(self) -> str:
        """What stands at the right end; the next change of the text replaces it."""
        return self._hint

    @hint.setter
    def hint(self, hint: str) -> None:
        if hint != self._hint:
            self._hint = hint
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row; `y` is 0."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        row = entry_row(self._label, self._line, self._hint, width, glyphs_of(self))
        text_style = self.get_component_rich_style("entry-field--text")
        cursor_style = text_style + Style(reverse=True) if self.has_focus else text_style
        pieces = (
            Segment(row.label, style),
            Segment(row.before, text_style),
            Segment(row.cursor, cursor_style),
            Segment(row.after, text_style),
            Segment(row.hint, self.get_component_rich_style("entry-field--hint")),
        )
        return Strip([piece for piece in pieces if piece.text], width)

    def _change(self, line: EditLine) -> bool:
        """Show `line`, and its hint when the text is another; says whether it is."""
        if line == self._line:
            return False
        changed = line.text != self._line.text
        self._line = line
        if changed:
            self._hint = self._preview(line.text) if self._preview else ""
        self.refresh()
        return changed

"""Long plain text to read: wrapped to the width, walked with the cursor keys, nothing to change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.kept_styles import KeptStyles
from cyclecount_tui.tui.widgets.plain_text import fit
from cyclecount_tui.tui.widgets.text_wrap import wrap

_WHEEL_LINES = 3


def _step(key: str, step: str, label: str, tooltip: str) -> Binding:
    name = step.replace("_", "-")
    return Binding(key, f"scroll_text('{step}')", label, show=False, id=f"text-{name}", tooltip=tooltip)


class TextView(ScrollView, KeptStyles, can_focus=True, inherit_bindings=False):
    """Shows text; a line that begins with spaces keeps its indent. No scrollbar, no animation.

    One without focus is not walked by keys: its last row ends in an ellipsis where the text goes on below it.
    """

    DEFAULT_CSS = """
    TextView { height: 1fr; overflow: hidden hidden; scrollbar-size: 0 0; padding: 0 1; color: $text; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _step("up", "up", "Up", "One line up"),
        _step("down", "down", "Down", "One line down"),
        _step("pageup", "page_up", "Page up", "One screen up"),
        _step("pagedown,space", "page_down", "Page down", "One screen down"),
        _step("home", "first", "First", "To the first line"),
        _step("end", "last", "Last", "To the last line"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-view--line"}
    """As the view itself, but worked out once for all lines."""
    ALLOW_SELECT = False

    @dataclass
    class Scrolled(Message):
        """Another part of the text is in view, or the view has another size."""

        view: TextView

        @property
        def control(self) -> TextView:
            """The view itself."""
            return self.view

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text
        self._lines: list[str] = []

    def set_text(self, text: str) -> None:
        """Show another text from its first line on; the same one again changes nothing."""
        if text == self._text:
            return
        self._text = text
        if self.is_attached:
            before, top = self._lines, self.scroll_offset.y
            self._wrap_text()
            self._scroll_text_to(0)
            self._refresh_from(before, top)

    @property
    def position(self) -> str:
        """The last line in view of how many, for example "12/80"; empty when all is in view."""
        if len(self._lines) <= self.size.height:
            return ""
        return f"{min(len(self._lines), self.scroll_offset.y + self.size.height)}/{len(self._lines)}"

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's signature
        viewport: Size,  # noqa: ARG002 - Textual's signature
        width: int,
    ) -> int:
        """As many rows as the text needs at this width."""
        return len(wrap(self._text, width, ascii_only=glyphs_of(self).ascii_only))

    def on_resize(self) -> None:
        """Wrap the text to the new width, from the same line on as far as it goes."""
        self._wrap_text()
        self.refresh()
        self._scroll_text_to(self.scroll_offset.y)

    def action_scroll_text(self, step: str) -> None:
        """Move the view: up, down, page_up, page_down, first or last."""
        page = max(1, self.size.height - 1)
        strides = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        if step in strides:
            self._scroll_text_to(self.scroll_offset.y + strides[step])
        else:
            self._scroll_text_to(0 if step == "first" else len(self._lines))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """A few lines down."""
        event.stop()
        self._scroll_text_to(self.scroll_offset.y + _WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """A few lines up."""
        event.stop()
        self._scroll_text_to(self.scroll_offset.y - _WHEEL_LINES)

    def render_line(self, y: int) -> Strip:
        """One line of the text."""
        (width, height), place = self.size, y + self.scroll_offset.y
        line = self._lines[place] if place < len(self._lines) else ""
        if not self.can_focus and y == height - 1 and place + 1 < len(self._lines):
            ellipsis = glyphs_of(self).ellipsis
            line = fit(f"{line} {ellipsis}" if line else ellipsis, width, "left", ellipsis)
        return Strip([Segment(fit(line, width), self.kept_style("text-view--line"))], width)

    def _wrap_text(self) -> None:
        self._lines = wrap(self._text, self.size.width, ascii_only=glyphs_of(self).ascii_only)
        # Set without its watcher: the widget's own size does not follow its text, so no layout is needed.
        self.set_reactive(Widget.virtual_size, Size(1, len(self._lines)))

    def _refresh_from(self, before: list[str], top: int) -> None:
        """Draw anew what is another line than `before`, from whose line `top` on the view was."""
        width, height = self.size
        if top or len(before) > height or len(self._lines) > height:
            self.refresh()
            return
        pairs = zip_longest(before, self._lines, fillvalue="")
        changed = [Region(0, y, width, 1) for y, (old, new) in enumerate(pairs) if old != new]
        if changed:
            self.refresh(*changed)

    def _scroll_text_to(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.post_message(self.Scrolled(self))

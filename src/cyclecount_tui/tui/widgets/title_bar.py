"""The first row of a screen: what it is, how far it is, what else is worth knowing, who counts and the line to ION."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.glyphs import Glyphs, glyphs_of
from cyclecount_tui.tui.widgets.plain_text import fit

_BETWEEN = 3


class TitleTexts(NamedTuple):
    """What a title bar says."""

    left: str = ""
    middle: str = ""
    right: str = ""
    who: str = ""
    link: str = ""


class TitleBar(Widget):
    """One row: `left` in bold at the left end, the others together at the right end: `middle right who link`.

    When it is narrow `who` goes first, then `middle`, then `right`; `left` is cut last. `link` stays longer than
    `middle` and `right`, which are nothing new to whoever looks; without room beside the last of them it goes.
    """

    DEFAULT_CSS = "TitleBar { height: 1; color: $text; }"
    ALLOW_SELECT = False

    def __init__(
        self,
        left: str = "",
        middle: str = "",
        right: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._texts = TitleTexts(left, middle, right)

    def show(
        self,
        left: str | None = None,
        middle: str | None = None,
        right: str | None = None,
        who: str | None = None,
        link: str | None = None,
    ) -> None:
        """Change the texts that are given; repaints only when one is another."""
        given = (left, middle, right, who, link)
        texts = TitleTexts(*(old if new is None else new for old, new in zip(self._texts, given, strict=True)))
        if texts != self._texts:
            self._texts = texts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row; `y` is 0."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        left, rest = title_parts(self._texts, width, glyphs_of(self))
        bold = self.rich_style + Style(bold=True)
        return Strip([Segment(left, bold), Segment(rest, self.rich_style)], width)


def title_parts(texts: TitleTexts, width: int, glyphs: Glyphs) -> tuple[str, str]:
    """The bold part and the rest; together exactly `width` cells."""
    texts = TitleTexts(*(visible(text, ascii_only=glyphs.ascii_only) for text in texts))
    left = f" {texts.left}"
    for shown in _tails(texts):
        tail = (" " * _BETWEEN).join(text for text in shown if text)
        tail = f"{tail} " if tail else ""
        spare = width - cell_len(left) - cell_len(tail)
        if spare >= (_BETWEEN if tail else 0):
            return left, " " * spare + tail
    return fit(left, width, "left", glyphs.ellipsis), ""


def _tails(texts: TitleTexts) -> Iterator[tuple[str, ...]]:
    """What may stand at the right end, what is best first."""
    _, middle, right, who, link = texts
    yield middle, right, who, link
    yield middle, right, link
    if link:
        if middle:
            yield middle, link
        yield right, link
    yield middle, right
    yield (right,)
    yield ()

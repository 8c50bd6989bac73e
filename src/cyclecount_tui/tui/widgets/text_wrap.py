"""Sentences broken into lines by cells, at spaces where there are some."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.plain_text import fit


def wrap(text: str, width: int, *, ascii_only: bool = False) -> list[str]:
    r"""`text` as lines of at most `width` cells; each `\n` ends one, all else in it is made visible.

    A line that begins with spaces keeps them in all that it is broken into. A word that is too long for a line is cut.
    A `width` below 2 counts as 2, so that wide characters fit. Always at least one line.
    """
    width = max(2, width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(visible(paragraph, ascii_only=ascii_only), width))
    return lines


def wrap_within(text: str, width: int, rows: int, ellipsis: str, *, ascii_only: bool = False) -> list[str]:
    """At most `rows` lines of `wrap`; the last one ends in `ellipsis` when there was more."""
    lines = wrap(text, width, ascii_only=ascii_only)
    if len(lines) <= rows:
        return lines
    last = fit(lines[rows - 1] + ellipsis, max(2, width), "left", ellipsis).rstrip()
    return [*lines[: rows - 1], last]


def _wrap_paragraph(paragraph: str, width: int) -> list[str]:
    if cell_len(paragraph) <= width:
        return [paragraph]
    indent = paragraph[: len(paragraph) - len(paragraph.lstrip(" "))][: min(width // 2, width - 2)]
    lines: list[str] = []
    line = indent
    for word in paragraph.split():
        longer = f"{line} {word}" if line.strip() else line + word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line.strip():
            lines.append(line)
        *whole, last = chop_cells(word, width - len(indent)) or [""]
        lines.extend(indent + piece for piece in whole)
        line = indent + last
    return [*lines, line]

"""What goes to standard output and to standard error: tables for people, documents for programs."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from cyclecount_tui.domain.visible_text import visible

WIDEST_CELL = 60
"""Cells of the terminal; what is cut in a table stands whole in the other formats."""


def say(sentence: str) -> None:
    """A remark for the person at the terminal; never mixed into the output."""
    print(visible(sentence), file=sys.stderr)


def print_document(document: Any) -> None:
    """One JSON document, and nothing else, on standard output."""
    print(json.dumps(document, indent=2))  # ASCII, so that nothing in it can steer a terminal


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """The lines of `table_lines` on standard output."""
    for line in table_lines(header, rows, right):
        print(line)


def table_lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """Columns as wide as they need to be, up to WIDEST_CELL; those in `right` (from 0) are aligned to the right."""
    lines = [[visible(cell) for cell in line] for line in (header, *rows)]
    widths = [min(WIDEST_CELL, max(_width(line[index]) for line in lines)) for index in range(len(header))]
    for line in lines:
        cells = [_fitted(cell, width, to_the_right=index in right)
                 for index, (cell, width) in enumerate(zip(line, widths, strict=True))]  # fmt: skip
        yield "  ".join(cells).rstrip()


def plural(number: int, one: str, many: str = "") -> str:
    """`1 line`, `3 lines`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def fits(text: str) -> bool:
    """Whether a cell of a table shows the whole text."""
    return _width(visible(text)) <= WIDEST_CELL


def _width(text: str) -> int:
    if text.isascii():  # rich is slow to load, and needed for nothing else here
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _fitted(text: str, width: int, *, to_the_right: bool) -> str:
    if text.isascii():
        shown = text if len(text) <= width else f"{text[: width - 1]}…"
        return shown.rjust(width) if to_the_right else shown.ljust(width)
    from cyclecount_tui.tui.widgets.plain_text import fit

    return fit(text, width, "right" if to_the_right else "left")

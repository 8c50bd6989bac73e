"""What goes to standard output and to standard error: tables for people, documents for programs."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.plain_text import fit


def say(sentence: str) -> None:
    """A remark for the person at the terminal; never mixed into the output."""
    print(visible(sentence), file=sys.stderr)


def print_document(document: Any) -> None:
    """One JSON document, and nothing else, on standard output."""
    print(json.dumps(document, indent=2))  # ASCII, so that nothing in it can steer a terminal


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """Columns as wide as they need to be; those in `right` (from 0) are aligned to the right."""
    lines = [[visible(cell) for cell in line] for line in (header, *rows)]
    widths = [max(_width(line[index]) for line in lines) for index in range(len(header))]
    for line in lines:
        cells = [fit(cell, width, "right" if index in right else "left")
                 for index, (cell, width) in enumerate(zip(line, widths, strict=True))]  # fmt: skip
        print("  ".join(cells).rstrip())


def plural(number: int, one: str, many: str = "") -> str:
    """`1 line`, `3 lines`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)

"""Tables as people keep them in spreadsheets: reading with tolerance, writing so that no cell becomes a formula."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import Refusal

_STARTS = "[=+\\-@\t\r\n\uff0b\uff0d\uff1d\uff20]"
"""What makes a spreadsheet work a cell out (or run another program by DDE); the last four are full-width forms."""

_RUNS = re.compile(rf"[\s']*{_STARTS}")
_MARKED = re.compile(rf"'(?=[\s']*{_STARTS})")

_SPLIT_RUNS = re.compile(rf";(?=[\s\"']*{_STARTS})")
"""Where semicolons part cells, a spreadsheet may begin a new cell inside of ours."""

_SPLIT_MARKED = re.compile(rf";'(?=[\s\"']*{_STARTS})")

_BELOW_ZERO = re.compile(r"-[0-9]+(\.[0-9]+)?")
"""A number that a spreadsheet shows as it is written. One with a plus is none: its sign would be lost."""

_DELIMITERS = ",;\t|"

_SAID_DELIMITER = re.compile(r"\"?sep=([,;\t|])\"?\r?\n?", re.IGNORECASE)
"""A first line by which some spreadsheets say what parts the cells."""

_LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")

_LOOKED_AT = 300
"""Rows by which the delimiter is told."""

NumberedRows = list[tuple[int, list[str]]]
"""The cells of each row with its number, as a spreadsheet counts rows: from 1, blank ones included."""


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV text with LF line ends; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def numbered_rows(text: str) -> NumberedRows:
    """The rows that are not blank, cell by cell as they are written; the delimiter is the one that fits best.

    Raises:
        Refusal: quotes are left open or stand where none may.
    """
    content = text.removeprefix("\ufeff")
    said = _SAID_DELIMITER.match(content)
    rows: NumberedRows = []
    number = 1
    try:
        for number, cells in enumerate(_cells(content, delimiter_of(content)), start=1):
            if any(cell.strip() for cell in cells) and not (said and number == 1):
                rows.append((number, cells))
    except csv.Error as error:
        raise Refusal(
            f"The file is no CSV table ({error}, after row {number}): check the quotes there, or save it as CSV again."
        ) from error
    return rows


def delimiter_of(text: str) -> str:
    """What parts the cells of a text: what its first line says, else what fits the rows best."""
    content = text.removeprefix("\ufeff")
    said = _SAID_DELIMITER.match(content)
    return said[1] if said else _delimiter(content)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, and that steers no terminal it is shown on."""
    shown = visible(cell)
    if _BELOW_ZERO.fullmatch(shown):
        return shown
    parted = _SPLIT_RUNS.sub(";'", shown)
    return f"'{parted}" if _RUNS.match(shown) else parted


def original(cell: str) -> str:
    """The cell as it was before `harmless`, without spaces around it."""
    text = cell.strip()
    return _SPLIT_MARKED.sub(";", text[1:] if _MARKED.match(text) else text).strip()


def unwrapped(cell: str) -> str:
    """The same on one line, and without the `="0012"` by which spreadsheets keep leading zeros."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 3 and '"' not in text[2:-1]:
        return text[2:-1].strip()
    return _LINE_BREAKS.sub(" ", original(cell))


def _cells(content: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)


def _delimiter(content: str) -> str:
    """The one by which most rows have the same number of cells, more than one; where several do, the most cells."""
    return max(_DELIMITERS, key=lambda delimiter: _fit(content, delimiter))


def _fit(content: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for cells in islice(_cells(content, delimiter), _LOOKED_AT):
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
    except csv.Error:
        widths[0] += 1  # the rest has no row that fits
    several = [(count, width) for width, count in widths.items() if width > 1]
    if not several:
        return 0.0, 1
    count, width = max(several)
    return count / widths.total(), width

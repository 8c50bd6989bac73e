"""Tables as people keep them in spreadsheets: reading with tolerance, writing so that no cell becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import Refusal

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_BELOW_ZERO = re.compile(r"-[0-9]+(\.[0-9]+)?")
"""A number that a spreadsheet shows as it is written. One with a plus is none: its sign would be lost."""


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV text with LF line ends; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def read(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The header and the rows by header, each with its row number in the file (the header is row 1).

    Accepts a byte order mark, commas, semicolons or tabs, and CR, LF or CRLF. Blank rows are passed over.

    Raises:
        Refusal: there is no header, a column appears twice, or a row has more cells than the header.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise Refusal(f"The file is no CSV table ({error}, row {reader.line_num}): save it as CSV again.") from error
    if not rows:
        raise Refusal("The file is empty: a header row and at least one row are needed.")
    header = [_column(cell) for cell in rows[0][1]]
    doubled = next((name for name in header if name and header.count(name) > 1), None)
    if doubled is not None:
        raise Refusal(f"The column '{doubled}' appears twice in the header: keep one of them.")
    return header, [
        (number, _by_header(number, header, cells)) for number, cells in rows[1:] if any(map(str.strip, cells))
    ]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, and that steers no terminal it is shown on."""
    shown = visible(cell)
    runs = shown.startswith(_FORMULA_STARTS) and not _BELOW_ZERO.fullmatch(shown)
    return f"'{shown}" if runs else shown


def original(cell: str) -> str:
    """The cell as it was before `harmless`, without spaces around it."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def _delimiter(text: str) -> str:
    first = text.removeprefix("\ufeff").splitlines()[0] if text.strip() else ""
    return max(",;\t", key=first.count)


def _column(cell: str) -> str:
    return "_".join(cell.strip().casefold().replace("-", " ").replace("_", " ").split())


def _by_header(number: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise Refusal(f"Row {number} has more cells than the header: check its commas and quotes.")
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return {name: original(cell) for name, cell in zip(header, padded, strict=False) if name}

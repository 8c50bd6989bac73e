"""The table in a sheet that comes back: where its header is, what its columns mean, and the rows below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.sheets.columns import SheetColumn, column_of
from cyclecount_tui.workflow.spreadsheet import NumberedRows, delimiter_of, numbered_rows, unwrapped

_TITLE_ROWS = 20
"""How far down the header may be; above it stand titles and dates of printing."""

_TITLE_CELLS = 2
"""A row above the header with more cells than this is a line that was sorted there."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of one row by column; `number` is the row's number in the file, from 1, blank rows included."""

    number: int
    cells: Mapping[SheetColumn, str]

    def cell(self, column: SheetColumn) -> str:
        """The text of a cell; empty without the column."""
        return self.cells.get(column, "")

    @property
    def is_blank(self) -> bool:
        """Whether none of the columns that are known says anything."""
        return not any(self.cells.values())


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The rows of a sheet. `comma_decides`: semicolons part its cells, so that a comma stands before decimals."""

    columns: frozenset[SheetColumn]
    comma_decides: bool
    commas_part: bool
    rows: tuple[SheetRow, ...]


def sheet_table(text: str) -> SheetTable:
    """The table in a text, with whatever delimiter; blank rows and columns that are not known are passed over.

    Raises:
        Refusal: there is no header, two columns say the same, a row has more cells than the header, or lines stand
            above the header.
    """
    rows = numbered_rows(text)
    if not rows:
        raise Refusal("The file is empty: a header row and at least one row are needed.")
    place = _header_place(rows)
    header = rows[place][1]
    columns = _columns(header)
    _refuse_rows_above(rows[:place])
    found = (_row(number, cells, columns, len(header)) for number, cells in rows[place + 1 :] if cells != header)
    delimiter = delimiter_of(text)
    return SheetTable(
        frozenset(columns.values()),
        comma_decides=delimiter == ";",
        commas_part=delimiter == ",",
        rows=tuple(row for row in found if not row.is_blank),
    )


def _header_place(rows: NumberedRows) -> int:
    """Where the most column names are known; the first such row."""
    known = [len({column_of(unwrapped(cell)) for cell in cells} - {None}) for _, cells in rows[:_TITLE_ROWS]]
    return known.index(max(known))


def _columns(header: list[str]) -> dict[int, SheetColumn]:
    """What each column means, by its place from 0; columns that are not known are left out."""
    columns: dict[int, SheetColumn] = {}
    titles = [" ".join(unwrapped(cell).split()) for cell in header]
    for index, title in enumerate(titles):
        column = column_of(title)
        if column is None:
            continue
        same = next((titles[other] for other, known in columns.items() if known is column), None)
        if same == title:
            raise Refusal(f"The column '{title}' appears twice in the header: keep one of them.")
        if same is not None:
            raise Refusal(f"The columns {quoted(same)} and {quoted(title)} both say the {column.words}: keep one.")
        columns[index] = column
    return columns


def _refuse_rows_above(rows: NumberedRows) -> None:
    lines = [number for number, cells in rows if sum(bool(cell.strip()) for cell in cells) > _TITLE_CELLS]
    if lines:
        raise Refusal(f"Row {lines[0]} stands above the header: move the header to the top of the sheet.")


def _row(number: int, cells: list[str], columns: dict[int, SheetColumn], width: int) -> SheetRow:
    if any(cell.strip() for cell in cells[width:]):
        raise Refusal(f"Row {number} has more cells than the header: check its commas and quotes.")
    return SheetRow(number, {column: unwrapped(cells[index]) if index < len(cells) else ""
                             for index, column in columns.items()})  # fmt: skip

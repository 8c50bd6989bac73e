"""The table in a file: where its header is, what its columns mean, and the rows below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from cyclecount_tui.domain.column_names import SUBJECT_COLUMNS, Column, ColumnName, column_of
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.schedule_files.problems import FileRefused, Problem
from cyclecount_tui.workflow.spreadsheet import NumberedRows, numbered_rows, original, unwrapped

_TITLE_ROWS = 20
"""How far down the header may be; above it stand titles and dates of printing."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, for the columns that are known; a column that the file lacks has no cell."""

    number: int
    cells: Mapping[Column, str]

    def cell(self, column: Column) -> str:
        """The text of a cell; empty without the column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and the file's own names of its columns.

    `cadence_unit` is what a bare number counts in the column of cadences.
    """

    titles: Mapping[Column, str]
    cadence_unit: str
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]

    def title(self, column: Column) -> str:
        """The file's own name of a column."""
        return self.titles.get(column, column)


def table_of(text: str) -> Table:
    """The table in a text.

    Raises:
        Refusal: there is none, no column says what a row is about, or two columns say the same.
        FileRefused: rows have more cells than the header.
    """
    rows = numbered_rows(text)
    if not rows:
        raise Refusal("The file is empty: a header row and at least one row are needed.")
    place = _header_place(rows)
    number, header = rows[place][0], [" ".join(original(cell).split()) for cell in rows[place][1]]
    columns = _columns(header)
    below = rows[place + 1 :]
    if not below:
        raise Refusal("The file has a header and no rows under it: nothing to import.")
    _refuse_too_wide(below, len(header))
    unused = [title for title in header if title and column_of(title) is None]
    return Table(
        titles={name.column: header[index] for index, name in columns.items()},
        cadence_unit=next((name.unit for name in columns.values() if name.column is Column.CADENCE), "days"),
        rows=tuple(Row(number, _cells(cells, columns)) for number, cells in below),
        remarks=_remarks(number, place, unused),
    )


def _header_place(rows: NumberedRows) -> int:
    """Where the most column names are known, and one of them says what a row is about; the first such row."""
    found = [_known_columns(cells) for _, cells in rows[:_TITLE_ROWS]]
    fitting = [place for place, columns in enumerate(found) if columns & SUBJECT_COLUMNS]
    if not fitting:
        named = ", ".join(quoted(cell.strip()) for cell in rows[0][1][:6] if cell.strip())
        raise Refusal(
            f"The file has no column 'location' (row {rows[0][0]} has {named}): name the column that says which"
            " location or part a row is about."
        )
    return max(fitting, key=lambda place: (len(found[place]), -place))


def _known_columns(cells: list[str]) -> set[Column]:
    named = (column_of(original(cell)) for cell in cells)
    return {name.column for name in named if name is not None}


def _columns(header: list[str]) -> dict[int, ColumnName]:
    """What each column means, by its place from 0; columns that are not known are left out."""
    columns: dict[int, ColumnName] = {}
    for index, title in enumerate(header):
        name = column_of(title)
        if name is None:
            continue
        same = next((header[other] for other, known in columns.items() if known.column is name.column), None)
        if same is not None:
            raise Refusal(
                f"The columns {quoted(same)} and {quoted(title)} both say the {name.column.replace('_', ' ')}: "
                "keep one of them, or give the other another name."
            )
        columns[index] = name
    return columns


def _refuse_too_wide(rows: NumberedRows, width: int) -> None:
    wide = [
        Problem(number, "", "it has more cells than the header: check its delimiters and quotes.")
        for number, cells in rows
        if any(cell.strip() for cell in cells[width:])
    ]
    if wide:
        raise FileRefused(wide)


def _cells(cells: list[str], columns: dict[int, ColumnName]) -> dict[Column, str]:
    return {name.column: unwrapped(cells[index]) if index < len(cells) else "" for index, name in columns.items()}


def _remarks(header_row: int, above: int, unused: list[str]) -> tuple[str, ...]:
    remarks = []
    if above:
        remarks.append(f"The header was found in row {header_row}; what stands above it was passed over.")
    if unused:
        remarks.append(f"Columns that are not used: {', '.join(map(quoted, unused))}.")
    return tuple(remarks)

"""Which line a row of a sheet is about: by its number, and by nothing on it that clearly says another line."""

from collections.abc import Iterable
from dataclasses import dataclass

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.number_cells import readings
from cyclecount_tui.domain.respelt import may_stand_for
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow import spreadsheet
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.sheets.columns import KEY_COLUMNS, SheetColumn
from cyclecount_tui.workflow.sheets.reading import SheetRow

_SAYING = (*KEY_COLUMNS, SheetColumn.LOCATION_ID, SheetColumn.LOCATION)

_Said = tuple[str, ...]
"""What a row or a line says in the columns of `_SAYING`."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A row's line. `exact`: what the row says of it is spelt as it was written; `said` is that."""

    line: Line
    said: _Said
    exact: bool


class Matching:
    """Finds the lines of a sheet's rows.

    A spreadsheet changes part numbers, lots and serials that look like numbers or dates. So a row may say what the
    line's own text may have become. A row that says exactly another line is about its own line only where that other
    line has a row that says so, too: else the numbers were sorted away from their rows.
    """

    def __init__(self, count: Count, rows: Iterable[SheetRow]) -> None:
        self._count = count
        self._written = {_written(line): line for line in count.lines}
        matches = (self._match(row) for row in rows if row.cell(SheetColumn.LINE))
        self._exact = frozenset(match.line.number for match in matches if match is not None and match.exact)

    def line(self, row: SheetRow) -> Line:
        """The line of a row that has a number.

        Raises:
            Refusal: the sheet has no such line, or the row clearly says another one.
        """
        match = self._match(row)
        if match is None:
            said, lines = quoted(row.cell(SheetColumn.LINE)), len(self._count.lines)
            raise Refusal(f"there is no line {said} on the sheet, which has {lines}: leave it empty for a found item.")
        if not match.exact:
            _refuse_another(match.line, row)
            self._refuse_sorted_away(match)
        return match.line

    def _match(self, row: SheetRow) -> _Match | None:
        line = self._count.line(_line_number(row.cell(SheetColumn.LINE), len(self._count.lines)))
        if line is None:
            return None
        written = _written(line)
        said = tuple(row.cell(column) or own for column, own in zip(_SAYING, written, strict=True))
        return _Match(line, said, said == written)

    def _refuse_sorted_away(self, match: _Match) -> None:
        other = self._written.get(match.said)
        if other is not None and other.number not in self._exact:
            raise Refusal(
                f"line {match.line.number} is {match.line.key.words} on the sheet, this row says what line "
                f"{other.number} is: were rows sorted without their numbers?"
            )


def _line_number(cell: str, lines: int) -> int:
    """The number a spreadsheet may show as `12.0`, `'12` or `1,234`; 0 for what is none."""
    said = cell.lstrip("'=")
    plain = whole_number(said)
    if plain is not None:
        return plain
    possible = {int(number) for number in readings(said) if 0 < number <= lines and number == int(number)}
    return possible.pop() if len(possible) == 1 else 0


def _written(line: Line) -> _Said:
    """What a row of this line says when nobody has changed it."""
    key, place = line.key, line.key.place
    where = ("", "") if place is None else (str(place.id), place.name)
    cells = (key.part_number, key.revision, key.lot_number, key.serial_number, *where)
    return tuple(spreadsheet.unwrapped(spreadsheet.harmless(cell)) for cell in cells)


def _refuse_another(line: Line, row: SheetRow) -> None:
    """Raises Refusal when a row names another part, revision, lot, serial or place than its line."""
    for column, written in zip(_SAYING, _written(line), strict=True):
        said = row.cell(column)
        if not said or may_stand_for(said, written):
            continue
        place = line.key.place
        if column not in KEY_COLUMNS and place is None:
            continue
        if column not in KEY_COLUMNS and place is not None:
            shown = quoted(row.cell(SheetColumn.LOCATION) or said)
            raise Refusal(f"line {line.number} is at {place.name} on the sheet, not at {shown}: is this another sheet?")
        what = quoted(said) if column is SheetColumn.PART_NUMBER else f"{column.words} {quoted(said)}"
        raise Refusal(f"line {line.number} is {line.key.words} on the sheet, not {what}: is this another sheet?")

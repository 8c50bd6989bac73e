"""Rows without a line number: items that were found, and, where a sheet shows no lines, whatever was counted."""

from collections.abc import Iterable

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import ItemFound
from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.domain.lines import Line, LineKey, found_line
from cyclecount_tui.domain.number_cells import is_rounded
from cyclecount_tui.domain.respelt import may_stand_for
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.found_places import found_place
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.recording import refuse_another_part, resolve_among, whole_where_it_must_be
from cyclecount_tui.workflow.sheets.columns import KEY_COLUMNS, SheetColumn
from cyclecount_tui.workflow.sheets.reading import SheetRow
from cyclecount_tui.workflow.sheets.row_events import RowEvents
from cyclecount_tui.workflow.workplace import Workplace


def part_number(count: Count, row: SheetRow) -> str:
    """The part number of a found item; one of a part's count need not repeat it."""
    said = row.cell(SheetColumn.PART_NUMBER)
    return count.subject.name if count.subject.is_part and not said else said


class FoundRows:
    """Makes lines of found items, or finds the line that one is already."""

    def __init__(self, workplace: Workplace, made: RowEvents, parts: Iterable[Part]) -> None:
        self._workplace = workplace
        self._made = made
        self._parts = tuple(parts)
        self._all_known = not lists_lines(made.ahead)

    def line(self, row: SheetRow) -> int:
        """The number of the line that a row without one is about, with what the row says of it.

        Raises:
            Refusal, DomainError: it cannot be what it says, or lacks its quantity, part number or place.
        """
        if not row.cell(SheetColumn.FLOOR_COUNT):
            raise Refusal("a found item needs a floor_count: type how many there are.")
        tape = self._made.tape(row)
        key = self._key(row)
        refuse_another_part(self._made.ahead, key)
        key, part = resolve_among(self._parts, key)
        known = self._known(key)
        if tape is None and (known is None or self._all_known):
            raise Refusal("a found item is one that is here: type how many there are.")
        if known is not None:
            self._made.filled(row, known.number)
            return known.number
        assert tape is not None, "refused above"
        if key.serial_number and tape.quantity != 1:
            raise Refusal(f"{key.words} has a serial: there is exactly one of it.")
        line = found_line(len(self._made.ahead.lines) + 1, key, part, row.cell(SheetColumn.UOM))
        whole_where_it_must_be(self._workplace, line, tape.quantity)
        at, by = self._workplace.now(), self._workplace.counter
        self._made.take(ItemFound(at=at, by=by, line=line, expression=tape.expression, quantity=tape.quantity))
        self._made.noted(line.number, row.cell(SheetColumn.NOTE))
        return line.number

    def _known(self, key: LineKey) -> Line | None:
        """The line that it is already: one that was found before, or any where the counter is told none."""
        lines = self._made.ahead.lines
        return next((line for line in lines if line.key == key and (line.found or self._all_known)), None)

    def _key(self, row: SheetRow) -> LineKey:
        """What a found item is; one of a part's count says where it lies, and need not repeat the part."""
        for column in KEY_COLUMNS:
            if is_rounded(row.cell(column)):
                raise Refusal(
                    f"the {column.words} {quoted(row.cell(column))} was rounded by a spreadsheet: format the column as "
                    "text and type it again."
                )
        revision, lot_number, serial_number = (row.cell(column) for column in KEY_COLUMNS[1:])
        count = self._made.ahead
        key = LineKey(part_number(count, row), revision, lot_number, serial_number)
        if not count.subject.is_part:
            return key
        said_id, said_name = row.cell(SheetColumn.LOCATION_ID), row.cell(SheetColumn.LOCATION)
        place = found_place(self._workplace, count, said_id or said_name)
        if said_name and not may_stand_for(said_name, place.name):
            raise Refusal(f"location {place.id} is {place.name}, not {quoted(said_name)}: keep the one that is right.")
        return key.at(place)

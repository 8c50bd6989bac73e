"""A long sheet that comes in pieces: its lines keep their numbers, whatever comes later."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cyclecount_tui.domain.inventory import SheetRecord
from cyclecount_tui.domain.lines import Line, LineKey, groups_of, line_of


def growth(lines: Sequence[Line], records: Iterable[SheetRecord]) -> tuple[Line, ...]:
    """What more records make of a sheet: the lines that change, then the new ones in reading order, numbered on.

    Records that came before may come again. What was found and turns out to be on the sheet keeps its number and is
    found no longer. No line ever goes: what left ION's list while it came is as what leaves it afterwards.
    """
    return GrowingSheet().growth(lines, records)


class GrowingSheet:
    """What is on a sheet so far, by item and by record, kept from one piece to the next: a piece costs what it brings.

    For one count. Where its lines are others than before and more, as after an undo, it is all looked through again.
    """

    def __init__(self) -> None:
        self._lines: tuple[Line, ...] = ()
        self._numbers: dict[LineKey, int] = {}
        self._covered_by: dict[int, int] = {}
        """The number of the line that covers a record, by the record's id."""

    def growth(self, lines: Sequence[Line], records: Iterable[SheetRecord]) -> tuple[Line, ...]:
        """As the function of this name."""
        self._follow(tuple(lines))
        coming = groups_of(records)
        changed = self._without_moved(coming)
        new: list[Line] = []
        for key, covered in coming:
            number = self._numbers.get(key)
            if number is None:
                new.append(line_of(len(lines) + len(new) + 1, key, covered))
            else:
                changed[number] = _with_more(changed.get(number, lines[number - 1]), line_of(number, key, covered))
        kept = (line for number, line in sorted(changed.items()) if line != lines[number - 1])
        return (*kept, *new)

    def _follow(self, lines: tuple[Line, ...]) -> None:
        """Take in what came behind the lines that are known; where those have changed, all."""
        if lines[: len(self._lines)] != self._lines:
            self._lines = ()
            self._numbers.clear()
            self._covered_by.clear()
        for line in lines[len(self._lines) :]:
            self._numbers[line.key] = line.number
            for record_id, _ in line.records:
                self._covered_by[record_id] = line.number
        self._lines = lines

    def _without_moved(self, coming: Iterable[tuple[LineKey, list[SheetRecord]]]) -> dict[int, Line]:
        """The lines that lose a record: it has come again as another line's, for its lot, say, was corrected since."""
        lose: dict[int, Line] = {}
        for key, covered in coming:
            for record in covered:
                number = self._covered_by.get(record.id)
                if number is not None and self._lines[number - 1].key != key:
                    before = lose.get(number, self._lines[number - 1])
                    kept = tuple(each for each in before.records if each[0] != record.id)
                    lose[number] = replace(before, records=kept)
        return lose


def _with_more(line: Line, more: Line) -> Line:
    """The line with the records of another part of the sheet; their latest etags count."""
    records = tuple(sorted((dict(line.records) | dict(more.records)).items()))
    labels = tuple(sorted({*line.labels, *more.labels}))
    if line.found:
        return replace(more, records=records, labels=labels)
    return replace(line, records=records, labels=labels)

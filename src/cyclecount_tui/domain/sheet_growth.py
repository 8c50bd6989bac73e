"""A long sheet that comes in pieces: its lines keep their numbers, whatever comes later."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cyclecount_tui.domain.inventory import SheetRecord
from cyclecount_tui.domain.lines import Line, sheet_lines


def growth(lines: Sequence[Line], records: Iterable[SheetRecord]) -> tuple[Line, ...]:
    """What more records make of a sheet: the lines that change, then the new ones in reading order, numbered on.

    Records that came before may come again. What was found and turns out to be on the sheet keeps its number and is
    found no longer. No line ever goes: what left ION's list while it came is as what leaves it afterwards.
    """
    coming = sheet_lines(records)
    known = {line.key: line for line in lines}
    changed = _without_moved(lines, coming)
    new: list[Line] = []
    for line in coming:
        before = known.get(line.key)
        if before is None:
            new.append(replace(line, number=len(lines) + len(new) + 1))
        else:
            changed[before.number] = _with_more(changed.get(before.number, before), line)
    kept = (line for number, line in sorted(changed.items()) if line != lines[number - 1])
    return (*kept, *new)


def _without_moved(lines: Sequence[Line], coming: Iterable[Line]) -> dict[int, Line]:
    """The lines that lose a record: it has come again as another line's, for its lot, say, was corrected meanwhile."""
    belongs = {record_id: line.key for line in coming for record_id in line.record_ids}
    lose: dict[int, Line] = {}
    for line in lines:
        if any(belongs.get(record_id, line.key) != line.key for record_id in line.record_ids):
            kept = tuple(each for each in line.records if belongs.get(each[0], line.key) == line.key)
            lose[line.number] = replace(line, records=kept)
    return lose


def _with_more(line: Line, more: Line) -> Line:
    """The line with the records of another part of the sheet; their latest etags count."""
    records = tuple(sorted((dict(line.records) | dict(more.records)).items()))
    labels = tuple(sorted({*line.labels, *more.labels}))
    if line.found:
        return replace(more, number=line.number, records=records, labels=labels)
    return replace(line, records=records, labels=labels)

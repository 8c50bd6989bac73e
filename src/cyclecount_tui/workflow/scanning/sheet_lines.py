"""From the lines of the sheet that a code belongs to, to what is to be done about them."""

from collections.abc import Sequence

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.sheet_codes import CodeKind
from cyclecount_tui.workflow.scanning.results import (
    Ambiguous,
    LineFound,
    NotInRecount,
    Result,
    SerialAlready,
    SerialCounted,
    SeveralLines,
)


def about_lines(count: Count, lines: Sequence[Line], kind: CodeKind, at_line: int | None) -> Result:
    """What a code of one or more lines means; those that are not counted again are left out of a recount."""
    asked = {line.number for line in count.to_count}
    here = tuple(line for line in lines if line.number in asked)
    if not here:
        return NotInRecount(line=lines[0])
    if len(here) == 1:
        return _one_line(count, here[0], kind)
    if not _belong_together(here, kind):
        return Ambiguous(lines=here)
    return SeveralLines(line=_next_open(count, here, at_line), lines=here, kind=kind)


def _one_line(count: Count, line: Line, kind: CodeKind) -> Result:
    if not line.key.serial_number or kind not in {CodeKind.SERIAL, CodeKind.LABEL}:
        return LineFound(line=line, kind=kind)
    entry = count.standing.get(line.number)
    if entry is None or entry.none:
        return SerialCounted(line=line)
    return SerialAlready(line=line, entry=entry)


def _belong_together(lines: Sequence[Line], kind: CodeKind) -> bool:
    """One part, one lot of a part, one place: whoever scanned it goes through its lines. One serial is one thing."""
    if kind is CodeKind.SERIAL:
        return False
    return kind is CodeKind.LOCATION or len({line.key.part_number for line in lines}) == 1


def _next_open(count: Count, lines: Sequence[Line], at_line: int | None) -> Line:
    """The line that is up, if it is one of them and open; else the first open one, at the same place rather."""
    open_lines = {line.number for line in count.open_lines}
    waiting = [line for line in lines if line.number in open_lines] or list(lines)
    up = count.line(at_line) if at_line is not None else None
    near = [line for line in waiting if up is not None and line.key.place == up.key.place]
    return next((line for line in waiting if line.number == at_line), (near or waiting)[0])

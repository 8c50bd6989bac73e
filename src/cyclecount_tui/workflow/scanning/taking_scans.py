"""Taking a scan into a count: recognised, resolved, and stored where there is something to store."""

from dataclasses import replace

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.scans.quantity_or_scan import worth_keeping
from cyclecount_tui.domain.scans.sheet_codes import CodeKind
from cyclecount_tui.workflow.recording import enter
from cyclecount_tui.workflow.scanning.resolving import resolve
from cyclecount_tui.workflow.scanning.results import (
    LineFound,
    OneMore,
    Result,
    SerialCounted,
    SeveralLines,
    Unknown,
)
from cyclecount_tui.workflow.unknown_scans import LONGEST_KEPT, keep_unknown
from cyclecount_tui.workflow.workplace import Workplace

_COUNTED_EACH = frozenset({CodeKind.LABEL, CodeKind.LOT, CodeKind.PART, CodeKind.SERIAL})


def take_scan(
    workplace: Workplace, count: Count, text: str, *, at_line: int | None, arrival: Arrival, each: bool = False
) -> tuple[Count, Result]:
    """The count after a scan, and what the scan was. Stored is: a serial that is here, and a code that nobody knows.

    With `each` (scan-each mode) every scan of a part, lot or label is one more of its line; where it has several lines,
    of the one that is up, and of none while another line is up. No other line ever changes.

    Raises:
        DomainError, Refusal, StoreError: what there is to store may not or cannot be stored; nothing changed. It is not
            for the text, nor for ION being away, that anything is raised.
    """
    result = resolve(workplace, count, text, at_line=at_line)
    return stored(workplace, count, result, at_line=at_line, arrival=arrival, each=each)


def stored(
    workplace: Workplace, count: Count, result: Result, *, at_line: int | None, arrival: Arrival, each: bool = False
) -> tuple[Count, Result]:
    """The same for a scan that was resolved already."""
    if not count.phase.entering:
        return count, result
    scanned = result.text[:LONGEST_KEPT]
    if isinstance(result, SerialCounted):
        return enter(workplace, count, result.line.number, "1", scanned=scanned), result
    line = _one_more_of(result, at_line) if each else None
    if line is not None:
        count = enter(workplace, count, line.number, "+1", scanned=scanned)
        return count, _one_more(result, line, count)
    if isinstance(result, Unknown) and worth_keeping(result.text, arrival):
        near = at_line if at_line is not None and count.line(at_line) is not None else None
        count = keep_unknown(workplace, count, result.text, near)
        return count, replace(result, scan=count.scans[-1])
    return count, result


def _one_more_of(result: Result, at_line: int | None) -> Line | None:
    """The line that a scan counts one of in scan-each mode."""
    if isinstance(result, LineFound) and result.kind in _COUNTED_EACH and not result.line.key.serial_number:
        return result.line
    if isinstance(result, SeveralLines) and result.kind in _COUNTED_EACH:
        return next((each for each in result.lines if each.number == at_line and not each.key.serial_number), None)
    return None


def _one_more(result: Result, line: Line, count: Count) -> OneMore:
    total = count.standing[line.number].quantity
    return OneMore(
        line=line,
        total=total,
        text=result.text,
        mangled=result.mangled,
        doubled=result.doubled,
        fields=result.fields,
    )

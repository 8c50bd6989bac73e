"""How a count follows from what happens while it is counted: one small rule an event."""

from dataclasses import replace
from functools import singledispatch
from types import MappingProxyType

from cyclecount_tui.domain import counting_events as said
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Entry, HandOver, Left, ScanOutcome, Submission, UnknownScan
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.folding_close_off import still_counting
from cyclecount_tui.domain.quantities import ZERO


def counting_after(event: said.CountingEvent, count: Count) -> Count:
    """The count after an event of its counting.

    Raises:
        DomainError: the event is not possible as the count stands.
    """
    return _fold(event, count)


@singledispatch
def _fold(event: said.CountingEvent, count: Count) -> Count:
    raise TypeError(f"There is no rule for {event.kind} of {count.subject.name}.")


@_fold.register
def _(event: said.SheetRead, count: Count) -> Count:
    if count.sheet_read:
        raise DomainError(f"The sheet of {count.subject.name} was read already: go on counting it.")
    return replace(count, sheet_read=True, lines=event.lines)


@_fold.register
def _(event: said.SheetGrew, count: Count) -> Count:
    still_counting(count)
    if count.sheet_read and not count.sheet_coming:
        raise DomainError(f"The sheet of {count.subject.name} has come whole already: go on counting it.")
    lines = list(count.lines)
    for line in event.lines:
        if line.number == len(lines) + 1:
            lines.append(line)
        elif 0 < line.number <= len(lines) and line.key == lines[line.number - 1].key:
            lines[line.number - 1] = line
        else:
            raise DomainError(f"Line {line.number} does not go on with the sheet: read the count again.")
    if event.whole and sorted(event.walk) != [line.number for line in lines if not line.found]:
        raise DomainError(f"The sheet of {count.subject.name} did not come whole: read the count again.")
    return replace(count, sheet_read=True, sheet_coming=not event.whole, lines=tuple(lines), walk=event.walk)


@_fold.register
def _(event: said.Counted, count: Count) -> Count:
    _counting(count)
    before = _last_entry(count, event.line) if event.adds else None
    total = event.quantity + (before.quantity if before else ZERO)
    adds = before is not None
    return _with_entry(
        count, Entry(event.line, total, event.expression, event.at, event.by, adds=adds, scanned=event.scanned)
    )


@_fold.register
def _(event: said.NoneConfirmed, count: Count) -> Count:
    _counting(count)
    return _with_entry(count, Entry(event.line, ZERO, "none", event.at, event.by, none=True))


@_fold.register
def _(event: said.ItemFound, count: Count) -> Count:
    _counting(count)
    if event.line.number != len(count.lines) + 1:
        raise DomainError(f"Line {event.line.number} exists already: read the count again.")
    twin = next((line for line in count.lines if line.key == event.line.key), None)
    if twin is not None:
        raise DomainError(f"{event.line.key.words} is on the sheet already, as line {twin.number}: count it there.")
    entry = Entry(event.line.number, event.quantity, event.expression, event.at, event.by, scanned=event.scanned)
    return replace(count, lines=(*count.lines, event.line), entries=(*count.entries, entry))


@_fold.register
def _(_event: said.EntryUndone, count: Count) -> Count:
    _counting(count)
    if not count.entries:
        raise DomainError("There is nothing to undo: no entry was made yet.")
    last, entries = count.entries[-1], count.entries[:-1]
    undone = count.lines[last.line - 1]
    gone = undone.found and undone.number == len(count.lines) and not _counted_before(count, last.line, entries)
    if not gone:
        return replace(count, entries=entries)
    scans = tuple(_open_again(scan) if scan.line == last.line else scan for scan in count.scans)
    # The next found item gets the number of this one: what was noted of this one is not said of that.
    notes = MappingProxyType({line: said for line, said in count.notes.items() if line != last.line})
    return replace(count, entries=entries, lines=count.lines[:-1], scans=scans, notes=notes)


@_fold.register
def _(event: said.LineNoted, count: Count) -> Count:
    _existing(count, event.line)
    notes = {**count.notes, event.line: (*count.notes.get(event.line, ()), event.text)}
    return replace(count, notes=MappingProxyType(notes))


@_fold.register
def _(event: said.LineLeft, count: Count) -> Count:
    _counting(count)
    line = _existing(count, event.line)
    if event.line in count.standing:
        raise DomainError(f"{line} is counted already: take the entry back first to leave it uncounted.")
    left = {**count.left, event.line: Left(event.reason, event.by, event.at)}
    return replace(count, left=MappingProxyType(left))


@_fold.register
def _(event: said.UnknownScanned, count: Count) -> Count:
    _counting(count)
    scan = UnknownScan(len(count.scans) + 1, event.text, event.by, event.at, event.near)
    return replace(count, scans=(*count.scans, scan))


@_fold.register
def _(event: said.UnknownSettled, count: Count) -> Count:
    _counting(count)
    if not 0 < event.scan <= len(count.scans):
        raise DomainError(f"There is no unknown scan {event.scan} at {count.subject.name}: it has {len(count.scans)}.")
    scan = replace(count.scans[event.scan - 1], outcome=event.outcome, line=event.line, reason=event.reason)
    return replace(count, scans=(*count.scans[: event.scan - 1], scan, *count.scans[event.scan :]))


@_fold.register
def _(event: said.HandedOver, count: Count) -> Count:
    still_counting(count)
    return _with_counter(count, HandOver(event.previous, event.by, event.at, len(count.entries)))


@_fold.register
def _(event: said.TakenOver, count: Count) -> Count:
    change = HandOver(event.previous, event.by, event.at, len(count.entries), taken=True, terminal=event.terminal)
    return _with_counter(count, change)


@_fold.register
def _(event: said.Submitted, count: Count) -> Count:
    _counting(count)
    if count.sheet_coming:
        raise DomainError(f"The sheet of {count.subject.name} has not come whole: read the rest of it first.")
    if count.to_count and not count.entries:
        raise DomainError(f"Nothing was counted at {count.subject.name} yet: count at least one line, then submit.")
    return replace(count, submission=Submission(event.by, event.at, event.counted_on))


def _last_entry(count: Count, line: int) -> Entry | None:
    return next((entry for entry in reversed(count.entries) if entry.line == line), None)


def _with_entry(count: Count, entry: Entry) -> Count:
    line = _existing(count, entry.line)
    if count.asked and entry.line not in count.asked and entry.line not in count.standing:
        raise DomainError(f"{line} is not counted again: count the lines that are on this recount.")
    left = {number: left for number, left in count.left.items() if number != entry.line}
    return replace(count, entries=(*count.entries, entry), left=MappingProxyType(left))


def _with_counter(count: Count, change: HandOver) -> Count:
    return replace(count, handovers=(*count.handovers, change))


def _counted_before(count: Count, line: int, entries: tuple[Entry, ...]) -> bool:
    """Whether a line has an entry besides the one that is taken back, of this attempt or of an earlier one."""
    return any(entry.line == line for entry in entries) or any(line in attempt.standing for attempt in count.attempts)


def _open_again(scan: UnknownScan) -> UnknownScan:
    return replace(scan, outcome=ScanOutcome.OPEN, line=None, reason="")


def _counting(count: Count) -> None:
    still_counting(count)
    if not count.sheet_read:
        raise DomainError(f"The sheet of {count.subject.name} was not read yet: open it first.")


def _existing(count: Count, line: int) -> str:
    """The line in words."""
    found = count.line(line)
    if found is None:
        raise DomainError(
            f"There is no line {line} on the sheet of {count.subject.name}, which has {len(count.lines)}."
        )
    return found.key.words

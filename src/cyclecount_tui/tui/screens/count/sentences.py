"""The sentences of the count screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from cyclecount_tui.domain.attempt_notes import notes_now
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode, Entry
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.domain.tapes import tape_of, tape_words
from cyclecount_tui.tui.screens.count.serials import Serials
from cyclecount_tui.tui.widgets.plain_text import one_line

MOST_LISTED = 12
LONGEST_LISTED = 40
"""Characters of a description in a list; the part number says which part it is."""

ALL_COUNTED = "All lines are counted: F8 finishes."
ALL_COUNTED_LINE = "All lines are counted. Up and down go to a line, to count it again."

_ALL_THAT_CAME = "All lines that have come are counted; more of the sheet is to come."

STILL_COMING = "The sheet is still coming: go on counting, and finish when all of it is here."
READ_AGAIN = "The sheet has not come whole: the rest is being read now, and the count is finished when it is here."
ALL_CAME = "All of the sheet is here: F8 finishes when it is counted."


def all_counted(count: Count) -> str:
    """What is said when no line is open."""
    return _ALL_THAT_CAME if count.sheet_coming else ALL_COUNTED


def all_counted_line(count: Count) -> str:
    """The same in place of a line that is up."""
    return _ALL_THAT_CAME if count.sheet_coming else ALL_COUNTED_LINE


def rest_failed(why: str) -> str:
    """Why the sheet does not come any further."""
    return f"The rest of the sheet did not come. {why} What is here can be counted; F8 asks for the rest again."


def what(count: Count) -> str:
    """What is done: `COUNT`, `RECOUNT`, `TRAINING`."""
    if count.asked:
        return "RECOUNT"
    return {CountMode.BLIND: "COUNT", CountMode.DOUBLE_BLIND: "COUNT", CountMode.GUIDED: "TRAINING"}[count.mode]


def progress(count: Count) -> str:
    """`12 of 37 lines`, `12 of 300 lines, more coming`; in a double-blind count it is not told how many there are."""
    counted, more = len(count.standing), ", more coming" if count.sheet_coming else ""
    if not lists_lines(count):
        return f"{_lines(counted)}{more}"
    return f"{counted} of {_lines(len(count.to_count))}{more}"


def short_progress(count: Count) -> str:
    """`12/37`; `12/300+` where more is to come; `TRAINING 12/37`."""
    counted, more = len(count.standing), "+" if count.sheet_coming else ""
    if count.mode is CountMode.GUIDED:
        return f"TRAINING {counted}/{len(count.to_count)}"
    return f"{counted}/{len(count.to_count)}{more}" if lists_lines(count) else f"{counted}{more}"


def closed_off(count: Count, zone: tzinfo | None = None) -> str:
    """`closed off 09:05`, in the terminal's own time zone unless another is given."""
    close_off = count.close_off
    if close_off is None or close_off.skipped:
        return "not closed off"
    return f"closed off {close_off.at.astimezone(zone):%H:%M}"


def words(line: Line) -> str:
    """`FR-10034 rev B, lot L-2231`, in one line whatever ION has in it."""
    return one_line(line.key.words)


def identity(line: Line, longest: int = 0) -> str:
    """`FR-10034 rev B, lot L-2231 (found here)   Bearing 6201`; with `longest` the description is cut to it.

    A line that has its place begins with it: `RACK-B / SHELF-04: FR-10034 rev B`.
    """
    found = " (found here)" if line.found else ""
    item = one_line(line.key.item_words)
    where = f"{one_line(line.key.place.name)}: " if line.key.place else ""
    return f"{where}{item}{found}   {one_line(line.description, longest)}".rstrip()


def line_up(count: Count, line: Line | None, serials: Serials | None = None) -> str:
    """The line that is up, and what was said about it so far; empty at an empty location."""
    if line is None:
        return "Scan or type what you see." if not lists_lines(count) else ""
    entry = count.standing.get(line.number)
    said = (
        [] if entry is None else ["none here" if entry.none else f"counted {tape_words(tape_of(count, line.number))}"]
    )
    if line.number in count.left:
        said.append(f"left: {one_line(count.left[line.number].reason)}")
    if line.key.serial_number and lists_lines(count):
        said.insert(0, (serials or Serials()).words(count, line))
    said += [f"note: {one_line(text)}" for text in notes_now(count, line.number)]
    return "   ".join([identity(line), *said])


def going_on(count: Count) -> str:
    """What a count that goes on says first."""
    if not lists_lines(count):
        return f"Going on: {progress(count)} so far."
    if count.open_lines:
        return f"Going on: {progress(count)} are counted."
    return all_counted(count)


def saved(line: Line, entry: Entry, earlier: Entry | None = None) -> str:
    """`Saved FR-10021 = 48 (4*12)`, or `Saved FR-10021 = 8 (was none)` when the line was counted before."""
    what = f"found item {words(line)}" if line.found else words(line)
    notes = [entry.expression] if any(sign in entry.expression for sign in "+-*/(") else []
    if entry.adds and earlier is not None:
        notes = [f"{plain(earlier.quantity)} and {entry.expression} more"]
    elif earlier is not None:
        notes.append(f"was {'none' if earlier.none else plain(earlier.quantity)}")
    after = f" ({'; '.join(notes)})" if notes else ""
    return f"Saved {what}: none here{after}" if entry.none else f"Saved {what} = {plain(entry.quantity)}{after}"


def tape(count: Count, line: Line) -> str:
    """What was typed for a line so far."""
    typed = tape_words(tape_of(count, line.number))
    return f"Tape of {words(line)}: {typed}." if typed else f"Nothing was counted of {words(line)} yet."


def left(line: Line) -> str:
    """What Enter with nothing typed did to a line that is not counted."""
    return f"Left {words(line)} for later."


def no_line_up(typed: Sequence[str]) -> str:
    """Why what was typed after the last line was counted is stored nowhere."""
    verb = "was" if len(typed) == 1 else "were"
    return (
        f"All lines are counted: {', '.join(typed)} {verb} not stored. Up and down go to a line to count it again, "
        "F8 finishes."
    )


def taken_back(before: Count, after: Count) -> str:
    """What undo took back, and what stands again."""
    entry = before.entries[-1]
    line = before.lines[entry.line - 1]
    what = "none here" if entry.none else plain(entry.quantity)
    earlier = after.standing.get(entry.line)
    if after.line(entry.line) is None:
        return f"Took back the found item {words(line)}: it is off the sheet."
    if earlier is None:
        return f"Took back {words(line)} = {what}: it is not counted now."
    stands = "none here" if earlier.none else plain(earlier.quantity)
    return f"Took back {words(line)} = {what}: {stands} stands again."


def half_typed(text: str) -> str:
    """Why the cursor does not leave a line whose entry is half typed."""
    return f"Press Enter to store {text.strip()}, or F2 to clear it."


def scanned_too_early(text: str) -> str:
    """Why a scan behind a half typed entry did nothing."""
    return f"That scan was not taken: press Enter to store {text.strip()}, or F2 to clear it, and scan again."


def dropped(waiting: int) -> str:
    """What became of keys that were typed after an entry that was refused; empty when there were none."""
    if not waiting:
        return ""
    keys = "1 key" if waiting == 1 else f"{waiting} keys"
    return f" {keys} typed after it went nowhere."


def before_submitting(count: Count) -> tuple[str, ...]:
    """What a counter should know before submitting: what was left uncounted, line by line, and is never posted."""
    left = [line for line in count.to_count if line.number in count.left]
    if not count.to_count:
        nothing = "is nowhere in ION" if count.subject.is_part else "is empty in ION"
        return (_AFTERWARDS, f"{one_line(count.subject.name)} {nothing} and nothing was found here.")
    if not lists_lines(count):
        return (_AFTERWARDS, f"{_lines(len(count.standing))} were counted. What else ION has here comes up afterwards.")
    if not left:
        return (_AFTERWARDS, f"All {_lines(len(count.to_count))} are counted.")
    listed = [
        f"  {identity(line, LONGEST_LISTED)}: {one_line(count.left[line.number].reason)}" for line in left[:MOST_LISTED]
    ]
    more = len(left) - MOST_LISTED
    if more > 0:
        listed.append(f"  and {more} more")
    verb = "is" if len(left) == 1 else "are"
    return (_AFTERWARDS, f"{_lines(len(left))} {verb} left uncounted and will not be posted:", *listed)


def yes_to_submit(count: Count) -> str:
    """Continues "Press y to": `submit with 3 lines left uncounted`."""
    left = sum(line.number in count.left for line in count.to_count)
    return f"submit with {_lines(left)} left uncounted" if left else "submit"


_AFTERWARDS = "After this the count cannot be changed; digital and floor are compared next."


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"

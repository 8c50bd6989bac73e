"""The sentences of the count screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from cyclecount_tui.domain.count import Count, Entry
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.tui.widgets.plain_text import one_line

MOST_LISTED = 12
LONGEST_LISTED = 40
"""Characters of a description in a list; the part number says which part it is."""

ALL_COUNTED = "All lines are counted: F8 finishes."
ALL_COUNTED_LINE = "All lines are counted. Up and down go to a line, to count it again."


def progress(count: Count) -> str:
    """`12 of 37 lines`."""
    return f"{len(count.standing)} of {_lines(len(count.lines))}"


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


def line_up(count: Count, index: int) -> str:
    """The line that is up, and what was said about it so far; empty at an empty location."""
    line = count.line(index + 1)
    if line is None:
        return ""
    entry = count.standing.get(line.number)
    said = [] if entry is None else ["none here" if entry.none else f"counted {plain(entry.quantity)}"]
    said += [f"note: {one_line(text)}" for text in count.notes.get(line.number, ())]
    return "   ".join([identity(line), *said])


def going_on(count: Count) -> str:
    """What a count that goes on says first."""
    if count.not_counted:
        return f"Going on: {progress(count)} are counted."
    return ALL_COUNTED


def saved(line: Line, entry: Entry, earlier: Entry | None = None) -> str:
    """`Saved FR-10021 = 48 (4*12)`, or `Saved FR-10021 = 8 (was none)` when the line was counted before."""
    what = f"found item {words(line)}" if line.found else words(line)
    notes = [entry.expression] if any(sign in entry.expression for sign in "+-*/(") else []
    if earlier is not None:
        notes.append(f"was {'none' if earlier.none else plain(earlier.quantity)}")
    after = f" ({'; '.join(notes)})" if notes else ""
    return f"Saved {what}: none here{after}" if entry.none else f"Saved {what} = {plain(entry.quantity)}{after}"


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


def dropped(waiting: int) -> str:
    """What became of keys that were typed after an entry that was refused; empty when there were none."""
    if not waiting:
        return ""
    keys = "1 key" if waiting == 1 else f"{waiting} keys"
    return f" {keys} typed after it went nowhere."


def before_submitting(count: Count) -> tuple[str, ...]:
    """What a counter should know before submitting: what is not counted, line by line, and that it is never posted."""
    missing = count.not_counted
    if not count.lines:
        nothing = "is nowhere in ION" if count.subject.is_part else "is empty in ION"
        return (_AFTERWARDS, f"{one_line(count.subject.name)} {nothing} and nothing was found here.")
    if not missing:
        return (_AFTERWARDS, f"All {_lines(len(count.lines))} are counted.")
    listed = [f"  {identity(line, LONGEST_LISTED)}" for line in missing[:MOST_LISTED]]
    more = len(missing) - MOST_LISTED
    if more > 0:
        listed.append(f"  and {more} more")
    verb = "is" if len(missing) == 1 else "are"
    return (_AFTERWARDS, f"{_lines(len(missing))} {verb} not counted and will not be posted:", *listed)


def yes_to_submit(count: Count) -> str:
    """Continues "Press y to": `submit with 3 lines not counted`."""
    missing = len(count.not_counted)
    return f"submit with {_lines(missing)} not counted" if missing else "submit"


_AFTERWARDS = "After this the count cannot be changed; digital and floor are compared next."


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"

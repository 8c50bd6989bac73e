"""The sentences of the count screen."""

from __future__ import annotations

from datetime import tzinfo

from cyclecount_tui.domain.count import Count, Entry
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.quantities import plain

MOST_LISTED = 12


def progress(count: Count) -> str:
    """`12 of 37 lines`."""
    return f"{len(count.standing)} of {_lines(len(count.lines))}"


def closed_off(count: Count, zone: tzinfo | None = None) -> str:
    """`closed off 09:05`, in the terminal's own time zone unless another is given."""
    close_off = count.close_off
    if close_off is None or close_off.skipped:
        return "not closed off"
    return f"closed off {close_off.at.astimezone(zone):%H:%M}"


def identity(line: Line) -> str:
    """`FR-10034 rev B, lot L-2231 (found here)   Bearing 6201`."""
    found = " (found here)" if line.found else ""
    return f"{line.key.words}{found}   {line.description}".rstrip()


def line_up(count: Count, index: int) -> str:
    """The line that is up, and what was said about it so far; empty at an empty location."""
    line = count.line(index + 1)
    if line is None:
        return ""
    entry = count.standing.get(line.number)
    said = [] if entry is None else ["none here" if entry.none else f"counted {plain(entry.quantity)}"]
    said += [f"note: {text}" for text in count.notes.get(line.number, ())]
    return "   ".join([identity(line), *said])


def going_on(count: Count) -> str:
    """What a count that goes on says first."""
    if count.not_counted:
        return f"Going on: {progress(count)} are counted."
    return "All lines are counted: F8 finishes."


def saved(line: Line, entry: Entry) -> str:
    """`Saved FR-10021 = 48 (4*12)`."""
    what = f"found item {line.key.words}" if line.found else line.key.words
    if entry.none:
        return f"Saved {what}: none here"
    tape = f" ({entry.expression})" if any(sign in entry.expression for sign in "+-*/(") else ""
    return f"Saved {what} = {plain(entry.quantity)}{tape}"


def taken_back(before: Count, after: Count) -> str:
    """What undo took back, and what stands again."""
    entry = before.entries[-1]
    line = before.lines[entry.line - 1]
    what = "none here" if entry.none else plain(entry.quantity)
    earlier = after.standing.get(entry.line)
    if after.line(entry.line) is None:
        return f"Took back the found item {line.key.words}: it is off the sheet."
    if earlier is None:
        return f"Took back {line.key.words} = {what}: it is not counted now."
    stands = "none here" if earlier.none else plain(earlier.quantity)
    return f"Took back {line.key.words} = {what}: {stands} stands again."


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
        return (f"{count.location.name} is empty in ION and nothing was found here.", _AFTERWARDS)
    if not missing:
        return (f"All {_lines(len(count.lines))} are counted.", _AFTERWARDS)
    listed = [f"  {identity(line)}" for line in missing[:MOST_LISTED]]
    more = len(missing) - MOST_LISTED
    if more > 0:
        listed.append(f"  and {more} more")
    verb = "is" if len(missing) == 1 else "are"
    return (f"{_lines(len(missing))} {verb} not counted and will not be posted:", *listed, _AFTERWARDS)


def yes_to_submit(count: Count) -> str:
    """Continues "Press y to": `submit with 3 lines not counted`."""
    missing = len(count.not_counted)
    return f"submit with {_lines(missing)} not counted" if missing else "submit"


_AFTERWARDS = "After this the count cannot be changed; digital and floor are compared next."


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"

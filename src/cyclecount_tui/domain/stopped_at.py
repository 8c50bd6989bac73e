"""Where a count goes on: behind the last entry, not at the top of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only told of it
    from cyclecount_tui.domain.count import Count


def stopped_at(count: Count) -> int | None:
    """The number of the line that comes next: the first open one behind the last entry of the present attempt.

    Behind the last line it goes on at the top. Where no line is open, it is the line of the last entry; None without
    any line to count.
    """
    if not count.entries:
        first = next(iter(count.open_lines or count.to_count), None)
        return None if first is None else first.number
    lines = [line.number for line in count.to_count]
    if not lines:
        return None
    last: int | None = count.entries[-1].line
    if last not in lines:
        last = None
    behind = 0 if last is None else lines.index(last) + 1
    still_open = {line.number for line in count.open_lines}
    coming = (number for number in [*lines[behind:], *lines[:behind]] if number in still_open)
    return next(coming, lines[0] if last is None else last)

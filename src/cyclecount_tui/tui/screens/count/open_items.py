"""What has to be settled before a count is finished: open lines and unknown scans; nothing is assumed of either."""

from __future__ import annotations

from dataclasses import dataclass

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import UnknownScan
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.count.sentences import words
from cyclecount_tui.tui.widgets.line_table import Column
from cyclecount_tui.tui.widgets.plain_text import one_line

OpenItem = Line | UnknownScan

REASONS = ("Cannot be reached", "Location is blocked", "Label cannot be read", "Out of time")
"""Why a line is left uncounted, as far as it is said often."""

COLUMNS = (
    Column("what", "Not settled", 20, flexible=True),
    Column("description", "Description", 16, flexible=True, drop_order=2),
    Column("state", "", 15, drop_order=1),
)


@dataclass(frozen=True)
class Ended:
    """How the settling ended: the count as it is now, and the line to go to or the scan to enter, if one was chosen.

    `scanned`: a code that was scanned meanwhile, for the count.
    """

    count: Count
    go_to: int | None = None
    found: UnknownScan | None = None
    scanned: Scanned | None = None


def open_items(count: Count) -> tuple[OpenItem, ...]:
    """Open lines in the order of the sheet, then open scans; of a double-blind count only those: the rest is hidden."""
    return (*(count.open_lines if lists_lines(count) else ()), *count.open_scans)


def cells(item: OpenItem) -> tuple[str, str, str]:
    """The strings of an item, one a column."""
    if isinstance(item, UnknownScan):
        return one_line(item.text), f"scanned at {item.at.astimezone():%H:%M}", "unknown scan"
    return words(item), item.description, "not counted"


def progress(items: int) -> str:
    """`3 to settle`."""
    return f"{items} to settle" if items else "all settled"

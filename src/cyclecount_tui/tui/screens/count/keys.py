"""The keys of the count screen: function keys, because letters and digits belong to the entry."""

from __future__ import annotations

from textual.binding import Binding

from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.screens.table_walking import ENTRY_WALKING


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(key, action, label, id=f"count-{action.replace('_', '-')}", tooltip=tooltip, show=show)


BINDINGS = [
    _key("f2", "clear", "Clear", "Clear what is typed; with nothing typed, go back one line"),
    _key("f3", "found", "Found", "Enter something that lies here and is not on the sheet"),
    _key("f4", "none_here", "None here", "Confirm that there is none of this line"),
    _key("f5", "undo", "Undo", "Take back the last entry"),
    _key("f6", "note", "Note", "Write a note about this line"),
    _key("f7", "scan_each", "Each", "Count one more with every scan, or stop that", show=False),
    _key("f8", "finish", "Finish", "List what is not counted, then submit the count"),
    STOP_WAITING,
    _key("escape", "go_back", "Back", "Back to the schedule; the count stays open at this line", show=False),
    *ENTRY_WALKING,
]

RANK = ("stop-waiting", "count-none-here", "count-finish", "count-clear", "count-found", "count-undo", "count-note")

HELP = """\
Count what lies at this location, line by line, without knowing what ION expects.

Type the quantity, or a sum such as 12*6+4, and press Enter. It is on disk before the next line comes up, so you may \
stop at any time and go on later. Enter with nothing typed leaves a line for later. +6 adds to what was counted of the \
line, = shows everything that was typed for it.

Scan at any time: a part or lot goes to its line, a serial is counted as here, a location asks whether to go there. A \
scan is never a quantity. With F7 every scan of a part or lot counts one of it. A code that nobody knows is kept until \
you finish. A serial is here (space) or not (F4).

A dot means not counted, none means that you looked and there is none (F4). Lines that are not counted are never \
posted. F8 ends the counting."""

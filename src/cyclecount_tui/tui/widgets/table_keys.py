"""The keys every table has: cursor keys always, letters where the screen allows them."""

from __future__ import annotations

from textual.binding import Binding


def _walk(key: str, step: str, label: str, tooltip: str) -> Binding:
    name = step.replace("_", "-")
    return Binding(key, f"walk('{step}')", label, show=False, id=f"table-{name}", tooltip=tooltip)


def _letter(key: str, step: str, label: str, tooltip: str) -> Binding:
    name = step.replace("_", "-")
    return Binding(key, f"walk_by_letter('{step}')", label, show=False, id=f"table-letter-{name}", tooltip=tooltip)


TABLE_BINDINGS = [
    Binding("enter,ctrl+j", "choose", "Open", id="table-choose", tooltip="Open the row under the cursor"),
    _walk("up", "up", "Up", "One row up"),
    _walk("down", "down", "Down", "One row down"),
    _walk("pageup", "page_up", "Page up", "One screen up"),
    _walk("pagedown", "page_down", "Page down", "One screen down"),
    _walk("home", "first", "First", "To the first row"),
    _walk("end", "last", "Last", "To the last row"),
    _letter("k", "up", "Up", "One row up"),
    _letter("j", "down", "Down", "One row down"),
    _letter("g", "first", "First", "To the first row"),
    _letter("G", "last", "Last", "To the last row"),
]

"""How an entry stands in its row: label, text scrolled sideways to the cursor, hint at the right end."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.edit_line import EditLine
from cyclecount_tui.tui.widgets.glyphs import Glyphs
from cyclecount_tui.tui.widgets.plain_text import fit, visible_character

_SHORTEST_HINT = 4
_GAP = 2


class EntryRow(NamedTuple):
    """The row in the pieces that are styled apart; together exactly as wide as asked for."""

    label: str
    before: str
    cursor: str
    after: str
    hint: str


def entry_row(label: str, line: EditLine, hint: str, width: int, glyphs: Glyphs) -> EntryRow:
    """Lay out the row in `width` cells: the label at most half, the hint what the text leaves."""
    label = _label(label, width, glyphs)
    room = width - cell_len(label)
    signs = [visible_character(character, ascii_only=glyphs.ascii_only) for character in line.text]
    signs.append(" ")
    widths = [cell_len(sign) for sign in signs]
    hint = _hint(hint, room, sum(widths), glyphs)
    room -= cell_len(hint)
    first, last = _window(widths, line.at, room)
    before, after = "".join(signs[first : line.at]), "".join(signs[line.at + 1 : last])
    cursor = signs[line.at] if line.at < last else " "[:room]
    used = cell_len(before) + cell_len(cursor) + cell_len(after)
    return EntryRow(label, before, cursor, after + " " * (room - used), hint)


def _label(label: str, width: int, glyphs: Glyphs) -> str:
    shown = f" {visible(label, ascii_only=glyphs.ascii_only)}{' ' * _GAP}"
    most = width // 2
    if cell_len(shown) <= most:
        return shown
    return fit(shown.rstrip(), max(0, most - 1), "left", glyphs.ellipsis) + " " * min(1, most)


def _hint(hint: str, room: int, needed: int, glyphs: Glyphs) -> str:
    """The hint with its gap, cut to what the text leaves; a long text leaves a third of the room.

    A result (`= 76 EA`) stands there whole or not at all: half of a number is another number.
    """
    if not hint:
        return ""
    shown = visible(hint, ascii_only=glyphs.ascii_only)
    most = max(room - needed, room // 3) - _GAP - 1
    if most < min(_SHORTEST_HINT, cell_len(shown)) or (shown.startswith("=") and most < cell_len(shown)):
        return ""
    return " " * _GAP + fit(shown, min(most, cell_len(shown)), "left", glyphs.ellipsis) + " "


def _window(widths: list[int], at: int, room: int) -> tuple[int, int]:
    """The range of signs to show: the sign at `at` inside it, in the middle when not all fit."""
    if sum(widths) <= room:
        return 0, len(widths)
    first = at
    free = room - widths[at]
    back = min(free // 2, sum(widths[:at]))
    back = max(back, free - sum(widths[at + 1 :]))
    while first > 0 and widths[first - 1] <= back:
        first -= 1
        back -= widths[first]
        free -= widths[first]
    last = at if free < 0 else at + 1
    while last < len(widths) and last > at and widths[last] <= free:
        free -= widths[last]
        last += 1
    return first, last

"""What a row of the sheet shows: the line, and what was counted; ION's quantities in training alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode, Entry
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.tui.widgets.line_table import Column
from cyclecount_tui.tui.widgets.name_column import wide_enough

NOT_COUNTED = "·"
LEFT = "left"

COLUMNS = (
    Column("part", "Part number", 12, flexible=True),
    Column("revision", "Rev", 3, drop_order=2),
    Column("lot", "Lot / serial", 13),
    Column("description", "Description", 14, flexible=True, drop_order=4),
    Column("uom", "UoM", 4, drop_order=3),
    Column("floor", "Floor count", 11, align="right"),
)


NOTHING_TOLD: Mapping[int, Decimal] = MappingProxyType({})
"""What a counter is told of ION's quantities, but in training."""

_EXPECTED = Column("expected", "Expected", 9, align="right")
_LOCATION = Column("location", "Location", 17, flexible=True, names=True)


def columns(count: Count) -> tuple[Column, ...]:
    """The columns of a count's sheet.

    That of a part, which the title names, has the location in the part's place; in training there is ION's quantity.
    """
    shown: tuple[Column, ...] = COLUMNS
    if count.subject.is_part:
        shown = wide_enough((_LOCATION, *COLUMNS[1:]), (count.place_of(line.key).name for line in count.lines))
    return (*shown[:-1], _EXPECTED, shown[-1]) if count.mode is CountMode.GUIDED else shown


def shown(count: Count) -> tuple[Line, ...]:
    """The lines on the screen, in their order: those to count; in a double-blind count those that were counted."""
    if not lists_lines(count):
        return tuple(count.lines[number - 1] for number in sorted(count.standing))
    return count.to_count


def cells(count: Count, line: Line, expected: Mapping[int, Decimal] = NOTHING_TOLD) -> tuple[str, ...]:
    """The strings of a line, one a column; `expected` is what ION has by line number, in training."""
    key = line.key
    floor = floor_words(count.standing.get(line.number))
    if line.number in count.left:
        floor = LEFT
    first = key.place.name if key.place else key.part_number
    told: tuple[str, ...] = ()
    if count.mode is CountMode.GUIDED:
        told = (plain(expected[line.number]) if line.number in expected else "",)
    return first, key.revision, key.lot_or_serial, line.description, line.uom, *told, floor


def floor_words(entry: Entry | None) -> str:
    """`·` for not counted, `none` for confirmed none, else the quantity: three states that nobody can confuse."""
    if entry is None:
        return NOT_COUNTED
    return "none" if entry.none else plain(entry.quantity)


def tone(count: Count, line: Line) -> str:
    """Lines that are counted or left are done; the others say nothing."""
    return "done" if line.number in count.standing or line.number in count.left else ""


def next_open(count: Count, lines: Sequence[Line], number: int) -> int:
    """The number of the next open line behind a line, and round to the top; the line itself when none is left."""
    numbers = [line.number for line in lines]
    behind = numbers.index(number) + 1 if number in numbers else 0
    still_open = {line.number for line in count.open_lines}
    coming = [*numbers[behind:], *numbers[:behind]]
    return next((each for each in coming if each in still_open), number)


def touched(before: Count, after: Count) -> set[int]:
    """The numbers of the lines whose row is drawn anew: those of the entries that came or went, and those left."""
    both = min(len(before.entries), len(after.entries))
    while both and before.entries[both - 1] is not after.entries[both - 1]:
        both -= 1
    left = set(before.left) ^ set(after.left)
    return left | {entry.line for entry in (*before.entries[both:], *after.entries[both:])}

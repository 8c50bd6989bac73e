"""What a row of the blind sheet shows: the line, and what was counted; never anything of ION's quantities."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count, Entry
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.tui.widgets.line_table import Column
from cyclecount_tui.tui.widgets.name_column import wide_enough

NOT_COUNTED = "·"

COLUMNS = (
    Column("part", "Part number", 12, flexible=True),
    Column("revision", "Rev", 3, drop_order=2),
    Column("lot", "Lot / serial", 13),
    Column("description", "Description", 14, flexible=True, drop_order=4),
    Column("uom", "UoM", 4, drop_order=3),
    Column("floor", "Floor count", 11, align="right"),
)


_LOCATION = Column("location", "Location", 17, flexible=True, names=True)


def columns(count: Count) -> tuple[Column, ...]:
    """The columns of a count's sheet; that of a part, which the title names, has the location in the part's place."""
    if not count.subject.is_part:
        return COLUMNS
    return wide_enough((_LOCATION, *COLUMNS[1:]), (count.place_of(line.key).name for line in count.lines))


def cells(count: Count, index: int) -> tuple[str, ...]:
    """The strings of the line at `index` (from 0), one a column."""
    line = count.lines[index]
    key = line.key
    floor = floor_words(count.standing.get(line.number))
    first = key.place.name if key.place else key.part_number
    return first, key.revision, key.lot_or_serial, line.description, line.uom, floor


def floor_words(entry: Entry | None) -> str:
    """`·` for not counted, `none` for confirmed none, else the quantity: three states that nobody can confuse."""
    if entry is None:
        return NOT_COUNTED
    return "none" if entry.none else plain(entry.quantity)


def tone(count: Count, index: int) -> str:
    """Counted lines are done; the others say nothing."""
    return "done" if count.lines[index].number in count.standing else ""


def first_open(count: Count) -> int:
    """The index of the first line that is not counted: where a count goes on. 0 when all are."""
    return next((index for index, line in enumerate(count.lines) if line.number not in count.standing), 0)


def next_open(count: Count, index: int) -> int:
    """The index of the next line that is not counted, after `index` and round to the top; `index` when none is left."""
    places = [*range(index + 1, len(count.lines)), *range(index + 1)]
    return next((place for place in places if count.lines[place].number not in count.standing), index)


def touched(before: Count, after: Count) -> set[int]:
    """The numbers of the lines whose row is drawn anew: those of the entries that came or went."""
    both = min(len(before.entries), len(after.entries))
    while both and before.entries[both - 1] is not after.entries[both - 1]:
        both -= 1
    return {entry.line for entry in (*before.entries[both:], *after.entries[both:])}

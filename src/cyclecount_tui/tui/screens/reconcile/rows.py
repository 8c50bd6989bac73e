"""What the reconciliation shows, in which order: discrepancies worst first, matches on demand, what was not counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.done_so_far import done_so_far
from cyclecount_tui.domain.fixes import Fix, Suggestion
from cyclecount_tui.domain.lines import Line, natural
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.tui.screens.numbers_shown import difference, money, quantity
from cyclecount_tui.tui.widgets.line_table import Column

Offered = Mapping[int, Sequence[Suggestion]]
"""Suggestions by line number, surest first."""


NOT_KNOWN = "?"
"""In place of a floor quantity and a difference that nobody knows before somebody decides."""

WIDEST_IDENTITY = 20
"""Cells that a part number, a lot or a serial may take from the suggestion; the details show it whole."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the screen; without a `row` the line was not counted. `unsure`: its difference is not known."""

    line: Line
    row: Row | None
    unsure: bool = False

    @property
    def differs(self) -> bool:
        """Whether it is a discrepancy, or may be."""
        return self.row is not None and (self.row.differs or self.unsure)


class Order(StrEnum):
    """How discrepancies are sorted; the value is what the screen says."""

    WORST = "worst first"
    MISSING = "most missing first"
    PART = "by part number"
    SHEET = "in sheet order"

    @property
    def next(self) -> Order:
        """The one that `s` brings next."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


def _worst(shown: Shown) -> tuple[Decimal, Decimal, int]:
    row = shown.row
    if row is None:
        return ZERO, ZERO, shown.line.number
    if shown.unsure:  # how bad it is nobody knows
        return Decimal("-Infinity"), ZERO, shown.line.number
    return -abs(row.value or ZERO), -abs(row.difference), shown.line.number


_KEYS: dict[Order, Callable[[Shown], tuple[object, ...]]] = {
    Order.WORST: _worst,
    Order.MISSING: lambda shown: (shown.row.difference if shown.row else ZERO, shown.line.number),
    Order.PART: lambda shown: (natural(shown.line.key.part_number), shown.line.number),
    Order.SHEET: lambda shown: (shown.line.number,),
}


def rows_shown(count: Count, order: Order, *, matches: bool, wanted: str = "") -> tuple[Shown, ...]:
    """Discrepancies in order, then matches if asked for, then what was not counted; only those that hold `wanted`."""
    if count.evidence is None:
        return ()
    unsure = count.unsure
    compared = [Shown(row.line, row, row.line.number in unsure) for row in count.rows]
    differing = sorted((shown for shown in compared if shown.differs), key=_KEYS[order])
    matching = [shown for shown in compared if not shown.differs] if matches else []
    missing = [Shown(line, None) for line in count.not_counted]
    rows, wanted = (*differing, *matching, *missing), wanted.casefold().strip()
    return tuple(shown for shown in rows if _holds(shown, wanted)) if wanted else rows


def _holds(shown: Shown, wanted: str) -> bool:
    key = shown.line.key
    place = key.place.name if key.place else ""
    texts = (place, key.part_number, key.revision, key.lot_number, key.serial_number, shown.line.description)
    return any(wanted in text.casefold() for text in texts)


def next_open(count: Count, rows: Sequence[Shown], cursor: int | None) -> int | None:
    """The place of the next row of which nothing is decided, behind the cursor or from the top; None for none."""
    start = 0 if cursor is None else cursor + 1
    places = [*range(start, len(rows)), *range(min(start, len(rows)))]
    return next((place for place in places if _is_open(count, rows[place])), None)


def _is_open(count: Count, shown: Shown) -> bool:
    number = shown.line.number
    return shown.differs and number not in count.choices and number not in count.posted_lines


def cells(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> tuple[str, ...]:
    """The strings of one row, one a column."""
    key, row = shown.line.key, shown.row
    identity = (key.place.name if key.place else key.part_number, key.revision, key.lot_or_serial)
    if row is None:
        return (*identity, "", "", "", "", "not counted")
    numbers = quantity(row.digital), quantity(row.floor), difference(row.difference), money(row.value)
    if shown.unsure:
        numbers = quantity(row.digital), NOT_KNOWN, NOT_KNOWN, ""
    return (*identity, *numbers, fix_words(count, shown, offered))


def fix_words(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> str:
    """The chosen fix with `✓`, else the surest suggestion with its confidence."""
    if not shown.differs:
        return "match" if shown.row else "not counted"
    number = shown.line.number
    choice = count.choices.get(number)
    if choice is None and number in count.posted_lines:
        return "✓ posted with another line"
    if choice is not None and number in count.posted_lines:
        return f"✓ {_posted_words(count, number, choice.fix)}"
    if choice is not None:
        return f"✓ {choice.fix.words}"
    if not offered:
        return "nothing suggested"
    return f"1 {offered[0].confidence}: {offered[0].fix.words}"


def _posted_words(count: Count, line: int, fix: Fix) -> str:
    """What was written for a line: less than its fix says where the rest was right by then."""
    done = done_so_far(count, line)
    written = abs(done.adjusted) + sum(done.taken.values(), ZERO)
    if not written:
        return f"right without a write of its own: {fix.words}"
    return f"posted: {replace(fix, quantity=written.copy_sign(fix.quantity)).words}"


def tone(count: Count, shown: Shown) -> str:
    """Open discrepancies warn, decided ones are good, posted ones and matches are done."""
    if shown.row is None:
        return "muted"
    number = shown.line.number
    if not shown.differs or number in count.posted_lines:
        return "done"
    return "good" if number in count.choices else "warn"


def columns(rows: Sequence[tuple[str, ...]], *, of_part: bool = False) -> tuple[Column, ...]:
    """The columns, as wide as `rows` need: a number is never cut, an identity up to `WIDEST_IDENTITY` is not either.

    What a row is of stays on the narrowest screen, with its difference; all else stands in the details too.
    """
    part, _, lot, digital, floor, apart, value = (
        max((len(row[place]) for row in rows), default=0) for place in range(7)
    )
    return (
        Column(
            "location" if of_part else "part", "Location" if of_part else "Part", max(8, min(WIDEST_IDENTITY, part))
        ),
        Column("revision", "Rev", 3),
        Column("lot", "Lot/serial", max(10, min(WIDEST_IDENTITY, lot))),
        Column("digital", "Digital", max(7, digital), align="right", drop_order=2, ruled=True),
        Column("floor", "Floor", max(5, floor), align="right", drop_order=2, ruled=True),
        Column("difference", "Diff", max(4, apart), align="right", ruled=True),
        Column("value", "Value", max(6, value), align="right", drop_order=3, ruled=True),
        Column("fix", "Suggested fix", 18, flexible=True, drop_order=1, ruled=True),
    )


def total_value(count: Count) -> Decimal | None:
    """What all discrepancies together are worth, as far as they are known; None when no cost is known."""
    unsure = count.unsure
    rows = (row for row in count.rows if row.differs and row.line.number not in unsure)
    values = [row.value for row in rows if row.value is not None]
    return sum(values, ZERO) if values else None


def differing(count: Count) -> int:
    """How many lines differ, or may."""
    unsure = count.unsure
    return sum(row.differs or row.line.number in unsure for row in count.rows)

"""A quantity that a person typed for a line: it is written as typed, or not at all."""

from collections.abc import Iterable
from decimal import Decimal

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.draft_ground import COUNT_ANEW, CannotBeWritten
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.quantities import ZERO, plain, rounded, same
from cyclecount_tui.domain.written_effects import written_effects


def refuse_another_number(count: Count, row: Row, wanted: Decimal, lying: Iterable[InventoryRecord]) -> None:
    """Refuses a typed quantity where ION has more or fewer here than when it was typed.

    A suggested difference stays right when stock moves on; a number for all that lies here does not, and the
    difference would make another one of it. `lying`: the records of the line as ION has them now. What this count
    itself wrote there is known and keeps nobody from it.

    Raises:
        CannotBeWritten: ION has another quantity of the line by now.
    """
    here = count.place_of(row.line.key)
    ours = sum(written_effects(count).get(row.line.key.item.at(here), {}).values(), ZERO)
    known = rounded(row.digital + ours)
    found = rounded(sum((record.quantity for record in lying), ZERO))
    if not same(known, found):
        raise CannotBeWritten(
            f"ION had {plain(known)} of {row.line.key.item_words} here when {plain(wanted)} was typed and has "
            f"{plain(found)} now: whether {plain(wanted)} is right still cannot be told. {COUNT_ANEW}"
        )

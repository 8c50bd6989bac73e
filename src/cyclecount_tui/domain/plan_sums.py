"""What a plan comes to: writes, records, quantities up, down and moved, and the value of it where costs are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Plan, Write, WriteKind
from cyclecount_tui.domain.quantities import ZERO


@dataclass(frozen=True, slots=True)
class PlanSums:
    """`records` exist and are changed, `created` are new; quantities are in their own units, values in ION's money.

    `without_cost` are writes that change how much there is, of a part whose cost ION does not know: their value is in
    neither `value_up` nor `value_down`. Moves change no value.
    """

    writes: int = 0
    records: int = 0
    created: int = 0
    up: Decimal = ZERO
    down: Decimal = ZERO
    moved: Decimal = ZERO
    value_up: Decimal = ZERO
    value_down: Decimal = ZERO
    without_cost: int = 0

    @property
    def changes(self) -> bool:
        """Whether anything changes how much there is, and not only where."""
        return bool(self.up or self.down)


def sums_of(count: Count, plan: Plan | None) -> PlanSums:
    """The sums over all writes of a plan of this count; quantities of different units are added as they are."""
    writes = plan.writes if plan is not None else ()
    changes = [quantity_change(write) for write in writes if not write.kind.moves]
    values = [value_change(count, write) for write in writes]
    known = [value for value in values if value is not None]
    return PlanSums(
        writes=len(writes),
        records=len({write.record_id for write in writes if write.record_id is not None}),
        created=sum(write.kind is WriteKind.CREATE for write in writes),
        up=_sum(change for change in changes if change > 0),
        down=-_sum(change for change in changes if change < 0),
        moved=_sum(write.quantity for write in writes if write.kind.moves),
        value_up=_sum(value for value in known if value > 0),
        value_down=-_sum(value for value in known if value < 0),
        without_cost=len(values) - len(known),
    )


def quantity_change(write: Write) -> Decimal:
    """What a write makes of all there is of its part; a move makes nothing of it."""
    return ZERO if write.kind.moves else write.quantity - write.before


def value_change(count: Count, write: Write) -> Decimal | None:
    """The same in money; None where ION knows no cost of the part."""
    if write.kind.moves:
        return ZERO
    cost = _cost(count, write)
    return None if cost is None else quantity_change(write) * cost


def _cost(count: Count, write: Write) -> Decimal | None:
    row, evidence = count.rows_by_line.get(write.line), count.evidence
    parts = [record.part for record in row.records] if row is not None else []
    parts += evidence.parts if evidence is not None else ()
    return next((part.cost for part in parts if part.id == write.part_id and part.cost is not None), None)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)

"""Which records of a line change when it has several: the one rule for taking off, for adding and for moving away."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from cyclecount_tui.domain.fixes import Portion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Status
from cyclecount_tui.domain.quantities import ZERO, rounded

Share = tuple[InventoryRecord, Decimal]
"""A record and what its quantity changes by."""

_IN_A_SERIAL = frozenset({ZERO, Decimal(1)})

NO_KITS: Collection[int] = frozenset()


def shares(
    records: Iterable[InventoryRecord], change: Decimal, in_kits: Collection[int] = NO_KITS
) -> tuple[Share, ...] | None:
    """Which records change when a line changes by `change`, and by how much each; None when they cannot.

    `in_kits` are the ids of records that open kits name. The rule, whatever the order of the records:

    1. Only records that are AVAILABLE or UNAVAILABLE change; First Resonance's own recount script touches no others.
    2. The least committed come first: available before unavailable; then those of which least is kitted, installed or
       scrapped; then those that the fewest open kits, runs and issues name.
    3. Among equally committed ones as few as possible: the largest first, and one that holds just what is left to take
       is taken whole in their place, so that nothing is split.
    4. Of what is equal in all this, the lowest id.

    What is added goes onto the first record alone. No record falls below zero, and one with a serial ends at 0 or 1:
    both are ION's own rules.
    """
    ordered = adjustable(records, in_kits)
    found = _added(ordered, change) if change > 0 else _taken(ordered, -change, in_kits)
    if found is None or any(record.serial_number and _left(record, by) not in _IN_A_SERIAL for record, by in found):
        return None
    return found


def portions_of(
    records: Iterable[InventoryRecord], quantity: Decimal, in_kits: Collection[int] = NO_KITS
) -> tuple[Portion, ...] | None:
    """So much of which records makes up a quantity that is taken away, by the same rule; None if they hold less."""
    taken = shares(records, -quantity, in_kits)
    return None if taken is None else tuple(Portion(record.id, -change) for record, change in taken)


def adjustable(records: Iterable[InventoryRecord], in_kits: Collection[int] = NO_KITS) -> tuple[InventoryRecord, ...]:
    """Those of the records that may be changed, in the order of the rule in `shares`."""
    changeable = (record for record in records if record.status in ADJUSTABLE)
    return tuple(sorted(changeable, key=lambda record: (_commitment(record, in_kits), -record.quantity, record.id)))


def _commitment(record: InventoryRecord, in_kits: Collection[int]) -> tuple[bool, Decimal, int]:
    named = len(record.open_issues) + len(record.open_runs) + (record.id in in_kits)
    return record.status is Status.UNAVAILABLE, record.held, named


def _added(ordered: tuple[InventoryRecord, ...], amount: Decimal) -> tuple[Share, ...] | None:
    return ((ordered[0], amount),) if ordered else None


def _taken(ordered: tuple[InventoryRecord, ...], amount: Decimal, in_kits: Collection[int]) -> tuple[Share, ...] | None:
    found: list[Share] = []
    left = amount
    for _, group in groupby(ordered, key=lambda record: _commitment(record, in_kits)):
        for record, taken in _taken_from_equals(tuple(group), left):
            found.append((record, -taken))
            left -= taken
    return tuple(found) if left <= 0 else None


def _taken_from_equals(equals: tuple[InventoryRecord, ...], amount: Decimal) -> Iterator[Share]:
    """The fewest of equally committed records, the largest first, that hold the amount; all that they hold if less."""
    left, waiting = amount, list(equals)
    while left > 0 and waiting and waiting[0].quantity > 0:
        exact = next((record for record in waiting if record.quantity == left), None)
        record = exact or waiting[0]
        waiting.remove(record)
        taken = min(record.quantity, left)
        left -= taken
        yield record, taken


def _left(record: InventoryRecord, change: Decimal) -> Decimal:
    return rounded(record.quantity + change)

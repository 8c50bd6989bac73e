"""Which record stands for one that ION no longer has, as a person decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cyclecount_tui.domain.fixes import Portion
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.record_seen import RecordSeen


@dataclass(frozen=True, slots=True)
class Succession:
    """`successor` stands for a record that is gone; writes numbered `first_write` and on were planned upon it."""

    successor: RecordSeen
    first_write: int


Successions = Mapping[int, Succession]
"""By the id of the record that is gone."""


def stands_for(successions: Successions, record_id: int) -> int:
    """The record that stands for this one by now: itself, unless a person took a successor, or that one's."""
    for _ in range(len(successions)):
        known = successions.get(record_id)
        if known is None:
            break
        record_id = known.successor.record_id
    return record_id


def succeeded_by(successions: Successions, record_id: int) -> Succession | None:
    """The latest decision that made this record a successor; None for any other record."""
    found = [known for known in successions.values() if known.successor.record_id == record_id]
    return max(found, key=lambda known: known.first_write, default=None)


def portions_standing(successions: Successions, portions: Iterable[Portion]) -> tuple[Portion, ...]:
    """The same quantities, of the records that stand for them by now; each record once."""
    sums: dict[int, Decimal] = {}
    for portion in portions:
        record_id = stands_for(successions, portion.record_id)
        sums[record_id] = sums.get(record_id, ZERO) + portion.quantity
    return tuple(Portion(record_id, quantity) for record_id, quantity in sums.items())

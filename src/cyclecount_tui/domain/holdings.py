"""What a location, or a part over all locations, holds: its value, what of it has no cost, and the lines to count."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.stock import StockPart, StockRecord

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held: the value of what has a cost, the parts there and those without a cost, the lines of a sheet.

    The value is left out of its representation: it lives as long as a build takes and is shown nowhere.
    """

    value: Decimal = field(default=ZERO, repr=False)
    parts: int = 0
    without_cost: int = 0
    lines: int = 0

    @property
    def value_known(self) -> bool:
        """Whether the value says anything: half of the parts at least have a cost."""
        return self.parts == 0 or self.without_cost * 2 <= self.parts


NOTHING = Holding()


def holdings(
    records: Iterable[StockRecord], parts: Mapping[int, StockPart], of: Callable[[StockRecord], Key | None]
) -> dict[Key, Holding]:
    """What is held under each key; `of` gives the key of a record, None to leave it out.

    Only what a count sheet would list counts. A line is a part, revision, lot and serial at a location.
    """
    values: dict[Key, Decimal] = {}
    lines: dict[Key, set[tuple[int, str, str, int | None]]] = {}
    for record in records:
        key = of(record) if record.on_sheet else None
        if key is None:
            continue
        part = parts.get(record.part_id)
        worth = record.quantity * part.cost if part is not None and part.has_cost and part.cost is not None else ZERO
        values[key] = values.get(key, ZERO) + worth
        line = (record.part_id, record.lot_number, record.serial_number, record.location_id)
        lines.setdefault(key, set()).add(line)
    return {
        key: _holding(values[key], {line[0] for line in listed}, len(listed), parts) for key, listed in lines.items()
    }


def _holding(value: Decimal, part_ids: set[int], lines: int, parts: Mapping[int, StockPart]) -> Holding:
    without = sum(not (part_id in parts and parts[part_id].has_cost) for part_id in part_ids)
    return Holding(value, len(part_ids), without, lines)

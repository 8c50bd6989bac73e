"""What a location or a part is worth a year: what is used of it at cost, or what lies there where no use is known."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from cyclecount_tui.domain.counting_year import DAYS_A_YEAR
from cyclecount_tui.domain.holdings import Holding
from cyclecount_tui.domain.movement import Movement
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.stock import StockPart

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Worth(Generic[Key]):
    """The value by which classes are made. `annual`: what is used in a year; else what is on hand.

    The values are left out of its representation: they live as long as a build takes and are shown nowhere.
    """

    values: Mapping[Key, Decimal] = field(repr=False)
    annual: bool

    @property
    def words(self) -> str:
        """`annual value`, `value on hand`."""
        return "annual value" if self.annual else "value on hand"


def annual_value(
    held: Mapping[Key, Holding],
    touched: Movement,
    parts: Mapping[int, StockPart],
    window_days: int,
    of: Callable[[int, int], Key | None],
) -> Worth[Key]:
    """The consumption rate times the unit cost over a year, for everything that is held.

    Source: the ABC split is made of annual value (cycle-counting practice: A is the top 80 % of it). The rate is what
    was installed, kitted and moved out in the window. Where ION tells too little of that, or not how much, it is the
    value on hand, quantity times unit cost. `of` gives the key of a location and part id, None to leave it out.
    """
    if touched.used is None:
        return Worth({key: holding.value for key, holding in held.items()}, annual=False)
    values = dict.fromkeys(held, ZERO)
    for (location_id, part_id), quantity in touched.used.items():
        key, part = of(location_id, part_id), parts.get(part_id)
        if key in values and part is not None and part.has_cost and part.cost is not None:
            values[key] += quantity * part.cost * DAYS_A_YEAR / window_days
    return Worth(values, annual=True)

"""When lines are counted again: by whom, beyond which tolerance, and mixed with how many that agreed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a workplace holds these rules before anything is compared
    from cyclecount_tui.domain.comparing import Row


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a count may be off before it is asked again.

    `percent` of the digital quantity, and `value` in money; both hold where the value is known.
    """

    percent: Decimal
    value: Decimal

    def takes(self, row: Row) -> bool:
        """Whether a row needs no further count. A serial, and a line of which ION has none, is exact or beyond."""
        if not row.differs:
            return True
        if row.line.key.serial_number or not row.digital:
            return False
        within = abs(row.difference) * 100 <= self.percent * row.digital
        return within and (row.value is None or abs(row.value) <= self.value)


USUAL_TOLERANCES: Mapping[str, Tolerance] = MappingProxyType(
    {
        "A": Tolerance(Decimal(1), Decimal(100)),
        "B": Tolerance(Decimal(3), Decimal(100)),
        "C": Tolerance(Decimal(5), Decimal(100)),
    }
)
"""By class: 1, 3 and 5 per cent (a published table of tolerances by ABC class), and no more than 100 in money."""


def of_class(by_class: Mapping[str, Tolerance], count_class: str) -> Tolerance:
    """That of a class; what has no class is measured by the narrowest of all."""
    known = by_class.get(count_class.strip().upper())
    if known is not None:
        return known
    every = by_class.values()
    return Tolerance(min(each.percent for each in every), min(each.value for each in every))


@dataclass(frozen=True, slots=True)
class ToleranceApplied:
    """The tolerance that was in force for a count, and where it is from.

    `count_class` is that of the schedule's row, empty where there is none or the settings have no such class.
    `required`: lines beyond it are counted again before the reconciliation.
    """

    tolerance: Tolerance
    count_class: str = ""
    required: bool = False

    @property
    def words(self) -> str:
        """`the tolerance of class A, 1 % of ION's quantity and 100 in money`."""
        whose = f"the tolerance of class {self.count_class}" if self.count_class else "the narrowest tolerance"
        reason = "" if self.count_class else ", as nothing gives it a class"
        percent, value = f"{self.tolerance.percent:f}", f"{self.tolerance.value:f}"
        return f"{whose}, {percent} % of ION's quantity and {value} in money{reason}"


class RecountRules(NamedTuple):
    """The rules by which lines are counted again.

    `required`: the reconciliation waits for it. `other_counter`: whoever counted before may not count again.
    `decoys_percent` of the lines that must be counted again, and at least `decoys_least`, are asked besides although
    they agreed, so that being asked says nothing.
    """

    required: bool = False
    other_counter: bool = True
    tolerances: Mapping[str, Tolerance] = USUAL_TOLERANCES
    decoys_percent: Decimal = Decimal(25)
    decoys_least: int = 2

    def tolerance(self, count_class: str) -> Tolerance:
        """That of a class; what has no class is measured by the narrowest."""
        return of_class(self.tolerances, count_class)

    def applied(self, count_class: str) -> ToleranceApplied:
        """The same, told with its source."""
        known = count_class.strip().upper()
        return ToleranceApplied(self.tolerance(count_class), known if known in self.tolerances else "", self.required)

    def decoys(self, asked: int) -> int:
        """How many lines that agreed are asked together with so many that did not."""
        return max(self.decoys_least, math.ceil(asked * self.decoys_percent / 100))

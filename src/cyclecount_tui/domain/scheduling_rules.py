"""How a factory spreads its counts: classes, cadences, workdays, capacity. Values only; the settings fill them."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

USUAL_CADENCES: Mapping[str, int] = MappingProxyType({"A": 90, "B": 180, "C": 365})
"""Days between counts by class: 4, 2 and 1 counts a year (cycle-counting practice; see docs of `schedule build`)."""


class SchedulingRules(NamedTuple):
    """The rules by which a schedule is built, spread and planned.

    `shares` are the percentages of the total that classes A, B and C cover (Pareto; 80/15/5); `window_days` is how far
    back movements are looked at. `country` and `subdivision` name the holidays (ISO codes; empty: none are known);
    `workdays` are weekdays from 0 for Monday. `daily_lines` and `daily_minutes` are what can be counted in a day, None
    for no limit; `minutes_per_line` and `minutes_per_location` say how long a count takes. `slack_days` is how many
    days after its computed date a count may be planned at the latest.
    """

    shares: tuple[Decimal, Decimal, Decimal] = (Decimal(80), Decimal(15), Decimal(5))
    cadences: Mapping[str, int] = USUAL_CADENCES
    window_days: int = 90
    country: str = ""
    subdivision: str = ""
    workdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    daily_lines: int | None = None
    daily_minutes: int | None = None
    minutes_per_line: Decimal = Decimal(1)
    minutes_per_location: Decimal = Decimal(5)
    slack_days: int = 14

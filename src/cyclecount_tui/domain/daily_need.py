"""What a schedule needs a day in the long run, against what there is: no levelling makes up for too little."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from cyclecount_tui.domain.counting_year import DAYS_A_YEAR
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.workload import Load


@dataclass(frozen=True, slots=True)
class DailyNeed:
    """Lines and minutes that the cadences come to on each workday of a year, rounded up once."""

    lines: int = 0
    minutes: int = 0

    def shortage(self, rules: SchedulingRules) -> str:
        """`28 lines a day are needed, 20 are there`; empty where the capacity suffices."""
        pairs = ((self.lines, rules.daily_lines, "lines"), (self.minutes, rules.daily_minutes, "minutes"))
        return " and ".join(
            f"{needed} {unit} a day are needed, {there} are there"
            for needed, there, unit in pairs
            if there is not None and needed > there
        )


def daily_need(counts: Iterable[tuple[int, Load]], workdays: int) -> DailyNeed:
    """The sum of load / cadence, for counts given with their cadence in days, in a year with so many workdays.

    No row is counted more than once a workday.
    """
    lines, minutes = Fraction(0), Fraction(0)
    for cadence_days, load in counts:
        a_year = min(Fraction(DAYS_A_YEAR, cadence_days), Fraction(workdays))
        lines += a_year * load.lines
        minutes += a_year * Fraction(load.minutes)
    return DailyNeed(ceil(lines / workdays), ceil(minutes / workdays)) if workdays else DailyNeed()

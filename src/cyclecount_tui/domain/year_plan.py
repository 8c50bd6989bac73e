"""How many counts a year each class needs, and in which week they fall: exact over the year, never rounded up daily."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.workdays import Calendar, days_after
from cyclecount_tui.domain.workload import mondays

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class ClassYear:
    """The counts of one class in a year.

    `exact` is what the cadences come to, the sum of 365 / cadence; `planned` is that number rounded, once for the
    year; `weekly` are the counts of each week, which sum up to `planned`.
    """

    subjects: int
    exact: Fraction
    weekly: tuple[int, ...]

    @property
    def planned(self) -> int:
        """The counts of the whole year."""
        return sum(self.weekly)


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year from a day on. `weeks` are their Mondays; `classes` are in order of their names."""

    weeks: tuple[date, ...]
    classes: Mapping[str, ClassYear]


def year_plan(rows: Iterable[ScheduleRow], first: date, calendar: Calendar) -> YearPlan:
    """The planned counts of each class per week, for 365 days from `first`.

    Each week gets what has come together by its last workday, less what the weeks before got: what is left of a
    fraction is carried on. Rounding up each day instead counts too often, as Oracle documents of its own scheduling:
    1,249 items once a year over 260 days are 4.8 a day, and 5 a day are 51 counts too many.
    """
    needed: dict[str, list[Fraction]] = {}
    for row in rows:
        if row.standing is Standing.ACTIVE and row.cadence_days is not None:
            needed.setdefault(row.count_class, []).append(Fraction(DAYS_A_YEAR, row.cadence_days))
    weeks, done = _workdays_done(first, calendar)
    classes = {
        name: ClassYear(len(rates), exact := sum(rates, Fraction(0)), _carried(exact, done))
        for name, rates in sorted(needed.items())
    }
    return YearPlan(tuple(weeks), classes)


def _workdays_done(first: date, calendar: Calendar) -> tuple[Sequence[date], list[Fraction]]:
    """The weeks, and which share of the year's workdays is over at the end of each."""
    last = days_after(first, DAYS_A_YEAR - 1)
    weeks = mondays(first, last)
    ends = [days_after(monday, -1) for monday in weeks[1:]] + [last]
    passed, counted_to = 0, days_after(first, -1)
    sums = []
    for end in ends:
        days = (days_after(counted_to, place + 1) for place in range((end - counted_to).days))
        passed += sum(day >= first and calendar.is_workday(day) for day in days)
        counted_to = end
        sums.append(passed)
    return weeks, [Fraction(each, passed) if passed else Fraction(1) for each in sums]


def _carried(exact: Fraction, done: Sequence[Fraction]) -> tuple[int, ...]:
    so_far = [0, *(floor(exact * share + Fraction(1, 2)) for share in done)]
    return tuple(after - before for before, after in pairwise(so_far))

"""How many counts a year each class needs, and in which week they fall: exact over the year, never rounded up daily."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise, takewhile
from math import floor

from cyclecount_tui.domain.counting_year import DAYS_A_YEAR, CountingYear
from cyclecount_tui.domain.schedule import ScheduleRow, takes_part
from cyclecount_tui.domain.workdays import Calendar, days_after
from cyclecount_tui.domain.workload import mondays


@dataclass(frozen=True, slots=True)
class ClassYear:
    """The counts of one class in a year.

    `exact` is what the cadences come to, the sum of 365 / cadence; `planned` is that number rounded, once for the
    year; `weekly` are the counts of each week, which sum up to `planned`. `made` were counted already.
    """

    subjects: int
    exact: Fraction
    weekly: tuple[int, ...]
    made: int = 0

    @property
    def planned(self) -> int:
        """The counts of the whole year."""
        return sum(self.weekly)

    @property
    def owed(self) -> int:
        """The counts that are still to come; below zero where more were made."""
        return self.planned - self.made


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year from `first` to the day before `end`. `weeks` are their Mondays; `classes` are in order of their names."""

    first: date
    end: date
    weeks: tuple[date, ...]
    classes: Mapping[str, ClassYear]


def year_plan(rows: Iterable[ScheduleRow], year: CountingYear, today: date, calendar: Calendar) -> YearPlan:
    """The planned counts of each class per week.

    Each week gets what has come together by its last workday, less what the weeks before got: what is left of a
    fraction is carried on. Rounding up each day instead counts too often, as Oracle documents of its own scheduling:
    1,249 items once a year over 260 days are 4.8 a day, and 5 a day are 51 counts too many. No row is counted more than
    once a workday.
    """
    workdays = list(takewhile(lambda day: day < year.end, calendar.workdays_from(year.first)))
    weeks, done = _workdays_done(year, workdays)
    by_class: dict[str, list[ScheduleRow]] = {}
    for row in rows:
        if takes_part(row, today):
            by_class.setdefault(row.count_class, []).append(row)
    classes: dict[str, ClassYear] = {}
    for name, alike in sorted(by_class.items()):
        exact = sum((_counts_of(row, year, workdays) for row in alike), Fraction(0))
        made = sum(year.made.get(row.subject, 0) for row in alike)
        classes[name] = ClassYear(len(alike), exact, _carried(exact, done), made)
    return YearPlan(year.first, year.end, tuple(weeks), classes)


def _counts_of(row: ScheduleRow, year: CountingYear, workdays: Sequence[date]) -> Fraction:
    """How often a row is to be counted in the year, or in what is left of it from its own first day."""
    begins = year.begins_for(row.subject)
    by_cadence = Fraction(DAYS_A_YEAR - (begins - year.first).days, row.cadence_days or 1)
    return min(by_cadence, Fraction(len(workdays) - bisect_left(workdays, begins)))


def _workdays_done(year: CountingYear, workdays: Sequence[date]) -> tuple[Sequence[date], list[Fraction]]:
    """The weeks, and which share of the year's workdays is over at the end of each."""
    weeks = mondays(year.first, days_after(year.end, -1))
    passed = [bisect_left(workdays, monday) for monday in weeks[1:]] + [len(workdays)]
    return weeks, [Fraction(each, len(workdays)) if workdays else Fraction(1) for each in passed]


def _carried(exact: Fraction, done: Sequence[Fraction]) -> tuple[int, ...]:
    so_far = [0, *(floor(exact * share + Fraction(1, 2)) for share in done)]
    return tuple(after - before for before, after in pairwise(so_far))

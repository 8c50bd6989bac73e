"""How much work counts are: lines and minutes of a row, of a day, of a week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median_low

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.scheduling_rules import SchedulingRules

DAYS_A_WEEK = 7
LINES_OF_ANY = 10
"""Lines of a count where not a single row of the schedule says how many it has."""


@dataclass(frozen=True, slots=True)
class Load:
    """So many counts with so many lines take so many minutes."""

    counts: int = 0
    lines: int = 0
    minutes: Decimal = Decimal(0)

    def __add__(self, other: "Load") -> "Load":
        """Both together."""
        return Load(self.counts + other.counts, self.lines + other.lines, self.minutes + other.minutes)

    def exceeds(self, rules: SchedulingRules) -> bool:
        """Whether it is more than the rules allow for a day."""
        too_many = rules.daily_lines is not None and self.lines > rules.daily_lines
        return too_many or (rules.daily_minutes is not None and self.minutes > rules.daily_minutes)


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """The work of a week."""

    monday: date
    load: Load


def typical_lines(rows: Iterable[ScheduleRow]) -> int:
    """What a row without known lines counts as: the median of those that are known."""
    known = [row.lines for row in rows if row.lines is not None]
    return median_low(known) if known else LINES_OF_ANY


def load_of(row: ScheduleRow, rules: SchedulingRules, typical: int) -> Load:
    """One count of the row; `typical` lines where it does not say how many it has."""
    return load_of_lines(typical if row.lines is None else row.lines, rules)


def load_of_lines(lines: int, rules: SchedulingRules) -> Load:
    """One count of so many lines: the way there and its preparation once, and each line."""
    return Load(1, lines, rules.minutes_per_location + rules.minutes_per_line * lines)


def monday_of(day: date) -> date:
    """The first day of the day's week; the calendar itself begins with a Monday."""
    return day - timedelta(days=day.weekday())


def weekly(loads: Iterable[tuple[date, Load]], first: date, last: date) -> tuple[WeekLoad, ...]:
    """The load of every week from the one of `first` to the one of `last`; days outside belong to no week."""
    weeks: dict[date, Load] = {monday: Load() for monday in mondays(first, last)}
    for day, load in loads:
        monday = monday_of(day)
        if monday in weeks:
            weeks[monday] += load
    return tuple(WeekLoad(monday, load) for monday, load in weeks.items())


def mondays(first: date, last: date) -> Sequence[date]:
    """The first days of the weeks from the one of `first` to the one of `last`."""
    found, monday = [], monday_of(first)
    while monday <= last:
        found.append(monday)
        if (date.max - monday).days < DAYS_A_WEEK:
            break
        monday += timedelta(days=DAYS_A_WEEK)
    return found

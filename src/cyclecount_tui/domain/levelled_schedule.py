"""A levelled schedule: the day of each row, the days over capacity, the load of the weeks, the counts of the year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.daily_need import DailyNeed
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.workload import Load, WeekLoad
from cyclecount_tui.domain.year_plan import YearPlan


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row and its day: `before` is where it stood until now, `planned` where it comes to.

    `levelled` is the row as it is to be stored; the same row where nothing changes.
    """

    row: ScheduleRow
    due: date
    before: date
    planned: date
    load: Load
    overdue: bool
    levelled: ScheduleRow

    @property
    def moves(self) -> bool:
        """Whether its day changes."""
        return self.planned != self.before


@dataclass(frozen=True, slots=True)
class OverDay:
    """A day with more work than a day has room for, and why."""

    day: date
    load: Load
    why: str


@dataclass(frozen=True, slots=True)
class Levelled:
    """A levelled schedule: each row in the order in which they are due, and the days over capacity.

    `before` and `after` are the load of weeks with every count that falls into them, repeated ones too. `need` is what
    the cadences come to a day. `coming` are the counts of each class from today to the end of the year, repeated from
    the days of the plan; with those that were made they are to be what the year plans. `remarks` are sentences.
    """

    today: date
    until: date
    rows: tuple[PlannedRow, ...]
    over: tuple[OverDay, ...]
    before: tuple[WeekLoad, ...]
    after: tuple[WeekLoad, ...]
    need: DailyNeed
    year: YearPlan
    coming: Mapping[str, int]
    remarks: tuple[str, ...]

    @property
    def changed(self) -> tuple[PlannedRow, ...]:
        """The rows that are to be stored."""
        return tuple(each for each in self.rows if each.levelled != each.row)

    @property
    def moved(self) -> tuple[PlannedRow, ...]:
        """The rows whose day changes."""
        return tuple(each for each in self.rows if each.moves)

"""On which days people count: the weekdays that are worked, without the holidays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from cyclecount_tui.domain.errors import DomainError

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a factory. `workdays` are weekdays from 0 for Monday; a holiday is never a workday.

    Raises:
        DomainError: no weekday is worked.
    """

    workdays: frozenset[int] = frozenset(range(7))
    holidays: frozenset[date] = field(default=frozenset(), repr=False)

    def __post_init__(self) -> None:
        if not self.workdays & frozenset(range(7)):
            raise DomainError("No weekday is a workday: name at least one, from 0 for Monday to 6 for Sunday.")

    def is_workday(self, day: date) -> bool:
        """Whether people count on this day."""
        return day.weekday() in self.workdays and day not in self.holidays

    def on_or_after(self, day: date) -> date | None:
        """The first workday from this day on; None when the calendar ends before one."""
        return next(self.workdays_from(day), None)

    def on_or_before(self, day: date) -> date | None:
        """The last workday up to this day; None when the calendar begins after it."""
        while not self.is_workday(day):
            if day == date.min:
                return None
            day -= ONE_DAY
        return day

    def workdays_from(self, day: date) -> Iterator[date]:
        """Every workday from this day on, in order, to the end of the calendar."""
        while True:
            if self.is_workday(day):
                yield day
            if day == date.max:
                return
            day += ONE_DAY


def days_after(day: date, days: int) -> date:
    """The day so many days later (or earlier, below zero), within the calendar, which ends with the year 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def workday_for(day: date, latest: date, calendar: Calendar, not_before: date) -> date:
    """The day on which something due on `day` is done: that day, else the next workday, not after `latest`.

    Where the next workday is later than that, it is the workday before, as long as that is not before `not_before`;
    where it is, nothing is left but the next workday. Where the calendar has none, it is the day itself.
    """
    following, preceding = calendar.on_or_after(day), calendar.on_or_before(day)
    if following is not None and following <= latest:
        return following
    if preceding is not None and preceding >= not_before:
        return preceding
    return following or day

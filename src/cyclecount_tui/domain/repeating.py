"""Every count of the coming time, not only each row's next one: rows are repeated by their cadence, on workdays."""

from collections.abc import Iterable, Iterator
from datetime import date

from cyclecount_tui.domain.schedule import due_again
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.domain.workload import Load, WeekLoad, weekly


class Repeating:
    """When rows are counted again. A factory has few cadences and few days, so each pair is worked out once."""

    def __init__(self, calendar: Calendar | None, slack_days: int) -> None:
        self._calendar, self._slack_days = calendar, slack_days
        self._again: dict[tuple[int, date], date] = {}

    def again(self, cadence_days: int, counted_on: date) -> date:
        """The next count after one on this day; the same day where the calendar ends."""
        key = cadence_days, counted_on
        if key not in self._again:
            self._again[key] = due_again(counted_on, cadence_days, self._calendar, self._slack_days)
        return self._again[key]

    def days(self, cadence_days: int, first: date, last: date) -> Iterator[date]:
        """Every day of a count from `first` to `last`, each following from the one before."""
        day = first
        while day <= last:
            yield day
            following = self.again(cadence_days, day)
            if following <= day:
                return
            day = following


def weeks_of(
    counts: Iterable[tuple[int, date, Load]], repeating: Repeating, first: date, last: date
) -> tuple[WeekLoad, ...]:
    """The load of every week from the one of `first` to the one of `last`, each count repeated until `last`.

    A count is its cadence in days, the day it is due next and its load; what is overdue is work of `first`.
    """
    return weekly(
        (
            (day, load)
            for cadence_days, due, load in counts
            for day in repeating.days(cadence_days, max(due, first), last)
        ),
        first,
        last,
    )

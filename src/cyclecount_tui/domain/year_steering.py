"""Steering the coming counts so that, repeated to the end of the year, each class gets the counts it was to get."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from cyclecount_tui.domain.due_windows import DueWindow
from cyclecount_tui.domain.repeating import Repeating
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.domain.year_plan import YearPlan

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Steering:
    """What is needed to steer: what the year still owes, the calendar, and how rows are repeated on it."""

    today: date
    year: YearPlan
    calendar: Calendar
    repeating: Repeating


class _CountsLeft:
    """For one cadence: how many counts the year still holds for a row that is counted next on a day."""

    def __init__(self, cadence_days: int, steering: Steering) -> None:
        self._last_days: list[date] = []
        """The last day of the next count from which there are 1, 2, 3, ... counts: ever earlier ones."""
        counts: dict[date, int] = {}
        day = steering.year.end - ONE_DAY
        while day >= steering.today:
            following = steering.repeating.again(cadence_days, day)
            counts[day] = 1 + (counts.get(following, 0) if following > day else 0)
            if counts[day] > len(self._last_days):
                self._last_days.append(day)
            if day == date.min:
                break
            day -= ONE_DAY

    def beginning(self, day: date) -> int:
        """How many counts there are when the next one is on this day."""
        return bisect_right(self._last_days, -day.toordinal(), key=lambda last: -last.toordinal())

    def narrowed(self, window: DueWindow, number: int) -> DueWindow:
        """The part of a window from which so many counts follow; without a day where there is none."""
        last_days = self._last_days
        first = last_days[number] + ONE_DAY if number < len(last_days) else date.min
        last = date.max if number == 0 else last_days[number - 1] if number <= len(last_days) else date.min
        return replace(window, earliest=max(window.earliest, first), latest=min(window.latest, last))


@dataclass(slots=True)
class _Standing:
    """A row, the day it would be counted on, and the counts in the year that follow from it, which may be changed.

    `free`: another day of its window would do as well.
    """

    window: DueWindow
    day: date
    free: bool
    left: _CountsLeft
    number: int

    @property
    def cadence_days(self) -> int:
        return self.window.row.cadence_days or 1

    def way_to(self, number: int, calendar: Calendar) -> int | None:
        """How many days its next count has to move for so many counts; None where its window has no such day."""
        if not self.free or number < 0:
            return None
        there = self.left.narrowed(self.window, number)
        if there.earliest > there.latest:
            return None
        later = there.earliest > self.day
        day = calendar.on_or_after(there.earliest) if later else calendar.on_or_before(there.latest)
        return abs((day - self.day).days) if day is not None and there.earliest <= day <= there.latest else None


def steered(
    windows: Sequence[DueWindow], elsewhere: Mapping[DueWindow, date], kept: Mapping[Subject, date], steering: Steering
) -> list[DueWindow]:
    """The windows, narrowed to days from which the rest of the year has as many counts as each class is owed.

    Where the rows of a class, each on its day (`kept`, else its workday) and repeated from there, come to more counts
    than that, as many as it takes are put off so far that one less falls into the year: those for which it is the
    shortest way, each within its own window. Where they come to less, some are moved up in the same way, but never
    faster than the cadence says: what was missed is not made up for. A row that is overdue is counted as soon as there
    is room, and one in `elsewhere` stays where it is; neither is steered. What cannot be reached within the windows is
    left so.
    """
    left: dict[int, _CountsLeft] = {}
    classes: dict[str, list[_Standing]] = {}
    for window in [*windows, *elsewhere]:
        cadence_days = window.row.cadence_days or 1
        if cadence_days not in left:
            left[cadence_days] = _CountsLeft(cadence_days, steering)
        each = _standing(window, elsewhere, kept, left[cadence_days], steering)
        classes.setdefault(window.row.count_class, []).append(each)
    for name, rows in classes.items():
        missing = steering.year.classes[name].owed - sum(each.number for each in rows)
        if missing < 0:
            _put_off(rows, -missing, steering)
        elif missing > 0:
            _move_up(rows, missing, steering)
    narrowed = {
        each.window.row.subject: each.left.narrowed(each.window, each.number)
        for rows in classes.values()
        for each in rows
        if each.free
    }
    return [narrowed.get(window.row.subject, window) for window in windows]


def _standing(
    window: DueWindow,
    elsewhere: Mapping[DueWindow, date],
    kept: Mapping[Subject, date],
    left: _CountsLeft,
    steering: Steering,
) -> _Standing:
    """A row that is overdue has its kept day or, as long as it has none, the first one there is."""
    if window in elsewhere:
        return _Standing(window, elsewhere[window], False, left, left.beginning(elsewhere[window]))
    overdue, day = window.is_overdue(steering.today), kept.get(window.row.subject)
    latest = date.max if overdue else window.latest
    if day is None or not (window.earliest <= day <= latest and steering.calendar.is_workday(day)):
        day = (steering.calendar.on_or_after(steering.today) or steering.today) if overdue else window.workday
    return _Standing(window, day, not overdue, left, left.beginning(day))


def _put_off(rows: Sequence[_Standing], surplus: int, steering: Steering) -> None:
    for place in _shortest_ways(rows, -1, steering)[:surplus]:
        rows[place].number -= 1


def _move_up(rows: Sequence[_Standing], missing: int, steering: Steering) -> None:
    days_left = (steering.year.end - steering.today).days
    room: Counter[int] = Counter()
    for cadence_days, number in Counter(each.cadence_days for each in rows).items():
        room[cadence_days] = ceil(number * days_left / cadence_days)
    for each in rows:
        room[each.cadence_days] -= each.number
    for place in _shortest_ways(rows, 1, steering):
        if missing > 0 and room[rows[place].cadence_days] > 0:
            missing -= 1
            room[rows[place].cadence_days] -= 1
            rows[place].number += 1


def _shortest_ways(rows: Sequence[_Standing], step: int, steering: Steering) -> list[int]:
    """The places of the rows that can have so many more counts, those first whose next count moves the least."""
    ways = ((each.way_to(each.number + step, steering.calendar), place) for place, each in enumerate(rows))
    return [place for _, place in sorted((way, place) for way, place in ways if way is not None)]

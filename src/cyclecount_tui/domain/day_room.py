"""The room that workdays have for counts while they are being planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from cyclecount_tui.domain.even_pace import Pace
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.domain.workload import Load


@dataclass(frozen=True, slots=True)
class Limits:
    """The most lines and minutes of a day; None for no limit."""

    lines: int | None = None
    minutes: Decimal | None = None

    def allow(self, there: Load, more: Load) -> bool:
        """Whether there is room for more; a day with nothing to do has room for any single count."""
        if not there.counts:
            return True
        if self.lines is not None and there.lines + more.lines > self.lines:
            return False
        return self.minutes is None or there.minutes + more.minutes <= self.minutes


class DayRoom:
    """Workdays from a day on, numbered from 0, and what is planned for each of them.

    A day is filled at the `even` pace first, and up to the `firm` limits where that is not enough. `least` is the
    smallest load to come: a day without room for it is passed over quickly.
    """

    def __init__(self, first: date, calendar: Calendar, even: Pace, firm: Limits, least: Load) -> None:
        self._coming: Iterator[date] = calendar.workdays_from(first)
        self._pace, self._firm, self._least = even, firm, least
        self._even: list[Limits] = []
        self.days: list[date] = []
        self.loads: list[Load] = []
        self._earlier: list[int] = []
        """Where to go on looking for room before a day: the day itself while it has some."""
        self._first_open = 0

    def has(self, place: int) -> bool:
        """Whether the calendar has a workday with this number; it is taken up where it has."""
        missing = place + 1 - len(self.days)
        if missing > 0:
            more = list(islice(self._coming, missing))
            self._earlier += range(len(self.days), len(self.days) + len(more))
            self._even += (self._even_limits(day) for day in more)
            self.days += more
            self.loads += [Load()] * len(more)
        return place < len(self.days)

    def reach(self, day: date) -> None:
        """Takes up the workdays to the first one that is not before this day."""
        while (not self.days or self.days[-1] < day) and self.has(len(self.days)):
            pass

    def put(self, place: int, load: Load) -> int:
        """Plans a count for a day, room or not; the day's number."""
        self.loads[place] += load
        if self._earlier[place] == place and not self._even[place].allow(self.loads[place], self._least):
            self._earlier[place] = place - 1
        return place

    def move(self, place: int, other: int, load: Load) -> None:
        """Plans for another day what was planned for a day."""
        there = self.loads[place]
        self.loads[place] = Load(there.counts - load.counts, there.lines - load.lines, there.minutes - load.minutes)
        self._earlier[place] = place
        self._first_open = min(self._first_open, place)
        self.put(other, load)

    def fits(self, place: int, load: Load) -> bool:
        """Whether a day has room within the firm limits."""
        return self._firm.allow(self.loads[place], load)

    def is_full(self, place: int) -> bool:
        """Whether a day has no room for even the smallest load."""
        return not self.fits(place, self._least)

    def nearest(self, place: int, earliest: int, latest: int, load: Load) -> int | None:
        """The day closest to `place` with room at the even pace, earlier ones first; None where none has."""
        before = self._open_before(place)
        while before >= earliest:
            if self._even[before].allow(self.loads[before], load):
                return before
            before = self._open_before(before - 1)
        later = range(place + 1, latest + 1)
        return next((after for after in later if self._even[after].allow(self.loads[after], load)), None)

    def first(self, load: Load) -> int | None:
        """The first day of all with room within the firm limits; None when the calendar ends before."""
        while self.has(self._first_open) and self.is_full(self._first_open):
            self._first_open += 1
        place = self._first_open
        while self.has(place):
            if self.fits(place, load):
                return place
            place += 1
        return None

    def emptiest(self, earliest: int, latest: int, near: int, load: Load) -> int:
        """The day with the least work of these, one with room if any has; the closest to `near` among equals."""

        def work(place: int) -> tuple[bool, Decimal, int, int, int]:
            there = self.loads[place]
            return not self.fits(place, load), there.minutes, there.lines, abs(place - near), place

        return min(range(earliest, latest + 1), key=work)

    def _even_limits(self, day: date) -> Limits:
        most, even = self._firm.minutes, self._pace.on(day)
        return Limits(self._firm.lines, even if most is None else min(most, even))

    def _open_before(self, place: int) -> int:
        """The last day up to `place` that may have room, -1 for none; what was passed over is not looked at again."""
        found = place
        while found >= 0 and self._earlier[found] != found:
            found = self._earlier[found]
        while place > found:
            self._earlier[place], place = found, self._earlier[place]
        return found

"""How much work a day needs at least so that everything is counted in time, as evenly as can be."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from cyclecount_tui.domain.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes a workday, up to and with each of these days; the pace never rises."""

    ends: tuple[date, ...] = ()
    minutes: tuple[Decimal, ...] = ()

    @property
    def highest(self) -> Decimal:
        """The minutes of the first days."""
        return self.minutes[0] if self.minutes else Decimal(0)

    def on(self, day: date) -> Decimal:
        """The minutes of a day; after the last end the pace stays as it was."""
        return self.minutes[min(bisect_left(self.ends, day), len(self.ends) - 1)] if self.ends else Decimal(0)


def even_pace(work: Iterable[tuple[date, Decimal]], first: date, calendar: Calendar) -> Pace:
    """The most even pace that has every piece of work, given with its last day, done in time from `first` on.

    Drawn over the workdays, the work done must never be below the work whose last day has come. The straightest line
    that keeps above it is its least concave majorant; its slopes are the pace.
    """
    corners: list[tuple[date, int, Decimal]] = []
    for end, workdays, total in _come_together(work, first, calendar):
        while corners and _slope(corners[-1], (end, workdays, total)) >= _slope(_before(corners), corners[-1]):
            corners.pop()
        corners.append((end, workdays, total))
    slopes = [_slope(_before(corners[: place + 1]), corner) for place, corner in enumerate(corners)]
    return Pace(tuple(end for end, _, _ in corners), tuple(slope.to_integral_value(ROUND_CEILING) for slope in slopes))


def _come_together(
    work: Iterable[tuple[date, Decimal]], first: date, calendar: Calendar
) -> Iterable[tuple[date, int, Decimal]]:
    """For each last day: how many workdays there are until then (at least one), and the work that is due by then."""
    due: dict[date, Decimal] = {}
    for end, minutes in work:
        due[end] = due.get(end, Decimal(0)) + minutes
    coming = calendar.workdays_from(first)
    day = next(coming, None)
    workdays, total = 0, Decimal(0)
    for end, minutes in sorted(due.items()):
        while day is not None and day <= end:
            workdays += 1
            day = next(coming, None)
        total += minutes
        yield end, max(workdays, 1), total


def _before(corners: list[tuple[date, int, Decimal]]) -> tuple[date, int, Decimal]:
    return corners[-2] if len(corners) > 1 else (date.min, 0, Decimal(0))


def _slope(one: tuple[date, int, Decimal], other: tuple[date, int, Decimal]) -> Decimal:
    """Minutes a workday between two corners; without a workday between them, more than any other slope."""
    workdays = other[1] - one[1]
    return (other[2] - one[2]) / workdays if workdays else Decimal("Infinity")

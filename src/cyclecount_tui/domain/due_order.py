"""The order of a schedule: most overdue first, each day sorted when it is first looked at and not before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any

from cyclecount_tui.domain.looked_up import LookedUp


class DueOrder(LookedUp[int]):
    """The places of rows by the `days` until they are due; what is not scheduled (None) comes last.

    Those of one day stand by `key_of` their place, which is asked for only when one of that day is.
    """

    def __init__(self, days: Sequence[int | None], key_of: Callable[[int], Any]) -> None:
        of_a_day: dict[int | None, list[int]] = {}
        for place, day in enumerate(days):
            of_a_day.setdefault(day, []).append(place)
        self._days = [of_a_day[day] for day in sorted(of_a_day, key=lambda day: (day is None, day or 0))]
        self._starts = list(accumulate(map(len, self._days), initial=0))
        self._unsorted = set(range(len(self._days)))
        self._key_of = key_of
        self._day_of = days
        self._numbers = {days[places[0]]: number for number, places in enumerate(self._days)}

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(map(self._sorted, range(len(self._days))))

    def _at(self, place: int, /) -> int:
        day = bisect_right(self._starts, place) - 1
        return self._sorted(day)[place - self._starts[day]]

    def index_of(self, place: int) -> int:
        """Where the row of this place stands."""
        day = self._numbers[self._day_of[place]]
        return self._starts[day] + self._sorted(day).index(place)

    def _sorted(self, day: int) -> list[int]:
        if day in self._unsorted:
            # In place of the list that is there, since another thread may be reading it; twice does no harm.
            self._days[day] = sorted(self._days[day], key=self._key_of)
            self._unsorted.discard(day)
        return self._days[day]

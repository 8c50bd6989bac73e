"""Two ways to plan counts on days with limited room: close to when they are due, or as late as their slack allows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from cyclecount_tui.domain.day_room import DayRoom
from cyclecount_tui.domain.due_windows import DueWindow
from cyclecount_tui.domain.subject import Subject

MOST_TRIED = 64
"""How many counts are tried on a day that has some room left, when they are of different sizes."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The day of each subject; `beyond` are the windows in which no day had room.

    `kept`: the plan only comes about again where every row keeps its day.
    """

    days: dict[Subject, date]
    beyond: tuple[DueWindow, ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    """A window as numbers of workdays; `earliest` is above `latest` where no workday lies in it."""

    window: DueWindow
    earliest: int
    latest: int
    wanted: int


def close_to_due(windows: Sequence[DueWindow], today: date, room: DayRoom, kept: Mapping[Subject, date]) -> Filled:
    """What is overdue first, each on the first day with room; then every other near its day, rather before than after.

    A row keeps the day it has in `kept` if that is in its window and has room; an overdue one still moves up where a
    sooner day has room. A row that finds no room within its window goes to the day with the least work.
    """
    late, spans = _parted(windows, today, room)
    days = _as_soon_as_possible(late, today, room, kept)
    beyond: list[DueWindow] = []
    for span in spans:
        load = span.window.load
        place = _kept_place(span, kept, room)
        if place is None:
            place = room.nearest(span.wanted, span.earliest, span.latest, load)
        if place is None:
            place = room.emptiest(span.earliest, span.latest, span.wanted, load)
            if not room.fits(place, load):
                beyond.append(span.window)
        days[span.window.row.subject] = room.days[room.put(place, load)]
    if kept:
        _move_up(late, days, room)
    return Filled(days, tuple(beyond))


def _kept_place(span: _Span, kept: Mapping[Subject, date], room: DayRoom) -> int | None:
    day = kept.get(span.window.row.subject)
    if day is None:
        return None
    place = bisect_left(room.days, day)
    usable = span.earliest <= place <= span.latest and room.days[place] == day and room.fits(place, span.window.load)
    return place if usable else None


def as_late_as_allowed(windows: Sequence[DueWindow], today: date, room: DayRoom) -> Filled:
    """What has slack gives way: every row is put off as far as its window allows, and overdue ones get the room left.

    Day by day from the last: of the rows that may wait until this day those come here that cannot be counted much
    earlier. For counts of one size this finds a plan whenever there is one (earliest deadline first, after Jackson,
    read backwards in time); for counts of different sizes it is a good guess. In the end each row is brought back as
    close to its day as the room that is left allows.
    """
    late, spans = _parted(windows, today, room)
    waiting = sorted(spans, key=lambda span: span.latest)
    ready: list[tuple[int, int, _Span]] = []
    days: dict[Subject, date] = {}
    left_over: list[_Span] = []
    for place in range(max((span.latest for span in spans), default=-1), -1, -1):
        while waiting and waiting[-1].latest >= place:
            span = waiting.pop()
            heappush(ready, (-span.earliest, -len(waiting), span))
        for span in _put_here(place, ready, room):
            days[span.window.row.subject] = room.days[place]
        while ready and -ready[0][0] >= place:
            left_over.append(heappop(ready)[2])
    for span in left_over:
        place = room.emptiest(span.earliest, span.latest, span.wanted, span.window.load)
        days[span.window.row.subject] = room.days[room.put(place, span.window.load)]
    days |= _as_soon_as_possible(late, today, room, {})
    _bring_back(spans, days, room)
    _move_up(late, days, room)
    return Filled(days, tuple(span.window for span in left_over))


def _bring_back(spans: Sequence[_Span], days: dict[Subject, date], room: DayRoom) -> None:
    """Moves what was put off to the first day with room from its own day on."""
    for span in spans:
        subject, load = span.window.row.subject, span.window.load
        planned = bisect_left(room.days, days[subject])
        sooner = next((place for place in range(span.wanted, planned) if room.fits(place, load)), None)
        if sooner is not None:
            room.move(planned, sooner, load)
            days[subject] = room.days[sooner]


def _put_here(place: int, ready: list[tuple[int, int, _Span]], room: DayRoom) -> list[_Span]:
    """Fills one day from what is ready for it; takes from `ready` what found room."""
    put: list[_Span] = []
    set_aside: list[tuple[int, int, _Span]] = []
    while ready and len(set_aside) < MOST_TRIED and not room.is_full(place):
        first = heappop(ready)
        span = first[2]
        if room.fits(place, span.window.load):
            room.put(place, span.window.load)
            put.append(span)
        else:
            set_aside.append(first)
    for each in set_aside:
        heappush(ready, each)
    return put


def _parted(windows: Sequence[DueWindow], today: date, room: DayRoom) -> tuple[list[DueWindow], list[_Span]]:
    """What is to be counted as soon as possible, and the other windows as numbers of workdays."""
    room.reach(max((window.latest for window in windows), default=today))
    late, spans = [], []
    for window in windows:
        span = _span(window, room.days)
        if window.is_overdue(today) or span.earliest > span.latest:
            late.append(window)
        else:
            spans.append(span)
    return late, spans


def _span(window: DueWindow, days: Sequence[date]) -> _Span:
    earliest, latest = bisect_left(days, window.earliest), bisect_right(days, window.latest) - 1
    wanted = bisect_left(days, window.workday)
    return _Span(window, earliest, latest, min(max(wanted, earliest), latest))


def _as_soon_as_possible(
    windows: Iterable[DueWindow], today: date, room: DayRoom, kept: Mapping[Subject, date]
) -> dict[Subject, date]:
    days: dict[Subject, date] = {}
    for window in windows:
        day = kept.get(window.row.subject, today)
        if day > today:
            room.reach(day)
        place: int | None = bisect_left(room.days, day)
        is_kept = window.row.subject in kept and place is not None and place < len(room.days)
        if not is_kept or place is None or room.days[place] != day or not room.fits(place, window.load):
            place = room.first(window.load)
        days[window.row.subject] = today if place is None else room.days[room.put(place, window.load)]
    return days


def _move_up(windows: Sequence[DueWindow], days: dict[Subject, date], room: DayRoom) -> None:
    """Moves what is to be counted as soon as possible to sooner days with room, until none has any."""
    moved = True
    while moved:
        moved = False
        for window in windows:
            subject = window.row.subject
            planned, sooner = bisect_left(room.days, days[subject]), room.first(window.load)
            if sooner is not None and sooner < planned:
                room.move(planned, sooner, window.load)
                days[subject], moved = room.days[sooner], True

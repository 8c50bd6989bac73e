"""Levelling: every row of the schedule gets a workday on which there is room, within its cadence and its slack."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cyclecount_tui.domain.day_room import DayRoom, Limits
from cyclecount_tui.domain.due_windows import DueWindow, due_windows
from cyclecount_tui.domain.even_pace import Pace, even_pace
from cyclecount_tui.domain.filling import Filled, as_late_as_allowed, close_to_due
from cyclecount_tui.domain.schedule import ScheduleRow, due_by_calendar, next_due
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar, days_after
from cyclecount_tui.domain.workload import Load, WeekLoad, weekly

HORIZON_DAYS = 365
"""How far ahead a schedule is levelled when nobody says otherwise."""

NOT_SKIPPED: Mapping[Subject, date] = {}


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
    """A levelled schedule: each row in the order in which they are due, the days over capacity, the load of weeks.

    `even_minutes` is the work of the fullest days that levelling aimed at. `remarks` are sentences about the whole.
    """

    today: date
    until: date
    rows: tuple[PlannedRow, ...]
    over: tuple[OverDay, ...]
    before: tuple[WeekLoad, ...]
    after: tuple[WeekLoad, ...]
    even_minutes: Decimal
    remarks: tuple[str, ...]

    @property
    def changed(self) -> tuple[PlannedRow, ...]:
        """The rows that are to be stored."""
        return tuple(each for each in self.rows if each.levelled != each.row)

    @property
    def moved(self) -> tuple[PlannedRow, ...]:
        """The rows whose day changes."""
        return tuple(each for each in self.rows if each.moves)


def levelled(
    rows: Iterable[ScheduleRow],
    today: date,
    calendar: Calendar,
    rules: SchedulingRules,
    horizon: int = HORIZON_DAYS,
    skipped: Mapping[Subject, date] = NOT_SKIPPED,
    *,
    afresh: bool = False,
) -> Levelled:
    """Spreads the next counts over the workdays of the next `horizon` days.

    Each row is planned for a workday from today on, not before a quarter of its cadence is over and not later than its
    due date plus `rules.slack_days` (always less than a cadence), as close to its due date as there is room, rather
    before than after it. Days are filled evenly first, and up to the daily capacity where that is not enough; a row
    that needs more than a whole day has one to itself. Overdue rows come first, as soon as there is room, the longest
    overdue and the highest class first. Where capacity cannot be kept, the days are in `over` with the reason. Rows due
    after the horizon stay where they are. `skipped` are the days to which a person skipped a row; it is not moved up.

    Rows that were planned before keep their days as long as everything finds room that way; with `afresh`, or where it
    does not, planned days do not count. Levelling again changes nothing.
    """
    windows = due_windows(rows, today, calendar, rules, horizon, skipped)
    until = days_after(today, horizon)
    near = [window for window in windows if window.workday <= until]
    far = {window: _staying(window, calendar) for window in windows if window.workday > until}
    pace = _pace(near, today, calendar, rules)
    filled = _filled(near, far, _Days(today, calendar, rules, pace), afresh=afresh)
    keep = set(filled.days) if filled.kept else set()
    days = filled.days | {window.row.subject: day for window, day in far.items()}
    planned = tuple(_planned(window, days, today, calendar, rules, keep) for window in windows)
    over = _over(planned, filled, rules) if _has_capacity(rules) else ()
    before = weekly(((max(each.before, today), each.load) for each in planned), today, until)
    after = weekly(((each.planned, each.load) for each in planned), today, until)
    remarks = _remarks(planned, near, over, pace.highest, today, _has_capacity(rules))
    return Levelled(today, until, planned, over, before, after, pace.highest, remarks)


@dataclass(frozen=True, slots=True)
class _Days:
    today: date
    calendar: Calendar
    rules: SchedulingRules
    pace: Pace

    def room(self, near: Sequence[DueWindow], far: Mapping[DueWindow, date]) -> DayRoom:
        """Days with nothing in them but what is due after the horizon."""
        most = None if self.rules.daily_minutes is None else Decimal(self.rules.daily_minutes)
        firm = Limits(self.rules.daily_lines, most if _has_capacity(self.rules) else self.pace.highest)
        least = Load(
            1,
            min((window.load.lines for window in near), default=0),
            min((window.load.minutes for window in near), default=Decimal(0)),
        )
        room = DayRoom(self.today, self.calendar, self.pace, firm, least)
        last = max((window.latest for window in near), default=self.today)
        for window, day in far.items():
            if day <= last:
                room.reach(day)
                room.put(bisect_right(room.days, day) - 1, window.load)
        return room


def _filled(near: Sequence[DueWindow], far: Mapping[DueWindow, date], days: _Days, *, afresh: bool) -> Filled:
    """With the days that were planned before; anew where rows find no room that way.

    What was found anew is gone over once more with its own days kept, since that is what levelling again will do.
    """
    before = {window.row.subject: window.row.planned_for for window in near if window.row.planned_for and not afresh}
    kept = close_to_due(near, days.today, days.room(near, far), {s: day for s, day in before.items() if day})
    if not kept.beyond:
        return kept
    anew = _filled_anew(near, far, days)
    if not anew.beyond:
        return anew
    again = close_to_due(near, days.today, days.room(near, far), anew.days)
    return anew if again.beyond else replace(again, kept=True)


def _filled_anew(near: Sequence[DueWindow], far: Mapping[DueWindow, date], days: _Days) -> Filled:
    """Close to the due dates; as late as the slack allows only where fewer rows find no room then."""
    first = close_to_due(near, days.today, days.room(near, far), {})
    if not first.beyond or not _has_capacity(days.rules):
        return first
    second = as_late_as_allowed(near, days.today, days.room(near, far))
    return replace(second, kept=True) if len(second.beyond) < len(first.beyond) else first


def _staying(window: DueWindow, calendar: Calendar) -> date:
    """Where a row stays that is not levelled: its planned day if that is as good as any, else its workday."""
    planned = window.row.planned_for
    as_good = planned and window.earliest <= planned <= window.latest and calendar.is_workday(planned)
    return planned if planned and as_good else window.workday


def _has_capacity(rules: SchedulingRules) -> bool:
    return rules.daily_lines is not None or rules.daily_minutes is not None


def _pace(near: Sequence[DueWindow], today: date, calendar: Calendar, rules: SchedulingRules) -> Pace:
    """The pace at which every row is counted in time; what is overdue may take as long as the slack."""
    soonest = days_after(today, rules.slack_days)
    return even_pace(((max(window.latest, soonest), window.load.minutes) for window in near), today, calendar)


def _planned(
    window: DueWindow,
    days: Mapping[Subject, date],
    today: date,
    calendar: Calendar,
    rules: SchedulingRules,
    keep: set[Subject],
) -> PlannedRow:
    """`keep`: rows that are stored with their day even if it is the computed one, so that levelling again finds it."""
    row, planned = window.row, days[window.row.subject]
    before = due_by_calendar(row, today, calendar, rules.slack_days) or window.workday
    if window.undated:
        stored = replace(row, first_due=window.due, planned_for=planned)
    elif planned == next_due(row, today) and row.subject not in keep:
        stored = row
    else:
        stored = replace(row, planned_for=planned)
    return PlannedRow(row, window.due, before, planned, window.load, window.is_overdue(today), stored)


def _over(planned: Sequence[PlannedRow], filled: Filled, rules: SchedulingRules) -> tuple[OverDay, ...]:
    by_day: dict[date, list[PlannedRow]] = {}
    for each in planned:
        by_day.setdefault(each.planned, []).append(each)
    pressed = {window.row.subject for window in filled.beyond}
    return tuple(
        OverDay(day, load, _why(there, pressed, rules))
        for day, there in sorted(by_day.items())
        if any(each.row.subject in filled.days for each in there)
        and (load := sum((each.load for each in there), Load())).exceeds(rules)
    )


def _why(there: Sequence[PlannedRow], pressed: set[Subject], rules: SchedulingRules) -> str:
    large = next((each for each in there if each.load.exceeds(rules)), None)
    if large is not None:
        name, load = large.row.subject.name, large.load
        return f"{name} alone takes {load.lines} lines and about {load.minutes:.0f} minutes."
    number = sum(each.row.subject in pressed for each in there)
    counts = "1 count" if number == 1 else f"{number} counts"
    return f"{counts} cannot wait any longer, and no other day within the slack has room."


def _remarks(
    planned: Sequence[PlannedRow],
    near: Sequence[DueWindow],
    over: Sequence[OverDay],
    even: Decimal,
    today: date,
    has_capacity: bool,
) -> tuple[str, ...]:
    said = []
    if not has_capacity and even:
        said.append(f"No daily capacity is set: the work is spread evenly, about {even} minutes a day at most.")
    late = [each.planned for each in planned if each.overdue]
    if late:
        some = "1 overdue count comes" if len(late) == 1 else f"{len(late)} overdue counts come"
        said.append(f"{some} first, the longest overdue and the highest class first; done by {max(late)}.")
    undated = sum(window.undated for window in near)
    if undated:
        some = "1 row was" if undated == 1 else f"{undated} rows were"
        said.append(f"{some} never counted: first counts are spread over one cadence.")
    latest = {window.row.subject: window.latest for window in near if not window.is_overdue(today)}
    no_day = [each for each in planned if each.planned > latest.get(each.row.subject, date.max)]
    if no_day:
        some = "1 count has" if len(no_day) == 1 else f"{len(no_day)} counts have"
        said.append(f"{some} no workday within the slack: planned for the next one with room.")
    if over:
        some = "1 day is" if len(over) == 1 else f"{len(over)} days are"
        said.append(f"{some} over capacity.")
    return tuple(said)

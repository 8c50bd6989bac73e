"""Levelling: every row of the schedule gets a workday on which there is room, within its cadence and its slack."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cyclecount_tui.domain.counting_year import CountingYear
from cyclecount_tui.domain.daily_need import DailyNeed, daily_need
from cyclecount_tui.domain.day_room import DayRoom, Limits
from cyclecount_tui.domain.due_windows import DueWindow, due_windows
from cyclecount_tui.domain.even_pace import Pace, even_pace
from cyclecount_tui.domain.filling import Filled, as_late_as_allowed, close_to_due
from cyclecount_tui.domain.levelled_schedule import Levelled, OverDay, PlannedRow
from cyclecount_tui.domain.levelling_words import need_words, over_words, row_words, why_over, year_words
from cyclecount_tui.domain.repeating import Repeating, weeks_of
from cyclecount_tui.domain.schedule import ScheduleRow, due_by_calendar, next_due
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar, days_after
from cyclecount_tui.domain.workload import Load, WeekLoad
from cyclecount_tui.domain.year_plan import year_plan
from cyclecount_tui.domain.year_reached import year_reached
from cyclecount_tui.domain.year_steering import Steering, steered

HORIZON_DAYS = 365
"""How far ahead a schedule is levelled when nobody says otherwise."""

MOST_TIMES = 8
"""How often a plan is gone over until levelling it again changes nothing."""

NOT_SKIPPED: Mapping[Subject, date] = {}


def levelled(
    rows: Iterable[ScheduleRow],
    today: date,
    calendar: Calendar,
    rules: SchedulingRules,
    horizon: int = HORIZON_DAYS,
    skipped: Mapping[Subject, date] = NOT_SKIPPED,
    *,
    year: CountingYear | None = None,
    afresh: bool = False,
) -> Levelled:
    """Spreads the next counts over the workdays of the next `horizon` days.

    Each row is planned for a workday from today on, not before a quarter of its cadence is over and not later than its
    due date plus `rules.slack_days` (always less than a cadence), as close to its due date as there is room, rather
    before than after it. Days are filled evenly first, and up to the daily capacity where that is not enough; a row
    that needs more than a whole day has one to itself. Overdue rows come first, as soon as there is room, the longest
    overdue and the highest class first. Where capacity cannot be kept, the days are in `over` with the reason. Rows due
    after the horizon stay where they are. `skipped` are the days to which a person skipped a row; it is not moved up.

    The days are chosen so that the rows, repeated by their cadences, give each class the counts that `year` (by
    default the one that begins today) plans for it, as far as windows and capacity allow; see `steered`.

    Rows that were planned before keep their days as long as everything finds room that way; with `afresh`, or where it
    does not, planned days do not count. Levelling again changes nothing.
    """
    scheduled = list(rows)
    counts = year_plan(scheduled, year or CountingYear(today), today, calendar)
    steering = Steering(today, counts, calendar, Repeating(calendar, rules.slack_days))
    setting = _Setting(steering, rules, horizon, skipped)
    first = last = _once([row._replace(planned_for=None) for row in scheduled] if afresh else scheduled, setting)
    for _ in range(MOST_TIMES):
        again = _once([last.rows.get(row.subject, row) for row in scheduled], setting)
        if again.rows == last.rows:
            break
        last = again
    stood = {row.subject: row for row in scheduled}
    planned = tuple(_planned(window, stood[window.row.subject], last, setting) for window in first.windows)
    return _told(planned, first, last, setting)


@dataclass(frozen=True, slots=True)
class _Setting:
    """By what is levelled."""

    steering: Steering
    rules: SchedulingRules
    horizon: int
    skipped: Mapping[Subject, date]

    @property
    def until(self) -> date:
        return days_after(self.steering.today, self.horizon)


@dataclass(frozen=True, slots=True)
class _Once:
    """What levelling comes to: the day of each row, and the rows as they are to be stored."""

    windows: Sequence[DueWindow]
    days: Mapping[Subject, date]
    rows: Mapping[Subject, ScheduleRow]
    filled: Filled
    even_minutes: Decimal


def _once(rows: Iterable[ScheduleRow], setting: _Setting) -> _Once:
    today, calendar = setting.steering.today, setting.steering.calendar
    windows = due_windows(rows, today, calendar, setting.rules, setting.horizon, setting.skipped)
    near = [window for window in windows if window.workday <= setting.until]
    far = {window: _staying(window, calendar) for window in windows if window.workday > setting.until}
    filled, even = _filled(_Task(near, far, setting.steering, setting.rules))
    days = filled.days | {window.row.subject: day for window, day in far.items()}
    keep = set(filled.days) if filled.kept else set()
    stored = {window.row.subject: _stored(window, days[window.row.subject], today, keep) for window in windows}
    return _Once(windows, days, stored, filled, even)


def _stored(window: DueWindow, planned: date, today: date, keep: set[Subject]) -> ScheduleRow:
    """`keep`: rows that are stored with their day even if it is the computed one, so that levelling again finds it."""
    row = window.row
    if window.undated:
        return row._replace(first_due=window.due, planned_for=planned)
    if planned == next_due(row, today) and row.subject not in keep:
        return row
    return row._replace(planned_for=planned)


def _planned(window: DueWindow, row: ScheduleRow, last: _Once, setting: _Setting) -> PlannedRow:
    today, calendar = setting.steering.today, setting.steering.calendar
    before = due_by_calendar(row, today, calendar, setting.rules.slack_days) or window.workday
    day, stored = last.days[row.subject], last.rows[row.subject]
    return PlannedRow(row, window.due, before, day, window.load, window.is_overdue(today), stored)


def _told(planned: tuple[PlannedRow, ...], first: _Once, last: _Once, setting: _Setting) -> Levelled:
    """The plan with all that there is to say about it."""
    steering, rules, until = setting.steering, setting.rules, setting.until
    before = _weeks(((each, each.before) for each in planned), setting)
    after = _weeks(((each, each.planned) for each in planned), setting)
    over = _over(planned, last.filled, rules)
    need = _need(planned, steering.calendar, steering.today)
    reached = year_reached(planned, steering.repeating, steering.year, rules.slack_days)
    undated = sum(window.undated and window.workday <= until for window in first.windows)
    remarks = (
        *need_words(need, rules, last.even_minutes),
        *over_words(over),
        *row_words(planned, undated, rules),
        *year_words(steering.year, reached),
    )
    return Levelled(steering.today, until, planned, over, before, after, need, steering.year, reached.coming, remarks)


def _weeks(days: Iterable[tuple[PlannedRow, date]], setting: _Setting) -> tuple[WeekLoad, ...]:
    counts = ((each.row.cadence_days or 1, day, each.load) for each, day in days)
    return weeks_of(counts, setting.steering.repeating, setting.steering.today, setting.until)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be levelled: the rows due within the horizon, and those after it with the days they stay on."""

    near: Sequence[DueWindow]
    far: Mapping[DueWindow, date]
    steering: Steering
    rules: SchedulingRules

    @property
    def today(self) -> date:
        return self.steering.today

    @property
    def has_capacity(self) -> bool:
        return self.rules.daily_lines is not None or self.rules.daily_minutes is not None

    def pace(self, windows: Sequence[DueWindow]) -> Pace:
        """The pace at which every row is counted in time; what is overdue may take as long as the slack."""
        soonest = days_after(self.today, self.rules.slack_days)
        work = ((max(window.latest, soonest), window.load.minutes) for window in windows)
        return even_pace(work, self.today, self.steering.calendar)

    def room(self, windows: Sequence[DueWindow]) -> DayRoom:
        """Days with nothing in them but what is due after the horizon."""
        pace = self.pace(windows)
        most = None if self.rules.daily_minutes is None else Decimal(self.rules.daily_minutes)
        firm = Limits(self.rules.daily_lines, most if self.has_capacity else pace.highest)
        least = Load(
            1,
            min((window.load.lines for window in windows), default=0),
            min((window.load.minutes for window in windows), default=Decimal(0)),
        )
        room = DayRoom(self.today, self.steering.calendar, pace, firm, least)
        last = max((window.latest for window in windows), default=self.today)
        for window, day in self.far.items():
            if day <= last:
                room.reach(day)
                room.put(bisect_right(room.days, day) - 1, window.load)
        return room


def _filled(task: _Task) -> tuple[Filled, Decimal]:
    """With the counts of the year; without them where more finds room then. Besides, the minutes of the fullest day."""
    before = {window.row.subject: day for window in task.near if (day := window.row.planned_for) is not None}
    windows = steered(task.near, task.far, before, task.steering)
    filled, even = _placed(task, windows, before), task.pace(windows).highest
    if filled.beyond and task.has_capacity:
        plain = _placed(task, task.near, before)
        if len(plain.beyond) < len(filled.beyond):
            return replace(plain, kept=True), even
    return filled, even


def _placed(task: _Task, windows: Sequence[DueWindow], before: Mapping[Subject, date]) -> Filled:
    """With the days that were planned before; anew where rows find no room that way.

    What was found anew is gone over once more with its own days kept, since that is what levelling again will do.
    """
    kept = close_to_due(windows, task.today, task.room(windows), before)
    if not kept.beyond:
        return kept
    anew = _placed_anew(task, windows)
    if not anew.beyond:
        return anew
    again = close_to_due(windows, task.today, task.room(windows), anew.days)
    return anew if again.beyond else replace(again, kept=True)


def _placed_anew(task: _Task, windows: Sequence[DueWindow]) -> Filled:
    """Close to the due dates; as late as the slack allows only where fewer rows find no room then."""
    first = close_to_due(windows, task.today, task.room(windows), {})
    if not first.beyond or not task.has_capacity:
        return first
    second = as_late_as_allowed(windows, task.today, task.room(windows))
    return replace(second, kept=True) if len(second.beyond) < len(first.beyond) else first


def _staying(window: DueWindow, calendar: Calendar) -> date:
    """Where a row stays that is not levelled: its planned day if that is as good as any, else its workday."""
    planned = window.row.planned_for
    as_good = planned and window.earliest <= planned <= window.latest and calendar.is_workday(planned)
    return planned if planned and as_good else window.workday


def _over(planned: Sequence[PlannedRow], filled: Filled, rules: SchedulingRules) -> tuple[OverDay, ...]:
    if rules.daily_lines is None and rules.daily_minutes is None:
        return ()
    by_day: dict[date, list[PlannedRow]] = {}
    for each in planned:
        by_day.setdefault(each.planned, []).append(each)
    pressed = {window.row.subject for window in filled.beyond}
    return tuple(
        OverDay(day, load, why_over(there, pressed, rules))
        for day, there in sorted(by_day.items())
        if any(each.row.subject in filled.days for each in there)
        and (load := sum((each.load for each in there), Load())).exceeds(rules)
    )


def _need(planned: Sequence[PlannedRow], calendar: Calendar, today: date) -> DailyNeed:
    year = CountingYear(today)
    days = (days_after(today, number) for number in range((year.end - today).days))
    return daily_need(
        ((each.row.cadence_days or 1, each.load) for each in planned), sum(map(calendar.is_workday, days))
    )

"""Between which days each row of the schedule may be counted, and which day it would be by its cadence alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.natural_order import NaturalKey, natural
from cyclecount_tui.domain.schedule import ScheduleRow, earliest_after, slack_of, takes_part
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar, days_after, workday_for
from cyclecount_tui.domain.workload import Load, load_of, typical_lines


@dataclass(frozen=True, slots=True)
class DueWindow:
    """When a row may be counted.

    `due` is the day by cadence and `workday` the workday for it; `earliest` and `latest` are the first and last day
    that keep the cadence and its slack, or hold at least that workday. A row whose workday is over is overdue.
    `undated`: it was never counted and had no first date, so `due` was given to it here.
    """

    row: ScheduleRow
    due: date
    workday: date
    earliest: date
    latest: date
    load: Load
    undated: bool = False

    def is_overdue(self, today: date) -> bool:
        """Whether its day is over; then it is counted as soon as there is room."""
        return self.workday < today

    @property
    def order(self) -> tuple[date, bool, str, NaturalKey, str, int]:
        """Longest due first, then the highest class, then by name; no two rows are equal."""
        row = self.row
        return (
            self.due, not row.count_class, row.count_class.casefold(), natural(row.subject.name),
            str(row.subject.kind), row.subject.id,
        )  # fmt: skip


def due_windows(
    rows: Iterable[ScheduleRow],
    today: date,
    calendar: Calendar,
    rules: SchedulingRules,
    horizon: int,
    skipped: Mapping[Subject, date],
) -> list[DueWindow]:
    """A window for every row that takes part in the schedule, in their order.

    A row in `skipped` is due on the day it was skipped to, and not before. A row that was never counted and has no
    first date gets one: those of one cadence and class are spread evenly over that cadence (at most over the horizon).
    """
    taking_part = [row for row in rows if takes_part(row, today)]
    typical = typical_lines(taking_part)
    first_dates = _spread([row for row in taking_part if _is_undated(row)], today, horizon)

    def window(row: ScheduleRow) -> DueWindow:
        due, earliest = _due_and_earliest(row, first_dates, skipped, today)
        latest = days_after(due, slack_of(row, rules.slack_days))
        workday = workday_for(due, latest, calendar, max(today, earliest))
        return DueWindow(
            row,
            due,
            workday,
            max(today, earliest),
            max(latest, workday),
            load_of(row, rules, typical),
            row.subject in first_dates,
        )

    return sorted((window(row) for row in taking_part), key=lambda each: each.order)


def _is_undated(row: ScheduleRow) -> bool:
    return row.last_counted is None and row.first_due is None


def _due_and_earliest(
    row: ScheduleRow, first_dates: Mapping[Subject, date], skipped: Mapping[Subject, date], today: date
) -> tuple[date, date]:
    cadence = row.cadence_days or 1
    if row.subject in skipped:
        return skipped[row.subject], skipped[row.subject]
    if row.last_counted is not None:
        return days_after(row.last_counted, cadence), earliest_after(row.last_counted, cadence)
    return row.first_due or first_dates[row.subject], today


def _spread(rows: Sequence[ScheduleRow], today: date, horizon: int) -> dict[Subject, date]:
    """A first date for each: the n rows of one class and cadence get n days, evenly spaced from today on."""
    groups: dict[tuple[str, int], list[ScheduleRow]] = {}
    for row in rows:
        groups.setdefault((row.count_class, row.cadence_days or 1), []).append(row)
    dates: dict[Subject, date] = {}
    for (_, cadence), group in groups.items():
        ordered = sorted(group, key=lambda row: (natural(row.subject.name), str(row.subject.kind), row.subject.id))
        for place, row in enumerate(ordered):
            dates[row.subject] = days_after(today, place * min(cadence, horizon) // len(ordered))
    return dates

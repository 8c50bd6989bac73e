"""Levelling the schedule: the plan that spreads the work, and storing it."""

from collections.abc import Iterable
from datetime import date

from cyclecount_tui.domain.levelled_schedule import Levelled, PlannedRow
from cyclecount_tui.domain.levelling import HORIZON_DAYS, levelled
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.skipping import skipped_day
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import days_after
from cyclecount_tui.store.schedule_change import ScheduleChange
from cyclecount_tui.workflow.calendar import calendar_here
from cyclecount_tui.workflow.counting_year import counting_year
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace

LONGEST_HORIZON = 3660
"""Days; nobody plans counts further ahead."""


def level(workplace: Workplace, horizon: int = HORIZON_DAYS, *, afresh: bool = False) -> Levelled:
    """How the next counts would be spread over the coming `horizon` days; nothing is stored.

    What was counted since the year of counts began decides, too, for each class is to get its number in it.

    Raises:
        Refusal: the horizon is not 1 to 3660 days, or the country of the settings is not known.
    """
    if not 1 <= horizon <= LONGEST_HORIZON:
        raise Refusal(f"The schedule can be levelled for 1 to {LONGEST_HORIZON} days ahead, not for {horizon}.")
    rules, today = workplace.practice.scheduling, workplace.today()
    calendar = calendar_here(workplace, days_after(today, horizon + rules.slack_days))
    rows, year = workplace.store.schedule.rows(), counting_year(workplace)
    return levelled(rows, today, calendar, rules, horizon, skipped_here(workplace, rows), year=year, afresh=afresh)


def skipped_here(workplace: Workplace, rows: Iterable[ScheduleRow]) -> dict[Subject, date]:
    """The rows that were skipped by hand since their last count, each with the day it was skipped to."""
    from cyclecount_tui.store.skipped_rows import last_skips  # brings SQLite along, which no screen waits for

    skips = last_skips(workplace.store.database)
    found: dict[Subject, date] = {}
    for row in rows:
        if row.planned_for is None or row.subject not in skips:
            continue
        at, words = skips[row.subject]
        day = skipped_day(words)
        counted_since = row.last_counted is not None and row.last_counted > at.astimezone().date()
        if day is not None and not counted_since and row.planned_for >= day:
            found[row.subject] = day
    return found


def store_levelled(workplace: Workplace, plan: Levelled) -> tuple[PlannedRow, ...]:
    """Stores the days of a plan, all or none, with what moved in the history of each row; the rows that were stored.

    Raises:
        StoreError: a row was counted or changed since the plan was made; nothing was stored.
    """
    stored = plan.changed
    at, by = workplace.now(), workplace.counter
    changes = [
        ScheduleChange(at, by, each.row.subject, f"levelled to {each.planned.isoformat()}", f"was {each.before}")
        for each in stored
        if each.moves
    ]
    workplace.store.schedule.replace_rows(
        [each.levelled for each in stored], changes, expecting=[each.row for each in stored]
    )
    return stored

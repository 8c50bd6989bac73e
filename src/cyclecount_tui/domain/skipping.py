"""Skipping a count: the day it is put off to, and how the history of a row says so."""

from datetime import date

from cyclecount_tui.domain.schedule import ScheduleRow, due_by_cadence, next_due, slack_of
from cyclecount_tui.domain.workdays import Calendar, days_after, workday_for

SKIPPED = "skipped to "


def day_after_skipping(row: ScheduleRow, today: date, calendar: Calendar, slack_days: int) -> date | None:
    """The next day by cadence after the one that is skipped, from tomorrow on, as a workday; None when not scheduled.

    Where the calendar ends before, it is its last day.
    """
    due, cadence = next_due(row, today), row.cadence_days
    by_cadence = due_by_cadence(row, today)
    if due is None or by_cadence is None or cadence is None:
        return None
    base = max(due, by_cadence)
    missed = max(0, (today - base).days // cadence)
    following = days_after(base, (missed + 1) * cadence)
    return workday_for(following, days_after(following, slack_of(row, slack_days)), calendar, days_after(today, 1))


def skipped_words(day: date) -> str:
    """What was done, for the history of a row: `skipped to 2026-06-01`."""
    return f"{SKIPPED}{day.isoformat()}"


def skipped_day(words: str) -> date | None:
    """The day in such words; None for any other."""
    try:
        return date.fromisoformat(words.removeprefix(SKIPPED)) if words.startswith(SKIPPED) else None
    except ValueError:
        return None

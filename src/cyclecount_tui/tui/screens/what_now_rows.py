"""What the picks of "what now" look like: number, place, minutes, and why, or how far the count is."""

from __future__ import annotations

from cyclecount_tui.domain.risk import Candidate, why
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.tui.widgets.column_layout import Column
from cyclecount_tui.workflow.due import Due

COLUMNS = (
    Column("number", "No.", 3, align="right", drop_order=2),
    Column("location", "Location", 17, flexible=True, names=True),
    Column("minutes", "Minutes", 7, align="right"),
    Column("why", "Why", 30, flexible=True, drop_order=1),
)
DONE = "done"


def how_far(due: Due, each: Candidate) -> str:
    """`done` for a pick that is due no more, else the state of its count; empty where none was begun."""
    entry = due.entries.get(each.subject)
    return DONE if entry is None else entry.state


def cells(number: int, each: Candidate, state: str) -> tuple[str, ...]:
    """The strings for `COLUMNS`."""
    return str(number), called(each.subject), str(max(1, round(each.minutes))), state or why(each).partition(";")[0]


def tone(each: Candidate, state: str) -> str:
    """What is done steps back, what is being counted is good, what is overdue is bad."""
    if state:
        return DONE if state == DONE else "good"
    return "bad" if each.days_overdue > 0 else "warn"

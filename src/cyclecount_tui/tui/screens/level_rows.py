"""What a levelled schedule looks like: the load of the weeks before and after, and the rows that move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from cyclecount_tui.domain.levelled_schedule import Levelled, OverDay, PlannedRow
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.domain.workdays import days_after
from cyclecount_tui.domain.workload import WeekLoad
from cyclecount_tui.tui.widgets.column_layout import Column
from cyclecount_tui.tui.widgets.glyphs import Glyphs
from cyclecount_tui.tui.widgets.load_strip import month_name
from cyclecount_tui.tui.widgets.sparkline import standing_bars

COLUMNS = (
    Column("location", "Location", 17, flexible=True, names=True),
    Column("class", "Class", 5, drop_order=4),
    Column("lines", "Lines", 5, align="right", drop_order=3),
    Column("from", "From", 10, drop_order=2),
    Column("to", "To", 10),
    Column("days", "Days", 5, align="right", drop_order=1),
)
_HEADS = ("Before", "After")
_MARGIN = 9


def cells(each: PlannedRow, glyphs: Glyphs) -> tuple[str, ...]:
    """The strings for `COLUMNS`."""
    subject, days = each.row.subject, (each.planned - each.before).days
    return (
        called(subject),
        each.row.count_class,
        str(each.load.lines),
        each.before.isoformat(),
        each.planned.isoformat(),
        f"+{days}" if days > 0 else f"{glyphs.minus}{-days}",
    )


def weeks_text(plan: Levelled, width: int, rows: int, *, ascii_only: bool) -> str:
    """Two charts one above the other, `rows` high, a bar a week: lines to count before and after, at the same scale.

    Weeks that do not fit into the width are left out from the end. Below higher charts stand the months.
    """
    room = max(1, width - _MARGIN)
    step = 2 if room >= 2 * len(plan.before) else 1
    before, after = (weeks[: room // step] for weeks in (plan.before, plan.after))
    most = max((*_lines(before), *_lines(after)), default=0)
    charts = []
    for head, weeks in zip(_HEADS, (before, after), strict=True):
        lines = _lines(weeks)
        heads = [head, f"max {max(lines, default=0)}", *[""] * rows][:rows]
        drawn = standing_bars(lines, most, rows, ascii_only=ascii_only)
        charts += [f"{name:<{_MARGIN}}{_spread(bars, step)}" for name, bars in zip(heads, drawn, strict=True)]
    if rows > 1:
        charts.append(f"{'':<{_MARGIN}}{_months(before, step)}")
    return "\n".join(line.rstrip() for line in charts)


def _spread(bars: str, step: int) -> str:
    return (" " * (step - 1)).join(bars)


def _months(weeks: Sequence[WeekLoad], step: int) -> str:
    """The name of each month below its first whole week, where there is room for it."""
    axis, room = "", len(weeks) * step
    for place, (earlier, week) in enumerate(pairwise(weeks), start=1):
        name = month_name(week.monday)
        begins = week.monday.month != earlier.monday.month
        if begins and len(axis) < place * step <= room - len(name):
            axis = axis.ljust(place * step) + name
    return axis


def title_texts(plan: Levelled) -> tuple[str, str]:
    """`fullest week 412 → 120 lines`, and how many rows would move."""
    before, after = (max(_lines(weeks), default=0) for weeks in (plan.before, plan.after))
    number = len(plan.moved)
    return f"fullest week {before} → {after} lines", f"{number} row moves" if number == 1 else f"{number} rows move"


def remarks_text(plan: Levelled) -> str:
    """What there is to say in a few lines: the counts of the year, and what is missing."""
    return "\n".join(filter(None, (year_line(plan), *plan.remarks)))


def year_line(plan: Levelled) -> str:
    """`Counts to 2027-03-01: A 81 (23 made), B 61, C 50.`; empty without a row."""
    counts = [
        f"{name or 'no class'} {each.planned}" + (f" ({each.made} made)" if each.made else "")
        for name, each in plan.year.classes.items()
    ]
    return f"Counts to {_last_day(plan)}: {', '.join(counts)}." if counts else ""


def info_text(plan: Levelled) -> str:
    """All of it: what is to be said, each class with its counts of the year, and every day with too much and why."""
    said = list(plan.remarks)
    if plan.need.lines:
        said.append(f"The cadences come to {plan.need.lines} lines and {plan.need.minutes} minutes a workday.")
    classes = [
        f"{name or 'No class'}: {each.planned} counts of {each.subjects} rows, {each.made} made, "
        f"{plan.coming.get(name, 0)} to come"
        for name, each in plan.year.classes.items()
    ]
    if classes:
        said.append("\n".join([f"From {plan.year.first} to {_last_day(plan)}", *classes]))
    return "\n\n".join([*said, *map(_over_line, plan.over)])


def _over_line(over: OverDay) -> str:
    load = over.load
    lines = "1 line" if load.lines == 1 else f"{load.lines} lines"
    return f"{over.day}: {lines}, about {load.minutes:.0f} minutes: {over.why}"


def _last_day(plan: Levelled) -> date:
    return days_after(plan.year.end, -1)


def _lines(weeks: Sequence[WeekLoad]) -> list[int]:
    return [week.load.lines for week in weeks]

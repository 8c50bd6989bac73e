"""How a levelled schedule is shown: what moves, each week's load before and after as bars, the counts of a year."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cyclecount_tui.cli.printing import plural, print_document, print_table, say

if TYPE_CHECKING:
    from cyclecount_tui.domain.levelled_schedule import Levelled, PlannedRow
    from cyclecount_tui.domain.workload import WeekLoad
    from cyclecount_tui.domain.year_plan import ClassYear

WIDEST_BAR = 24
MOST_OVER = 10
"""Days over capacity that the table lists; the document has them all."""


def print_levelled(plan: "Levelled", *, ascii_only: bool) -> None:
    """Everything about a plan for a person to decide on."""
    if plan.moved:
        moves = [_cells(each) for each in plan.moved]
        print_table(("Subject", "Class", "Lines", "From", "To", "Days"), moves, right=frozenset({2, 5}))
        print()
    _print_weeks(plan, "#" if ascii_only else "█")
    print()
    counts = [_year_cells(name, each, plan) for name, each in plan.year.classes.items()]
    header = ("Class", "Subjects", "Counts a year", "Planned", "Made", "To come", "A week")
    print_table(header, counts, right=frozenset(range(1, len(header))))
    say(f"The year of counts is {plan.year.first} to {plan.year.end - timedelta(days=1)}.")
    for remark in plan.remarks:
        say(remark)
    for over in plan.over[:MOST_OVER]:
        load = over.load
        say(f"{over.day}: {plural(load.lines, 'line')}, about {load.minutes:.0f} minutes: {over.why}")
    if len(plan.over) > MOST_OVER:
        say(f"And {plural(len(plan.over) - MOST_OVER, 'more day')}; --format json lists all.")
    if plan.moved:
        say(f"{plural(len(plan.moved), 'row')} of {len(plan.rows)} would move.")


def _print_weeks(plan: "Levelled", sign: str) -> None:
    weeks = list(zip(plan.before, plan.after, strict=True))
    while weeks and not any(week.load.counts for week in weeks[-1]):
        weeks.pop()
    most = max((week.load.minutes for pair in weeks for week in pair), default=Decimal(0))
    bars = [(before.monday.isoformat(), *_bar(before, most, sign), *_bar(after, most, sign)) for before, after in weeks]
    header = ("Week of", "Before", "Counts", "Minutes", "After", "Counts", "Minutes")
    print_table(header, bars, right=frozenset({2, 3, 5, 6}))


def print_levelled_document(plan: "Levelled", *, stored: bool) -> None:
    """The same as one document."""
    print_document(
        {
            "today": plan.today.isoformat(),
            "until": plan.until.isoformat(),
            "rows": len(plan.rows),
            "moves": [_move(each) for each in plan.moved],
            "stored": stored,
            "weeks": [
                {"week": before.monday.isoformat(), "before": _load(before), "after": _load(after)}
                for before, after in zip(plan.before, plan.after, strict=True)
            ],
            "over_capacity": [
                {"day": over.day.isoformat(), "counts": over.load.counts, "lines": over.load.lines,
                 "minutes": float(over.load.minutes), "why": over.why}
                for over in plan.over
            ],
            "needed_a_day": {"lines": plan.need.lines, "minutes": plan.need.minutes},
            "year_begins": plan.year.first.isoformat(),
            "year": {name: _year(name, each, plan) for name, each in plan.year.classes.items()},
            "remarks": list(plan.remarks),
        }
    )  # fmt: skip


def _cells(each: "PlannedRow") -> tuple[str, ...]:
    days = (each.planned - each.before).days
    return (
        each.row.subject.name, each.row.count_class, str(each.load.lines), each.before.isoformat(),
        each.planned.isoformat(), f"{days:+d}",
    )  # fmt: skip


def _bar(week: "WeekLoad", most: Decimal, sign: str) -> tuple[str, str, str]:
    """As long as its share of the fullest week; work is never without a bar."""
    load = week.load
    length = int(WIDEST_BAR * load.minutes / most) if most else 0
    return sign * max(length, 1 if load.counts else 0), str(load.counts), f"{load.minutes:.0f}"


def _year_cells(name: str, each: "ClassYear", plan: "Levelled") -> Sequence[str]:
    full = each.weekly[1:-1] or each.weekly
    least, most = min(full), max(full)
    a_week = str(least) if least == most else f"{least} to {most}"
    numbers = (each.planned, each.made, plan.coming.get(name, 0))
    return name or "-", str(each.subjects), f"{float(each.exact):.1f}", *map(str, numbers), a_week


def _move(each: "PlannedRow") -> dict[str, object]:
    subject = each.row.subject
    return {
        "subject": {"kind": str(subject.kind), "id": subject.id, "name": subject.name},
        "class": each.row.count_class,
        "lines": each.load.lines,
        "due": each.due.isoformat(),
        "overdue": each.overdue,
        "from": each.before.isoformat(),
        "to": each.planned.isoformat(),
    }


def _load(week: "WeekLoad") -> dict[str, object]:
    return {"counts": week.load.counts, "lines": week.load.lines, "minutes": float(week.load.minutes)}


def _year(name: str, each: "ClassYear", plan: "Levelled") -> dict[str, object]:
    weeks = {monday.isoformat(): count for monday, count in zip(plan.year.weeks, each.weekly, strict=True)}
    return {
        "subjects": each.subjects,
        "exact": f"{each.exact.numerator}/{each.exact.denominator}",
        "planned": each.planned,
        "made": each.made,
        "to_come": plan.coming.get(name, 0),
        "weeks": weeks,
    }

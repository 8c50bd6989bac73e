"""`cyclecount schedule list`: the schedule, most overdue first."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format

if TYPE_CHECKING:
    from cyclecount_tui.workflow.scheduling import ScheduleEntry


def add(ways: Verbs) -> None:
    """The way and its options."""
    listing = ways.add_parser("list", help="the schedule, most overdue first")
    add_format(listing, "table", "json")
    listing.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the schedule."""
    from cyclecount_tui.cli.printing import print_document, print_table, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.calendar import calendar_trouble
    from cyclecount_tui.workflow.scheduling import schedule

    with workplace() as place:
        entries, trouble = schedule(place), calendar_trouble(place)
    if trouble:
        say(trouble)
    if arguments.format == "json":
        print_document({"schedule": [_document(entry) for entry in entries]})
        return 0
    header = ("Location", "Class", "Cadence", "Last counted", "Next due", "Due", "Count", "Assigned to")
    print_table(header, [_cells(entry) for entry in entries], right=frozenset({2}))
    return 0


def _cells(entry: "ScheduleEntry") -> tuple[str, ...]:
    row, others = entry.row, entry.may_not_count
    state = f"{entry.state}, not by {', '.join(others)}" if others else entry.state
    return (
        row.subject.name, row.count_class, str(row.cadence_days or ""), str(row.last_counted or ""),
        str(entry.next_due or ""), entry.paused or entry.due, state, row.assigned_to,
    )  # fmt: skip


def _document(entry: "ScheduleEntry") -> dict[str, object]:
    row = entry.row
    return {
        "location": {"id": row.subject.id, "name": row.subject.name},
        "class": row.count_class,
        "cadence_days": row.cadence_days,
        "last_counted": str(row.last_counted) if row.last_counted else None,
        "next_due": str(entry.next_due) if entry.next_due else None,
        "days": entry.days,
        "due": entry.due,
        "paused_until": str(row.paused_until) if entry.paused else None,
        "count": entry.open_count.count_id if entry.open_count else None,
        "state": entry.state,
        "not_by": list(entry.may_not_count),
        "assigned_to": row.assigned_to,
        "notes": row.notes,
    }

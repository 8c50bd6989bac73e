"""`cyclecount schedule list|import|export`: what is due, and the schedule as a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format

if TYPE_CHECKING:
    from cyclecount_tui.workflow.scheduling import ScheduleEntry


def add(verbs: Verbs) -> None:
    """The verb with its three ways."""
    verb = verbs.add_parser("schedule", help="what is due; the schedule as a file", description=__doc__)
    ways = verb.add_subparsers(title="ways", metavar="WAY", required=True)
    listing = ways.add_parser("list", help="the schedule, most overdue first")
    add_format(listing, "table", "json")
    listing.set_defaults(run=run_list)
    importing = ways.add_parser("import", help="take the schedule from a CSV file")
    importing.add_argument("file", metavar="FILE", help="CSV file; - for standard input")
    importing.set_defaults(run=run_import)
    exporting = ways.add_parser("export", help="write the schedule as CSV")
    exporting.add_argument("-o", "--output", metavar="FILE", type=Path, help="the file (default: standard output)")
    exporting.set_defaults(run=run_export)


def run_list(arguments: argparse.Namespace) -> int:
    """Prints the schedule."""
    from cyclecount_tui.cli.printing import print_document, print_table
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.scheduling import schedule

    with workplace() as place:
        entries = schedule(place)
    if arguments.format == "json":
        print_document({"schedule": [_document(entry) for entry in entries]})
        return 0
    header = ("Location", "Class", "Cadence", "Last counted", "Next due", "Due", "Count", "Assigned to")
    print_table(header, [_cells(entry) for entry in entries], right=frozenset({2}))
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Takes a CSV file into the schedule."""
    from cyclecount_tui.cli.files import read_text
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.schedule_files import import_csv

    text = read_text(arguments.file)
    with workplace() as place:
        imported = import_csv(place, text)
    for remark in imported.remarks:
        say(remark)
    say(f"{plural(len(imported.rows), 'location')} on the schedule taken from {arguments.file}.")
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Writes the schedule as CSV."""
    from cyclecount_tui.cli.files import write_text
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.schedule_files import export_csv

    with workplace() as place:
        text = export_csv(place)
    write_text(arguments.output, text)
    return 0


def _cells(entry: "ScheduleEntry") -> tuple[str, ...]:
    row = entry.row
    return (
        row.location_name, row.count_class, str(row.cadence_days or ""), str(row.last_counted or ""),
        str(entry.next_due or ""), entry.due, entry.state, row.assigned_to,
    )  # fmt: skip


def _document(entry: "ScheduleEntry") -> dict[str, object]:
    row = entry.row
    return {
        "location": {"id": row.location_id, "name": row.location_name},
        "class": row.count_class,
        "cadence_days": row.cadence_days,
        "last_counted": str(row.last_counted) if row.last_counted else None,
        "next_due": str(entry.next_due) if entry.next_due else None,
        "days": entry.days,
        "due": entry.due,
        "count": entry.open_count.count_id if entry.open_count else None,
        "state": entry.state,
        "assigned_to": row.assigned_to,
        "notes": row.notes,
    }

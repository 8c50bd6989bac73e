"""`cyclecount schedule history`: what was changed about a row of the schedule by hand, when, by whom and why."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format
from cyclecount_tui.cli.schedule.rows_named import add_rows

if TYPE_CHECKING:
    from cyclecount_tui.store.schedule_change import ScheduleChange


def add(ways: Verbs) -> None:
    """The way and its options."""
    telling = ways.add_parser("history", help="what was changed by hand, by whom and why", description=__doc__)
    add_rows(telling)
    add_format(telling, "table", "json")
    telling.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the changes, the latest first."""
    from cyclecount_tui.cli.printing import print_document, print_table, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.schedule.rows_named import rows_of

    with workplace() as place:
        rows = rows_of(place, arguments)
        changes = [change for row in rows for change in place.store.schedule.changes(row.subject)]
        names = {row.subject: row.subject.name for row in rows}
    if arguments.format == "json":
        print_document({"changes": [_document(change, names[change.subject]) for change in changes]})
        return 0
    if not changes:
        say("Nothing was changed by hand.")
        return 0
    header = ("When", "Kind", "Subject", "What was done", "Reason", "By")
    cells = [(f"{change.at.astimezone():%Y-%m-%d %H:%M}", str(change.subject.kind), names[change.subject], change.what,
              change.reason, change.by) for change in changes]  # fmt: skip
    print_table(header, cells)
    return 0


def _document(change: "ScheduleChange", name: str) -> dict[str, object]:
    return {
        "at": change.at.isoformat(),
        "subject": {"kind": str(change.subject.kind), "id": change.subject.id, "name": name},
        "what": change.what,
        "reason": change.reason,
        "by": change.by,
    }

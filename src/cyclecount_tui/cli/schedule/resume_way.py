"""`cyclecount schedule resume`: brings paused or retired rows back into the schedule."""

import argparse

from cyclecount_tui.cli.arguments import Verbs
from cyclecount_tui.cli.schedule.rows_named import add_rows_and_reason


def add(ways: Verbs) -> None:
    """The way and its options."""
    way = ways.add_parser("resume", help="bring paused or retired rows back", description=__doc__)
    add_rows_and_reason(way, required=False)
    way.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Changes the rows."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.schedule.rows_named import rows_of, say_changed
    from cyclecount_tui.workflow.schedule_changes import resume

    with workplace(arguments.by) as place:
        rows = rows_of(place, arguments)
        say_changed(rows, resume(place, rows, arguments.reason), "back in the schedule")
    return 0

"""`cyclecount schedule retire`: takes rows out of the schedule for good, with a reason."""

import argparse

from cyclecount_tui.cli.arguments import Verbs
from cyclecount_tui.cli.schedule.rows_named import add_rows_and_reason


def add(ways: Verbs) -> None:
    """The way and its options."""
    way = ways.add_parser("retire", help="take out for good, with a reason", description=__doc__)
    add_rows_and_reason(way, required=True)
    way.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Changes the rows."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.schedule.rows_named import rows_of, say_changed
    from cyclecount_tui.workflow.schedule_changes import retire

    with workplace(arguments.by) as place:
        rows = rows_of(place, arguments)
        say_changed(rows, retire(place, rows, arguments.reason), "retired")
    return 0

"""`cyclecount schedule pause`: takes rows out of the schedule for the time being, or until a day, with a reason."""

import argparse

from cyclecount_tui.cli.arguments import Verbs
from cyclecount_tui.cli.schedule.rows_named import a_day, add_rows_and_reason


def add(ways: Verbs) -> None:
    """The way and its options."""
    way = ways.add_parser("pause", help="take out for the time being, with a reason", description=__doc__)
    add_rows_and_reason(way, required=True)
    way.add_argument(
        "--until", metavar="DATE", type=a_day, help="the last day of the pause; after it they are back by themselves"
    )
    way.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Changes the rows."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.schedule.rows_named import rows_of, say_changed
    from cyclecount_tui.workflow.schedule_changes import pause

    with workplace(arguments.by) as place:
        rows = rows_of(place, arguments)
        done = f"paused until {arguments.until}" if arguments.until else "paused"
        say_changed(rows, pause(place, rows, arguments.reason, arguments.until), done)
    return 0

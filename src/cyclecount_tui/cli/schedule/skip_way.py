"""`cyclecount schedule skip`: puts the next count off to the date after it, or to a day, with a reason."""

import argparse

from cyclecount_tui.cli.arguments import Verbs
from cyclecount_tui.cli.schedule.rows_named import a_day, add_rows_and_reason


def add(ways: Verbs) -> None:
    """The way and its options."""
    skipping = ways.add_parser("skip", help="put the next count off, with a reason", description=__doc__)
    add_rows_and_reason(skipping, required=True)
    skipping.add_argument(
        "--until", metavar="DATE", type=a_day, help="the day to count it instead (default: the next date by cadence)"
    )
    skipping.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Skips the next count of the rows."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.schedule.rows_named import rows_of
    from cyclecount_tui.workflow.schedule_changes import skip

    with workplace(arguments.by) as place:
        rows = rows_of(place, arguments)
        skipped = {row.subject: row for row in skip(place, rows, arguments.reason, arguments.until)}
    for row in rows:
        planned = skipped.get(row.subject, row).planned_for
        say(f"{row.subject.name} is skipped; its next count is planned for {planned}.")
    return 0

"""`cyclecount schedule assign`: gives rows of the schedule to a counter, or to nobody."""

import argparse

from cyclecount_tui.cli.arguments import Verbs
from cyclecount_tui.cli.schedule.rows_named import add_rows_and_reason


def add(ways: Verbs) -> None:
    """The way and its options."""
    assigning = ways.add_parser("assign", help="say who counts, or that anybody may", description=__doc__)
    add_rows_and_reason(assigning, required=False)
    whom = assigning.add_mutually_exclusive_group(required=True)
    whom.add_argument("--to", metavar="NAME", help="the counter; whoever had them has them no longer")
    whom.add_argument("--to-nobody", action="store_true", help="anybody may count them")
    assigning.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Assigns the rows."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.schedule.rows_named import rows_of, say_changed
    from cyclecount_tui.workflow.errors import Refusal
    from cyclecount_tui.workflow.schedule_changes import assign

    name = (arguments.to or "").strip()
    if not name and not arguments.to_nobody:
        raise Refusal("Nobody was named: say --to NAME, or --to-nobody.")
    with workplace(arguments.by) as place:
        rows = rows_of(place, arguments)
        say_changed(rows, assign(place, rows, name, arguments.reason), f"assigned to {name or 'nobody'}")
    return 0

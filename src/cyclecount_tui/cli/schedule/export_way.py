"""`cyclecount schedule export`: writes the schedule as CSV."""

import argparse

from cyclecount_tui.cli.arguments import Verbs, add_output


def add(ways: Verbs) -> None:
    """The way and its options."""
    exporting = ways.add_parser("export", help="write the schedule as CSV")
    add_output(exporting)
    exporting.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the schedule as CSV."""
    from cyclecount_tui.cli.files import write_text
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.schedule_files import export_csv

    with workplace() as place:
        text = export_csv(place)
    write_text(arguments.output, text)
    return 0

"""`cyclecount count load|submit`: takes a filled sheet into the count; submits the count and compares it with ION."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, add_take_over, allowed, named

if TYPE_CHECKING:
    from cyclecount_tui.workflow.sheets import Loaded


def add(verbs: Verbs) -> None:
    """The verb with its two ways."""
    verb = verbs.add_parser("count", help="load a filled sheet; submit the count", description=__doc__)
    ways = verb.add_subparsers(title="ways", metavar="WAY", required=True)
    loading = ways.add_parser("load", help="take a filled sheet into the count; all of it or nothing")
    add_subject(loading)
    loading.add_argument(
        "file", metavar="FILE", help="the filled sheet as CSV, also as a spreadsheet saved it; - for standard input"
    )
    loading.add_argument("--recount", action="store_true", help="it is the sheet of the lines that are counted again")
    add_counter(loading)
    add_take_over(loading)
    loading.set_defaults(run=run_load)
    submitting = ways.add_parser("submit", help="submit the count and compare it with ION")
    add_subject(submitting)
    submitting.add_argument(
        "--leave", metavar="REASON", help="leave every line that is not counted uncounted, for this reason"
    )
    add_counter(submitting)
    add_take_over(submitting)
    submitting.set_defaults(run=run_submit)


def run_load(arguments: argparse.Namespace) -> int:
    """Takes a filled sheet into the count."""
    from cyclecount_tui.cli.files import read_bytes
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.recounting import refuse_other_sheet
    from cyclecount_tui.workflow.schedule_files import decoded
    from cyclecount_tui.workflow.sheets import load_sheet

    file = decoded(read_bytes(arguments.file))
    if file.remark:
        say(file.remark)
    with workplace(arguments.by) as place:
        count = find_count(place, *named(arguments))
        refuse_other_sheet(count, of_recount=arguments.recount)
        loaded = load_sheet(place, allowed(arguments, place, count), file.text)
    say(_loaded(loaded))
    return 0


def run_submit(arguments: argparse.Namespace) -> int:
    """Submits the count and compares it with ION."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.submitted import submitted_words
    from cyclecount_tui.workflow.errors import IonError
    from cyclecount_tui.workflow.finding import find_count_under_way
    from cyclecount_tui.workflow.keeping import load
    from cyclecount_tui.workflow.submitting import ComparisonWaits, submit

    with workplace(arguments.by) as place:
        count = allowed(arguments, place, find_count_under_way(place, *named(arguments)))
        try:
            count = submit(place, count, leaving=arguments.leave)
        except IonError:
            if load(place, count.id).submission is not None:
                say("The count is submitted; it is compared by cyclecount reconcile as soon as ION answers.")
            raise
        except ComparisonWaits:
            say("The count is submitted; cyclecount reconcile compares it later.")
            raise
        say(submitted_words(place, count))
    return 0


def _loaded(loaded: "Loaded") -> str:
    """What a sheet brought; how many lines are left is not said in a double-blind count."""
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.domain.shown_lines import lists_lines

    count = loaded.count
    said = f"Loaded: {plural(loaded.counted, 'line')} counted, {loaded.none} confirmed none, {loaded.found} found"
    if loaded.left:
        said += f", {loaded.left} left uncounted"
    if loaded.notes:
        said += f", {plural(loaded.notes, 'note')}"
    if not lists_lines(count):
        return f"{said}."
    return f"{said}; {len(count.not_counted)} of {plural(len(count.to_count), 'line')} not counted."

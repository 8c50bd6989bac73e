"""`cyclecount count load|submit`: takes a filled sheet into the count; submits the count and compares it with ION."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count


def add(verbs: Verbs) -> None:
    """The verb with its two ways."""
    verb = verbs.add_parser("count", help="load a filled sheet; submit the count", description=__doc__)
    ways = verb.add_subparsers(title="ways", metavar="WAY", required=True)
    loading = ways.add_parser("load", help="take a filled sheet into the count; all of it or nothing")
    add_subject(loading)
    loading.add_argument("file", metavar="FILE", help="the filled sheet, CSV; - for standard input")
    add_counter(loading)
    loading.set_defaults(run=run_load)
    submitting = ways.add_parser("submit", help="submit the count and compare it with ION")
    add_subject(submitting)
    add_counter(submitting)
    submitting.set_defaults(run=run_submit)


def run_load(arguments: argparse.Namespace) -> int:
    """Takes a filled sheet into the count."""
    from cyclecount_tui.cli.files import read_text
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.sheets import load_sheet

    text = read_text(arguments.file)
    with workplace(arguments.by) as place:
        loaded = load_sheet(place, find_count(place, *named(arguments)), text)
    left = len(loaded.count.not_counted)
    say(
        f"Loaded: {plural(loaded.counted, 'line')} counted, {loaded.none} confirmed none, {loaded.found} found; "
        f"{left} of {plural(len(loaded.count.lines), 'line')} not counted."
    )
    return 0


def run_submit(arguments: argparse.Namespace) -> int:
    """Submits the count and compares it with ION."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.errors import IonError
    from cyclecount_tui.workflow.finding import find_count_under_way
    from cyclecount_tui.workflow.keeping import load
    from cyclecount_tui.workflow.submitting import ComparisonWaits, submit

    with workplace(arguments.by) as place:
        count = find_count_under_way(place, *named(arguments))
        try:
            count = submit(place, count)
        except IonError:
            if load(place, count.id).submission is not None:
                say("The count is submitted; it is compared by cyclecount reconcile as soon as ION answers.")
            raise
        except ComparisonWaits:
            say("The count is submitted; cyclecount reconcile compares it later.")
            raise
    say(_summary(count))
    return 0


def _summary(count: "Count") -> str:
    from cyclecount_tui.cli.printing import plural

    differ = sum(row.differs for row in count.rows)
    said = f"Submitted: {plural(len(count.rows), 'line')} counted, {len(count.rows) - differ} match, {differ} differ"
    left = len(count.not_counted)
    return f"{said}, {left} not counted (never posted)." if left else f"{said}."

"""`cyclecount report causes`: how often each cause was suggested first, and what was chosen instead."""

import argparse
import sys
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from cyclecount_tui.domain.cause_tally import CauseRecord, CauseTally, Preferred
    from cyclecount_tui.domain.fixes import Confidence


def add(ways: Verbs) -> None:
    """The way and its options."""
    from cyclecount_tui.cli.schedule.rows_named import a_day

    telling = ways.add_parser("causes", help="how often each suggested cause was right", description=__doc__)
    telling.add_argument("--since", metavar="DATE", type=a_day, help="only what was counted on this day or later")
    add_format(telling, "text", "csv", "json")
    telling.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the record of the causes."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.cause_report import cause_tally

    with workplace() as place:
        tally = cause_tally(place, arguments.since)
    _PRINTERS[arguments.format](tally, arguments.since)
    return 0


def _json(tally: "CauseTally", since: "date | None") -> None:
    from cyclecount_tui.cli.printing import print_document
    from cyclecount_tui.workflow.cause_report import causes_document

    print_document(causes_document(tally, since))


def _text(tally: "CauseTally", since: "date | None") -> None:
    from cyclecount_tui.cli.printing import plural, print_table, say
    from cyclecount_tui.domain.fixes import Confidence
    from cyclecount_tui.workflow.cause_report import in_order

    days = f" counted since {since}" if since else ""
    if not tally.choices:
        say(f"No fix was chosen yet in any count{days}.")
        return
    header = ("Cause", "First", "Taken", *map(str, Confidence), "Certain not taken", "Instead", "Passed over for")
    rows = [(cause.words, *_amounts(record), _others(record.passed_over())) for cause, record in in_order(tally)]
    print_table(header, rows, right=frozenset(range(1, 9)))
    some = f"{plural(tally.choices, 'choice')} in {plural(tally.counts, 'count')}{days}."
    say(f"{some} First: suggested first. Taken: its cause was chosen. Instead: chosen though another was first.")
    if tally.not_told:
        told = f"{plural(tally.not_told, 'choice')} of an earlier version"
        say(f"{told} {'does' if tally.not_told == 1 else 'do'} not tell what was suggested first.")


def _amounts(record: "CauseRecord") -> tuple[str, ...]:
    from cyclecount_tui.domain.fixes import Confidence

    return (
        str(record.suggested.total()),
        str(record.taken.total()),
        *(_share(record, confidence) for confidence in Confidence),
        str(record.certain_not_taken or ""),
        str(record.instead.total() or ""),
    )


def _share(record: "CauseRecord", confidence: "Confidence") -> str:
    """`12/14`: taken of suggested first."""
    suggested = record.suggested[confidence]
    return f"{record.taken[confidence]}/{suggested}" if suggested else ""


def _others(passed_over_for: "Counter[Preferred]") -> str:
    return "; ".join(f"{times} {other.words}" for other, times in passed_over_for.most_common())


def _csv(tally: "CauseTally", since: "date | None") -> None:
    """A row for each cause and confidence with which it was suggested first or chosen; one day for all of them."""
    from cyclecount_tui.domain.fixes import Confidence
    from cyclecount_tui.workflow import spreadsheet
    from cyclecount_tui.workflow.cause_report import in_order

    rows = [
        (cause.value, cause.words, str(confidence), str(record.suggested[confidence]), str(record.taken[confidence]),
         str(record.instead[confidence]), _others(record.passed_over(confidence)), str(since or ""))
        for cause, record in in_order(tally)
        for confidence in Confidence
        if record.suggested[confidence] or record.instead[confidence]
    ]  # fmt: skip
    sys.stdout.write(spreadsheet.written(_HEADER, rows))


_HEADER = (
    "cause_id", "cause", "confidence", "suggested_first", "taken", "taken_instead_of_another",
    "passed_over_for", "since",
)  # fmt: skip

_PRINTERS = {"text": _text, "csv": _csv, "json": _json}

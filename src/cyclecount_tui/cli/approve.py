"""`cyclecount approve LOCATION --reason TEXT`: somebody else agrees to the major discrepancies of a plan."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, named
from cyclecount_tui.cli.plan_from_file import add_plan_file, refuse_other_plan

if TYPE_CHECKING:
    from cyclecount_tui.domain.approval import Major
    from cyclecount_tui.domain.count import Count

_DESCRIPTION = """\
A discrepancy beyond the limits of the settings (approval.limit_a, limit_b, limit_c) is posted only after somebody who
neither counted, chose its fix nor made the plan has approved it. This shows those rows with what would be written,
asks, and records who approved what, when and why. A row whose writes are others afterwards needs an approval again."""


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("approve", help="agree to the major discrepancies of a plan", description=_DESCRIPTION)
    add_subject(verb)
    verb.add_argument("--reason", metavar="TEXT", required=True, help="why they may be posted; kept in the journal")
    add_plan_file(verb, "approve only where the plan is still what this file of cyclecount plan -o says")
    verb.add_argument("--yes", action="store_true", help="do not ask")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows the major rows, asks, and records the approval."""
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.domain.approval_words import approved_words
    from cyclecount_tui.domain.folding_approval import refuse_involved
    from cyclecount_tui.workflow.approving import approve, nothing_to_approve, to_approve
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.recounting import refuse_recounting

    with workplace(arguments.by) as place:
        count = find_count(place, *named(arguments))
        refuse_recounting(place, count)
        if arguments.plan is not None:
            refuse_other_plan(place, count, arguments.plan)
        majors = to_approve(place, count)
        if not majors:
            say(nothing_to_approve(place, count))
            return 0
        print_major(shown(place, count), majors)
        refuse_involved(count, place.counter)
        if not arguments.yes:
            _ask(majors)
        seen = shown(place, approve(place, count, arguments.reason, looked_at=majors))
        say(approved_words(seen.approvals.given[-1]))
        left = len(seen.outstanding)
        say(f"{plural(left, 'write')} may be posted now: cyclecount post sends {'it' if left == 1 else 'them'}.")
        for sentence in filter(None, [seen.hidden.words]):
            say(sentence)
    return 0


def print_major(count: "Count", majors: "Sequence[Major]") -> None:
    """Each major row with both quantities, its value and what would be written for it."""
    from cyclecount_tui.cli.printing import fits, print_table, say
    from cyclecount_tui.domain.quantities import plain, signed

    header = ("line", "part", "digital", "floor", "difference", "value", "what is written")
    rows = []
    for major in majors:
        row, value = major.row, "" if major.value is None else plain(major.value)
        written = "; ".join(write.words for write in major.writes)
        amounts = (plain(row.digital), plain(row.floor), signed(row.difference), value)
        rows.append((str(row.line.number), row.line.key.words, *amounts, written))
    print_table(header, rows, right=frozenset({0, 2, 3, 4, 5}))
    for major, cells in zip(majors, rows, strict=True):
        number = major.row.line.number
        choice = count.choices.get(number)
        why = f" {choice.cause.words}, chosen by {choice.by}." if choice is not None else ""
        say(f"Line {number}: {major.sentence}.{why}")
        if not fits(cells[-1]):
            say(f"Line {number}: {cells[-1]}.")


def _ask(majors: "Sequence[Major]") -> None:
    """Asks for the word `approve`; Enter alone approves nothing.

    Raises:
        Refusal: it was not given, or there is nobody to ask.
    """
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.workflow.errors import Refusal

    if not sys.stdin.isatty():
        raise Refusal("Nothing was approved: there is nobody to ask here, so say --yes.")
    try:
        answer = input(f"Type approve to approve {plural(len(majors), 'row')}, anything else to stop: ")
    except EOFError:
        answer = ""
        print(file=sys.stderr)  # ctrl+d leaves the cursor behind the question
    if answer.strip() != "approve":
        raise Refusal("Nothing was approved.")

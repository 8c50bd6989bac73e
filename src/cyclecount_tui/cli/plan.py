"""`cyclecount plan LOCATION`: the chosen fixes as exact writes, kept with the count for cyclecount post."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_format, add_subject, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("plan", help="the chosen fixes as exact writes", description=__doc__)
    add_subject(verb)
    verb.add_argument(
        "--take",
        choices=("first", "certain"),
        help="choose for every discrepancy without a fix: its first suggestion, or that only where it is certain",
    )
    add_format(verb, "table", "json")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes the plan and prints it."""
    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.cli.printing import print_document, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.approval_documents import approval_told
    from cyclecount_tui.workflow.choosing import Take, take
    from cyclecount_tui.workflow.documents import plan_document
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.planning import plan
    from cyclecount_tui.workflow.recounting import refuse_recounting
    from cyclecount_tui.workflow.submitting import compared

    with workplace(arguments.by) as place:
        count = compared(place, find_count(place, *named(arguments)))
        refuse_recounting(place, count)
        if arguments.take:
            count = take(place, count, Take(arguments.take))
        count = plan(place, count)
        told = approval_told(place, count)
    if arguments.format == "json":
        print_document({**plan_document(count), **told.document})
    else:
        print_plan(count)
        for sentence in told.sentences:
            say(sentence)
    return Exit.CHANGED if count.plan and count.plan.not_planned else Exit.DONE


def print_plan(count: "Count") -> None:
    """The writes in order, what each expects, and the fixes that got none."""
    from cyclecount_tui.cli.printing import fits, plural, print_table, say
    from cyclecount_tui.domain.close_off_words import still_closed_off
    from cyclecount_tui.domain.quantities import plain

    writes = count.plan.writes if count.plan else ()
    header = ("write", "line", "part", "what", "before", "quantity", "warning")
    rows = [
        (str(write.number), str(write.line), write.key.words, write.words, plain(write.before), plain(write.quantity),
         write.warning)
        for write in writes
    ]  # fmt: skip
    print_table(header, rows, right=frozenset({0, 1, 4, 5}))
    for write in writes:
        if not all(map(fits, (write.key.words, write.words, write.warning))):
            say(f"Write {write.number}, {write.key.words}: {write.words}. {write.warning}".rstrip())
    say(f"{plural(len(writes), 'write')} planned for {count.subject.name}; nothing is sent before cyclecount post.")
    say(count.mode.told)
    if count.closed_off:
        say(f"{still_closed_off(count)}; it stays so until cyclecount reopen.")
    for covered in count.plan.covered if count.plan else ():
        others = " and ".join(f"line {line}" for line in covered.by)
        say(f"Line {covered.line} is put right together with the fix of {others or 'another line'}.")
    for missing in count.plan.not_planned if count.plan else ():
        say(f"Line {missing.line} is not planned. {missing.sentence}")
    put_right = {covered.line for covered in count.plan.covered} if count.plan else set()
    for row in count.unresolved:
        if row.line.number not in count.choices and row.line.number not in put_right:
            say(f"Line {row.line.number}, {row.line.key.words}: no fix chosen yet.")

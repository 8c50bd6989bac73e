"""`cyclecount plan LOCATION`: the chosen fixes as exact writes, kept with the count for cyclecount post."""

import argparse
import sys
from contextlib import nullcontext, redirect_stdout
from pathlib import Path
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
    verb.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="keep the plan in a file as well, for cyclecount post --plan; - is standard output, with nothing else",
    )
    add_format(verb, "table", "json")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes the plan and prints it."""
    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.cli.files import STANDARD_OUTPUT
    from cyclecount_tui.cli.printing import print_document, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.approval_documents import approval_told
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.choosing import Take, take
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.plan_document import plan_document
    from cyclecount_tui.workflow.plan_files.exporting import exported
    from cyclecount_tui.workflow.planning import plan
    from cyclecount_tui.workflow.recounting import refuse_recounting
    from cyclecount_tui.workflow.submitting import compared

    _refuse_output(arguments)
    with workplace(arguments.by) as place:
        count = compared(place, find_count(place, *named(arguments)))
        refuse_recounting(place, count)
        if arguments.take:
            count = take(place, count, Take(arguments.take))
        count = plan(place, count)
        seen = shown(place, count)
        told = approval_told(place, seen)
        text = exported(place, count) if arguments.output is not None else ""
    if text:
        _write_plan(arguments.output, text)
    if arguments.format == "json":
        print_document({**plan_document(seen), **told.document})
    else:
        with redirect_stdout(sys.stderr) if arguments.output == STANDARD_OUTPUT else nullcontext():
            print_plan(seen)
        for sentence in told.sentences:
            say(sentence)
    return Exit.CHANGED if count.plan and count.plan.not_planned else Exit.DONE


def _refuse_output(arguments: argparse.Namespace) -> None:
    """Says no to a file before anything is chosen or planned for it.

    Raises:
        SettingsWrong: two documents would go to standard output. Refusal: the file cannot be written.
    """
    from cyclecount_tui.cli.files import STANDARD_OUTPUT, refuse_unwritable
    from cyclecount_tui.cli.putting_together import SettingsWrong

    if arguments.output == STANDARD_OUTPUT and arguments.format == "json":
        raise SettingsWrong("-o - and --format json would both go to standard output: give -o a file, or leave one.")
    refuse_unwritable(arguments.output)


def _write_plan(target: Path, text: str) -> None:
    from cyclecount_tui.cli.files import STANDARD_OUTPUT, write_text
    from cyclecount_tui.cli.printing import say

    write_text(target, text)
    where = "on standard output" if target == STANDARD_OUTPUT else f"in {target}"
    say(f"The plan is {where}: cyclecount post --plan posts what did not change until then.")


def print_plan(count: "Count") -> None:
    """The writes in order, what each expects and comes to, and the fixes that got none, of a count to be shown."""
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.domain.close_off_words import still_closed_off
    from cyclecount_tui.domain.plan_warnings import rules_words
    from cyclecount_tui.domain.plan_words import value_words

    writes = count.plan.writes if count.plan else ()
    _print_writes(count)
    say(f"{plural(len(writes), 'write')} planned for {count.subject.name}; nothing is sent before cyclecount post.")
    for sentence in (value_words(count), *rules_words(count), count.mode.told):
        if sentence:
            say(sentence)
    if count.closed_off:
        say(f"{still_closed_off(count)}; it stays so until cyclecount reopen.")
    _say_what_is_left(count)


def _print_writes(count: "Count") -> None:
    from cyclecount_tui.cli.printing import fits, print_table, say
    from cyclecount_tui.domain.plan_sums import value_change
    from cyclecount_tui.domain.plan_warnings import warnings_of
    from cyclecount_tui.domain.plan_words import money
    from cyclecount_tui.domain.quantities import plain

    header = ("write", "line", "part", "what", "before", "after", "value", "warning")
    rows = []
    for write in count.plan.writes if count.plan else ():
        amounts = (plain(write.before), plain(write.after), money(value_change(count, write)))
        said = (str(write.number), str(write.line), write.key.words, write.words)
        rows.append((*said, *amounts, " ".join(warnings_of(count, write))))
    print_table(header, rows, right=frozenset({0, 1, 4, 5, 6}))
    for number, _, part, what, *_, warning in rows:
        if not all(map(fits, (part, what, warning))):
            say(f"Write {number}, {part}: {what}. {warning}".rstrip())


def _say_what_is_left(count: "Count") -> None:
    """What needs no write of its own, what could not be planned, and what nobody has chosen a fix for."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.sending_back import to_carry_out

    for covered in count.plan.covered if count.plan else ():
        others = " and ".join(f"line {line}" for line in covered.by)
        say(f"Line {covered.line} is put right together with the fix of {others or 'another line'}.")
    for missing in count.plan.not_planned if count.plan else ():
        say(f"Line {missing.line} is not planned. {missing.sentence}")
    put_right = {covered.line for covered in count.plan.covered} if count.plan else set()
    for row in count.unresolved:
        if row.line.number not in count.choices and row.line.number not in put_right | count.hidden.fixes:
            say(f"Line {row.line.number}, {row.line.key.words}: no fix chosen yet.")
    for sentence in (count.hidden.words, to_carry_out(count)):
        if sentence:
            say(sentence)

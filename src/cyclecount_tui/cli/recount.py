"""`cyclecount recount LOCATION`: lines to count again and their blind sheet; going on without; choosing a count."""

import argparse
import re
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, add_take_over, allowed, named
from cyclecount_tui.cli.recount_again import add_again, send_back, wants_again
from cyclecount_tui.cli.sheet import add_sheet_file, refuse_sheet_file, write_sheet

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.workplace import Workplace

_DESCRIPTION = """\
After cyclecount count submit, lines that are beyond tolerance are counted again, blind, mixed with some that agreed.
This writes their sheet, to fill in and give to cyclecount count load --recount. --line and --chosen send lines of the
reconciliation back to be counted again, by somebody who has neither counted them nor seen what ION has. --waive goes on
without the recount; --choose says which count is right where no two agree; --status says where the recount stands and
shows no quantity of ION."""


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser(
        "recount", help="the lines to count again: their blind sheet, and how it goes on", description=_DESCRIPTION
    )
    add_subject(verb)
    add_sheet_file(verb)
    instead = verb.add_mutually_exclusive_group()
    instead.add_argument("--status", action="store_true", help="print where the recount stands")
    instead.add_argument("--waive", metavar="REASON", help="go on without the recount, for this reason")
    instead.add_argument(
        "--choose",
        metavar="LINE=ATTEMPT",
        action="append",
        help="the count (1, 2, ...) that is right for a line; may be said for several lines",
    )
    add_again(verb, instead)
    add_counter(verb)
    add_take_over(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Does what was asked for; writes the sheet where nothing else was."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.finding import find_count_under_way

    choices = _choices(arguments)
    if _wants_the_sheet(arguments):
        refuse_sheet_file(arguments)
    with workplace(arguments.by) as place:
        count = find_count_under_way(place, *named(arguments))
        if arguments.status:
            _print_status(place, count)
        elif arguments.waive is not None:
            _waive(place, allowed(arguments, place, count), arguments.waive)
        elif wants_again(arguments):
            send_back(arguments, place, count)
        elif choices:
            _choose(place, count, choices, arguments.reason)
        else:
            _write(arguments, place, count)
    return 0


def _wants_the_sheet(arguments: argparse.Namespace) -> bool:
    instead = arguments.status or arguments.waive is not None or arguments.choose
    return not instead and not wants_again(arguments)


def _choices(arguments: argparse.Namespace) -> list[tuple[int, int]]:
    """The lines and attempts of `--choose`.

    Raises:
        SettingsWrong: one of them is not as it should be, or options do not go together.
    """
    from cyclecount_tui.cli.putting_together import SettingsWrong

    asked = arguments.choose or []
    if arguments.output is not None and not _wants_the_sheet(arguments):
        raise SettingsWrong("-o is for the sheet alone: leave it out, or leave the others out.")
    if arguments.reason and not (asked or wants_again(arguments)):
        raise SettingsWrong("--reason goes with --line, --chosen or --choose: it says why.")
    found = [re.fullmatch(r"([0-9]{1,9})=([0-9]{1,9})", each.strip()) for each in asked]
    wrong = [each for each, match in zip(asked, found, strict=True) if match is None]
    if wrong:
        raise SettingsWrong(f"'{wrong[0]}' is no choice: say LINE=ATTEMPT, as in --choose 3=2.")
    return [(int(match[1]), int(match[2])) for match in found if match is not None]


def _write(arguments: argparse.Namespace, place: "Workplace", count: "Count") -> None:
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.workflow.recounting import not_by, refuse_no_recount

    refuse_no_recount(count)
    write_sheet(arguments, place, count)
    where = f" in {arguments.output}" if arguments.output else ""
    say(
        f"{plural(len(count.asked), 'line')} to count again at {count.subject.name}{not_by(place, count)}{where} "
        f"(count {count.id}). Take it back with cyclecount count load --recount."
    )


def _waive(place: "Workplace", count: "Count", reason: str) -> None:
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.submitted import compared_words
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.errors import IonError
    from cyclecount_tui.workflow.keeping import load
    from cyclecount_tui.workflow.recounting import waive
    from cyclecount_tui.workflow.submitting import ComparisonWaits

    try:
        count = waive(place, count, reason)
    except (IonError, ComparisonWaits):
        if load(place, count.id).waived:
            say("The recount is not waited for; cyclecount reconcile compares the count later.")
        raise
    say(f"{count.subject.name} is reconciled without its recount: {count.waived}.")
    say(compared_words(shown(place, count)))


def _choose(place: "Workplace", count: "Count", choices: list[tuple[int, int]], reason: str) -> None:
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.domain.attempts_told import ordinal
    from cyclecount_tui.domain.quantities import plain
    from cyclecount_tui.workflow.recounting import choose_attempt

    for line, attempt in choices:
        count = choose_attempt(place, count, line, attempt, reason)
        quantity = plain(count.counted[line].quantity)
        say(f"Line {line} of {count.subject.name} is {quantity}, as it was counted the {ordinal(attempt)} time.")


def _print_status(place: "Workplace", count: "Count") -> None:
    from cyclecount_tui.domain.count import Phase
    from cyclecount_tui.domain.visible_text import visible

    print_ = _of_recount if count.phase is Phase.RECOUNTING else _of_counts
    for sentence in print_(place, count):
        print(visible(sentence))


def _of_recount(place: "Workplace", count: "Count") -> list[str]:
    """Where it stands; neither what was counted before nor what ION has."""
    from cyclecount_tui.workflow.recounting import what_comes_next

    lines = [
        f"Line {line.number}, {line.key.words}: {'counted again' if line.number in count.standing else 'to count'}."
        for line in count.to_count
    ]
    return [f"{what_comes_next(place, count)}.", *lines]


def _of_counts(place: "Workplace", count: "Count") -> list[str]:
    from cyclecount_tui.cli.submitted import stories
    from cyclecount_tui.domain.count import Phase
    from cyclecount_tui.workflow.beside_blind import shown

    seen = shown(place, count)
    said = [*stories(seen), *filter(None, [seen.hidden.words])]
    if not said and count.attempts and count.phase is Phase.SUBMITTED:
        return [f"{count.subject.name} was counted again: cyclecount reconcile compares the counts when ION answers."]
    return said or [f"No line of {count.subject.name} was counted again: the count is {count.phase.words}."]

"""`cyclecount successor LOCATION`: records that ION merged away, and the one that stands for them from now on."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.domain.successors import Gone
    from cyclecount_tui.workflow.workplace import Workplace

_DESCRIPTION = """\
When ION merges records, those that a fix was to change are gone. This lists them, each with the records of the same
part, lot and place that may have taken it in. With --line one of those is taken in its place, once you have looked: the
counted difference applies to it, and a new plan is made. Nothing is written to ION before cyclecount post."""


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("successor", help="what stands for records that ION merged", description=_DESCRIPTION)
    add_subject(verb)
    verb.add_argument("--line", metavar="N", type=int, help="take the successor for this line, by its number")
    verb.add_argument(
        "--record", metavar="ID", type=int, help="with --line: which record, where several may stand for it"
    )
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Lists what is gone, or takes what stands for it."""
    from cyclecount_tui.cli.putting_together import SettingsWrong, workplace
    from cyclecount_tui.workflow.finding import find_count

    if arguments.record is not None and arguments.line is None:
        raise SettingsWrong("--record goes with --line: it says which record stands for that line's.")
    with workplace(arguments.by) as place:
        count = find_count(place, *named(arguments))
        if arguments.line is None:
            return _list(place, count)
        return _take(place, count, arguments.line, arguments.record)


def _list(place: "Workplace", count: "Count") -> int:
    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.cli.printing import print_table, say
    from cyclecount_tui.domain.successors import gone_words
    from cyclecount_tui.workflow.succeeding import gone_in_ion

    found = gone_in_ion(place, count)
    if not found:
        say(f"Every record that the fixes of {count.subject.name} need is in ION.")
        return Exit.DONE
    rows = [row for gone in found for row in _rows(count, gone)]
    print_table(("line", "part", "gone", "then", "successor", "now"), rows, right=frozenset({0}))
    for gone in found:
        say(f"Line {gone.line}. {gone_words(gone)}")
        for sentence in _cut(gone):
            say(sentence)
    return Exit.CHANGED


def _cut(gone: "Gone") -> Iterator[str]:
    """What the table had no room for, whole."""
    from cyclecount_tui.cli.printing import fits

    if not fits(gone.record.words):
        yield f"  Then: record {gone.record.record_id}, {gone.record.words}."
    for each in gone.candidates:
        if not fits(each.words):
            yield f"  Now: record {each.record_id}, {each.words}."


def _rows(count: "Count", gone: "Gone") -> list[tuple[str, ...]]:
    """Then and now beside each other, a row for each record that may stand for the one that is gone."""
    key = count.rows_by_line[gone.line].line.key
    then = (str(gone.line), key.words, str(gone.record.record_id), gone.record.words)
    return [(*then, str(each.record_id), each.words) for each in gone.candidates] or [(*then, "", "")]


def _take(place: "Workplace", count: "Count", line: int, record_id: int | None) -> int:
    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.cli.plan import print_plan
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.succeeding import take_successor

    taken = take_successor(place, count, line, record_id)
    ids = " and ".join(str(each.record.record_id) for each in taken.gone)
    say(f"Record {taken.successor.record_id} ({taken.successor.words}) stands for {ids}: the plan is made upon that.")
    print_plan(shown(place, taken.count))
    return Exit.CHANGED if taken.not_planned else Exit.DONE

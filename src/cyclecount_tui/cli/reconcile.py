"""`cyclecount reconcile LOCATION`: digital and floor side by side, with causes and suggested fixes."""

import argparse
import sys
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format, add_subject, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.domain.fixes import Suggestion
    from cyclecount_tui.workflow.approval_documents import ApprovalTold

    Offered = Mapping[int, tuple[Suggestion, ...]]


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("reconcile", help="digital and floor side by side, with fixes", description=__doc__)
    add_subject(verb)
    add_format(verb, "table", "csv", "json")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the reconciliation."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.domain.count import Phase
    from cyclecount_tui.workflow.approval_documents import approval_told
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.errors import Refusal
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.offering import offers
    from cyclecount_tui.workflow.recounting import refuse_recounting
    from cyclecount_tui.workflow.submitting import compared

    with workplace() as place:
        count = find_count(place, *named(arguments))
        if count.phase in {Phase.OPENED, Phase.COUNTING}:
            raise Refusal(f"The count of {count.subject.name} is not submitted yet: run cyclecount count submit first.")
        if count.phase is Phase.GIVEN_UP:
            raise Refusal(f"The last count of {count.subject.name} is given up: there is nothing to reconcile.")
        count = compared(place, count)
        refuse_recounting(place, count)
        offered, count = offers(place, count), shown(place, count)
        told = approval_told(place, count)
    _PRINTERS[arguments.format](count, offered, told)
    return 0


def _json(count: "Count", offered: "Offered", told: "ApprovalTold") -> None:
    from cyclecount_tui.cli.printing import print_document
    from cyclecount_tui.workflow.documents import reconcile_document

    print_document({**reconcile_document(count, offered), **told.document})


def _csv(count: "Count", offered: "Offered", told: "ApprovalTold") -> None:
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow import spreadsheet

    if count.hidden.words:
        say(count.hidden.words)
    major = told.cells
    rows = ((*row, *major.get(int(row[0]), ("", "")), count.mode.report_words) for row in _table_rows(count, offered))
    sys.stdout.write(spreadsheet.written((*_header(count), *_APPROVAL, _MODE), rows))


def _table(count: "Count", offered: "Offered", told: "ApprovalTold") -> None:
    from cyclecount_tui.cli.printing import plural, print_table, say
    from cyclecount_tui.cli.submitted import doubts, match_and_differ, stories
    from cyclecount_tui.domain.close_off_words import story
    from cyclecount_tui.workflow.reading_remarks import reading_remarks

    amounts = range(5, 8) if not count.subject.is_part else range(6, 9)
    print_table(_header(count), _table_rows(count, offered), right=frozenset(amounts))
    say(f"{count.subject.name}: {plural(len(count.rows), 'line')}, {match_and_differ(count)}.")
    say(count.mode.told)
    for sentence in (*story(count), *reading_remarks(count)):
        say(sentence)
    for sentence in (*stories(count), *doubts(count), *told.sentences):
        say(sentence)
    for line in count.not_counted:
        say(f"Not counted, never posted: line {line.number}, {line.key.words}.")
    for sentence in (*(moved.sentence for moved in count.movements), count.hidden.words):
        if sentence:
            say(sentence)


def _header(count: "Count") -> tuple[str, ...]:
    """The columns; with the location of each line where the count walks several."""
    return (_HEADER[0], "location", *_HEADER[1:]) if count.subject.is_part else _HEADER


_HEADER = (
    "line", "part_number", "revision", "lot_number", "serial_number", "digital", "floor", "difference", "cause",
    "confidence", "suggested_fix", "chosen_fix",
)  # fmt: skip

_APPROVAL = ("major", "approved_by")
"""How far a major discrepancy is off, and who approved what is written for it."""

_MODE = "mode"
"""The last column of the CSV, which is read without what is said beside it: training has to be told from counts."""


def _table_rows(count: "Count", offered: "Offered") -> list[tuple[str, ...]]:
    from cyclecount_tui.domain.quantities import plain

    rows: list[tuple[str, ...]] = []
    for row in count.rows:
        key, first = row.line.key, offered.get(row.line.number, ())[:1]
        cause = (first[0].cause.words, first[0].confidence.value, first[0].fix.words) if first else ("", "", "")
        choice = count.choices.get(row.line.number)
        where = () if key.place is None else (key.place.name,)
        identity = (str(row.line.number), *where, key.part_number, key.revision, key.lot_number, key.serial_number)
        known = row.line.number not in count.unsure
        amounts = (plain(row.digital), *((plain(row.floor), plain(row.difference)) if known else ("", "")))
        rows.append((*identity, *amounts, *cause, choice.fix.words if choice else ""))
    return rows


_PRINTERS = {"table": _table, "csv": _csv, "json": _json}

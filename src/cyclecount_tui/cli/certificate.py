"""`cyclecount certificate LOCATION`: for each line digital before, floor, digital after, and equal or why not."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format, add_output, add_subject, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("certificate", help="what a count found, changed and left", description=__doc__)
    add_subject(verb)
    add_output(verb)
    add_format(verb, "text", "csv", "json")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints or writes the certificate of the open count, else of the latest one."""
    from cyclecount_tui.cli.files import write_text
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.finding import find_count

    with workplace() as place:
        seen = shown(place, find_count(place, *named(arguments)))
        text = _WRITERS[arguments.format](seen)
    write_text(arguments.output, text)
    if seen.hidden.words and arguments.format == "csv":
        say(seen.hidden.words)
    return 0


def _text(count: "Count") -> str:
    from cyclecount_tui.domain.visible_text import visible

    return "".join(f"{visible(line)}\n" for line in _text_lines(count))


def _text_lines(count: "Count") -> Iterator[str]:
    from cyclecount_tui.cli.printing import table_lines
    from cyclecount_tui.domain.certificate_words import history, not_equal, summary
    from cyclecount_tui.domain.subject_words import called_first
    from cyclecount_tui.workflow.certifying import HEADER, certificate_rows, certified

    lines = certified(count)
    yield f"Certificate of the count of {called_first(count.subject)}"
    yield from history(count)
    yield ""
    shown = [HEADER.index(name) for name in _SHOWN if name != "location" or count.subject.is_part]
    header = [HEADER[column].replace("_", " ") for column in shown]
    rows = [[row[column] for column in shown] for row in certificate_rows(count)]
    right = frozenset(index for index, column in enumerate(shown) if HEADER[column] in _AMOUNTS)
    yield from table_lines(header, rows, right)
    yield ""
    yield f"{summary(lines)}."
    for line in not_equal(lines):
        yield f"Line {line.line.number}, {line.line.key.words}: {line.outcome.words}. {line.reason}"
    if count.hidden.words:
        yield count.hidden.words


_SHOWN = (
    "line", "location", "part_number", "revision", "lot_number", "serial_number", "digital_before", "floor",
    "digital_after", "outcome", "counted_by", "chosen_by", "posted_by",
)  # fmt: skip
_AMOUNTS = {"line", "digital_before", "floor", "digital_after"}


def _csv(count: "Count") -> str:
    from cyclecount_tui.workflow import spreadsheet
    from cyclecount_tui.workflow.certifying import HEADER, certificate_rows

    return spreadsheet.written(HEADER, certificate_rows(count))


def _json(count: "Count") -> str:
    import json

    from cyclecount_tui.workflow.certifying import certificate_document

    return f"{json.dumps(certificate_document(count), indent=2)}\n"


_WRITERS = {"text": _text, "csv": _csv, "json": _json}

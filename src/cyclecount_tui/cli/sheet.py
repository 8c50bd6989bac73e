"""`cyclecount sheet LOCATION`: opens (or finds) the count and writes its blind sheet, to fill in or to print."""

import argparse
import sys
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_mode, add_output, add_subject, mode_of, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.workplace import Workplace

_DESCRIPTION = """\
Opens the count, if it is not open yet, and writes its blind sheet: as CSV to fill in and give to cyclecount count load,
or as PDF to print, with a code for the count on each page and one for each line. No sheet holds a quantity of ION. In a
double-blind count it lists nothing."""

_TRAINING = " in training, which nothing comes of"

_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".doc", ".docx", ".odt")


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser(
        "sheet", help="open the count and write the blind count sheet, as CSV or PDF", description=_DESCRIPTION
    )
    add_subject(verb)
    add_sheet_file(verb)
    add_mode(verb)
    add_counter(verb)
    verb.set_defaults(run=run)


def add_sheet_file(verb: argparse.ArgumentParser) -> None:
    """Where a sheet goes and what it is; `format_of` and `write_sheet` read it."""
    add_output(verb)
    verb.add_argument(
        "--format", choices=("csv", "pdf"), help="to fill in, or to print (default: by the ending of FILE, else csv)"
    )
    verb.add_argument("--rows", metavar="N", type=int, help="empty rows of a PDF, for what is not listed (default: 4)")
    verb.add_argument(
        "--label", metavar="TEXT", default="", help="what a scan of ION's label of it gives, for the code on a PDF"
    )


def run(arguments: argparse.Namespace) -> int:
    """Opens the count and writes the sheet."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.blind_counts import compared_before, to_submit_first
    from cyclecount_tui.workflow.finding import find_subject
    from cyclecount_tui.workflow.opening import open_count, read_sheet

    refuse_sheet_file(arguments)
    wanted = named(arguments)
    with workplace(arguments.by) as place:
        count = read_sheet(place, open_count(place, find_subject(place, *wanted), mode_of(arguments)))
        beside = (to_submit_first(place, count), compared_before(place, count))
        write_sheet(arguments, place, count)
    where = f" in {arguments.output}" if arguments.output else ""
    say(f"{_what(count)}{where} (count {count.id}).")
    if count.close_off is None:
        it = "Its locations are" if count.subject.is_part else "The location is"
        say(f"{it} not closed off: cyclecount close records who was told. Counting goes on without.")
    for sentence in filter(None, beside):
        say(sentence)
    return 0


def refuse_sheet_file(arguments: argparse.Namespace) -> None:
    """Says no to a file before anything is done for it.

    Raises:
        SettingsWrong: the file and its format contradict each other, or a PDF would go to a terminal.
        Refusal: the file holds counts, is of a kind that is not written, or cannot be written.
    """
    from cyclecount_tui.cli.files import bytes_there, refuse_unwritable
    from cyclecount_tui.workflow.sheets import refuse_filled

    pdf = _is_pdf(arguments)
    if arguments.output is not None:
        refuse_filled(bytes_there(arguments.output), str(arguments.output))
        refuse_unwritable(arguments.output)
    elif pdf:
        refuse_terminal()


def refuse_terminal() -> None:
    """Raises SettingsWrong where a PDF would go to a terminal."""
    from cyclecount_tui.cli.putting_together import SettingsWrong

    if sys.stdout.isatty():
        raise SettingsWrong("A PDF is nothing to read in a terminal: say where it goes with -o FILE.")


def write_sheet(arguments: argparse.Namespace, place: "Workplace", count: "Count") -> None:
    """Writes the lines that are to be counted now, as the arguments say."""
    from cyclecount_tui.cli.files import write_bytes, write_text
    from cyclecount_tui.workflow.sheets import sheet_csv

    if not _is_pdf(arguments):
        write_text(arguments.output, sheet_csv(count))
        return
    from cyclecount_tui.workflow.paper.sheet_content import paper_sheet
    from cyclecount_tui.workflow.paper.sheet_pdf import sheet_pdf

    sheet = paper_sheet(count, place.now(), label=arguments.label, empty_rows=arguments.rows)
    write_bytes(arguments.output, sheet_pdf(sheet))


def _is_pdf(arguments: argparse.Namespace) -> bool:
    """What is to be written; `refuse_sheet_file` says what is raised."""
    from cyclecount_tui.cli.putting_together import SettingsWrong
    from cyclecount_tui.workflow.errors import Refusal

    ending = arguments.output.suffix.casefold() if arguments.output is not None else ""
    if ending in _WORKBOOKS:
        raise Refusal(f"{arguments.output} cannot be written as {ending[1:]}: give a name that ends with .csv or .pdf.")
    by_ending = {".pdf": "pdf", ".csv": "csv"}.get(ending)
    if arguments.format is not None and by_ending not in {None, arguments.format}:
        raise SettingsWrong(f"{arguments.output} is no name for {arguments.format}: change the name or --format.")
    return (arguments.format or by_ending) == "pdf"


def _what(count: "Count") -> str:
    """`37 lines to count at RACK-A`; how many are expected is not said in a double-blind count."""
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.domain.entries import CountMode
    from cyclecount_tui.domain.shown_lines import lists_lines

    what = f"at {count.subject.name}{_TRAINING if count.mode is CountMode.GUIDED else ''}"
    if not lists_lines(count):
        return f"An empty sheet for what lies {what if not count.subject.is_part else f'of part {count.subject.name}'}"
    if count.subject.is_part:
        what = f"of part {count.subject.name} at {plural(len(count.places), 'location')}"
    return f"{plural(len(count.to_count), 'line')} to count {what}"

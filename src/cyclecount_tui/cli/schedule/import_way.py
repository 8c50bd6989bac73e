"""`cyclecount schedule import`: takes the schedule from a CSV file, after a look at what would change."""

import argparse
from pathlib import PurePath
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter

if TYPE_CHECKING:
    from cyclecount_tui.domain.dates_in_files import DateForm
    from cyclecount_tui.workflow.schedule_files import Preview
    from cyclecount_tui.workflow.workplace import Workplace

_DESCRIPTION = (
    "Takes a spreadsheet's CSV into the schedule: columns in any order under the names people use, cadences in days or "
    "words, dates as they are written. What would change is shown first; a file with anything wrong in it is not taken."
)


def add(ways: Verbs) -> None:
    """The way and its options."""
    importing = ways.add_parser("import", help="take the schedule from a CSV file", description=_DESCRIPTION)
    importing.add_argument("file", metavar="FILE", help="CSV file; - for standard input")
    importing.add_argument(
        "--date-format",
        metavar="FORM",
        type=_form,
        help="how dates are written: iso, us (month first), eu (day first), or a pattern such as DD.MM.YYYY",
    )
    storing = importing.add_mutually_exclusive_group()
    storing.add_argument("--dry-run", action="store_true", help="show what would change and store nothing")
    storing.add_argument("--yes", action="store_true", help="store without asking")
    add_counter(importing)
    importing.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows what a CSV file would change, asks, and stores it."""
    from cyclecount_tui.cli.files import read_bytes
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.schedule_files import decoded, take

    raw = read_bytes(arguments.file)
    file = decoded(raw)
    if file.remark:
        say(file.remark)
    with workplace(arguments.by) as place:
        preview = _previewed(place, file.text, arguments)
        _show(preview)
        if arguments.dry_run:
            say("Nothing was stored.")
        elif not preview.changes:
            say("The schedule is already as the file has it.")
        else:
            if not arguments.yes:
                _ask(preview)
            take(place, preview)
            say(f"{plural(len(preview.changes), 'row')} of the schedule stored from {preview.source}.")
    return 0


def _form(text: str) -> "DateForm":
    from cyclecount_tui.domain.dates_in_files import date_form
    from cyclecount_tui.domain.errors import DomainError

    try:
        return date_form(text)
    except DomainError as error:
        raise argparse.ArgumentTypeError(error.sentence) from error


def _previewed(place: "Workplace", text: str, arguments: argparse.Namespace) -> "Preview":
    """What would change. Raises FileRefused once every problem of the file has been told."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.domain.dates_in_files import ANY_FORM
    from cyclecount_tui.domain.visible_text import visible
    from cyclecount_tui.workflow.schedule_files import FileRefused, preview_of

    source = "standard input" if arguments.file == "-" else visible(PurePath(arguments.file).name)
    try:
        return preview_of(place, text, source, arguments.date_format or ANY_FORM)
    except FileRefused as error:
        for problem in error.problems:
            say(problem.words)
        raise


def _show(preview: "Preview") -> None:
    """What would change goes to the output, remarks go beside it."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.domain.visible_text import visible

    for change in preview.changes:
        kind = "new" if change.is_new else "changed"
        print(visible(f"{kind:7}  row {change.number}  {change.after.subject.name}: {change.words}"))
    print(f"{len(preview.new)} new, {len(preview.changed)} changed, {len(preview.same)} as stored.", flush=True)
    for remark in preview.remarks:
        say(remark)


def _ask(preview: "Preview") -> None:
    """Raises Refusal unless a person says yes."""
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.cli.yes_or_no import agreed
    from cyclecount_tui.workflow.errors import Refusal

    if not agreed(f"Store {plural(len(preview.changes), 'row')} in the schedule?", "--yes"):
        raise Refusal("Nothing was stored.")

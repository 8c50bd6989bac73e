"""`cyclecount sheet LOCATION`: opens (or finds) the count and writes its blind sheet as CSV, without any quantity."""

import argparse
from pathlib import Path

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, named


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("sheet", help="open the count and write the blind count sheet", description=__doc__)
    add_subject(verb)
    verb.add_argument("-o", "--output", metavar="FILE", type=Path, help="the file (default: standard output)")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Opens the count and writes the sheet."""
    from cyclecount_tui.cli.files import write_text
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.blind_counts import compared_before, to_submit_first
    from cyclecount_tui.workflow.finding import find_subject
    from cyclecount_tui.workflow.opening import open_count, read_sheet
    from cyclecount_tui.workflow.sheets import refuse_filled, sheet_csv

    if arguments.output is not None:
        refuse_filled(_existing(arguments.output), str(arguments.output))
    wanted = named(arguments)
    with workplace(arguments.by) as place:
        count = read_sheet(place, open_count(place, find_subject(place, *wanted)))
        beside = (to_submit_first(place, count), compared_before(place, count))
    write_text(arguments.output, sheet_csv(count))
    where = f" in {arguments.output}" if arguments.output else ""
    what = f"at {count.subject.name}"
    if count.subject.is_part:
        what = f"of part {count.subject.name} at {plural(len(count.places), 'location')}"
    say(f"{plural(len(count.lines), 'line')} to count {what}{where} (count {count.id}).")
    if count.close_off is None:
        it = "Its locations are" if count.subject.is_part else "The location is"
        say(f"{it} not closed off: cyclecount close records who was told. Counting goes on without.")
    for sentence in filter(None, beside):
        say(sentence)
    return 0


def _existing(target: Path) -> str:
    from cyclecount_tui.cli.places import at_home

    place = at_home(target)
    try:
        return place.read_text(encoding="utf-8-sig") if place.is_file() else ""  # reading a pipe would wait for ever
    except (OSError, UnicodeDecodeError):
        return ""

"""`cyclecount card`: writes the command card, whose codes a scanner reads in place of keys, and badges for names."""

import argparse

from cyclecount_tui.cli.arguments import Verbs, add_output

_DESCRIPTION = """\
Writes a card with a barcode for each command of a count (next, back, none, found, undo, finish and so on), to be
scanned in place of keys: as PDF with QR codes and Code 128, or as text. With --badge it has badges, too: scanning one
says who counts from here on."""


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("card", help="write a card of barcodes to scan in place of keys", description=_DESCRIPTION)
    add_output(verb)
    verb.add_argument(
        "--format", choices=("pdf", "text"), help="to print, or to look at (default: by the ending of FILE, else text)"
    )
    verb.add_argument(
        "--badge", metavar="NAME", nargs="+", action="extend", default=[], help="a badge for each name, too"
    )
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the card."""
    from cyclecount_tui.cli.files import bytes_there, write_bytes, write_text
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.workflow.sheets import refuse_filled

    pdf = _is_pdf(arguments)
    if arguments.output is not None:
        refuse_filled(bytes_there(arguments.output), str(arguments.output))
    if pdf:
        from datetime import UTC, datetime

        from cyclecount_tui.workflow.paper.card_pdf import card_pdf

        write_bytes(arguments.output, card_pdf(datetime.now(UTC), arguments.badge))
    else:
        from cyclecount_tui.workflow.paper.card_content import card_text

        write_text(arguments.output, card_text(arguments.badge))
    if arguments.output is not None:
        badges = f" with {plural(len(arguments.badge), 'badge')}" if arguments.badge else ""
        say(f"The command card{badges} is in {arguments.output}.")
    return 0


def _is_pdf(arguments: argparse.Namespace) -> bool:
    """What is to be written.

    Raises:
        SettingsWrong: the file and the format contradict each other, or a PDF would go to a terminal.
        Refusal: the file is of a kind that is not written.
    """
    from cyclecount_tui.cli.putting_together import SettingsWrong
    from cyclecount_tui.cli.sheet import refuse_terminal
    from cyclecount_tui.workflow.errors import Refusal

    ending = arguments.output.suffix.casefold() if arguments.output is not None else ""
    by_ending = {".pdf": "pdf", ".txt": "text", "": None}
    if ending not in by_ending and arguments.format is None:
        raise Refusal(f"{arguments.output} is no name for a card: give one that ends with .pdf or .txt.")
    if arguments.format is not None and by_ending.get(ending) not in {None, arguments.format}:
        raise SettingsWrong(f"{arguments.output} is no name for {arguments.format}: change the name or --format.")
    pdf = (arguments.format or by_ending.get(ending)) == "pdf"
    if pdf and arguments.output is None:
        refuse_terminal()
    return pdf

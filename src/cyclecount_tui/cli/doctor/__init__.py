"""`cyclecount doctor`: finds out whether counting can start here, and says what to do about what is in the way."""

import argparse

from cyclecount_tui.cli.arguments import Verbs
from cyclecount_tui.domain.whole_numbers import whole_number

_DESCRIPTION = (
    "Checks the settings, the sign-in, what this ION offers and permits, the terminal and the database. It changes "
    "nothing in ION and asks for no quantity. Exit code 0 when counting can start."
)


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("doctor", help="find out whether counting can start here", description=_DESCRIPTION)
    verb.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    verb.add_argument(
        "--write-test",
        metavar="RECORD",
        type=_record_id,
        help="set the quantity of this inventory record (its id) to what it is; on sandboxes only, and it asks first",
    )
    verb.add_argument("--yes", action="store_true", help="do not ask before the write test")
    verb.set_defaults(run=run, refuse=verb.error)


def run(arguments: argparse.Namespace) -> int:
    """Examines the setup, or tries a write."""
    if arguments.write_test is not None:
        from cyclecount_tui.cli.doctor.write_test import tried

        return tried(arguments)
    if arguments.yes:
        arguments.refuse("--yes is for --write-test.")
    from cyclecount_tui.cli.doctor.examination import examined

    return examined(as_json=arguments.json)


def _record_id(text: str) -> int:
    number = whole_number(text)
    if number is None or number < 1:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no id of a record: give the number that ION shows")
    return number

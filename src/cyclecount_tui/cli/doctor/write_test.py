"""The write test: one record, on a sandbox, after a person said yes to it."""

import argparse
import sys
from typing import TYPE_CHECKING

from cyclecount_tui.cli.doctor.examination import exit_code_of
from cyclecount_tui.cli.doctor.lines import document_of, print_finding
from cyclecount_tui.cli.passing_line import PassingLine
from cyclecount_tui.cli.printing import print_document, say
from cyclecount_tui.cli.putting_together import connected, settings_here
from cyclecount_tui.workflow.diagnosing.trying_a_write import (
    Tried,
    in_words,
    record_to_try,
    refuse_outside_sandbox,
    try_write,
)
from cyclecount_tui.workflow.errors import Refusal

if TYPE_CHECKING:
    from cyclecount_tui.domain.inventory import InventoryRecord


def tried(arguments: argparse.Namespace) -> int:
    """Tries the write, and gives the exit code.

    Raises:
        Refusal: it may not be done here, or nobody agreed to it. Nothing was sent.
    """
    settings = settings_here()
    if settings.api_uri and settings.auth_server:
        refuse_outside_sandbox(settings.api_uri, settings.auth_server)
    if not (arguments.yes or sys.stdin.isatty()):
        raise Refusal("Nothing was sent: there is nobody to ask here, so say --yes.")
    with connected(settings) as ion:
        record = record_to_try(ion, arguments.write_test)
        say(f"The write test sets the quantity of {in_words(record)} to what it is, once, and reads it again.")
        if not arguments.yes:
            _ask(record)
        try:
            with PassingLine() as line:
                outcome = try_write(ion, record, line.looking_at)
        except KeyboardInterrupt:
            say("The write may have been on its way; the quantity in it is the one that the record had.")
            raise
    _print(outcome, record.id, as_json=arguments.json)
    return exit_code_of(list(outcome.findings))


def _ask(record: "InventoryRecord") -> None:
    """Asks for the record's id; Enter alone sends nothing. Raises Refusal when it was not given."""
    print(f"Type {record.id} to send it, anything else to stop: ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        print(file=sys.stderr)  # ctrl+d leaves the cursor behind the question
    if answer.strip() != str(record.id):
        raise Refusal("Nothing was sent.")


def _print(outcome: Tried, record_id: int, *, as_json: bool) -> None:
    if as_json:
        print_document(document_of(outcome.findings, record=record_id, accepted=outcome.accepted))
        return
    for finding in outcome.findings:
        print_finding(finding)

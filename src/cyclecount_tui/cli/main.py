"""`cyclecount`: finds the verb, runs it, and turns every expected error into one sentence and an exit code."""

from __future__ import annotations

import argparse
import importlib
import sys

from cyclecount_tui import __version__
from cyclecount_tui.cli.arguments import add_plain_driver
from cyclecount_tui.cli.free_order import FreeOrderParser
from cyclecount_tui.cli.standard_streams import make_usable, printed_whole

TYPE_CHECKING = False  # see `arguments`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

VERBS = {
    "demo": "try everything on a simulated plant",
    "simulate": "serve a simulated ION on this machine",
    "schedule": "what is due; build, spread, import, export",
    "due": "what is due for me, and what fits into my minutes",
    "close": "close off what is counted, or show how it is closed off",
    "sheet": "open the count and write the blind count sheet, as CSV or PDF",
    "card": "write a card of barcodes to scan in place of keys",
    "count": "load a filled sheet; submit the count",
    "recount": "the lines to count again: their blind sheet, and how it goes on",
    "reconcile": "digital and floor side by side, with fixes",
    "fix": "choose what is done about one line",
    "plan": "the chosen fixes as exact writes",
    "successor": "what stands for records that ION merged",
    "approve": "agree to the major discrepancies of a plan",
    "post": "send the writes of the plan",
    "reopen": "end the count and reopen what was closed off",
    "certificate": "what a count found, changed and left",
    "report": "what all counts tell together",
    "verify": "prove that the journal is unedited",
    "doctor": "find out whether counting can start here",
    "config": "the settings and where they come from",
    "login": "prove an API key of ION and keep its secret",
    "logout": "forget the stored secret",
    "completion": "print shell completion",
}
"""Each is a module beside this one with `add(subparsers)`, and what it is for: only the one that is wanted is loaded.

Its `run` imports what it needs when it is called.
"""

_DESCRIPTION = "Blind cycle counts for factories that run on ION. Without a verb it opens the terminal app."

_EPILOG = """\
exit codes: 0 done, 1 refused with a reason, 2 usage, 3 ION unreachable, 4 not permitted, 5 changed meanwhile

settings: cyclecount login asks for the address of your ION and an API key, and keeps the secret in the system keyring.
The rest stands in a settings file (cyclecount config init, show, path) or in the environment: ION_API_URI,
ION_AUTH_SERVER, ION_CLIENT_ID, ION_CLIENT_SECRET, and CYCLECOUNT_<SECTION>_<KEY> for every setting of the file, as in
CYCLECOUNT_COUNT_DISCREPANCY_LOCATION.
Start with: cyclecount demo
"""


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The whole command line, every verb included; for `words` of one, only its own verb in full."""
    top = FreeOrderParser(
        prog="cyclecount",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"cyclecount {__version__}")
    add_plain_driver(top, default=False)
    verbs = top.add_subparsers(title="verbs", metavar="VERB", dest="verb", prog=top.prog, parser_class=_parser_of_verb)
    meant = None if words is None else next((word for word in words if not word.startswith("-")), "")
    for verb, purpose in VERBS.items():
        if meant in {None, verb}:
            importlib.import_module(f"cyclecount_tui.cli.{verb}").add(verbs)
        else:
            verbs.add_parser(verb, help=purpose, is_meant=False)
    return top


def _parser_of_verb(*, is_meant: bool = True, **said: Any) -> FreeOrderParser:
    """A verb that is not meant is listed and reads nothing: one empty parser does for all of those."""
    return FreeOrderParser(**said) if is_meant else _READS_NOTHING


_READS_NOTHING = FreeOrderParser(add_help=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and gives its exit code."""
    make_usable()
    return printed_whole(lambda: _run(_chosen(arguments)))


def _chosen(arguments: Sequence[str] | None) -> argparse.Namespace:
    words = sys.argv[1:] if arguments is None else arguments
    chosen = parser(words).parse_args(words)
    if chosen.verb is None:
        from cyclecount_tui.cli import app

        chosen.run = app.run
    return chosen


def _run(chosen: argparse.Namespace) -> int:
    from cyclecount_tui.cli.exit_codes import exit_for, trace_of
    from cyclecount_tui.cli.putting_together import SettingsWrong
    from cyclecount_tui.workflow.errors import OperatorError, sentence_of

    try:
        return int(chosen.run(chosen))
    except SettingsWrong as error:
        for sentence in error.sentences:
            print(f"cyclecount: {_safe(sentence)}", file=sys.stderr)
        return 2
    except OperatorError as error:
        print(f"cyclecount: {_safe(sentence_of(error))}{trace_of(error)}", file=sys.stderr)
        return exit_for(error)
    except KeyboardInterrupt:
        import signal

        print("cyclecount: stopped; everything entered so far is stored.", file=sys.stderr)
        return 128 + signal.SIGINT


def _safe(sentence: str) -> str:
    """A sentence may quote ION or a file: nothing in it may steer the terminal."""
    from cyclecount_tui.domain.visible_text import visible

    return visible(sentence)

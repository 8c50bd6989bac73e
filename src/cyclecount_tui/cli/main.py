"""`cyclecount`: finds the verb, runs it, and turns every expected error into one sentence and an exit code."""

import argparse
import importlib
import signal
import sys
from collections.abc import Sequence

from cyclecount_tui import __version__
from cyclecount_tui.cli.arguments import add_plain_driver
from cyclecount_tui.cli.free_order import FreeOrderParser
from cyclecount_tui.cli.standard_streams import make_usable, printed_whole

VERBS = (
    "demo", "simulate", "schedule", "due", "close", "sheet", "card", "count", "recount", "reconcile", "fix", "plan",
    "successor", "approve", "post", "reopen", "certificate", "report", "verify", "doctor", "config", "login",
    "logout", "completion",
)  # fmt: skip
"""Each is a module beside this one with `add(subparsers)`; its `run` imports what it needs when it is called."""

_DESCRIPTION = "Blind cycle counts for factories that run on ION. Without a verb it opens the terminal app."

_EPILOG = """\
exit codes: 0 done, 1 refused with a reason, 2 usage, 3 ION unreachable, 4 not permitted, 5 changed meanwhile

settings: cyclecount login asks for the address of your ION and an API key, and keeps the secret in the system keyring.
The rest stands in a settings file (cyclecount config init, show, path) or in the environment: ION_API_URI,
ION_AUTH_SERVER, ION_CLIENT_ID, ION_CLIENT_SECRET, and CYCLECOUNT_<SECTION>_<KEY> for every setting of the file, as in
CYCLECOUNT_COUNT_DISCREPANCY_LOCATION.
Start with: cyclecount demo
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line, every verb included."""
    top = FreeOrderParser(
        prog="cyclecount",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"cyclecount {__version__}")
    add_plain_driver(top, default=False)
    verbs = top.add_subparsers(title="verbs", metavar="VERB", dest="verb")
    for verb in VERBS:
        importlib.import_module(f"cyclecount_tui.cli.{verb}").add(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and gives its exit code."""
    make_usable()
    return printed_whole(lambda: _run(_chosen(arguments)))


def _chosen(arguments: Sequence[str] | None) -> argparse.Namespace:
    chosen = parser().parse_args(arguments)
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
        print("cyclecount: stopped; everything entered so far is stored.", file=sys.stderr)
        return 128 + signal.SIGINT


def _safe(sentence: str) -> str:
    """A sentence may quote ION or a file: nothing in it may steer the terminal."""
    from cyclecount_tui.domain.visible_text import visible

    return visible(sentence)

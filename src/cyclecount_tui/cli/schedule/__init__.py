"""`cyclecount schedule WAY`: what is due, the schedule as a file, and how it is built and spread."""

import importlib

from cyclecount_tui.cli.arguments import Verbs

WAYS = (
    "list", "build", "import", "export", "level", "assign", "skip", "pause", "resume", "retire", "history",
)  # fmt: skip
"""Each is a module of this package, named `WAY_way`, with `add(ways)`; its `run` imports what it needs when called."""


def add(verbs: Verbs) -> None:
    """The verb with its ways."""
    verb = verbs.add_parser("schedule", help="what is due; build, spread, import, export", description=__doc__)
    ways = verb.add_subparsers(title="ways", metavar="WAY", required=True)
    for way in WAYS:
        importlib.import_module(f"cyclecount_tui.cli.schedule.{way}_way").add(ways)

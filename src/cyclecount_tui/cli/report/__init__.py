"""`cyclecount report WAY`: what the counts of this database tell together."""

import importlib

from cyclecount_tui.cli.arguments import Verbs

WAYS = ("causes",)
"""Each is a module of this package, named `WAY_way`, with `add(ways)`; its `run` imports what it needs when called."""


def add(verbs: Verbs) -> None:
    """The verb with its ways."""
    verb = verbs.add_parser("report", help="what all counts tell together", description=__doc__)
    ways = verb.add_subparsers(title="ways", metavar="WAY", required=True)
    for way in WAYS:
        importlib.import_module(f"cyclecount_tui.cli.report.{way}_way").add(ways)

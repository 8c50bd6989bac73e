"""`cyclecount completion SHELL`: prints the shell's completion script."""

import argparse

from cyclecount_tui.cli.arguments import Verbs


def add(verbs: Verbs) -> None:
    """The verb and its argument."""
    verb = verbs.add_parser("completion", help="print shell completion", description=__doc__)
    verb.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the script."""
    import shtab

    from cyclecount_tui.cli.main import parser

    print(shtab.complete(parser(), arguments.shell))
    return 0

"""Arguments that several verbs share."""

import argparse
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from cyclecount_tui.domain.subject import SubjectKind

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a verb is added to."""


def add_subject(verb: argparse.ArgumentParser) -> None:
    """What is counted: a location by its id or exact name, or a part by `--part NUMBER`; `named` reads it."""
    verb.add_argument("location", metavar="LOCATION", nargs="?", help="id or exact name of the location")
    verb.add_argument(
        "--part",
        metavar="NUMBER",
        help="in place of LOCATION: the part with this number, at all locations that hold it",
    )


def named(arguments: argparse.Namespace) -> "tuple[str, SubjectKind]":
    """The text that names what is counted, and whether it is a location or a part.

    Raises:
        SettingsWrong: neither was given, or both were.
    """
    from cyclecount_tui.cli.putting_together import SettingsWrong
    from cyclecount_tui.domain.subject import SubjectKind

    if arguments.location is not None and arguments.part is not None:
        raise SettingsWrong("Say either LOCATION or --part NUMBER: a count is of one location, or of one part.")
    if arguments.part is not None:
        return arguments.part, SubjectKind.PART
    if arguments.location is None:
        raise SettingsWrong("Say what is counted: LOCATION, or --part NUMBER.")
    return arguments.location, SubjectKind.LOCATION


def add_counter(verb: argparse.ArgumentParser) -> None:
    """Who does it; goes into the journal."""
    verb.add_argument("--by", metavar="NAME", help="who does this (default: CYCLECOUNT_COUNTER, else the login name)")


def add_format(verb: argparse.ArgumentParser, *choices: str) -> None:
    """How the result is printed; json is one document on standard output and nothing else."""
    verb.add_argument("--format", choices=choices, default=choices[0], help=f"how to print it (default: {choices[0]})")

"""Arguments that several verbs share."""

import argparse
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a verb is added to."""


def add_location(verb: argparse.ArgumentParser) -> None:
    """The location: an id or an exact name."""
    verb.add_argument("location", metavar="LOCATION", help="id or exact name of the location")


def add_counter(verb: argparse.ArgumentParser) -> None:
    """Who does it; goes into the journal."""
    verb.add_argument("--by", metavar="NAME", help="who does this (default: CYCLECOUNT_COUNTER, else the login name)")


def add_format(verb: argparse.ArgumentParser, *choices: str) -> None:
    """How the result is printed; json is one document on standard output and nothing else."""
    verb.add_argument("--format", choices=choices, default=choices[0], help=f"how to print it (default: {choices[0]})")

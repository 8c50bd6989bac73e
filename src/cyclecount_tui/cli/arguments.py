"""Arguments that several verbs share."""

import argparse

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all that --version and --help need besides
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.domain.entries import CountMode
    from cyclecount_tui.domain.subject import SubjectKind
    from cyclecount_tui.workflow.workplace import Workplace

Verbs: "TypeAlias" = "argparse._SubParsersAction[argparse.ArgumentParser]"
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


def add_mode(verb: argparse.ArgumentParser) -> None:
    """How much the counter of a new count is told; `mode_of` reads it."""
    modes = verb.add_mutually_exclusive_group()
    modes.add_argument("--blind", action="store_true", help="a new count lists what to count, never how many")
    modes.add_argument("--double-blind", action="store_true", help="a new count lists nothing until it is submitted")
    modes.add_argument("--guided", action="store_true", help="training: what ION has is shown, and nothing is posted")


def mode_of(arguments: argparse.Namespace) -> "CountMode | None":
    """The mode that was asked for; None for that of the settings, or of the count that is open."""
    from cyclecount_tui.domain.entries import CountMode

    for mode in CountMode:
        if getattr(arguments, mode.value):
            return mode
    return None


def add_plain_driver(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """How the app draws; the whole command line has it, and a verb that opens the app takes it behind its name."""
    parser.add_argument(
        "--plain-driver",
        action="store_true",
        default=default,
        help="draw whole areas of the screen as Textual does, instead of sending only what changed",
    )


def add_counter(verb: argparse.ArgumentParser) -> None:
    """Who does it; goes into the journal."""
    verb.add_argument(
        "--by",
        metavar="NAME",
        help="who does this (default: CYCLECOUNT_USER, else the counter of the settings, else the login name)",
    )


def add_output(verb: argparse.ArgumentParser) -> None:
    """The file that is written; `-`, as nothing, is standard output and becomes None."""
    verb.add_argument(
        "-o", "--output", metavar="FILE", type=_file, help="the file; - is standard output (default: standard output)"
    )


def _file(name: str) -> "Path | None":
    from pathlib import Path

    return None if name == "-" else Path(name)


def add_take_over(verb: argparse.ArgumentParser) -> None:
    """What it takes to write into a count that somebody else holds at another terminal; `allowed` reads it."""
    verb.add_argument(
        "--take-over", action="store_true", help="go on although somebody counts this at another terminal, who is told"
    )


def allowed(arguments: argparse.Namespace, place: "Workplace", count: "Count") -> "Count":
    """The count, which may be written to: nobody else holds it, or with `--take-over` nobody does any more.

    Raises:
        HeldElsewhere: somebody else holds it; the sentence says who, where and since when.
    """
    from cyclecount_tui.workflow.held_counts import refuse_held
    from cyclecount_tui.workflow.leasing import take

    if arguments.take_over:
        return take(place, count, over=True).count
    if count.phase.entering:
        refuse_held(place, count, place.store.leases.of(count.id))
    return count


def add_format(verb: argparse.ArgumentParser, *choices: str) -> None:
    """How the result is printed; json is one document on standard output and nothing else."""
    verb.add_argument("--format", choices=choices, default=choices[0], help=f"how to print it (default: {choices[0]})")

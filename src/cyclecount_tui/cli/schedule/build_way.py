"""`cyclecount schedule build`: classes and cadences from ION, proposed beside today's schedule, and taken on demand."""

import argparse
from functools import partial
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format

if TYPE_CHECKING:
    from cyclecount_tui.workflow.proposing import Proposal, Proposals
    from cyclecount_tui.workflow.workplace import Workplace

_DESCRIPTION = (
    "Reads the whole inventory of ION and proposes a class and a cadence for every location: A, B or C by annual value "
    "(what was installed, kitted and moved out, at cost, over a year; the value on hand where ION does not tell how "
    "much) and by movement, the higher of both. Quantities, costs and values are used for that alone: none is shown, "
    "printed or kept. Nothing is stored before it is taken."
)

_USUAL_TOP = 20


def add(ways: Verbs) -> None:
    """The way and its options."""
    building = ways.add_parser("build", help="propose classes and cadences from ION", description=_DESCRIPTION)
    building.add_argument("--under", metavar="LOCATION", help="this location and all below it: id or exact name")
    building.add_argument("--parts", action="store_true", help="propose parts to count, wherever they lie")
    building.add_argument("--top", metavar="N", type=_number, help="with --parts: how many (default: 20)")
    building.add_argument(
        "--by",
        dest="chosen_by",
        choices=("value", "movement", "accuracy"),
        help="with --parts: the most valuable, the most moved, or the ones most often wrong (default: value)",
    )
    building.add_argument("--only-new", action="store_true", help="only what is not on the schedule yet")
    building.add_argument("--class", dest="count_class", choices=("A", "B", "C"), help="only this class")
    taking = building.add_mutually_exclusive_group()
    taking.add_argument("--dry-run", action="store_true", help="show the proposals and store nothing")
    taking.add_argument("--yes", action="store_true", help="take all that is shown without asking")
    taking.add_argument(
        "--take",
        metavar="NAME",
        action="append",
        default=[],
        help="take this one alone: id or exact name of the location, or the part number; may be repeated",
    )
    add_format(building, "table", "json")
    building.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows the proposals and stores those that are taken."""
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.cli.schedule.proposals_shown import show
    from cyclecount_tui.workflow.taking import take

    with workplace() as place:
        built = _built(place, arguments)
        shown = [row for row in built.rows if _wanted(row, arguments)]
        named = _named(shown, arguments.take)
        show(named if arguments.take else shown, built, arguments.format)
        if arguments.dry_run:
            say("Nothing was stored.")
            return 0
        if not arguments.take and not arguments.yes:
            _ask(shown)
        rows = take(place, named if arguments.take else shown)
    say(f"{plural(len(rows), 'row')} of the schedule changed.")
    return 0


def _built(place: "Workplace", arguments: argparse.Namespace) -> "Proposals":
    from cyclecount_tui.cli.passing_line import PassingLine
    from cyclecount_tui.workflow.building import proposals
    from cyclecount_tui.workflow.building_parts import By, part_proposals
    from cyclecount_tui.workflow.errors import Refusal
    from cyclecount_tui.workflow.finding import find_location
    from cyclecount_tui.workflow.waiting import Wait, waited_for

    if arguments.parts and arguments.under:
        raise Refusal("A part is counted wherever it lies: leave out --under, or --parts.")
    if (arguments.top or arguments.chosen_by) and not arguments.parts:
        raise Refusal("--top and --by choose among parts: add --parts, or leave them out.")
    under = find_location(place, arguments.under) if arguments.under else None
    with PassingLine() as line, waited_for(Wait(partial(line.rows_came, "Reading ION"))):
        if arguments.parts:
            return part_proposals(place, arguments.top or _USUAL_TOP, By(arguments.chosen_by or By.VALUE))
        return proposals(place, under)


def _wanted(row: "Proposal", arguments: argparse.Namespace) -> bool:
    return (row.is_new or not arguments.only_new) and arguments.count_class in {None, row.count_class}


def _named(shown: list["Proposal"], names: list[str]) -> list["Proposal"]:
    """The proposals of these names.

    Raises:
        Refusal: a name is not among them, or means several.
    """
    return [_the_only(name.strip(), shown) for name in names]


def _the_only(name: str, shown: list["Proposal"]) -> "Proposal":
    from difflib import get_close_matches

    from cyclecount_tui.workflow.errors import Refusal
    from cyclecount_tui.workflow.quoting import quoted

    found = [row for row in shown if name in {row.subject.name, str(row.subject.id)}]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{row.subject.id} ({row.subject.name})" for row in found)
        raise Refusal(
            f"Several of the proposals are called {quoted(name)}: say which by its id: {ids}. Nothing was stored."
        )
    near = get_close_matches(name, [row.subject.name for row in shown], n=5)
    nearest = f" Nearest: {'; '.join(near)}." if near else ""
    raise Refusal(f"There is no {quoted(name)} among the proposals, so nothing was stored.{nearest}")


def _ask(shown: list["Proposal"]) -> None:
    """Raises Refusal unless a person says yes."""
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.cli.yes_or_no import agreed
    from cyclecount_tui.workflow.errors import Refusal

    states = [row.state for row in shown]
    some = f"{plural(len(shown), 'proposal')} ({states.count('new')} new, {states.count('changed')} changed)"
    if not agreed(f"Take {some} into the schedule?", "--yes, or --take NAME"):
        raise Refusal("Nothing was stored.")


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return number

"""`cyclecount recount LOCATION --line N`: lines of a reconciliation go back to be counted again."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.workplace import Workplace


def add_again(verb: argparse.ArgumentParser, instead: "argparse._MutuallyExclusiveGroup") -> None:
    """The options; `instead` are those of which one is said at most."""
    instead.add_argument(
        "--line",
        metavar="NUMBER",
        type=int,
        action="append",
        help="a line of the reconciliation to count again; may be said for several lines",
    )
    instead.add_argument(
        "--chosen", action="store_true", help="count again all lines for which a recount is the chosen fix"
    )
    verb.add_argument("--reason", metavar="TEXT", default="", help="with --line, --chosen or --choose: why")


def wants_again(arguments: argparse.Namespace) -> bool:
    """Whether lines are to go back."""
    return bool(arguments.line) or arguments.chosen


def send_back(arguments: argparse.Namespace, place: "Workplace", count: "Count") -> None:
    """Sends the lines back, and says who counts them and what comes next."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.blind_counts import compared_before, to_submit_first
    from cyclecount_tui.workflow.recounting import what_comes_next
    from cyclecount_tui.workflow.sending_back import recount_lines, recount_marked

    if arguments.chosen:
        count = recount_marked(place, count, arguments.reason)
    else:
        count = recount_lines(place, count, arguments.line, arguments.reason)
    say(f"{what_comes_next(place, count)}.")
    for sentence in (to_submit_first(place, count), compared_before(place, count)):
        if sentence:
            say(sentence)

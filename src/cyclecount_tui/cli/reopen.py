"""`cyclecount reopen LOCATION`: ends the count of a location; the schedule moves on from the day of the count."""

import argparse

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_location


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("reopen", help="end the count and reopen the location", description=__doc__)
    add_location(verb)
    ways = verb.add_mutually_exclusive_group()
    ways.add_argument(
        "--leave", metavar="REASON", default="", help="leave open discrepancies as they are, with this note"
    )
    ways.add_argument("--give-up", metavar="REASON", default="", help="end the count without a result, for this reason")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ends the count."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.closing import give_up, next_due_of, reopen
    from cyclecount_tui.workflow.finding import find_count

    with workplace(arguments.by) as place:
        count = find_count(place, arguments.location)
        if arguments.give_up:
            give_up(place, count, arguments.give_up)
            say(f"The count of {count.location.name} is given up; the schedule stays as it was.")
            return 0
        count = reopen(place, count, arguments.leave)
        due = next_due_of(place, count)
    without = "" if count.close_off and not count.close_off.skipped else " It was counted without a close-off."
    say(f"{count.location.name} is open again.{f' Next count due {due}.' if due else ''}{without}")
    return 0

"""`cyclecount reopen LOCATION`: ends its count; the schedule moves on from the day of the count."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.closing import Reopening


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("reopen", help="end the count and reopen what was closed off", description=__doc__)
    add_subject(verb)
    ways = verb.add_mutually_exclusive_group()
    ways.add_argument(
        "--leave", metavar="REASON", default="", help="leave open discrepancies as they are, with this note"
    )
    ways.add_argument("--give-up", metavar="REASON", default="", help="end the count without a result, for this reason")
    verb.add_argument("--sign-down", action="store_true", help="the sign was taken down")
    verb.add_argument("--told", metavar="WHO", default="", help="who was told that the count is over")
    verb.add_argument(
        "--tell-nobody", action="store_true", help="do not run the command or call the webhook of the settings"
    )
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ends the count."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.domain.subject_words import called
    from cyclecount_tui.workflow.closing import Reopening, closing_words, give_up, reopen
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.recounting import refuse_recounting

    said = Reopening(arguments.sign_down, arguments.told, tell=not arguments.tell_nobody)
    with workplace(arguments.by) as place:
        before = find_count(place, *named(arguments))
        if arguments.give_up:
            count = give_up(place, before, arguments.give_up, said)
            say(f"The count of {called(count.subject)} is given up; the schedule stays as it was.")
        else:
            refuse_recounting(place, before)
            count = reopen(place, before, arguments.leave, said)
            without = "" if before.closed_off else " It was counted without a close-off."
            say(f"{closing_words(place, count)}{without}")
        _say_what_is_left(before, count, said)
    return 0


def _say_what_is_left(before: "Count", count: "Count", said: "Reopening") -> None:
    """What the program did besides, and what a person still has to do."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.domain.close_off_words import done_besides
    from cyclecount_tui.workflow.closing import still_to_undo

    for sentence in (*done_besides(before, count), *still_to_undo(before, said)):
        say(sentence)

"""`cyclecount close LOCATION`: records how a location is closed off for its count; opens the count if need be."""

import argparse

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_location


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("close", help="record that a location is closed off for its count", description=__doc__)
    add_location(verb)
    verb.add_argument("--told", metavar="WHO", default="", help="who was told, for example: shift lead, LINE-2")
    verb.add_argument("--sign", action="store_true", help="a sign is up")
    verb.add_argument("--transactions-stopped", action="store_true", help="nobody books here until the count is over")
    verb.add_argument("--skip", metavar="REASON", default="", help="count without closing off, for this reason")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Records the close-off."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import SettingsWrong, workplace
    from cyclecount_tui.workflow.finding import find_open_or_location
    from cyclecount_tui.workflow.opening import close_off, open_count, refuse_empty_close_off, skip_close_off

    done = bool(arguments.told or arguments.sign or arguments.transactions_stopped)
    if done and arguments.skip:
        raise SettingsWrong("--skip says that the location is not closed off: leave it out, or leave the others out.")
    if not arguments.skip:
        refuse_empty_close_off(arguments.told, arguments.sign, arguments.transactions_stopped)
    with workplace(arguments.by) as place:
        count = open_count(place, find_open_or_location(place, arguments.location))
        if arguments.skip:
            count = skip_close_off(place, count, arguments.skip)
            say(f"{count.location.name} is counted without closing it off: {arguments.skip}.")
        else:
            stopped = arguments.transactions_stopped
            count = close_off(place, count, arguments.told, sign_up=arguments.sign, transactions_stopped=stopped)
            say(f"{count.location.name} is closed off for count {count.id}.")
    return 0

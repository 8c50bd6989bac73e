"""`cyclecount schedule level`: spreads the next counts over the workdays, within cadence, slack and capacity."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_format

if TYPE_CHECKING:
    from cyclecount_tui.domain.levelled_schedule import Levelled
    from cyclecount_tui.workflow.workplace import Workplace


def add(ways: Verbs) -> None:
    """The way and its options."""
    levelling = ways.add_parser("level", help="spread the next counts evenly over the workdays", description=__doc__)
    levelling.add_argument("--horizon", metavar="DAYS", type=int, default=365, help="how far ahead (default: 365)")
    levelling.add_argument("--afresh", action="store_true", help="also move what was levelled before")
    levelling.add_argument("--yes", action="store_true", help="store the new days without asking")
    add_format(levelling, "table", "json")
    add_counter(levelling)
    levelling.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows what would move; stores it on demand."""
    from cyclecount_tui.cli.putting_together import settings_here, workplace
    from cyclecount_tui.cli.schedule.levelling_shown import print_levelled, print_levelled_document
    from cyclecount_tui.workflow.levelling import level

    with workplace(arguments.by) as place:
        plan = level(place, arguments.horizon, afresh=arguments.afresh)
        as_document = arguments.format == "json"
        if not as_document:
            print_levelled(plan, ascii_only=settings_here().ascii_only)
            _store(place, plan, yes=arguments.yes)
            return 0
        if arguments.yes:
            _store(place, plan, yes=True)
        print_levelled_document(plan, stored=arguments.yes)
    return 0


def _store(place: "Workplace", plan: "Levelled", *, yes: bool) -> None:
    """Stores the new days once a person agrees.

    Raises:
        Refusal: nobody agreed.
    """
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.yes_or_no import agreed
    from cyclecount_tui.workflow.errors import Refusal
    from cyclecount_tui.workflow.levelling import store_levelled

    if not plan.changed:
        say("The schedule is level: nothing moves.")
        return
    if not yes and not agreed(f"Store the new {'day' if len(plan.changed) == 1 else 'days'}?", "--yes"):
        raise Refusal("Nothing was stored.")
    store_levelled(place, plan)
    say(f"{plural(len(plan.moved), 'row')} moved.")

"""`cyclecount fix LOCATION --line N`: what is done about one discrepancy, a suggestion or a fix made by hand."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.choosing import Asked
    from cyclecount_tui.workflow.workplace import Workplace

_DESCRIPTION = """\
Chooses the fix of one line of a reconciliation: a suggestion by its number, or one made by hand, which needs a
--reason. Nothing is written to ION: cyclecount plan shows the writes, cyclecount post sends them. QUANTITY is a number,
a sum such as 2*12, or the word all; never more than the count found missing or extra. Missing parts are moved --to
where they are, extra ones come --from where ION has them."""

ALL = "all"


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("fix", help="choose what is done about one line", description=_DESCRIPTION)
    add_subject(verb)
    verb.add_argument("--line", metavar="N", type=int, required=True, help="the line, by its number")
    what = verb.add_mutually_exclusive_group(required=True)
    what.add_argument("--take", metavar="RANK", type=int, help="the suggestion with this number, 1 for the first")
    what.add_argument("--move", metavar="QUANTITY", help="move so many, with --to or --from")
    what.add_argument("--set", metavar="QUANTITY", help="what ION shall have here: this and no other number")
    what.add_argument("--create", metavar="QUANTITY", help="a new record of so many")
    what.add_argument("--park", metavar="QUANTITY", help="move so many to the discrepancy location")
    what.add_argument("--hold", action="store_true", help="wait, with a note that says for what")
    what.add_argument("--leave", action="store_true", help="leave it as it is, with a note that says why")
    what.add_argument("--undo", action="store_true", help="take the choice back")
    end = verb.add_mutually_exclusive_group()
    end.add_argument("--to", metavar="PLACE", help="with --move: where the missing parts are (name or id)")
    end.add_argument("--from", dest="source", metavar="PLACE", help="with --move: where the extra parts come from")
    verb.add_argument("--reason", metavar="TEXT", default="", help="why; needed unless a suggestion is taken")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Chooses it, and says what is open still."""
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.finding import find_count_under_way
    from cyclecount_tui.workflow.recounting import refuse_recounting
    from cyclecount_tui.workflow.submitting import compared

    asked = _asked(arguments)
    with workplace(arguments.by) as place:
        count = find_count_under_way(place, *named(arguments))
        refuse_recounting(place, count)
        seen = shown(place, _changed(arguments, place, compared(place, count), asked))
    line = seen.line(arguments.line)
    say(f"Line {arguments.line}, {line.key.words if line else ''}: {_chosen(seen, arguments.line)}.")
    waiting = sum(row.line.number not in seen.choices.keys() | seen.hidden.fixes for row in seen.unresolved)
    say(f"{plural(waiting, 'line')} of {seen.subject.name} without a fix.")
    if seen.hidden.words:
        say(seen.hidden.words)
    return 0


def _chosen(seen: "Count", line: int) -> str:
    choice = seen.choices.get(line)
    if choice is None and line in seen.hidden.fixes:
        return "what is chosen waits and is not shown"
    return choice.fix.words if choice is not None else "nothing is chosen any more"


def _changed(arguments: argparse.Namespace, place: "Workplace", count: "Count", asked: "Asked | None") -> "Count":
    from cyclecount_tui.workflow.beside_blind import shown_with_line
    from cyclecount_tui.workflow.choosing import choose, choose_by_hand, clear

    if arguments.undo:
        return clear(place, count, arguments.line)
    if asked is None:
        return choose(place, count, arguments.line, arguments.take)
    _refuse_wrong_end(arguments, shown_with_line(place, count, arguments.line))
    return choose_by_hand(place, count, arguments.line, asked)


def _asked(arguments: argparse.Namespace) -> "Asked | None":
    """What is asked for by hand; None where a suggestion is taken, or a choice taken back.

    Raises:
        SettingsWrong: options do not go together.
    """
    from cyclecount_tui.cli.putting_together import SettingsWrong
    from cyclecount_tui.domain.fixes import FixKind
    from cyclecount_tui.workflow.choosing import Asked

    _refuse_empty(arguments)
    place = arguments.to or arguments.source
    if place is not None and arguments.move is None:
        raise SettingsWrong("--to and --from go with --move: they say the other end of it.")
    if arguments.move is not None and place is None:
        raise SettingsWrong("--move needs the other end: --to PLACE for missing parts, --from PLACE for extra ones.")
    if arguments.hold or arguments.leave:
        return Asked(FixKind.HOLD if arguments.hold else FixKind.LEAVE, reason=arguments.reason)
    kinds = {FixKind.MOVE: arguments.move, FixKind.SET_QUANTITY: arguments.set, FixKind.CREATE: arguments.create,
             FixKind.PARK: arguments.park}  # fmt: skip
    for kind, quantity in kinds.items():
        if quantity is not None:
            typed = "" if quantity.strip().casefold() == ALL else quantity
            return Asked(kind, typed, place or "", arguments.reason)
    if arguments.reason:
        raise SettingsWrong("--reason is for a fix made by hand: a suggestion brings its own.")
    return None


def _refuse_empty(arguments: argparse.Namespace) -> None:
    """Raises SettingsWrong for an option without a text: a variable that is not set must not mean all."""
    from cyclecount_tui.cli.putting_together import SettingsWrong

    quantities = {name: getattr(arguments, name) for name in ("move", "set", "create", "park")}
    places = {"to": arguments.to, "from": arguments.source}
    for name, text in {**quantities, **places}.items():
        if text is not None and not text.strip():
            what = "how many, or all" if name in quantities else "which location"
            raise SettingsWrong(f"--{name} is empty: say {what}.")


def _refuse_wrong_end(arguments: argparse.Namespace, count: "Count") -> None:
    from cyclecount_tui.domain.quantities import plain
    from cyclecount_tui.workflow.errors import Refusal

    row = count.rows_by_line.get(arguments.line)
    if row is None or arguments.move is None:
        return
    apart = plain(abs(row.difference))
    if row.difference < 0 and arguments.to is None:
        raise Refusal(f"Line {arguments.line} misses {apart}: say with --to where they are.")
    if row.difference > 0 and arguments.source is None:
        raise Refusal(f"Line {arguments.line} has {apart} more than ION: say with --from where ION has them.")

"""`cyclecount due`: what is due today and overdue for me, and what of it to count in the minutes there are."""

import argparse
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format

if TYPE_CHECKING:
    from cyclecount_tui.domain.risk import Candidate, Picked
    from cyclecount_tui.workflow.due import Due
    from cyclecount_tui.workflow.workplace import Workplace


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("due", help="what is due for me, and what fits into my minutes", description=__doc__)
    whose = verb.add_mutually_exclusive_group()
    whose.add_argument("--for", dest="counter", metavar="NAME", help="for this counter (default: CYCLECOUNT_COUNTER)")
    whose.add_argument("--all", action="store_true", help="for everybody")
    verb.add_argument("--minutes", metavar="N", type=int, help="what to count in so many minutes, by risk per minute")
    verb.add_argument("--near", metavar="LOCATION", default="", help="begin the walk here: id or exact name")
    verb.add_argument("--moves", action="store_true", help="ask ION, too, how much changed there since the last count")
    add_format(verb, "table", "json")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what is due."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.due import due_now, in_minutes, in_walking_order, place_to_begin

    with workplace() as place:
        counter = None if arguments.all else (arguments.counter or place.counter)
        due = due_now(place, counter)
        _say_trouble(place)
        if arguments.moves:
            due = _with_moves(place, counter, due)
        near = place_to_begin(place, arguments.near)
        pick = None if arguments.minutes is None else in_minutes(due, arguments.minutes, near)
        listed = in_walking_order(due, near) if near else due.candidates
        others = 0 if listed or counter is None else len(due_now(place).candidates)
    if arguments.format == "json":
        _print_document(due, pick.candidates if pick else listed, arguments.minutes, pick)
        return 0
    _print_table(due, pick.candidates if pick else listed)
    if listed:
        _say(due, listed, arguments.minutes, pick)
    else:
        _say_nothing(counter, others)
    return 0


def _say_trouble(place: "Workplace") -> None:
    """Why the days are not those of the calendar that the settings name."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.calendar import calendar_trouble

    trouble = calendar_trouble(place)
    if trouble:
        say(trouble)


def _with_moves(place: "Workplace", counter: str | None, due: "Due") -> "Due":
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.due import with_moves

    found = with_moves(place, counter, due)
    if found is None:
        say("This ION cannot tell which records changed since a time: chosen without it.")
    return found or due


def _print_table(due: "Due", listed: "Sequence[Candidate]") -> None:
    from cyclecount_tui.cli.printing import print_table
    from cyclecount_tui.domain.risk import why

    header = ("Subject", "Due", "Lines", "Assigned to", "Count", "Why")
    rows = [
        (each.subject.name, due.entries[each.subject].due, str(each.lines), due.entries[each.subject].row.assigned_to,
         due.entries[each.subject].state, why(each))
        for each in listed
    ]  # fmt: skip
    if rows:
        print_table(header, rows, right=frozenset({2}))


def _say(due: "Due", listed: "Sequence[Candidate]", minutes: int | None, pick: "Picked | None") -> None:
    from cyclecount_tui.cli.printing import plural, say

    if pick is None:
        total = sum((each.minutes for each in listed), Decimal(0))
        say(f"{plural(len(listed), 'count')} due, about {plural(int(total.to_integral_value()), 'minute')}.")
    elif pick.too_long:
        say(f"Nothing fits into {plural(minutes or 0, 'minute')}; this one is overdue and takes longer.")
    elif not pick.candidates:
        shortest = min((each.minutes for each in due.open_to_pick), default=None)
        rest = "all that is due is being counted." if shortest is None else f"the shortest takes about {shortest:.0f}."
        say(f"Nothing that is due fits into {plural(minutes or 0, 'minute')}: {rest}")
    else:
        some = f"{plural(len(pick.candidates), 'count')} of {len(listed)} due"
        say(f"{some}, about {pick.minutes:.0f} of {plural(minutes or 0, 'minute')}, in walking order.")


def _say_nothing(counter: str | None, others: int) -> None:
    from cyclecount_tui.cli.printing import plural, say

    whom = f" for {counter}" if counter is not None else ""
    rest = f" {plural(others, 'count')} due for others: cyclecount due --all." if others else ""
    say(f"Nothing is due{whom} today.{rest}")


def _print_document(due: "Due", listed: "Sequence[Candidate]", minutes: int | None, pick: "Picked | None") -> None:
    from cyclecount_tui.cli.printing import print_document

    document: dict[str, object] = {"due": [_document(due, each) for each in listed]}
    if pick is not None:
        document |= {"minutes": minutes, "minutes_needed": float(pick.minutes), "too_long": pick.too_long}
    print_document(document)


def _document(due: "Due", each: "Candidate") -> dict[str, object]:
    from cyclecount_tui.domain.risk import risk_per_minute, why

    entry = due.entries[each.subject]
    return {
        "subject": {"kind": str(each.subject.kind), "id": each.subject.id, "name": each.subject.name},
        "class": each.count_class,
        "next_due": str(entry.next_due),
        "days_overdue": each.days_overdue,
        "lines": each.lines,
        "minutes": float(each.minutes),
        "moves": each.moves,
        "last_counts": {"counts": each.counts, "with_differences": each.with_differences},
        "risk_per_minute": round(float(risk_per_minute(each)), 4),
        "why": why(each),
        "assigned_to": entry.row.assigned_to,
        "count": entry.open_count.count_id if entry.open_count else None,
        "state": entry.state,
    }

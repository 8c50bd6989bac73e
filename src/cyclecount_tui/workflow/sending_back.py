"""Sending lines back from the reconciliation to be counted again, blind, by somebody else.

How its counter is kept from seeing what ION has, although the count was compared already:

- The journal is append-only and stays whole: it holds what was compared, and whoever may read the database file may
  read it there, as in ION itself. Nothing else tells it. From the moment the lines are sent back the folded count has
  no evidence, no rows, no plan, and no choice for those lines; every screen, document, export and command that shows
  quantities asks for a compared count and finds one that is being counted. The tables beside the journal drop what
  they held of it. Nothing new is asked of ION before the recount is submitted, and the sheet lists the lines alone.
- Lines that agreed are asked besides, and the reason for which lines were sent back is told after the recount only.
- Whoever decided, approved or posted anything of this count, or sent the lines back, has seen what ION has and does not
  count them, just as whoever counted before does not (the rule `other_counter` of the settings covers both).
- Other counts plan and post nothing that touches this stock meanwhile, as with every blind count.
"""

import secrets
from collections.abc import Iterable

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.earlier_counters import named
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.recount_events import LinesSentBack
from cyclecount_tui.domain.sending_back import (
    decoys_beside,
    refuse_not_again,
    who_may_not,
    why_not_again,
    written_lines,
)
from cyclecount_tui.workflow.choosing import choose_recount, clear
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.quoting import as_argument
from cyclecount_tui.workflow.workplace import Workplace


def mark(workplace: Workplace, count: Count, line: int, reason: str = "") -> Count:
    """Chooses a recount for a line, or takes it back where it is chosen: for all lines that were chosen together.

    Raises:
        Refusal: the count was for training. DomainError: the line is no discrepancy, or cannot be counted again.
    """
    choice = count.choices.get(line)
    if choice is not None and choice.fix.kind is FixKind.RECOUNT:
        return clear(workplace, count, line)
    _refuse_training(count)
    return choose_recount(workplace, count, line, reason)


def marked(count: Count) -> tuple[int, ...]:
    """The lines for which a recount is chosen, and those that are to be counted again with them."""
    if count.phase is not Phase.RECONCILING:
        return ()
    chosen = {line: choice.fix for line, choice in count.choices.items() if choice.fix.kind is FixKind.RECOUNT}
    written = written_lines(count) if chosen else frozenset()
    beside = {line for fix in chosen.values() for line in fix.also if not why_not_again(count, line, written)}
    return tuple(sorted(chosen.keys() | beside))


def to_carry_out(count: Count) -> str:
    """`2 lines of RACK-B are to be counted again: cyclecount recount RACK-B --chosen`; empty where none are."""
    lines = marked(count)
    if not lines:
        return ""
    some = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    verb = "is" if len(lines) == 1 else "are"
    command = f"cyclecount recount {as_argument(count.subject)} --chosen"
    return f"{some} of {count.subject.name} {verb} to be counted again: {command}"


def to_ask(workplace: Workplace, count: Count, lines: Iterable[int]) -> str:
    """What sending these lines back means, before it is done; some that agreed go with them."""
    lines = tuple(lines)
    one = len(lines) == 1
    who = who_may_not(count, workplace.counter) if workplace.practice.recount.other_counter else ()
    by = f", by somebody other than {named(who)}" if who else ""
    return (
        f"{'Line' if one else 'Lines'} {_listed(lines)} of {count.subject.name} {'goes' if one else 'go'} back to be "
        f"counted again, blind{by}; some that agreed may go with {'it' if one else 'them'}. Until then nothing of this "
        "count is shown or posted."
    )


def recount_marked(workplace: Workplace, count: Count, reason: str = "") -> Count:
    """Sends all lines back for which a recount is chosen: see `recount_lines`.

    Raises:
        Refusal: there are none.
    """
    lines = marked(count)
    if not lines and count.phase is Phase.RECONCILING:
        raise Refusal(f"No recount is chosen for any line of {count.subject.name}: choose one, or name the lines.")
    return recount_lines(workplace, count, lines, reason)


def recount_lines(workplace: Workplace, count: Count, lines: Iterable[int], reason: str = "") -> Count:
    """The count in which these lines, and some that agreed, are counted again; nothing is asked of ION.

    All other lines keep what was chosen, decided and posted for them. Whether stock moved is seen when the recount is
    submitted and compared.

    Raises:
        Refusal: the count was for training. DomainError: it is not compared, a write of it is not settled, or one of
            the lines has something in ION already or was counted too often. CountMoved: another terminal went on
            with the count.
    """
    lines = tuple(sorted(set(lines)))
    _refuse_training(count)
    refuse_not_again(count, lines)
    beside = decoys_beside(count, lines, workplace.practice.recount)
    event = LinesSentBack(
        at=workplace.now(),
        by=workplace.counter,
        lines=tuple(sorted({*lines, *beside})),
        salt=secrets.token_hex(16),
        reason=reason.strip(),
    )
    return record(workplace, count, event)


def _refuse_training(count: Count) -> None:
    if count.mode is CountMode.GUIDED:
        raise Refusal(f"The count of {count.subject.name} was for training: nothing of it is counted again.")


def _listed(lines: tuple[int, ...]) -> str:
    *some, last = (str(line) for line in lines or (0,))
    return f"{', '.join(some)} and {last}" if some else last

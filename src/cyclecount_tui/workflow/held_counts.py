"""Whether somebody else holds a count; whoever writes an entry looks here first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cyclecount_tui.domain.lease import Lease
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.this_terminal import has_ended
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:  # the schedule asks who holds a count, and folds none
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.domain.events import Event


class HeldElsewhere(Refusal):
    """Somebody counts this at another terminal, and nothing was written; `lease` says who, where and since when."""

    def __init__(self, sentence: str, lease: Lease) -> None:
        super().__init__(sentence)
        self.lease = lease


def holds(workplace: Workplace, lease: Lease | None) -> bool:
    """Whether a lease is another terminal's that still gives signs of life."""
    if lease is None or lease.terminal.session == workplace.terminal.session:
        return False
    if lease.lapsed(workplace.now(), workplace.practice.lease_seconds):
        return False
    return not has_ended(lease.terminal, workplace.terminal)


def refuse_held(workplace: Workplace, count: Count, lease: Lease | None) -> None:
    """Raises HeldElsewhere for a lease that is another terminal's."""
    if lease is not None and holds(workplace, lease):
        raise HeldElsewhere(
            f"{held_words(workplace, count, lease)} Ask before you take it over: --take-over on the command line, t on "
            "its screen.",
            lease,
        )


def refusing_entry(workplace: Workplace, count: Count, *events: Event) -> Callable[[Lease | None], None] | None:
    """What raises HeldElsewhere where another terminal holds the count; None where no event is a counter's work."""
    from cyclecount_tui.domain.counting_events import CountingEvent, TakenOver

    counting = any(isinstance(event, CountingEvent) and not isinstance(event, TakenOver) for event in events)
    return partial(refuse_held, workplace, count) if count.phase.entering and counting else None


def held_words(workplace: Workplace, count: Count, lease: Lease) -> str:
    """`Ann counts RACK-B / SHELF-04 since 10:20 at line-2/pts/3`, with a full stop."""
    who = "You count" if lease.holder == workplace.counter else f"{lease.holder} counts"
    return f"{who} {count.subject.name} since {lease.since(workplace.now())} at {lease.terminal.words}."

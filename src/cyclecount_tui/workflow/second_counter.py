"""A recount is done by somebody else: whoever counted before enters nothing in it, whichever way it comes in."""

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.counting_events import (
    Counted,
    EntryUndone,
    ItemFound,
    LineLeft,
    LineNoted,
    NoneConfirmed,
    UnknownScanned,
    UnknownSettled,
)
from cyclecount_tui.domain.earlier_counters import counted_or_seen, has_counted_before
from cyclecount_tui.domain.events import Event
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace

_ENTERING = (
    Counted,
    NoneConfirmed,
    ItemFound,
    EntryUndone,
    LineNoted,
    LineLeft,
    UnknownScanned,
    UnknownSettled,
)


class CountedBefore(Refusal):
    """Whoever enters this has counted it before, or seen what ION has of it: somebody else has to."""


def may_not_count(workplace: Workplace, count: Count, name: str = "") -> bool:
    """Whether somebody, by default the counter at this terminal, is kept from this recount by having counted before."""
    if count.phase is not Phase.RECOUNTING or not workplace.practice.recount.other_counter:
        return False
    return has_counted_before(count, name or workplace.counter)


def refuse_earlier_counter(workplace: Workplace, count: Count, *events: Event) -> None:
    """Raises CountedBefore when some of the events are entries in a recount, by somebody who counted before."""
    if any(isinstance(event, _ENTERING) for event in events) and may_not_count(workplace, count):
        raise counted_before(count)


def counted_before(count: Count) -> CountedBefore:
    """The refusal, which names everybody who may not and says what to do."""
    return CountedBefore(
        f"{counted_or_seen(count)}, so somebody else counts it again: hand the terminal over, say who counts with "
        "--by, or go on without it (cyclecount recount --waive REASON)."
    )

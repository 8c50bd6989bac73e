"""One counter a count at a time: taking a count, keeping it, giving it back, and taking it over from somebody else."""

from dataclasses import dataclass

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import TakenOver
from cyclecount_tui.domain.entries import HandOver
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.lease import Lease, time_words
from cyclecount_tui.store.errors import LeaseMoved
from cyclecount_tui.store.journaled import Journaled
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.held_counts import HeldElsewhere, holds, refuse_held
from cyclecount_tui.workflow.keeping import load, state_of
from cyclecount_tui.workflow.this_terminal import has_ended
from cyclecount_tui.workflow.workplace import Workplace

__all__ = ["HeldElsewhere", "Taken", "keeps", "release", "still_held", "take", "taken_words"]

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """A count that this terminal holds from now on; of one that is not counted any more there is no lease.

    `previous` is the lease that somebody else had: it had lapsed, or was taken over.
    """

    count: Count
    lease: Lease | None
    previous: Lease | None = None


def take(workplace: Workplace, count: Count, *, over: bool = False) -> Taken:
    """Holds a count for this terminal, until it was released as often as it was taken.

    With `over` it is taken from whoever holds it, which the journal tells.

    A lease that lapsed is free, and whoever takes it then is told in the journal, too; nothing of the count is lost.

    Raises:
        HeldElsewhere: somebody else holds it, and it was not to be taken over.
        StoreError: it could not be stored.
    """
    with workplace.held_here.lock:
        taken = _taken_in_the_end(workplace, count, over=over)
        if taken.lease is not None:
            workplace.held_here.once_more(count.id)
        return taken


def _taken_in_the_end(workplace: Workplace, count: Count, *, over: bool) -> Taken:
    for _ in range(_TRIES - 1):
        try:
            return _taken(workplace, count, over=over)
        except (LeaseMoved, CountMoved):  # another terminal wrote in the same moment: look again
            count = load(workplace, count.id)
    return _taken(workplace, count, over=over)


def _taken(workplace: Workplace, count: Count, *, over: bool) -> Taken:
    if not count.phase.entering:
        return Taken(count, None)
    leases, here = workplace.store.leases, workplace.terminal
    before = leases.of(count.id)
    if not over:
        refuse_held(workplace, count, before)
    now = workplace.now()
    lease = Lease(count.id, workplace.counter, here, now, now)
    if before is None or before.terminal.session == here.session:
        taken_at = now if before is None else before.taken_at
        leases.take(lease._replace(taken_at=taken_at), before)
        return Taken(count, lease)
    count = load(workplace, count.id)
    if not count.phase.entering:
        return Taken(count, None)
    if before.holder == lease.holder and has_ended(before.terminal, here):  # nobody is left there to be told
        leases.take(lease, before)
        return Taken(count, lease)
    return _from_another(workplace, count, lease, before)


def _from_another(workplace: Workplace, count: Count, lease: Lease, before: Lease) -> Taken:
    event = TakenOver(
        at=lease.taken_at,
        by=lease.holder,
        previous=before.holder,
        terminal=lease.terminal.words,
        lapsed=not holds(workplace, before),
    )
    changed = after(count, event)
    workplace.store.leases.take(lease, before, Journaled(changed.version, event, state_of(changed)))
    return Taken(changed, lease, before)


def keeps(workplace: Workplace, count_id: str) -> bool:
    """Gives a sign of life; False when this terminal does not hold the count any more. Raises StoreError."""
    with workplace.held_here.lock:
        kept = workplace.store.leases.beat(count_id, workplace.terminal.session, workplace.now())
        return kept or _not_any_more(workplace, count_id)


def still_held(workplace: Workplace, count_id: str) -> bool:
    """Whether this terminal holds the count; only looks. Raises StoreError."""
    with workplace.held_here.lock:
        lease = workplace.store.leases.of(count_id)
        held = lease is not None and lease.terminal.session == workplace.terminal.session
        return held or _not_any_more(workplace, count_id)


def _not_any_more(workplace: Workplace, count_id: str) -> bool:
    workplace.held_here.not_any_more(count_id)
    return False


def release(workplace: Workplace, count_id: str) -> None:
    """Lets go of a count, once for each time it was taken; what was counted stays. Raises StoreError."""
    with workplace.held_here.lock:
        if workplace.held_here.once_less(count_id):
            workplace.store.leases.release(count_id, workplace.terminal.session)


def taken_words(workplace: Workplace, count: Count) -> str:
    """`Ben took this count over at 10:42 at line-2/pts/3. Nothing of yours was lost.`, for whom it was taken from."""
    change = next((change for change in reversed(count.handovers) if change.taken), None)
    if change is None:
        return "This terminal does not hold the count any more. Nothing of yours was lost."
    return f"{_who(workplace, change)} took this count over at {_when(workplace, change)}. Nothing of yours was lost."


def _who(workplace: Workplace, change: HandOver) -> str:
    return "You" if change.by == workplace.counter else change.by


def _when(workplace: Workplace, change: HandOver) -> str:
    at = time_words(change.at, workplace.now())
    return f"{at} at {change.terminal}" if change.terminal else at

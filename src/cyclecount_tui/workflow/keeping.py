"""The one way a count changes: folded first (is it possible?), then on disk, and only then in memory."""

from collections.abc import Sequence

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.folding import after, folded
from cyclecount_tui.store.count_row import CountState
from cyclecount_tui.workflow.workplace import Workplace


def record(workplace: Workplace, count: Count, event: Event) -> Count:
    """The count after the event, which is committed when this returns.

    Raises:
        DomainError: the event is not possible. StoreError: it could not be stored. Either way nothing changed.
    """
    changed = after(count, event)
    workplace.store.journal.append(count.id, changed.version, event, state_of(changed))
    return changed


def record_all(workplace: Workplace, count: Count, events: Sequence[Event]) -> Count:
    """As `record`, for several events: all of them are stored, or none."""
    if not events:
        return count
    changed = count
    for event in events:
        changed = after(changed, event)
    workplace.store.journal.append_many(count.id, count.version + 1, events, state_of(changed))
    return changed


def load(workplace: Workplace, count_id: str) -> Count:
    """The count as its journal tells it."""
    return folded(count_id, workplace.store.journal.events(count_id))


def state_of(count: Count) -> CountState:
    """What the schedule shows of a count."""
    return CountState(
        count.phase.value,
        len(count.standing),
        len(count.lines),
        count.phase.ended,
        counted_on=count.submission.counted_on if count.submission else None,
        compared=len(count.rows) if count.evidence else None,
        matched=sum(not row.differs for row in count.rows) if count.evidence else None,
        closed_off_at=count.closed_off_since,
        to_reopen=count.to_reopen,
        stopped_in_ion=count.stop is not None and count.stop.to_put_back,
    )

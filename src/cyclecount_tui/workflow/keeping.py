"""The one way a count changes: folded first (is it possible?), then on disk, and only then in memory."""

from collections.abc import Sequence

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.earlier_counters import earlier_counters
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.new_results import new_results
from cyclecount_tui.store.count_row import CountState
from cyclecount_tui.workflow.held_counts import refusing_entry
from cyclecount_tui.workflow.second_counter import refuse_earlier_counter
from cyclecount_tui.workflow.workplace import Workplace


def record(workplace: Workplace, count: Count, event: Event) -> Count:
    """The count after the event, which is committed when this returns.

    Raises:
        DomainError: the event is not possible. StoreError: it could not be stored. HeldElsewhere: another terminal
            counts this. CountedBefore: it is a recount, by somebody who counted before. Nothing changed then.
    """
    refuse_earlier_counter(workplace, count, event)
    changed = after(count, event)
    refuse = refusing_entry(workplace, count, event)
    workplace.store.journal.append(count.id, changed.version, event, _state_after(count, changed), refuse=refuse)
    return changed


def record_all(workplace: Workplace, count: Count, events: Sequence[Event]) -> Count:
    """As `record`, for several events: all of them are stored, or none; without any, that the count stands is sure."""
    if not events:
        workplace.store.journal.require_end(count.id, count.version)
        return count
    refuse_earlier_counter(workplace, count, *events)
    changed = count
    for event in events:
        changed = after(changed, event)
    refuse, state = refusing_entry(workplace, count, *events), _state_after(count, changed)
    workplace.store.journal.append_many(count.id, count.version + 1, events, state, refuse=refuse)
    return changed


def load(workplace: Workplace, count_id: str) -> Count:
    """The count as its journal tells it."""
    return workplace.last_loaded.load(workplace.store.journal, count_id)


def _state_after(before: Count, changed: Count) -> CountState:
    return state_of(changed)._replace(results=new_results(before, changed))


def state_of(count: Count) -> CountState:
    """What the schedule shows of a count; of a recount, how many of the lines that are counted again.

    Training has no results.
    """
    judged = count.evidence is not None and count.mode is not CountMode.GUIDED
    recounting = count.phase is Phase.RECOUNTING
    return CountState(
        count.phase.value,
        len(count.standing if count.phase.blind else count.counted),
        len(count.to_count if recounting else count.lines),
        count.phase.ended,
        counted_on=count.submission.counted_on if count.submission else None,
        compared=len(count.rows) if judged else None,
        matched=_matched(count) if judged else None,
        closed_off_at=count.closed_off_since,
        to_reopen=count.to_reopen,
        stopped_in_ion=count.stop is not None and count.stop.to_put_back,
        counted_before=earlier_counters(count) if recounting else (),
    )


def _matched(count: Count) -> int:
    unsure = count.unsure
    return sum(not row.differs and row.line.number not in unsure for row in count.rows)

"""Ending a count: the location is reopened and the schedule moves on, or the count is given up."""

from dataclasses import replace
from datetime import date

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.events import CountClosed, CountGivenUp
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.schedule import ScheduleRow, next_due
from cyclecount_tui.workflow.choosing import leave_all
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record, state_of
from cyclecount_tui.workflow.workplace import Workplace


def close_if_resolved(workplace: Workplace, count: Count) -> Count:
    """Closes a compared count in which every discrepancy is dealt with; else the count as it is."""
    waiting = count.phase is not Phase.RECONCILING or count.unresolved or count.unsettled or count.outstanding
    return count if waiting else _close(workplace, count)


def reopen(workplace: Workplace, count: Count, leave_reason: str = "") -> Count:
    """Reopens the location: the count is closed, its schedule row goes on from the day of the count.

    Discrepancies that are left get `leave_reason` as their note.

    Raises:
        Refusal: the count is not compared yet, or discrepancies are left and no reason was given.
        DomainError: a write of the last posting is not settled yet.
    """
    name = count.location.name
    if count.phase.ended:
        raise Refusal(f"{name} is open: its last count is {count.phase.words}.")
    if count.phase is not Phase.RECONCILING:
        raise Refusal(
            f"The count of {name} is not compared with ION yet: submit it first, or give it up with a reason."
        )
    left = [row.line.number for row in count.unresolved]
    if left and not leave_reason.strip():
        some = "1 discrepancy has" if len(left) == 1 else f"{len(left)} discrepancies have"
        raise Refusal(f"{some} no fix posted at {name}: post the plan, or leave them as they are with a reason.")
    if left:
        count = leave_all(workplace, count, left, leave_reason)
    return _close(workplace, count)


def give_up(workplace: Workplace, count: Count, reason: str) -> Count:
    """Ends a count without a result; the schedule stays as it was.

    Raises:
        Refusal: no reason was given. DomainError: the count is over, or some of its writes are in ION already.
    """
    if not reason.strip():
        raise Refusal("Giving up a count needs a reason: type one.")
    return record(workplace, count, CountGivenUp(at=workplace.now(), by=workplace.counter, reason=reason.strip()))


def next_due_of(workplace: Workplace, count: Count) -> date | None:
    """When the location of a count is due next; None when it is not scheduled."""
    row = workplace.store.schedule.row(count.location.id)
    return None if row is None else next_due(row, workplace.today())


def _close(workplace: Workplace, count: Count) -> Count:
    event = CountClosed(at=workplace.now(), by=workplace.counter)
    closed = after(count, event)
    row = _moved_on(workplace, count)
    workplace.store.journal.close_count(count.id, closed.version, event, state_of(closed), row)
    return closed


def _moved_on(workplace: Workplace, count: Count) -> ScheduleRow | None:
    """The schedule row with the day of this count; a location that is not scheduled gets a row without cadence."""
    if count.submission is None:
        return None
    row = workplace.store.schedule.row(count.location.id) or ScheduleRow(count.location.id, count.location.name)
    counted_on = count.submission.counted_on
    latest = counted_on if row.last_counted is None else max(row.last_counted, counted_on)
    return replace(row, last_counted=latest)

"""How a count follows from its approvals: of its present plan, by somebody who had no hand in it."""

from dataclasses import replace

from cyclecount_tui.domain.approval import involved
from cyclecount_tui.domain.approval_events import ApprovalEvent
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.earlier_counters import is_among, named
from cyclecount_tui.domain.errors import DomainError, HadAHandInIt


def approval_after(event: ApprovalEvent, count: Count) -> Count:
    """The count after an approval.

    Raises:
        HadAHandInIt: it is by one of those who counted, chose or planned. DomainError: it is not of the present plan.
    """
    name = count.subject.name
    if count.phase is not Phase.RECONCILING or count.plan is None:
        raise DomainError(f"There is no plan for {name} to approve: make one first.")
    if not event.writes or not set(count.plan.writes).issuperset(event.writes):
        raise DomainError(f"The plan of {name} is another one by now: look at it, then approve.")
    refuse_involved(count, event.by)
    return replace(count, approvals=replace(count.approvals, given=(*count.approvals.given, event)))


def refuse_involved(count: Count, by: str) -> None:
    """Raises HadAHandInIt when this is one of those who may not approve."""
    names = involved(count)
    if is_among(names, by):
        raise HadAHandInIt(
            f"{by} counted, chose or planned what is written for {count.subject.name}: somebody other than "
            f"{named(names)} has to approve it."
        )

"""How a count follows from what a person says of records that ION merged away."""

from dataclasses import replace
from types import MappingProxyType

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.succession import Succession, stands_for
from cyclecount_tui.domain.successor_events import SuccessorEvent


def successor_after(event: SuccessorEvent, count: Count) -> Count:
    """The count after a successor was taken: its plan is made anew, upon that record.

    Raises:
        DomainError: there is no fix of that line that writes, or the record would stand for itself.
    """
    choice = count.choices.get(event.line)
    if count.phase is not Phase.RECONCILING or choice is None or not choice.fix.kind.writes:
        raise DomainError(
            f"Line {event.line} of {count.subject.name} has no fix that needs a record: choose one first."
        )
    if count.unsettled:
        raise DomainError("The last posting has a write whose outcome is not known: run post again, then take it.")
    successor = event.successor.record_id
    if not event.gone or {successor, stands_for(count.successors, successor)} & set(event.gone):
        raise DomainError(f"Record {successor} cannot stand for itself: look at the line in ION.")
    succession = Succession(event.successor, count.next_write_number)
    taken = MappingProxyType({**count.successors, **dict.fromkeys(event.gone, succession)})
    return replace(count, successors=taken, plan=None)

"""How a count follows from its remarks: each is started once, and comes to one end."""

from dataclasses import replace
from types import MappingProxyType

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.plan import Progress
from cyclecount_tui.domain.remark_events import RemarkDone, RemarkEvent, RemarkRefused, RemarkStarted
from cyclecount_tui.domain.remarks import RemarkState


def remark_after(event: RemarkEvent, count: Count) -> Count:
    """The count after an event of a remark.

    Raises:
        DomainError: that remark came to its end already, or one that was never sent is said to be there.
    """
    key = (event.what, event.about)
    before = count.remarks.get(key)
    if before is not None and not before.progress.unsettled:
        raise DomainError(f"The {event.what.value} about {event.about} came to its end already: it is not sent again.")
    return replace(count, remarks=MappingProxyType({**count.remarks, key: _after(event, before)}))


def _after(event: RemarkEvent, before: RemarkState | None) -> RemarkState:
    if isinstance(event, RemarkStarted):
        return RemarkState(Progress.STARTED, event.at, event.record_ids, event.text)
    if isinstance(event, RemarkDone):
        if before is None or before.sent_at is None:
            raise DomainError(f"The {event.what.value} about {event.about} was never sent: it cannot be there.")
        return replace(before, progress=Progress.DONE, ion_id=event.ion_id, reason="")
    ended = Progress.REFUSED if isinstance(event, RemarkRefused) else Progress.UNCLEAR
    return replace(before or RemarkState(ended), progress=ended, reason=event.reason)

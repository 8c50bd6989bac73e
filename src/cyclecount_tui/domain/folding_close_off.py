"""How a count follows from what happened around its close-off: one small rule an event."""

from dataclasses import replace
from functools import singledispatch

from cyclecount_tui.domain import close_off_events as said
from cyclecount_tui.domain.close_off import CloseOff, Setting, Stop, Told
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError


def still_counting(count: Count) -> None:
    """Raises DomainError when the count was submitted."""
    if count.submission is not None:
        raise DomainError(f"The count of {count.subject.name} was submitted: it can be reconciled, not changed.")


def require_available_again(count: Count) -> None:
    """Raises DomainError while ION's flag of the location is off because of this count: it never ends like that."""
    if count.stop is not None and count.stop.to_put_back:
        raise DomainError(
            f"{count.subject.name} is off in ION for this count: its availability is put back before the count ends."
        )


def close_off_after(event: said.CloseOffEvent, count: Count) -> Count:
    """The count after an event around its close-off.

    Raises:
        DomainError: the event is not possible as the count stands.
    """
    return _fold(event, count)


@singledispatch
def _fold(event: said.CloseOffEvent, count: Count) -> Count:
    raise TypeError(f"There is no rule for {event.kind} of {count.subject.name}.")


@_fold.register
def _(event: said.LocationClosedOff, count: Count) -> Count:
    still_counting(count)
    recorded = CloseOff(
        event.by, event.at, told=event.told, sign_up=event.sign_up, transactions_stopped=event.transactions_stopped
    )
    before = count.close_off
    return replace(count, close_off=recorded if before is None else before.and_then(recorded))


@_fold.register
def _(event: said.CloseOffSkipped, count: Count) -> Count:
    still_counting(count)
    require_available_again(count)
    return replace(count, close_off=CloseOff(event.by, event.at, skipped=event.reason))


@_fold.register
def _(event: said.PeopleTold, count: Count) -> Count:
    return replace(count, told=(*count.told, Told(event.occasion, event.way, event.at, event.failure)))


@_fold.register
def _(event: said.AvailabilityStarted, count: Count) -> Count:
    before = count.stop or Stop()
    if not event.available:
        _may_be_stopped(count, before)
        before = replace(before, unavailable_before=event.unavailable_before)
    return replace(count, stop=replace(before, under_way=Setting(event.available, event.etag, event.at), remark=""))


@_fold.register
def _(event: said.AvailabilityDone, count: Count) -> Count:
    stop = count.stop or Stop()
    if event.available:
        return replace(count, stop=replace(stop, off=False, under_way=None, remark=""))
    return replace(count, stop=replace(stop, off=True, under_way=None, by=event.by, at=event.at, remark=""))


@_fold.register
def _(event: said.AvailabilityRefused, count: Count) -> Count:
    return replace(count, stop=replace(_started(count), under_way=None, remark=event.reason))


@_fold.register
def _(event: said.AvailabilityUnclear, count: Count) -> Count:
    return replace(count, stop=replace(_started(count), remark=event.reason))


@_fold.register
def _(event: said.AvailabilityLeft, count: Count) -> Count:
    stop = count.stop or Stop()
    return replace(count, stop=replace(stop, off=False, under_way=None, remark=event.reason))


def _may_be_stopped(count: Count, stop: Stop) -> None:
    if count.subject.is_part:
        raise DomainError("A count of a part covers many locations: none of them is turned off in ION.")
    if count.sheet_read and not stop.to_put_back:  # one that may be off is sent again, to be put back for sure
        raise DomainError(
            f"The sheet of {count.subject.name} is read already: transactions are stopped in ION before that, or not."
        )
    if stop.off and stop.under_way is None:
        raise DomainError(f"{count.subject.name} is off in ION for this count already.")


def _started(count: Count) -> Stop:
    if count.stop is None or count.stop.under_way is None:
        raise DomainError(f"Nothing is under way to the availability of {count.subject.name}.")
    return count.stop

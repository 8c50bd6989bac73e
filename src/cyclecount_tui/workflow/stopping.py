"""Stopping transactions in ION: the location's own `available` flag, turned off once and always put back.

Journaled like any write: started before it is sent, settled after, and by reading ION again after a crash. A count
whose flag is off or in doubt cannot end, so it stays in the schedule until the flag is back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from cyclecount_tui.domain.close_off import Stop
from cyclecount_tui.domain.close_off_events import (
    AvailabilityDone,
    AvailabilityLeft,
    AvailabilityRefused,
    AvailabilityStarted,
    AvailabilityUnclear,
    CloseOffEvent,
)
from cyclecount_tui.domain.count import Count
from cyclecount_tui.ion.errors import KeepsChanging, NotFound, Refused
from cyclecount_tui.workflow.errors import IonError, NotPermitted, Refusal, SchemaMismatch
from cyclecount_tui.workflow.keeping import load, record
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.ion.availability import Availability

_CLEAR_NO = (Refused, NotPermitted, NotFound, SchemaMismatch)
"""ION's answers that say for sure that the flag was not set, and that asking again does not help."""

_TRIES = 4

_GONE = "ION no longer has the location: there is no availability to put back."


@dataclass(frozen=True, slots=True)
class Stopped:
    """What came of turning the flag off, in a sentence. `off`: it is off for this count now."""

    count: Count
    sentence: str

    @property
    def off(self) -> bool:
        """Whether transactions are stopped in ION by this count."""
        return self.count.stop is not None and self.count.stop.off


def may_stop_in_ion(workplace: Workplace, count: Count) -> bool:
    """Whether turning the flag off is offered: settings allow it, it is one location, and no sheet was read yet."""
    allowed = workplace.practice.closing_off.stop_transactions
    return allowed and not count.subject.is_part and not count.sheet_read and count.submission is None


def refuse_stopping(workplace: Workplace, count: Count) -> None:
    """Raises Refusal when the flag may not be turned off for this count."""
    name = count.subject.name
    if not workplace.practice.closing_off.stop_transactions:
        raise Refusal("Stopping transactions in ION is not allowed here: it has to be switched on in the settings.")
    if count.subject.is_part:
        raise Refusal(f"{name} is counted at many locations: none of them is turned off in ION.")
    if not may_stop_in_ion(workplace, count) and not _stop_of(count).off:
        raise Refusal(
            f"The sheet of {name} is read already: transactions are stopped in ION before that. Stop them by procedure."
        )


def stop_in_ion(workplace: Workplace, count: Count) -> Stopped:
    """Turns the flag off. One that was off before stays as it is, now and later.

    What ION refuses, or does not answer, is a sentence and no error: the close-off goes on with the rest.

    Raises:
        Refusal: it is not allowed, or too late. StoreError: the journal cannot be written; nothing is sent then.
    """
    refuse_stopping(workplace, count)
    run = _Run(workplace, count)
    try:
        sentence = run.turn_off()
    except IonError as error:
        if run.stop.to_put_back:
            said = "Whether ION stopped transactions is not known: it is settled, and put back, before the count ends."
        else:
            said = "Transactions are not stopped in ION."
        sentence = f"{said} {error.sentence}"
    return Stopped(run.count, sentence)


def settled(workplace: Workplace, count: Count) -> tuple[Count, IonError | None]:
    """The count after ION was read for a setting whose outcome a crash or a broken line left open. Sends nothing.

    With the error when ION cannot be read; then it stays open.
    """
    if _stop_of(count).under_way is None:
        return count, None
    run = _Run(workplace, count)
    try:
        run.look()
    except IonError as error:
        return run.count, error
    return run.count, None


def put_back(workplace: Workplace, count: Count) -> Count:
    """The count with the flag as it was before: turned on again if this count turned it off, or may have.

    Raises:
        IonError: ION cannot be asked, or refuses; the count stays open, and this can be tried again.
    """
    if not _stop_of(count).to_put_back:
        return count
    run = _Run(workplace, count)
    try:
        run.turn_on()
    except IonError as error:
        said = f"{count.subject.name} stays closed off: its availability in ION could not be put back. {error.sentence}"
        raise type(error)(said, trace_id=error.trace_id) from error
    return run.count


def stops_in_ion(workplace: Workplace) -> dict[int, Stop]:
    """What open counts did to flags that are off for them, or may be, by the id of the location."""
    stopped = (each.count_id for each in workplace.store.journal.open_counts() if each.stopped_in_ion)
    counts = (load(workplace, count_id) for count_id in stopped)
    return {count.subject.id: _stop_of(count) for count in counts}


def _stop_of(count: Count) -> Stop:
    return count.stop or Stop()


def _to_put_back(count: Count) -> bool:
    return _stop_of(count).to_put_back


def _is_off(count: Count) -> bool:
    return _stop_of(count).off and _stop_of(count).under_way is None


class _Fact(TypedDict):
    at: datetime
    by: str


class _Run:
    """Settings of the flag on their way. `count` is as the journal has it."""

    def __init__(self, workplace: Workplace, count: Count) -> None:
        self._workplace = workplace
        self._failure: IonError | None = None
        self.count = count

    @property
    def stop(self) -> Stop:
        """What is known of the flag."""
        return _stop_of(self.count)

    def turn_off(self) -> str:
        """Brings the flag down; gives the sentence about it."""
        for _ in range(_TRIES):
            said = self._off_by_now()
            if said:
                return said
        raise self._out_of_tries()

    def _off_by_now(self) -> str:
        """One try; the sentence when it came to an end, empty when ION has to be read again."""
        name = self.count.subject.name
        now = None if _is_off(self.count) else self.look()
        if not _is_off(self.count):
            if now is None:
                raise Refusal(f"ION has no location {name} any more: nothing is stopped there.")
            if not now.available and not self.stop.to_put_back:
                said = f"{name} was unavailable in ION before this count, and stays so."
                self._record(AvailabilityLeft(**self._fact(), reason=said))
                return said
            self._send(now.etag, available=False)
        return f"{name} is off in ION until it is reopened." if _is_off(self.count) else ""

    def turn_on(self) -> None:
        """Brings the flag up again.

        A turning off that did not arrive yet might do so later, behind everybody's back. So it is sent once more under
        the same etag: whichever of the two arrives, the other one cannot any more. Then the flag is turned on.
        """
        for _ in range(_TRIES):
            now = self.look()
            if now is not None and self.stop.off and now.available:
                self._done(now, available=True, found_by_reading=True)
            if now is None or not _to_put_back(self.count):
                return
            under_way = self.stop.under_way
            self._send(now.etag, available=under_way is None or under_way.available)
            if not _to_put_back(self.count):
                return
        raise self._out_of_tries()

    def look(self) -> Availability | None:
        """Reads the flag, and keeps what that says of a setting under way. None where the location is gone."""
        try:
            now = self._workplace.ion.availability(self.count.subject.id)
        except IonError as error:
            self._unclear(error)
            raise
        under_way = self.stop.under_way
        if now is None and self.stop.to_put_back:
            self._record(AvailabilityLeft(**self._fact(), reason=_GONE))
        elif now is not None and under_way is not None:
            if now.available == under_way.available:
                self._done(now, available=now.available, found_by_reading=True)
            elif now.available and now.etag != under_way.etag:
                said = "Somebody else changed the location in ION before this arrived."
                self._record(AvailabilityRefused(**self._fact(), reason=said))
        return now

    def _send(self, etag: str, *, available: bool) -> None:
        """One setting, guarded by the etag. What went wrong on the way is kept; reading ION says what came of it."""
        ion, location = self._workplace.ion, self.count.subject.id
        before = self.stop.unavailable_before
        if not available and not self.stop.to_put_back:
            before = ion.unavailable_records(location)
        self._record(AvailabilityStarted(**self._fact(), available=available, etag=etag, unavailable_before=before))
        try:
            left = ion.set_availability(location, etag, available)
        except _CLEAR_NO as error:
            self._record(AvailabilityRefused(**self._fact(), reason=error.sentence))
            raise
        except IonError as error:
            self._failure = error
        else:
            if left.available == available:
                self._done(left, available=available)

    def _out_of_tries(self) -> IonError:
        failure = self._failure or KeepsChanging(
            f"{self.count.subject.name} keeps being changed in ION: wait a moment and try again."
        )
        self._unclear(failure)
        return failure

    def _done(self, now: Availability, *, available: bool, found_by_reading: bool = False) -> None:
        event = AvailabilityDone(**self._fact(), available=available, etag=now.etag, found_by_reading=found_by_reading)
        self._record(event)

    def _unclear(self, error: IonError) -> None:
        if self.stop.under_way is not None and self.stop.remark != error.sentence:
            self._record(AvailabilityUnclear(**self._fact(), reason=error.sentence))

    def _fact(self) -> _Fact:
        return {"at": self._workplace.now(), "by": self._workplace.counter}

    def _record(self, event: CloseOffEvent) -> None:
        self.count = record(self._workplace, self.count, event)

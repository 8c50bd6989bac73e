"""Posting a plan: each write journaled before it is sent and settled after; never twice, never forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn, TypedDict

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import Event, WriteDone, WriteRefused, WriteStarted, WriteUnclear
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.plan import Progress, Step, Write
from cyclecount_tui.ion.errors import NotFound, Refused
from cyclecount_tui.workflow.approving import refuse_unapproved
from cyclecount_tui.workflow.before_posting import refuse_unplanned
from cyclecount_tui.workflow.blind_counts import PostingWaits, blind_now, waiting_words
from cyclecount_tui.workflow.closing import close_if_resolved
from cyclecount_tui.workflow.errors import CountMoved, IonError, NotPermitted, SchemaMismatch, StaleEtag, Unclear
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.looking_closer import NOT_LOOKED, Looked, look_closer
from cyclecount_tui.workflow.other_counts import creator_of
from cyclecount_tui.workflow.posted_elsewhere import posted_elsewhere
from cyclecount_tui.workflow.reading_again import read_again
from cyclecount_tui.workflow.remarking import remarked
from cyclecount_tui.workflow.sending import as_asked, send
from cyclecount_tui.workflow.settling import ChangedMeanwhile, Finding, InIon, NotInIon, find_out, known_ids
from cyclecount_tui.workflow.stopping import settled
from cyclecount_tui.workflow.waiting import StoppedWaiting
from cyclecount_tui.workflow.workplace import Workplace

_CLEAR_NO = (StaleEtag, Refused, NotPermitted, NotFound, SchemaMismatch)
"""ION's answers that say for sure that nothing was written."""


LONGEST_UNDER_WAY = timedelta(seconds=60)
"""The client waits 35 s for an answer, and ION's gateway ends a request after 30 s; with a margin."""


@dataclass(frozen=True, slots=True)
class Posting:
    """How a posting ended. `stopped_by`: what kept the rest from being sent; the journal knows where to go on."""

    count: Count
    stopped_by: IonError | PostingWaits | None = None
    not_permitted: bool = False


def post(workplace: Workplace, count: Count, on_step: Callable[[Count], None] | None = None) -> Posting:
    """Settles what an earlier posting left open, then sends the outstanding writes of the plan, one at a time.

    A write that touches what another count is counting blind is left out: it waits until that count is submitted.
    After that digital is read again. When nothing is left to resolve, a count that was not closed off is closed and the
    schedule moves on; one that was waits for a person to reopen its location.

    Raises:
        Refusal: there is no plan. ApprovalMissing: a row of it needs an approval; nothing is sent.
        StoreError: the journal cannot be written; nothing more is sent then.
    """
    refuse_unplanned(count, "post")
    refuse_unapproved(workplace, count)
    count, unread = settled(workplace, count)
    if unread is not None:
        return Posting(count, unread)
    run = _Run(workplace, count, on_step)
    try:
        waiting = run.send_all()
        run.count = remarked(workplace, run.count)
        count = read_again(workplace, run.count)
    except _Stopped as stopped:
        return Posting(run.count, stopped.cause, run.not_permitted)
    except StoppedWaiting as stopped:
        return Posting(run.count, stopped, run.not_permitted)
    except CountMoved as moved:
        raise CountMoved(posted_elsewhere(workplace, run.count) or str(moved)) from moved
    return Posting(close_if_resolved(workplace, count), waiting, run.not_permitted)


class _Fact(TypedDict):
    at: datetime
    by: str


class _Stopped(Exception):
    """ION cannot be written or read at present."""

    def __init__(self, cause: IonError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class _Run:
    """One posting under way."""

    def __init__(self, workplace: Workplace, count: Count, on_step: Callable[[Count], None] | None) -> None:
        self._workplace = workplace
        self._on_step = on_step
        self.count = count
        self.not_permitted = False

    def send_all(self) -> PostingWaits | None:
        """Sends the writes in order, and says what is left for a blind count; behind an unsettled one nothing is sent.

        Who is counting blind is looked up before each write: somebody may have begun in between.
        """
        waits: set[str] = set()
        for write in self.count.plan.writes if self.count.plan else ():
            touched = self._touched_blind(write)
            waits.update(touched)
            if not touched:
                self.send(write)
            elif any(number == write.number for number, _ in self.count.unsettled):
                break
        if not waits:
            return None
        return PostingWaits(f"{waiting_words(waits)}: what touches that is posted once it is submitted, or given up.")

    def _touched_blind(self, write: Write) -> tuple[str, ...]:
        if self.count.finished(write):
            return ()
        blind = blind_now(self._workplace, self.count)
        return blind.touched(write.key.part_number, write.part_id, (write.key.place, write.at, write.to))

    def send(self, write: Write) -> None:
        """Brings a write to its end: done, refused, or unclear with the run stopped."""
        for step in write.steps:
            if self.count.finished(write):
                return
            state = self.count.steps.get((write.number, step))
            if state is not None and state.progress is Progress.DONE:
                continue
            if state is not None and state.progress.unsettled:
                self._settle(write, step, None)
            else:
                self._start(write, step)
                if step is not Step.CREATE or not self._created_by_another(write):
                    self._try(write, step)

    def _start(self, write: Write, step: Step) -> None:
        try:
            known = known_ids(self._workplace, write, step)
        except IonError as error:
            raise _Stopped(error) from error
        self._record(WriteStarted(**self._fact(), write=write.number, step=step, known_ids=known))

    def _created_by_another(self, write: Write) -> bool:
        """Whether another count put the same stock there since the comparison, or may have: then it is refused.

        A create has no etag that would guard it. Both counts journal that they start before they look at each other, so
        that of two at this point at least one is stopped.
        """
        name = creator_of(self._workplace, self.count, write)
        if name is not None:
            said = f"The count of {name} recorded {write.key.item_words} there meanwhile: make a new plan."
            self._refused(write, Step.CREATE, said, stale=True)
        return name is not None

    def _try(self, write: Write, step: Step) -> None:
        try:
            left = send(self._workplace, self.count, write, step)
        except _CLEAR_NO as error:
            self._said_no(write, step, error)
        except IonError as error:
            self._settle(write, step, error)
        else:
            self._answered(write, step, left)

    def _settle(self, write: Write, step: Step, cause: IonError | None) -> None:
        """Reads ION and decides. `cause` is what went wrong just now, None for what an earlier posting left open."""
        finding = self._find_out(write, step)
        if not isinstance(finding, NotInIon):
            self._take(write, step, finding)
        elif step is Step.CREATE and self._may_be_under_way(write, step):
            self._wait(write, step, cause)
        else:
            self._again(write, step, cause)

    def _may_be_under_way(self, write: Write, step: Step) -> bool:
        started = self.count.steps[write.number, step].started_at
        return self._workplace.now() - started < LONGEST_UNDER_WAY

    def _wait(self, write: Write, step: Step, cause: IonError | None) -> NoReturn:
        """A create has no etag: one that is still under way could land beside a second one. A later posting looks."""
        if cause is not None:
            self._unclear(write, step, cause)
        raise _Stopped(_may_still_arrive(write))

    def _again(self, write: Write, step: Step, cause: IonError | None) -> None:
        """Sends once more what ION does not have; a second failure stops the run.

        That it is sent again is journaled first: of two terminals at this point, only one gets past the journal.
        """
        known = self.count.steps[write.number, step].known_ids
        self._record(WriteStarted(**self._fact(), write=write.number, step=step, known_ids=known))
        try:
            left = send(self._workplace, self.count, write, step)
        except StaleEtag as error:  # the first one was under way all the time and landed in between, or somebody else
            finding = self._find_out(write, step)
            self._said_no(write, step, error) if isinstance(finding, NotInIon) else self._take(write, step, finding)
        except _CLEAR_NO as error:
            self._said_no(write, step, error)
        except IonError as error:
            self._unclear(write, step, cause or error)
        else:
            self._answered(write, step, left)

    def _find_out(self, write: Write, step: Step) -> Finding:
        try:
            return find_out(self._workplace, self.count, write, step)
        except IonError as error:
            self._unclear(write, step, error)

    def _take(self, write: Write, step: Step, finding: InIon | ChangedMeanwhile) -> None:
        if isinstance(finding, InIon):
            self._done(write, step, finding.record, found_by_reading=True)
        else:
            looked = self._looked_closer(write, step)
            said = finding.sentence if finding.in_doubt else looked.gone or finding.sentence
            self._refused(write, step, said, looked, stale=True, in_doubt=finding.in_doubt)

    def _said_no(self, write: Write, step: Step, error: IonError) -> None:
        self.not_permitted |= isinstance(error, NotPermitted)
        stale, looked = isinstance(error, StaleEtag), NOT_LOOKED
        if stale or isinstance(error, NotFound):
            looked = self._looked_closer(write, step)
            looked = looked if stale or looked.gone else NOT_LOOKED
        self._refused(write, step, looked.gone or error.sentence, looked, stale=stale or bool(looked.gone))

    def _looked_closer(self, write: Write, step: Step) -> Looked:
        """Nothing of it where somebody has begun to count it blind."""
        return NOT_LOOKED if self._touched_blind(write) else look_closer(self._workplace, self.count, write, step)

    def _answered(self, write: Write, step: Step, left: InventoryRecord) -> None:
        """ION said yes; its answer must show what was asked for, or it is read again."""
        if as_asked(write, step, left):
            self._done(write, step, left)
            return
        finding = self._find_out(write, step)
        if isinstance(finding, InIon):
            self._take(write, step, finding)
        else:
            said = f"ION accepted write {write.number}, yet record {left.id} does not show it: look at it in ION."
            self._refused(write, step, said, stale=True, in_doubt=True)

    def _done(self, write: Write, step: Step, left: InventoryRecord, *, found_by_reading: bool = False) -> None:
        event = WriteDone(
            **self._fact(),
            write=write.number,
            step=step,
            record_id=left.id,
            etag=left.etag,
            quantity=left.quantity,
            found_by_reading=found_by_reading,
        )
        self._record(event)

    def _refused(
        self,
        write: Write,
        step: Step,
        reason: str,
        looked: Looked = NOT_LOOKED,
        *,
        stale: bool,
        in_doubt: bool = False,
    ) -> None:
        event = WriteRefused(
            **self._fact(),
            write=write.number,
            step=step,
            reason=reason,
            stale=stale,
            in_doubt=in_doubt,
            then=looked.then,
            now=looked.now,
            gone=bool(looked.gone),
        )
        self._record(event)

    def _unclear(self, write: Write, step: Step, error: IonError) -> NoReturn:
        """Keeps that the outcome is open, and stops: nothing else is written before it is settled."""
        self._record(WriteUnclear(**self._fact(), write=write.number, step=step, reason=error.sentence))
        raise _Stopped(error) from error

    def _fact(self) -> _Fact:
        return {"at": self._workplace.now(), "by": self._workplace.counter}

    def _record(self, event: Event) -> None:
        self.count = record(self._workplace, self.count, event)
        if self._on_step is not None:
            self._on_step(self.count)


def _may_still_arrive(write: Write) -> Unclear:
    seconds = int(LONGEST_UNDER_WAY.total_seconds())
    return Unclear(f"Write {write.number} was sent a moment ago and may still arrive: post again in {seconds} seconds.")

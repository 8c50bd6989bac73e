"""How a count follows from its events: one small rule an event; resume, undo, audit and tests are this same fold."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce, singledispatch
from types import MappingProxyType

from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.approval_events import MajorApproved
from cyclecount_tui.domain.close_off import Reopened
from cyclecount_tui.domain.close_off_events import CloseOffEvent
from cyclecount_tui.domain.count import Choice, Count, Phase
from cyclecount_tui.domain.counting_events import CountingEvent
from cyclecount_tui.domain.digital_after import DigitalAfter
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.folding_approval import approval_after
from cyclecount_tui.domain.folding_close_off import close_off_after, require_available_again
from cyclecount_tui.domain.folding_counting import counting_after
from cyclecount_tui.domain.folding_recount import recount_after
from cyclecount_tui.domain.folding_remarks import remark_after
from cyclecount_tui.domain.folding_successors import successor_after
from cyclecount_tui.domain.plan import Progress, StepState, Write
from cyclecount_tui.domain.posted import posted_lines
from cyclecount_tui.domain.recount_events import RecountEvent
from cyclecount_tui.domain.remark_events import RemarkEvent
from cyclecount_tui.domain.sending_back import given_back, refuse_written, replacing
from cyclecount_tui.domain.successor_events import SuccessorEvent


def opened(count_id: str, event: said.Opening) -> Count:
    """The count that an opening begins, at version 1."""
    return Count(count_id, event.subject, event.by, event.at, mode=event.mode)


def after(count: Count, event: said.Event) -> Count:
    """The count after one more event.

    Raises:
        DomainError: the event is not possible as the count stands. Nothing else decides that.
    """
    if count.phase.ended:
        raise DomainError(f"The count of {count.subject.name} is over: start a new one.")
    return replace(_fold(event, count), version=count.version + 1)


def folded(count_id: str, events: Iterable[said.Event]) -> Count:
    """The count that a journal tells of.

    Raises:
        DomainError: the journal does not begin with an opening, or holds an impossible event.
    """
    journal = iter(events)
    first = next(journal, None)
    if not isinstance(first, said.Opening):
        raise DomainError(f"The journal of count {count_id} does not begin with its opening: run cyclecount verify.")
    return reduce(after, journal, opened(count_id, first))


@singledispatch
def _fold(event: said.Event, count: Count) -> Count:
    raise DomainError(f"A count of {count.subject.name} is open already: go on with that one.")


@_fold.register
def _(event: CloseOffEvent, count: Count) -> Count:
    return close_off_after(event, count)


@_fold.register
def _(event: CountingEvent, count: Count) -> Count:
    return counting_after(event, count)


@_fold.register
def _(event: RecountEvent, count: Count) -> Count:
    return recount_after(event, count)


@_fold.register
def _(event: said.Compared, count: Count) -> Count:
    if count.phase is not Phase.SUBMITTED:
        raise DomainError(
            f"The count of {count.subject.name} is {count.phase.words}: only a submitted count is compared."
        )
    kept = count.sent_back.kept
    compared = replace(
        count,
        evidence=event.evidence,
        compared_at=event.journal_position,
        settled=MappingProxyType({**count.settled, **dict(event.settled)}),
        disputed=frozenset(event.disputed) | (count.disputed & kept),
        stale=frozenset(event.stale) | (count.stale & kept),
    )
    return given_back(compared)


@_fold.register
def _(event: said.FixChosen, count: Count) -> Count:
    _choosable(count, event.line)
    _of_the_same_family(count, event)
    if event.fix.kind is FixKind.RECOUNT:
        refuse_written(count, event.line)
    suggested = (event.confidence, event.suggested, event.first_cause, event.first_confidence)
    choice = Choice(event.fix, event.cause, event.by, event.at, *suggested)
    choices = MappingProxyType({**count.choices, event.line: choice})
    return replace(count, choices=choices, plan=None, sent_back=replacing(count, event.line, event.fix.kind))


@_fold.register
def _(event: said.FixCleared, count: Count) -> Count:
    _choosable(count, event.line)
    left = {line: choice for line, choice in count.choices.items() if line != event.line}
    return replace(count, choices=MappingProxyType(left), plan=None, sent_back=replacing(count, event.line))


@_fold.register
def _(event: said.Planned, count: Count) -> Count:
    _reconciling(count)
    require_settled(count)
    approvals = count.approvals.planned(count.plan, event.plan, event.by)
    return replace(count, plan=event.plan, approvals=approvals, posted_lines=posted_lines(count, event.plan))


@_fold.register
def _(event: MajorApproved, count: Count) -> Count:
    return approval_after(event, count)


@_fold.register
def _(event: SuccessorEvent, count: Count) -> Count:
    return successor_after(event, count)


@_fold.register
def _(event: said.WriteStarted, count: Count) -> Count:
    write = _planned_write(count, event.write)
    before = count.steps.get((event.write, event.step))
    if before is not None and not before.progress.unsettled:
        raise DomainError(f"Write {event.write} came to its end already: it is not sent again.")
    state = StepState(Progress.STARTED, event.at, known_ids=event.known_ids)
    written = MappingProxyType({**count.written, write.number: write})
    return replace(_with_state(count, event, state), written=written, digital_after=None)


@_fold.register
def _(event: said.WriteDone, count: Count) -> Count:
    _planned_write(count, event.write)
    left_behind = replace(_started(count, event), record_id=event.record_id, etag=event.etag, reason="")
    ended = replace(left_behind, progress=Progress.DONE, by=event.by, ended_at=event.at)
    done = _with_state(count, event, ended)
    return replace(done, posted_lines=posted_lines(done, done.plan))


@_fold.register
def _(event: said.WriteRefused, count: Count) -> Count:
    ended = replace(
        _started(count, event),
        progress=Progress.REFUSED,
        reason=event.reason,
        stale=event.stale,
        in_doubt=event.in_doubt,
        then=event.then,
        now=event.now,
        gone=event.gone,
    )
    return _with_state(count, event, ended)


@_fold.register
def _(event: said.WriteUnclear, count: Count) -> Count:
    open_still = replace(_started(count, event), progress=Progress.UNCLEAR, reason=event.reason)
    return _with_state(count, event, open_still)


@_fold.register
def _(event: RemarkEvent, count: Count) -> Count:
    return remark_after(event, count)


@_fold.register
def _(event: said.DigitalReadAgain, count: Count) -> Count:
    _reconciling(count)
    lines = MappingProxyType({line.line: line for line in event.lines})
    return replace(count, digital_after=DigitalAfter(event.at, event.by, lines, event.failure))


@_fold.register
def _(event: said.CountClosed, count: Count) -> Count:
    _reconciling(count)
    require_settled(count)
    require_available_again(count)
    reopened = Reopened(event.by, event.at, sign_down=event.sign_down, told=event.told)
    return replace(count, ended=Phase.CLOSED, reopened=reopened)


@_fold.register
def _(event: said.CountGivenUp, count: Count) -> Count:
    if count.steps:
        waive = "go on without the recount (cyclecount recount --waive REASON), then " if count.phase.entering else ""
        raise DomainError(
            f"Writes of this count were posted: {waive}reopen {count.subject.name} instead of giving it up."
        )
    require_available_again(count)
    return replace(count, ended=Phase.GIVEN_UP, ended_reason=event.reason)


def _with_state(
    count: Count, event: said.WriteStarted | said.WriteDone | said.WriteRefused | said.WriteUnclear, state: StepState
) -> Count:
    return replace(count, steps=MappingProxyType({**count.steps, (event.write, event.step): state}))


def _reconciling(count: Count) -> None:
    if count.phase is not Phase.RECONCILING:
        raise DomainError(f"The count of {count.subject.name} is not compared with ION yet: submit it first.")


def _choosable(count: Count, line: int) -> None:
    _reconciling(count)
    require_settled(count)
    row = count.rows_by_line.get(line)
    if row is None or not (row.differs or line in count.unsure):
        raise DomainError(f"Line {line} of {count.subject.name} is no discrepancy: there is nothing to fix.")
    if line in count.posted_lines:
        raise DomainError(f"The fix of line {line} is posted already: only a new count changes it.")


def _of_the_same_family(count: Count, event: said.FixChosen) -> None:
    """Once a part of a line's fix is in ION, the rest of it can only be done the same way, or be left."""
    done = {
        count.written[number].kind.moves
        for (number, _), state in count.steps.items()
        if state.progress is Progress.DONE and count.written[number].line == event.line
    }
    if event.fix.kind.writes and done and event.fix.kind.moves not in done:
        way = "moved" if True in done else "booked"
        raise DomainError(
            f"A part of line {event.line} was {way} already: choose a fix of the same kind for the rest, or leave it."
        )


def require_settled(count: Count) -> None:
    """Raises DomainError while it is not known of some write whether ION carried it out."""
    if count.unsettled:
        raise DomainError(
            "The last posting has a write whose outcome is not known: run post again, it is settled first."
        )


def _planned_write(count: Count, number: int) -> Write:
    for write in count.plan.writes if count.plan else ():
        if write.number == number:
            return write
    raise DomainError(f"Write {number} is not in the plan of {count.subject.name}: make a new plan.")


def _started(count: Count, event: said.WriteDone | said.WriteRefused | said.WriteUnclear) -> StepState:
    state = count.steps.get((event.write, event.step))
    if state is None or not state.progress.unsettled:
        raise DomainError(f"Write {event.write} was not started: it cannot be finished.")
    return state

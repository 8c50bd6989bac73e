"""Ending a count: the location is reopened and the schedule moves on, or the count is given up."""

from dataclasses import dataclass, replace
from datetime import date

from cyclecount_tui.domain.close_off_events import Occasion
from cyclecount_tui.domain.close_off_words import to_undo
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.events import CountClosed, CountGivenUp
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.folding import after, require_settled
from cyclecount_tui.domain.subject_words import at_or_for, called, open_again
from cyclecount_tui.workflow.choosing import leave_all
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record, record_all, state_of
from cyclecount_tui.workflow.reading_again import read_again
from cyclecount_tui.workflow.scheduling import entry_of
from cyclecount_tui.workflow.stopping import put_back
from cyclecount_tui.workflow.telling import told as people_told
from cyclecount_tui.workflow.workplace import Workplace


def close_if_resolved(workplace: Workplace, count: Count) -> Count:
    """Closes a compared count in which every discrepancy is dealt with; else the count as it is.

    One that was closed off stays open: reopening the location is a step of its own, which a person takes.
    """
    waiting = count.phase is not Phase.RECONCILING or count.unresolved or count.unsettled or count.outstanding
    if waiting or count.closed_off:
        return count
    if count.digital_after is None:
        count = read_again(workplace, count)
    return _close(workplace, count, CountClosed(at=workplace.now(), by=workplace.counter))


@dataclass(frozen=True, slots=True)
class Reopening:
    """What a person says of a reopening.

    `sign_down`: the sign was taken down. `told`: who was told. `tell`: use the command and webhook of the settings.
    """

    sign_down: bool = False
    told: str = ""
    tell: bool = True


def reopen(workplace: Workplace, count: Count, leave_reason: str = "", reopening: Reopening | None = None) -> Count:
    """Reopens the location: its availability in ION is put back, people are told, the count is closed.

    Its schedule row goes on from the day of the count. Discrepancies that are left get `leave_reason` as their note.

    Raises:
        Refusal: the count is not compared yet, or discrepancies are left and no reason was given.
        DomainError: a write of the last posting is not settled yet.
        IonError: the availability could not be put back; the count stays open, and this can be tried again.
    """
    said = reopening or Reopening()
    left = _left(count, leave_reason)
    if left:
        count = leave_all(workplace, count, left, leave_reason)
    require_settled(count)
    count = put_back(workplace, read_again(workplace, count))
    if count.closed_off and said.tell:
        count = _tell(workplace, count)
    event = CountClosed(at=workplace.now(), by=workplace.counter, sign_down=said.sign_down, told=said.told.strip())
    return _close(workplace, count, event)


def refuse_reopening(count: Count, leave_reason: str = "") -> None:
    """Raises Refusal when the count cannot be closed yet."""
    _left(count, leave_reason)


def _left(count: Count, leave_reason: str) -> list[int]:
    name = called(count.subject)
    if count.phase.ended and count.subject.is_part:
        raise Refusal(f"No count of {name} is open: the last one is {count.phase.words}.")
    if count.phase.ended:
        raise Refusal(f"{name} is open: its last count is {count.phase.words}.")
    if count.phase is not Phase.RECONCILING:
        raise Refusal(
            f"The count of {name} is not compared with ION yet: submit it first, or give it up with a reason."
        )
    left = [row.line.number for row in count.unresolved]
    if left and not leave_reason.strip():
        some = "1 discrepancy has" if len(left) == 1 else f"{len(left)} discrepancies have"
        again = sum(line in count.choices and count.choices[line].fix.kind is FixKind.RECOUNT for line in left)
        to_count = f" ({again} to be counted again: cyclecount recount)" if again else ""
        where = at_or_for(count.subject)
        raise Refusal(
            f"{some} no fix posted {where}{to_count}: post the plan, or leave them as they are with a reason."
        )
    return left


def still_to_undo(count: Count, said: Reopening) -> tuple[str, ...]:
    """What a person still has to do after a reopening or a giving up, a sentence each."""
    return to_undo(count, sign_down=said.sign_down, told=bool(said.told.strip()))


def give_up(workplace: Workplace, count: Count, reason: str, reopening: Reopening | None = None) -> Count:
    """Ends a count without a result; the schedule stays as it was.

    A location that was closed off is open again after it: its availability in ION is put back, people are told.

    Raises:
        Refusal: no reason was given. DomainError: the count is over, or some of its writes are in ION already.
        IonError: the availability could not be put back; the count stays open, and this can be tried again.
    """
    if not reason.strip():
        raise Refusal("Giving up a count needs a reason: type one.")
    event = CountGivenUp(at=workplace.now(), by=workplace.counter, reason=reason.strip())
    after(replace(count, stop=None), event)  # says no before anything is sent
    count = put_back(workplace, count)
    if count.closed_off and (reopening or Reopening()).tell:
        count = _tell(workplace, count)
    return record(workplace, count, replace(event, at=workplace.now()))


def _tell(workplace: Workplace, count: Count) -> Count:
    """Whoever heard from the program that it is closed off hears that it is open again."""
    if not any(message.occasion is Occasion.CLOSING for message in count.told):
        return count
    return record_all(workplace, count, people_told(workplace, count, Occasion.REOPENING))


def next_due_of(workplace: Workplace, count: Count) -> date | None:
    """When what was counted is due next, as the schedule shows it; None when it is not scheduled."""
    row = workplace.store.schedule.row(count.subject)
    return None if row is None else entry_of(workplace, row).next_due


def closing_words(workplace: Workplace, count: Count) -> str:
    """What is said of the end of a count: that it is over, which lines were left out, and when it is due next.

    `RACK-B is open again. 26 of 27 lines were not counted; the next count is due 2027-02-20.`, for the whole cadence
    begins anew with whatever was counted. Nothing is said of a row that has a cadence and no next date: it is paused.
    """
    over, day, missing = f"{open_again(count.subject)}.", next_due_of(workplace, count), len(count.not_counted)
    left_out = f"{missing} of {len(count.lines)} lines {'was' if missing == 1 else 'were'} not counted"
    if day is not None:
        return f"{over} {left_out}; the next count is due {day}." if missing else f"{over} Next count due {day}."
    row = workplace.store.schedule.row(count.subject)
    said = [over, *([f"{left_out}."] if missing else ())]
    said += ["It is not on the schedule."] if row is None or row.cadence_days is None else []
    return " ".join(said)


def _close(workplace: Workplace, count: Count, event: CountClosed) -> Count:
    closed = after(count, event)
    state = state_of(closed)
    if count.mode is CountMode.GUIDED:
        state = state._replace(counted_on=None)  # training leaves the schedule and the accuracy as they are
    workplace.store.journal.close_count(count.id, closed.version, event, state, count.subject)
    return closed

"""What earlier postings already did for a line, so that a new plan goes on from there."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Progress, Step, Write
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.succession import Successions, stands_for


@dataclass(slots=True)
class DoneSoFar:
    """What earlier postings already did for a line, so that a new plan never does it twice.

    `taken` is by the record that stands for the one it was taken from by now.
    """

    adjusted: Decimal = ZERO
    taken: dict[int, Decimal] = field(default_factory=dict)
    adrift: list[tuple[int, Write]] = field(default_factory=list)
    """Records that were split off and not moved yet."""
    in_doubt: str = ""
    """What makes it impossible to say what is done."""


def done_so_far(count: Count, line: int) -> DoneSoFar:
    """What this count already posted for a line, across its plans."""
    done = DoneSoFar()
    for write in count.written.values():
        if write.line != line:
            continue
        for step in write.steps:
            state = count.steps.get((write.number, step))
            if state is not None and state.progress is Progress.DONE:
                _add(done, _standing(count, write), step, state.record_id, count.successors)
            if state is not None and state.in_doubt:
                done.in_doubt = state.reason
    return done


def _standing(count: Count, write: Write) -> Write:
    """The write, upon the record that stands for its own by now."""
    return replace(write, record_id=write.record_id and stands_for(count.successors, write.record_id))


def _add(done: DoneSoFar, write: Write, step: Step, left_behind: int | None, successors: Successions) -> None:
    if step in {Step.SET, Step.CREATE}:
        done.adjusted += write.quantity - write.before
    elif step is Step.MOVE_SPLIT:
        done.adrift = [item for item in done.adrift if item[1].number != write.number]
    elif write.record_id is not None:
        again = [item for item in done.adrift if stands_for(successors, item[0]) == write.record_id]
        done.adrift = [item for item in done.adrift if item not in again]
        before = sum((item[1].quantity for item in again if item[0] in successors), ZERO)
        done.taken[write.record_id] = done.taken.get(write.record_id, ZERO) + write.quantity - before
        if step is Step.SPLIT and left_behind is not None:
            done.adrift.append((left_behind, write))


def taken_since(count: Count, record_id: int, first_write: int) -> Decimal:
    """How much of a record this count has moved away or split off by the writes of this number and on."""
    return sum((write.quantity for write in _moved_from(count, record_id) if write.number >= first_write), ZERO)


def taken_for_others(count: Count, line: int, record_id: int) -> Decimal:
    """How much of a record the fixes of other lines of this count have moved away or split off."""
    return sum((write.quantity for write in _moved_from(count, record_id) if write.line != line), ZERO)


def _moved_from(count: Count, record_id: int) -> Iterator[Write]:
    """The writes that moved or split off parts of a record."""
    for write in count.written.values():
        state = count.steps.get((write.number, write.steps[0]))
        if write.kind.moves and write.record_id == record_id and state is not None and state.progress is Progress.DONE:
            yield write

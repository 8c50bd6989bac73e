"""What earlier postings already did for a line, so that a new plan goes on from there."""

from dataclasses import dataclass, field
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Progress, Step, Write
from cyclecount_tui.domain.quantities import ZERO


@dataclass(slots=True)
class DoneSoFar:
    """What earlier postings already did for a line, so that a new plan never does it twice."""

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
                _add(done, write, step, state.record_id)
            if state is not None and state.in_doubt:
                done.in_doubt = state.reason
    return done


def _add(done: DoneSoFar, write: Write, step: Step, left_behind: int | None) -> None:
    if step in {Step.SET, Step.CREATE}:
        done.adjusted += write.quantity - write.before
    elif step is Step.MOVE_SPLIT:
        done.adrift = [item for item in done.adrift if item[1].number != write.number]
    elif write.record_id is not None:
        done.adrift = [item for item in done.adrift if item[0] != write.record_id]
        done.taken[write.record_id] = done.taken.get(write.record_id, ZERO) + write.quantity
        if step is Step.SPLIT and left_behind is not None:
            done.adrift.append((left_behind, write))


def taken_for_others(count: Count, line: int, record_id: int) -> Decimal:
    """How much of a record the fixes of other lines of this count have moved away or split off."""
    states = [(write, count.steps.get((write.number, write.steps[0]))) for write in count.written.values()]
    return sum(
        (
            write.quantity
            for write, state in states
            if write.kind.moves and write.line != line and write.record_id == record_id
            if state is not None and state.progress is Progress.DONE
        ),
        ZERO,
    )

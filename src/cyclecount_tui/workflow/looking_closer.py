"""A record that was not as planned upon: what it was then and is now, or what may have taken it in."""

from dataclasses import dataclass

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.plan import Step, Write
from cyclecount_tui.domain.record_seen import RecordSeen, seen
from cyclecount_tui.domain.sent_back import comparison_of
from cyclecount_tui.domain.successors import Gone, gone_words, may_stand_for
from cyclecount_tui.workflow.errors import IonError
from cyclecount_tui.workflow.sending import record_of_step
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Looked:
    """`then` is the record as it was planned upon, `now` as ION has it; `gone` says what is known of one it has not."""

    then: RecordSeen | None = None
    now: RecordSeen | None = None
    gone: str = ""


NOT_LOOKED = Looked()


def look_closer(workplace: Workplace, count: Count, write: Write, step: Step) -> Looked:
    """What became of the record of a step. Where ION cannot be read nothing is known, and the refusal stands alone."""
    then = _then(count, write, step)
    if then is None:
        return NOT_LOOKED
    try:
        found = workplace.ion.records([then.record_id])
        if found:
            return Looked(then, seen(found[0]))
        return Looked(then, gone=gone_words(_gone(workplace, count, write, then)))
    except IonError:
        return NOT_LOOKED


def _then(count: Count, write: Write, step: Step) -> RecordSeen | None:
    """As the plan knew it; of one that was the same at the comparison, all that the comparison saw."""
    record_id, etag = record_of_step(count, write, step) if step is not Step.CREATE else (0, "")
    if not record_id:
        return None
    compared = records_compared(comparison_of(count, write.line).evidence).get(record_id)
    if compared is not None and compared.etag == etag:
        return seen(compared)
    return RecordSeen(record_id, write.quantity if step is Step.MOVE_SPLIT else write.before, write.at)


def _gone(workplace: Workplace, count: Count, write: Write, then: RecordSeen) -> Gone:
    if write.part_id is None or write.at is None:
        return Gone(write.line, then, ())
    key = write.key
    there = workplace.ion.records_matching(write.part_id, key.lot_number, key.serial_number, write.at.id)
    return Gone(write.line, then, may_stand_for(count, write.line, there))

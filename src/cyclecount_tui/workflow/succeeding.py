"""Records that ION merged away: which fixes wait for that, and taking the record that stands for them by now."""

from dataclasses import dataclass

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import NotPlanned
from cyclecount_tui.domain.record_seen import RecordSeen
from cyclecount_tui.domain.successor_events import SuccessorTaken
from cyclecount_tui.domain.successors import Gone, decided_together, gone_records, gone_words
from cyclecount_tui.workflow.beside_blind import shown_with_line
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.planning import draft, plan
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Succeeded:
    """`count` has a new plan, with `successor` in the place of what is `gone`.

    `not_planned` says why the line got no write all the same, None when it did.
    """

    count: Count
    gone: tuple[Gone, ...]
    successor: RecordSeen
    not_planned: NotPlanned | None = None


def gone_in_ion(workplace: Workplace, count: Count) -> tuple[Gone, ...]:
    """What the chosen fixes need and ION no longer has, in sheet order, each with what may stand for it.

    Of what another count is counting blind nothing is told.

    Raises:
        Refusal: the count is not compared yet, or was for training. DomainError: a write of the last posting is not
            settled yet. IonError: the records could not be read.
    """
    drafted = draft(workplace, count)
    lines = (missing.line for missing in drafted.plan.not_planned if missing.gone)
    return tuple(gone for line in lines for gone in gone_records(count, line, drafted.records))


def take_successor(workplace: Workplace, count: Count, line: int, record_id: int | None = None) -> Succeeded:
    """Takes a record in the place of one that a line's fix needs and ION no longer has, and makes a new plan upon it.

    `record_id` may be left out where one record only may stand for all that is gone. Where several may, each record
    that is gone is decided by itself, in their order. The counted difference then applies to the successor.

    Raises:
        Refusal: nothing of that line is gone, none or several records may stand for it, or it touches what another
            count is counting blind. As `gone_in_ion`.
    """
    shown_with_line(workplace, count, line, and_fix=True)
    gone = decided_together([each for each in gone_in_ion(workplace, count) if each.line == line])
    if not gone:
        raise Refusal(f"Line {line} of {count.subject.name} waits for no record that ION no longer has.")
    successor = _chosen(gone[0], record_id)
    ids = tuple(each.record.record_id for each in gone)
    event = SuccessorTaken(at=workplace.now(), by=workplace.counter, line=line, gone=ids, successor=successor)
    count = plan(workplace, record(workplace, count, event))
    missing = count.plan.not_planned if count.plan else ()
    return Succeeded(count, gone, successor, next((each for each in missing if each.line == line), None))


def _chosen(gone: Gone, record_id: int | None) -> RecordSeen:
    offered = {each.record_id: each for each in gone.candidates}
    if not offered:
        raise Refusal(gone_words(gone))
    ids = ", ".join(map(str, sorted(offered)))
    if record_id is None and len(offered) > 1:
        raise Refusal(f"Several records may stand for record {gone.record.record_id}: say which ({ids}).")
    if record_id is not None and record_id not in offered:
        raise Refusal(f"Record {record_id} is not of the same part, lot and place, or as it was: choose among {ids}.")
    return offered[record_id] if record_id is not None else next(iter(offered.values()))

"""A plan file compared row by row with what may be written now: good rows go on, others say what changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import Planned
from cyclecount_tui.domain.exported_plan import ExportedPlan, same_write
from cyclecount_tui.domain.inventory import Status
from cyclecount_tui.domain.plan import NotPlanned, Plan, Progress, Write
from cyclecount_tui.domain.planning import records_needed
from cyclecount_tui.domain.record_seen import RecordSeen, seen, then_and_now
from cyclecount_tui.workflow.beside_blind import waits_for, write_in_words, write_touches
from cyclecount_tui.workflow.blind_counts import Blind, blind_now
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.plan_files.opening import opened_plan
from cyclecount_tui.workflow.planning import Drafted, draft
from cyclecount_tui.workflow.workplace import Workplace

NOT_IN_FILE = "It is not in the plan file: plan again for it."


class Ground(StrEnum):
    """What became of a write of the file since it was exported."""

    FIRM = "as planned"
    POSTED = "posted already"
    MOVED = "changed"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A write of the file. `sentences` say what changed, then and now, or who posted it.

    `waits`: it touches what is being counted blind.
    """

    write: Write
    ground: Ground
    sentences: tuple[str, ...] = ()
    waits: bool = False

    @property
    def told(self) -> str:
        """The write in words; empty where it waits, since its quantities would tell who counts there."""
        return "" if self.waits else self.write.words


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan file beside the present. `plan` holds the rows that stand firm, as they would be written now."""

    file: ExportedPlan
    rows: tuple[FileRow, ...]
    plan: Plan

    def on(self, ground: Ground) -> tuple[FileRow, ...]:
        """The rows of which this became."""
        return tuple(row for row in self.rows if row.ground is ground)


def checked(workplace: Workplace, count: Count, name: str, data: bytes) -> Checked:
    """The file called `name` compared with the journal and with ION as it is now; nothing is kept or sent.

    What would be written now for the count's chosen fixes is planned anew, and a row of the file stands firm when that
    says the same of a record that is as it was: nothing is ever written that only the file says.

    Raises:
        PlanFileRefused, Refusal: the file cannot be used, or an interrupted posting of something else comes first.
        IonError: ION could not be read.
    """
    file = opened_plan(workplace, count, name, data)
    begun = _begun(count)
    if begun:
        blind = blind_now(workplace, count)
        going_on = _going_on(count, file, write_in_words(begun[0], blind))
        return replace(going_on, rows=_beside(going_on.rows, blind))
    drafted = draft(workplace, count)
    rows = _beside(_rows(count, file, drafted), blind_now(workplace, count))
    return Checked(file, rows, _with_firm_rows(count, drafted.plan, rows))


def _beside(rows: Iterable[FileRow], blind: Blind) -> tuple[FileRow, ...]:
    """The rows, those that touch what is being counted blind without a word of what they write."""
    return tuple(_waiting(row, touched) if (touched := write_touches(row.write, blind)) else row for row in rows)


def _waiting(row: FileRow, touched: tuple[str, ...]) -> FileRow:
    sentences = (waits_for(touched),) if row.ground is Ground.MOVED else row.sentences
    return replace(row, sentences=sentences, waits=True)


def taken_over(workplace: Workplace, count: Count, found: Checked) -> Count:
    """The count with the firm rows of a file as its plan; as it is where it has just that plan already."""
    if found.plan == count.plan:
        return count
    return record(workplace, count, Planned(at=workplace.now(), by=workplace.counter, plan=found.plan))


def _begun(count: Count) -> tuple[Write, ...]:
    """Writes of the present plan that a posting left in the middle."""
    numbers = {number for number, _ in count.steps}
    return tuple(write for write in count.outstanding if write.number in numbers)


def _going_on(count: Count, file: ExportedPlan, at: str) -> Checked:
    """A posting that was interrupted `at` a write is brought to its end first; of something else, it is refused."""
    plan = count.plan or Plan()
    strange = [write for write in count.outstanding if _twin(count, write, file.writes) is None]
    if strange:
        raise Refusal(
            f"A posting of {count.subject.name} was stopped in the middle, at {at}, and what is left of "
            f"it is not all in {file.name}: cyclecount post brings it to its end; then post the file."
        )
    rows = (_row_of_interrupted(count, write) for write in file.writes)
    return Checked(file, tuple(rows), plan)


def _row_of_interrupted(count: Count, write: Write) -> FileRow:
    posted = _posted(count, write)
    if posted is not None:
        return posted
    if _twin(count, write, count.outstanding) is not None:
        return FileRow(write, Ground.FIRM)
    return FileRow(write, Ground.MOVED, ("It was refused, or left out, when this file was posted before.",))


def _rows(count: Count, file: ExportedPlan, drafted: Drafted) -> Iterator[FileRow]:
    for write in file.writes:
        posted = _posted(count, write)
        if posted is not None:
            yield posted
        elif _twin(count, write, drafted.plan.writes) is not None:
            yield FileRow(write, Ground.FIRM)
        else:
            yield FileRow(write, Ground.MOVED, tuple(_what_changed(count, write, drafted)))


def _twin(count: Count, write: Write, among: tuple[Write, ...]) -> Write | None:
    return next((other for other in among if same_write(write, other, place_was_off=count.stop is not None)), None)


def _posted(count: Count, write: Write) -> FileRow | None:
    """The row of a write that this count has brought to ION before."""
    for other in count.written.values():
        states = [count.steps.get((other.number, step)) for step in other.steps]
        if not same_write(write, other):
            continue
        done = [state for state in states if state is not None and state.progress is Progress.DONE]
        if len(done) == len(states):
            who, when = done[-1].by, done[-1].ended_at
            said = f"Posted by {who}" + (f" at {when.astimezone():%H:%M on %Y-%m-%d}" if when else "")
            return FileRow(write, Ground.POSTED, (f"{said}.",))
    return None


def _what_changed(count: Count, write: Write, drafted: Drafted) -> Iterator[str]:
    choice, planned = count.choices.get(write.line), drafted.plan
    if choice is None:
        yield "No fix is chosen for its line any more."
        return
    missing = next((item.sentence for item in planned.not_planned if item.line == write.line), "")
    if missing:
        yield missing
    now = drafted.records.get(write.record_id or 0)
    hidden = now is not None and missing and not now.quantity
    if now is None and write.record_id in records_needed(count) and not missing:
        yield f"Record {write.record_id} is no longer in ION: it was merged or deleted."
    if now is not None and not hidden and (now.etag != write.etag or _other_status(write, now.status)):
        yield from then_and_now(_seen_then(write), seen(now))
    yield from _what_is_planned_now(count, write, planned, missing)


def _what_is_planned_now(count: Count, write: Write, planned: Plan, missing: str) -> Iterator[str]:
    if write.line in count.posted_lines:
        yield "The fix of its line was posted meanwhile, by another plan."
        return
    of_line = [other.words for other in planned.writes if other.line == write.line]
    if of_line and of_line != [write.words]:
        yield f"Planned then: {write.words}. Planned now: {'; '.join(of_line)}."
    elif not of_line and not missing:
        choice = count.choices[write.line]
        yield f"Planned then: {write.words}. Nothing is written for it now, its fix being: {choice.fix.words}."


def _other_status(write: Write, status: Status) -> bool:
    return write.status is not None and write.status is not status


def _seen_then(write: Write) -> RecordSeen:
    return RecordSeen(write.record_id or 0, write.before, write.at, write.status or Status.UNKNOWN)


def _with_firm_rows(count: Count, planned: Plan, rows: tuple[FileRow, ...]) -> Plan:
    """What would be written now, less what the file does not say or says of other ground."""
    firm = [row.write for row in rows if row.ground is Ground.FIRM]
    writes = tuple(write for write in planned.writes if _twin(count, write, tuple(firm)) is not None)
    moved = {row.write.line: " ".join(row.sentences) for row in rows if row.ground is Ground.MOVED}
    strange = {write.line: NOT_IN_FILE for write in planned.writes if write not in writes}
    reasons = {**strange, **{item.line: item.sentence for item in planned.not_planned}, **moved}
    open_still = {line: reason for line, reason in reasons.items() if line not in count.posted_lines}
    left_out = tuple(NotPlanned(line, reason) for line, reason in sorted(open_still.items()))
    return replace(planned, writes=writes, not_planned=left_out)

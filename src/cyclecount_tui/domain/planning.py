"""From chosen fixes to exact writes on records read just now: new quantity = quantity now + counted difference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cyclecount_tui.domain.causes.case import portions_of
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.fixes import FixKind, Portion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Place
from cyclecount_tui.domain.lines import key_of
from cyclecount_tui.domain.plan import NotPlanned, Plan, Progress, Step, Write, WriteKind
from cyclecount_tui.domain.quantities import ZERO, plain, rounded


class _PlanningError(Exception):
    """Why a chosen fix cannot be written as things stand; becomes a `NotPlanned`."""


@dataclass(slots=True)
class _DoneSoFar:
    """What earlier postings already did for a line, so that a new plan never does it twice."""

    adjusted: Decimal = ZERO
    taken: dict[int, Decimal] = field(default_factory=dict)
    adrift: list[tuple[int, Write]] = field(default_factory=list)
    """Records that were split off and not moved yet."""
    in_doubt: str = ""
    """What makes it impossible to say what is done."""


def to_plan(count: Count) -> dict[int, Choice]:
    """The choices, by line number, that a plan turns into writes: those that write and are not wholly posted."""
    return {
        line: choice
        for line, choice in sorted(count.choices.items())
        if choice.fix.kind.writes and line not in count.posted_lines
    }


def records_needed(count: Count) -> tuple[int, ...]:
    """The ids of every record that must be read again before a plan can be made."""
    needed: set[int] = set()
    for line, choice in to_plan(count).items():
        needed.update(portion.record_id for portion in choice.fix.portions)
        if choice.fix.kind is FixKind.SET_QUANTITY:
            needed.update(record.id for record in count.rows_by_line[line].records)
        needed.update(record_id for record_id, _ in _done_so_far(count, line).adrift)
    return tuple(sorted(needed))


def make_plan(count: Count, now: Mapping[int, InventoryRecord]) -> Plan:
    """The exact writes for all chosen fixes.

    `now` holds the records of `records_needed` as ION has them at this moment (by id), and any record that has come
    up for a line that is to be created. A fix that no longer fits what ION has is left out, with the reason.
    """
    writes: list[Write] = []
    not_planned: list[NotPlanned] = []
    for line, choice in to_plan(count).items():
        try:
            drafts = list(_drafts(count, count.rows_by_line[line], choice, now))
            _used_once(drafts, writes)
        except _PlanningError as reason:
            not_planned.append(NotPlanned(line, str(reason)))
            continue
        writes.extend(drafts)
    first = count.next_write_number
    numbered = tuple(replace(write, number=first + index) for index, write in enumerate(writes))
    return Plan(numbered, tuple(not_planned))


def _drafts(count: Count, row: Row, choice: Choice, now: Mapping[int, InventoryRecord]) -> Iterator[Write]:
    done = _done_so_far(count, row.line.number)
    if done.in_doubt:
        raise _PlanningError(f"{done.in_doubt} Look at the record's history in ION, then count this line again.")
    match choice.fix.kind:
        case FixKind.MOVE | FixKind.PARK:
            yield from _finish_splits(done, now)
            for portion in choice.fix.portions:
                left = rounded(portion.quantity - done.taken.get(portion.record_id, ZERO))
                if left > 0 and choice.fix.to is not None:
                    yield _move(count, row, Portion(portion.record_id, left), choice.fix.to, now)
        case FixKind.SET_QUANTITY:
            yield from _set_quantity(count, row, rounded(choice.fix.quantity - done.adjusted), now)
        case FixKind.CREATE:
            yield from _create(count, row, rounded(choice.fix.quantity - done.adjusted), now)


def _move(count: Count, row: Row, portion: Portion, to: Place, now: Mapping[int, InventoryRecord]) -> Write:
    record = _present(now, portion.record_id)
    compared = _compared(count, portion.record_id)
    if compared is not None and record.location != compared.location:
        where = record.location.name if record.location else "no location"
        raise _PlanningError(f"Record {record.id} is at {where} by now: nothing is moved. Count this line again.")
    _may_change(record)
    if record.quantity < portion.quantity:
        raise _PlanningError(
            f"Record {record.id} holds {plain(record.quantity)} by now, less than the {plain(portion.quantity)} "
            "that would be moved: count this line again."
        )
    whole = record.quantity == portion.quantity
    kind = WriteKind.MOVE if whole else WriteKind.SPLIT_AND_MOVE
    return _write(row, kind, record, portion.quantity, to, _changed(record, compared))


def _finish_splits(done: _DoneSoFar, now: Mapping[int, InventoryRecord]) -> Iterator[Write]:
    for record_id, write in done.adrift:
        record = _present(now, record_id)
        warning = f"Split off record {write.record_id} by an earlier posting, not moved yet."
        yield replace(
            write, kind=WriteKind.MOVE, record_id=record_id, etag=record.etag, before=record.quantity,
            quantity=record.quantity, warning=warning,
        )  # fmt: skip


def _set_quantity(count: Count, row: Row, difference: Decimal, now: Mapping[int, InventoryRecord]) -> Iterator[Write]:
    records = tuple(
        record
        for record in (now.get(old.id) for old in row.records)
        if record is not None and record.location == count.location and record.status in ADJUSTABLE
    )
    if not records:
        raise _PlanningError(
            f"None of the records of {row.line.key.words} can be changed by now: count this line again."
        )
    for record, change in _shares(row, records, difference):
        new = rounded(record.quantity + change)
        if record.serial_number and new not in {ZERO, Decimal(1)}:
            raise _PlanningError(f"Record {record.id} has a serial: its quantity can only be 0 or 1, not {plain(new)}.")
        warning = _changed(record, _compared(count, record.id))
        yield _write(row, WriteKind.SET_QUANTITY, record, new, None, warning)


def _shares(
    row: Row, records: tuple[InventoryRecord, ...], difference: Decimal
) -> Iterator[tuple[InventoryRecord, Decimal]]:
    """How a difference is spread: a surplus onto the largest record, a shortage off one after the other."""
    ordered = tuple(sorted(records, key=lambda record: (record.status, -record.quantity, record.id)))
    if difference > 0:
        yield ordered[0], difference
        return
    portions = portions_of(ordered, -difference)
    if portions is None:
        raise _PlanningError(
            f"The records of {row.line.key.words} that may be changed hold less than the {plain(-difference)} that "
            "would be taken off: settle the others in ION first."
        )
    by_id = {record.id: record for record in ordered}
    for portion in portions:
        yield by_id[portion.record_id], -portion.quantity


def _create(count: Count, row: Row, quantity: Decimal, now: Mapping[int, InventoryRecord]) -> Iterator[Write]:
    part_id = row.line.part_id or _part_id(count, row)
    if part_id is None:
        raise _PlanningError(f"ION does not know part {row.line.key.words}: create the part in ION first.")
    newcomer = next((record for record in now.values() if _is_of(record, count, row)), None)
    if newcomer is not None:
        raise _PlanningError(
            f"ION has record {newcomer.id} of {row.line.key.words} here by now: count this line again."
        )
    if quantity > 0:
        yield Write(
            0, WriteKind.CREATE, row.line.number, row.line.key, quantity, to=count.location, part_id=part_id,
            uom=row.line.uom,
        )  # fmt: skip


def _is_of(record: InventoryRecord, count: Count, row: Row) -> bool:
    known = {old.id for old in row.records}
    same_line = key_of(record) == row.line.key and record.location == count.location
    return same_line and record.quantity > 0 and record.id not in known


def _part_id(count: Count, row: Row) -> int | None:
    key = row.line.key
    parts = count.evidence.parts if count.evidence else ()
    return next((part.id for part in parts if (part.number, part.revision) == (key.part_number, key.revision)), None)


def _write(
    row: Row, kind: WriteKind, record: InventoryRecord, quantity: Decimal, to: Place | None, warning: str
) -> Write:
    return Write(
        0, kind, row.line.number, row.line.key, quantity, before=record.quantity, record_id=record.id,
        etag=record.etag, at=record.location, to=to, part_id=record.part.id, uom=record.part.uom, warning=warning,
    )  # fmt: skip


def _done_so_far(count: Count, line: int) -> _DoneSoFar:
    done = _DoneSoFar()
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


def _add(done: _DoneSoFar, write: Write, step: Step, left_behind: int | None) -> None:
    if step in {Step.SET, Step.CREATE}:
        done.adjusted += write.quantity - write.before
    elif step is Step.MOVE_SPLIT:
        done.adrift = [item for item in done.adrift if item[1].number != write.number]
    elif write.record_id is not None:
        done.adrift = [item for item in done.adrift if item[0] != write.record_id]
        done.taken[write.record_id] = done.taken.get(write.record_id, ZERO) + write.quantity
        if step is Step.SPLIT and left_behind is not None:
            done.adrift.append((left_behind, write))


def _used_once(drafts: list[Write], earlier: list[Write]) -> None:
    used = {write.record_id: write.line for write in earlier if write.record_id is not None}
    for draft in drafts:
        if draft.record_id in used:
            raise _PlanningError(
                f"Record {draft.record_id} is changed by the fix of line {used[draft.record_id]} already: post that "
                "first, then plan again."
            )


def _present(now: Mapping[int, InventoryRecord], record_id: int) -> InventoryRecord:
    record = now.get(record_id)
    if record is None:
        raise _PlanningError(f"Record {record_id} is no longer in ION (merged or deleted): count this line again.")
    return record


def _may_change(record: InventoryRecord) -> None:
    if record.status not in ADJUSTABLE:
        raise _PlanningError(f"Record {record.id} is {record.status.words} by now: settle that in ION first.")


def _compared(count: Count, record_id: int) -> InventoryRecord | None:
    evidence = count.evidence
    records = (*evidence.here, *evidence.gone, *evidence.elsewhere) if evidence else ()
    return next((record for record in records if record.id == record_id), None)


def _changed(record: InventoryRecord, compared: InventoryRecord | None) -> str:
    """A warning when a record is not as it was compared; the counted difference still applies to what is there now."""
    if compared is None or record.etag == compared.etag:
        return ""
    return f"Changed since the comparison: {plain(compared.quantity)} then, {plain(record.quantity)} now."

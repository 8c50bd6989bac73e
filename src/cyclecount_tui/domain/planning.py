"""From chosen fixes to exact writes on records read just now: new quantity = quantity now + counted difference."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from cyclecount_tui.domain.causes.case import portions_of
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.done_so_far import DoneSoFar, done_so_far
from cyclecount_tui.domain.fixes import FixKind, Portion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Place
from cyclecount_tui.domain.lines import part_of
from cyclecount_tui.domain.plan import NotPlanned, Plan, Write, WriteKind
from cyclecount_tui.domain.quantities import ZERO, plain, rounded, same

_COUNT_ANEW = "Leave it with a note, and count the location anew."
"""What is left to do when ION went on in a way that this count cannot follow."""


class _PlanningError(Exception):
    """Why a chosen fix cannot be written as things stand; becomes a `NotPlanned`."""


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
        needed.update(record_id for record_id, _ in done_so_far(count, line).adrift)
    return tuple(sorted(needed))


def parts_needed(count: Count) -> tuple[int, ...]:
    """The ids of the parts whose records must be read again, so that newcomers to a line are seen."""
    parts = count.evidence.parts if count.evidence else ()
    needed: set[int | None] = set()
    for line in to_plan(count):
        row = count.rows_by_line[line]
        part = row.records[0].part if row.records else part_of(row.line, parts)
        needed.add(part.id if part is not None else row.line.part_id)
    return tuple(sorted(part_id for part_id in needed if part_id is not None))


def make_plan(count: Count, now: Mapping[int, InventoryRecord]) -> Plan:
    """The exact writes for all chosen fixes.

    `now` holds, by id, the records of `records_needed` and all records of `parts_needed` as ION has them at this
    moment. A fix that no longer fits what ION has is left out, with the reason.
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


def _no_newcomers(count: Count, row: Row, now: Mapping[int, InventoryRecord]) -> None:
    """Refuses a line that got records after the comparison: what was extra may be booked, what was missing found.

    Records that this count itself left here (split off or created) are known.
    """
    evidence = count.evidence
    known = {record.id for record in evidence.here} if evidence else set()
    known |= {state.record_id for state in count.steps.values() if state.record_id is not None}
    for record in now.values():
        if record.id not in known and _is_of(record, count, row):
            raise _PlanningError(
                f"Record {record.id} with {plain(record.quantity)} came to this line after the comparison. "
                f"{_COUNT_ANEW}"
            )


def _is_of(record: InventoryRecord, count: Count, row: Row) -> bool:
    """Whether a record lies here and is of this line; a found line without revision stands for its part's only one."""
    key, part = row.line.key, part_of(row.line, count.evidence.parts if count.evidence else ())
    same_part = record.part.id == part.id if part is not None else record.part.number == key.part_number
    same_lot = (record.lot_number, record.serial_number) == (key.lot_number, key.serial_number)
    return same_part and same_lot and record.location == count.location and record.expected_on_shelf


def _drafts(count: Count, row: Row, choice: Choice, now: Mapping[int, InventoryRecord]) -> Iterator[Write]:
    done = done_so_far(count, row.line.number)
    if done.in_doubt:
        raise _PlanningError(f"{done.in_doubt} Look at the record's history in ION. {_COUNT_ANEW}")
    _no_newcomers(count, row, now)
    match choice.fix.kind:
        case FixKind.MOVE | FixKind.PARK if choice.fix.to is not None:
            yield from _finish_splits(done, choice.fix.to, now)
            for portion in choice.fix.portions:
                left = rounded(portion.quantity - done.taken.get(portion.record_id, ZERO))
                if left > 0:
                    touched = portion.record_id in done.taken
                    yield _move(count, row, Portion(portion.record_id, left), choice.fix.to, now, touched=touched)
        case FixKind.SET_QUANTITY:
            yield from _set_quantity(count, row, rounded(choice.fix.quantity - done.adjusted), now)
        case FixKind.CREATE:
            yield from _create(count, row, rounded(choice.fix.quantity - done.adjusted), now)


def _move(
    count: Count,
    row: Row,
    portion: Portion,
    to: Place,
    now: Mapping[int, InventoryRecord],
    *,
    touched: bool,
) -> Write:
    """A move of a record that is as it was compared, but for what this count itself took from it (`touched`).

    A difference stays what it is when stock moves on; which parts are to be moved does not. So a record that somebody
    else changed is shown and not moved: what was missing here may have been booked at the other end already.
    """
    record = _present(now, portion.record_id)
    compared = _compared(count, portion.record_id)
    if compared is not None and record.location != compared.location:
        where = record.location.name if record.location else "no location"
        raise _PlanningError(f"Record {record.id} is at {where} by now: nothing is moved. {_COUNT_ANEW}")
    _may_change(record)
    if compared is not None and not touched and not same(record.quantity, compared.quantity):
        raise _PlanningError(
            f"Record {record.id} held {plain(compared.quantity)} at the comparison and holds {plain(record.quantity)} "
            f"now: whether the parts were moved meanwhile cannot be told. {_COUNT_ANEW}"
        )
    if record.quantity < portion.quantity:
        raise _PlanningError(
            f"Record {record.id} holds {plain(record.quantity)} by now, less than the {plain(portion.quantity)} "
            f"that would be moved. {_COUNT_ANEW}"
        )
    whole = record.quantity == portion.quantity
    kind = WriteKind.MOVE if whole else WriteKind.SPLIT_AND_MOVE
    return _write(row, kind, record, portion.quantity, to, "" if touched else _changed(record, compared))


def _finish_splits(done: DoneSoFar, to: Place, now: Mapping[int, InventoryRecord]) -> Iterator[Write]:
    for record_id, write in done.adrift:
        record = _present(now, record_id)
        warning = f"Split off record {write.record_id} by an earlier posting, not moved yet."
        yield replace(
            write, kind=WriteKind.MOVE, record_id=record_id, etag=record.etag, before=record.quantity,
            quantity=record.quantity, to=to, warning=warning,
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
    part = part_of(row.line, count.evidence.parts if count.evidence else ())
    part_id = row.line.part_id if part is None else part.id
    if part_id is None:
        raise _PlanningError(f"ION does not know part {row.line.key.words}: create the part in ION first.")
    known = {old.id for old in row.records} | {state.record_id for state in count.steps.values()}
    twin = next((record for record in now.values() if record.id not in known and _is_of(record, count, row)), None)
    if twin is not None:
        raise _PlanningError(f"ION has record {twin.id} of {row.line.key.words} here. {_COUNT_ANEW}")
    if quantity > 0:
        yield Write(
            0, WriteKind.CREATE, row.line.number, row.line.key, quantity, to=count.location, part_id=part_id,
            uom=row.line.uom,
        )  # fmt: skip


def _write(
    row: Row, kind: WriteKind, record: InventoryRecord, quantity: Decimal, to: Place | None, warning: str
) -> Write:
    return Write(
        0, kind, row.line.number, row.line.key, quantity, before=record.quantity, record_id=record.id,
        etag=record.etag, at=record.location, to=to, part_id=record.part.id, uom=record.part.uom, warning=warning,
    )  # fmt: skip


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
        raise _PlanningError(f"Record {record_id} is no longer in ION (merged or deleted). {_COUNT_ANEW}")
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

"""One chosen fix as exact writes on records read just now, or the reason why it cannot be written any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cyclecount_tui.domain.causes.case import portions_of
from cyclecount_tui.domain.causes.doubts import why_not_written
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.corrected import Corrected
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.done_so_far import DoneSoFar, done_so_far, taken_for_others
from cyclecount_tui.domain.evidence import Evidence, records_compared
from cyclecount_tui.domain.fixes import FixKind, Portion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Place
from cyclecount_tui.domain.lines import part_of
from cyclecount_tui.domain.plan import Write, WriteKind
from cyclecount_tui.domain.quantities import ZERO, plain, rounded, same

_COUNT_ANEW = "Leave it with a note, and count it anew."
"""What is left to do when ION went on in a way that this count cannot follow."""


class CannotBeWritten(Exception):
    """Why a chosen fix cannot be written as things stand."""


@dataclass(frozen=True)
class Now:
    """What ION has at this moment, by record id, what other counts wrote since the comparison, and what that saw."""

    records: Mapping[int, InventoryRecord]
    corrected: Corrected
    evidence: Evidence | None

    @cached_property
    def here_then(self) -> Mapping[int, InventoryRecord]:
        """What the comparison saw where this was counted, by record id; of a part, at all its places."""
        return {record.id: record for record in (self.evidence.here if self.evidence else ())}

    @cached_property
    def compared(self) -> Mapping[int, InventoryRecord]:
        """Every record that the comparison saw, wherever it was, by record id."""
        return records_compared(self.evidence)

    @cached_property
    def by_lot(self) -> Mapping[tuple[str, str], list[InventoryRecord]]:
        """The records by lot and serial."""
        groups: dict[tuple[str, str], list[InventoryRecord]] = {}
        for record in self.records.values():
            groups.setdefault((record.lot_number, record.serial_number), []).append(record)
        return groups


def drafts(count: Count, row: Row, choice: Choice, now: Now, by_others: Decimal) -> Iterator[Write]:
    """The writes of a line's fix, not numbered yet; `by_others`: what fixes of other lines change this line by.

    Raises:
        CannotBeWritten: ION went on since the comparison in a way that this fix cannot follow.
    """
    unknown = why_not_written(count, row.line.number)
    if unknown:
        raise CannotBeWritten(unknown)
    _not_corrected(count, row, choice, now)
    yield from _drafts(count, row, choice, now, by_others)


def _not_corrected(count: Count, row: Row, choice: Choice, now: Now) -> None:
    """Refuses a line that another count corrected: both may have seen the same difference."""
    ids = {record.id for record in row.records} | {portion.record_id for portion in choice.fix.portions}
    ids |= {record.id for record in _of_line(count, row, now)}
    for record_id in sorted(ids):
        if record_id in now.corrected.records:
            name = now.corrected.records[record_id]
            raise CannotBeWritten(
                f"The count of {name} corrected record {record_id} after this comparison. {_COUNT_ANEW}"
            )
    if choice.fix.kind is FixKind.MOVE:
        _ends_not_corrected(count, row, choice, now)


def _ends_not_corrected(count: Count, row: Row, choice: Choice, now: Now) -> None:
    """The same for the far ends of a move: parts that another count booked there may be those that are to be moved."""
    here, item = count.place_of(row.line.key), row.line.key.item
    sources = {record.location for portion in choice.fix.portions if (record := now.compared.get(portion.record_id))}
    ends = [(choice.fix.to, now.corrected.raised), *((source, now.corrected.lowered) for source in sources)]
    for place, by_line in ends:
        name = by_line.get(item.at(place))
        if name is not None and place is not None and place != here:
            raise CannotBeWritten(
                f"The count of {name} corrected {item.item_words} at {place.name} after this comparison. {_COUNT_ANEW}"
            )


def _no_newcomers(count: Count, row: Row, now: Now) -> None:
    """Refuses a line that got records after the comparison: what was extra may be booked, what was missing found.

    Records that this count itself left here (split off or created) are known.
    """
    ours = {state.record_id for state in count.steps.values() if state.record_id is not None}
    for record in _of_line(count, row, now):
        before = now.here_then.get(record.id)
        known = before is not None and before.location == record.location
        if not known and record.id not in ours:
            raise CannotBeWritten(
                f"Record {record.id} with {plain(record.quantity)} came to this line after the comparison. "
                f"{_COUNT_ANEW}"
            )


def _of_line(count: Count, row: Row, now: Now) -> Iterator[InventoryRecord]:
    """The records that lie here and are of this line; a found line without revision stands for its part's only one."""
    key, part = row.line.key, part_of(row.line, count.evidence.parts if count.evidence else ())
    place = count.place_of(key)
    for record in now.by_lot.get((key.lot_number, key.serial_number), ()):
        named = part is None and record.part.number == key.part_number
        same_part = named or record.part.id == (row.line.part_id if part is None else part.id)
        if same_part and record.location == place and record.expected_on_shelf:
            yield record


def _drafts(count: Count, row: Row, choice: Choice, now: Now, by_others: Decimal) -> Iterator[Write]:
    done = done_so_far(count, row.line.number)
    if done.in_doubt:
        raise CannotBeWritten(f"{done.in_doubt} Look at the record's history in ION. {_COUNT_ANEW}")
    _no_newcomers(count, row, now)
    match choice.fix.kind:
        case FixKind.MOVE | FixKind.PARK if choice.fix.to is not None:
            yield from _finish_splits(done, choice.fix.to, now)
            for portion in _left_of(choice.fix.portions, done, abs(by_others)):
                touched = portion.record_id in done.taken
                yield _move(count, row, portion, choice.fix.to, now, touched=touched)
        case FixKind.SET_QUANTITY:
            yield from _set_quantity(count, row, rounded(choice.fix.quantity - done.adjusted - by_others), now)
        case FixKind.CREATE:
            yield from _create(count, row, rounded(choice.fix.quantity - done.adjusted - by_others), now)


def _left_of(portions: tuple[Portion, ...], done: DoneSoFar, dealt_with: Decimal) -> Iterator[Portion]:
    """What is still to be moved of each portion, after what was moved for this line and `dealt_with` for others."""
    for portion in portions:
        left = rounded(portion.quantity - done.taken.get(portion.record_id, ZERO))
        less = min(max(left, ZERO), dealt_with)
        dealt_with -= less
        if left - less > 0:
            yield Portion(portion.record_id, rounded(left - less))


def _move(
    count: Count,
    row: Row,
    portion: Portion,
    to: Place,
    now: Now,
    *,
    touched: bool,
) -> Write:
    """A move of a record that is as it was compared, but for what this count itself took from it (`touched`).

    A difference stays what it is when stock moves on; which parts are to be moved does not. So a record that somebody
    else changed is shown and not moved: what was missing here may have been booked at the other end already.
    """
    record = _present(now.records, portion.record_id)
    compared = now.compared.get(portion.record_id)
    if compared is not None and record.location != compared.location:
        where = record.location.name if record.location else "no location"
        raise CannotBeWritten(f"Record {record.id} is at {where} by now: nothing is moved. {_COUNT_ANEW}")
    _may_change(record)
    taken = taken_for_others(count, row.line.number, portion.record_id)
    expected = None if compared is None else compared.quantity - taken
    if expected is not None and not touched and not same(record.quantity, expected):
        raise CannotBeWritten(
            f"Record {record.id} held {plain(expected)} at the comparison and holds {plain(record.quantity)} "
            f"now: whether the parts were moved meanwhile cannot be told. {_COUNT_ANEW}"
        )
    if record.quantity < portion.quantity:
        raise CannotBeWritten(
            f"Record {record.id} holds {plain(record.quantity)} by now, less than the {plain(portion.quantity)} "
            f"that would be moved. {_COUNT_ANEW}"
        )
    whole = record.quantity == portion.quantity
    kind = WriteKind.MOVE if whole else WriteKind.SPLIT_AND_MOVE
    warning = "" if touched or taken else _changed(record, compared)
    return _write(row, kind, record, portion.quantity, to, warning)


def _finish_splits(done: DoneSoFar, to: Place, now: Now) -> Iterator[Write]:
    for record_id, write in done.adrift:
        record = _present(now.records, record_id)
        warning = f"Split off record {write.record_id} by an earlier posting, not moved yet."
        yield replace(
            write, kind=WriteKind.MOVE, record_id=record_id, etag=record.etag, before=record.quantity,
            quantity=record.quantity, to=to, warning=warning,
        )  # fmt: skip


def _set_quantity(count: Count, row: Row, difference: Decimal, now: Now) -> Iterator[Write]:
    if not difference:
        return
    records = tuple(
        record
        for record in (now.records.get(old.id) for old in row.records)
        if record is not None and record.location == count.place_of(row.line.key) and record.status in ADJUSTABLE
    )
    if not records:
        raise CannotBeWritten(
            f"None of the records of {row.line.key.words} can be changed by now: count this line again."
        )
    for record, change in _shares(row, records, difference):
        new = rounded(record.quantity + change)
        if record.serial_number and new not in {ZERO, Decimal(1)}:
            raise CannotBeWritten(
                f"Record {record.id} has a serial: its quantity can only be 0 or 1, not {plain(new)}."
            )
        warning = _changed(record, now.compared.get(record.id))
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
        raise CannotBeWritten(
            f"The records of {row.line.key.words} that may be changed hold less than the {plain(-difference)} that "
            "would be taken off: settle the others in ION first."
        )
    by_id = {record.id: record for record in ordered}
    for portion in portions:
        yield by_id[portion.record_id], -portion.quantity


def _create(count: Count, row: Row, quantity: Decimal, now: Now) -> Iterator[Write]:
    part = part_of(row.line, count.evidence.parts if count.evidence else ())
    part_id = row.line.part_id if part is None else part.id
    if part_id is None:
        raise CannotBeWritten(f"ION does not know part {row.line.key.words}: create the part in ION first.")
    known = {old.id for old in row.records} | {state.record_id for state in count.steps.values()}
    listed = (record for record_id in row.line.record_ids if (record := now.records.get(record_id)) is not None)
    there = (record for record in listed if record.location == count.place_of(row.line.key))
    lying = (*_of_line(count, row, now), *(record for record in there if record.expected_on_shelf))
    twin = next((record for record in lying if record.id not in known), None)
    if twin is not None:
        raise CannotBeWritten(f"ION has record {twin.id} of {row.line.key.words} here. {_COUNT_ANEW}")
    if quantity > 0:
        yield Write(
            0, WriteKind.CREATE, row.line.number, row.line.key, quantity, to=count.place_of(row.line.key),
            part_id=part_id, uom=row.line.uom,
        )  # fmt: skip


def _write(
    row: Row, kind: WriteKind, record: InventoryRecord, quantity: Decimal, to: Place | None, warning: str
) -> Write:
    return Write(
        0, kind, row.line.number, row.line.key, quantity, before=record.quantity, record_id=record.id,
        etag=record.etag, at=record.location, to=to, part_id=record.part.id, uom=record.part.uom, warning=warning,
    )  # fmt: skip


def _present(now: Mapping[int, InventoryRecord], record_id: int) -> InventoryRecord:
    record = now.get(record_id)
    if record is None:
        raise CannotBeWritten(f"Record {record_id} is no longer in ION (merged or deleted). {_COUNT_ANEW}")
    return record


def _may_change(record: InventoryRecord) -> None:
    if record.status not in ADJUSTABLE:
        raise CannotBeWritten(f"Record {record.id} is {record.status.words} by now: settle that in ION first.")


def _changed(record: InventoryRecord, compared: InventoryRecord | None) -> str:
    """A warning when a record is not as it was compared; the counted difference still applies to what is there now."""
    if compared is None or record.etag == compared.etag:
        return ""
    return f"Changed since the comparison: {plain(compared.quantity)} then, {plain(record.quantity)} now."

"""One chosen fix as exact writes on records read just now, or the reason why it cannot be written any more."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cyclecount_tui.domain.causes.doubts import why_not_written
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.done_so_far import done_so_far
from cyclecount_tui.domain.draft_ground import COUNT_ANEW, CannotBeWritten, NeedsGoneRecord, Now, draft, warning_of
from cyclecount_tui.domain.drafting_moves import moves
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord
from cyclecount_tui.domain.lines import part_of
from cyclecount_tui.domain.plan import Write, WriteKind
from cyclecount_tui.domain.quantities import plain, rounded, signed
from cyclecount_tui.domain.succession import stands_for
from cyclecount_tui.domain.successors import gone_records, gone_words
from cyclecount_tui.domain.typed_quantity import refuse_another_number
from cyclecount_tui.domain.which_records import shares


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
                f"The count of {name} corrected record {record_id} after this comparison. {COUNT_ANEW}"
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
                f"The count of {name} corrected {item.item_words} at {place.name} after this comparison. {COUNT_ANEW}"
            )


def _no_newcomers(count: Count, row: Row, now: Now) -> None:
    """Refuses a line that got records after the comparison: what was extra may be booked, what was missing found.

    One that was empty or installed at the comparison and is on the shelf now is a newcomer, too. Records that this
    count itself left here (split off or created) are known.
    """
    ours = {state.record_id for state in count.steps.values() if state.record_id is not None}
    ours |= {known.successor.record_id for known in count.successors.values()}
    for record in _of_line(count, row, now):
        before = now.here_then.get(record.id)
        known = before is not None and before.location == record.location and before.expected_on_shelf
        if not known and record.id not in ours:
            raise CannotBeWritten(
                f"Record {record.id} with {plain(record.quantity)} came to this line after the comparison. {COUNT_ANEW}"
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


def _lying(count: Count, row: Row, now: Now) -> Iterable[InventoryRecord]:
    """All that lies here of the line, with what it was compared with under another name."""
    compared = (now.records.get(stands_for(count.successors, old.id)) for old in row.records)
    place = count.place_of(row.line.key)
    stayed = (each for each in compared if each is not None and each.location == place and each.expected_on_shelf)
    return {record.id: record for record in (*stayed, *_of_line(count, row, now))}.values()


def _drafts(count: Count, row: Row, choice: Choice, now: Now, by_others: Decimal) -> Iterator[Write]:
    done = done_so_far(count, row.line.number)
    if done.in_doubt:
        raise CannotBeWritten(f"{done.in_doubt} Look at the record's history in ION. {COUNT_ANEW}")
    for gone in gone_records(count, row.line.number, now.records):
        raise NeedsGoneRecord(gone_words(gone))
    _no_newcomers(count, row, now)
    match choice.fix.kind:
        case FixKind.MOVE | FixKind.PARK if choice.fix.to is not None:
            yield from moves(count, row, choice, now, done, by_others)
        case FixKind.SET_QUANTITY:
            if choice.fix.wanted is not None:
                refuse_another_number(count, row, choice.fix.wanted, _lying(count, row, now))
            yield from _set_quantity(count, row, rounded(choice.fix.quantity - done.adjusted - by_others), now)
        case FixKind.CREATE:
            yield from _create(count, row, rounded(choice.fix.quantity - done.adjusted - by_others), now)


def _set_quantity(count: Count, row: Row, difference: Decimal, now: Now) -> Iterator[Write]:
    if not difference:
        return
    records = tuple(
        record
        for record in map(now.records.get, dict.fromkeys(stands_for(count.successors, old.id) for old in row.records))
        if record is not None and record.location == count.place_of(row.line.key) and record.status in ADJUSTABLE
    )
    if not records:
        raise CannotBeWritten(
            f"None of the records of {row.line.key.words} can be changed by now: count this line again."
        )
    for record, change in _shares(row, records, difference, now):
        new = rounded(record.quantity + change)
        warning = warning_of(count, record, now)
        yield draft(row, WriteKind.SET_QUANTITY, record, new, None, warning)


def _shares(
    row: Row, records: tuple[InventoryRecord, ...], difference: Decimal, now: Now
) -> Iterator[tuple[InventoryRecord, Decimal]]:
    """How a difference is spread over the records that may be changed, by the rule of `which_records`."""
    found = shares(records, difference, now.evidence.in_kits if now.evidence else frozenset())
    if found is None and row.line.key.serial_number:
        raise CannotBeWritten(
            f"Record {records[0].id} has a serial: its quantity can only be 0 or 1, and {signed(difference)} would "
            "not end there."
        )
    if found is None:
        raise CannotBeWritten(
            f"The records of {row.line.key.words} that may be changed hold less than the {plain(-difference)} that "
            "would be taken off: settle the others in ION first."
        )
    yield from found


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
        raise CannotBeWritten(f"ION has record {twin.id} of {row.line.key.words} here. {COUNT_ANEW}")
    if quantity > 0:
        yield Write(
            0, WriteKind.CREATE, row.line.number, row.line.key, quantity, to=count.place_of(row.line.key),
            part_id=part_id, uom=row.line.uom,
        )  # fmt: skip
